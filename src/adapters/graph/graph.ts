import { z } from "zod";
import type { Clock } from "../../base/kernel/clock.ts";
import type { MemoryGraph } from "../../base/ports/graph-store.ts";
import type { SharedKind } from "../../base/ports/shared-graph.ts";
import type { Connection } from "./connection.ts";
import { draw } from "./draw.ts";
import { executions, runStats, storeExecution } from "./executions.ts";
import { saveIncident } from "./incidents.ts";
import { insights } from "./insights.ts";
import { neighbourhood } from "./neighbourhood.ts";
import { markChanged, markEverything } from "./outbox.ts";
import { findPattern, patternRows, savePattern, sawAgain } from "./patterns.ts";
import { link, patternsOf, rankedRunbooks, relatedRunbooks, saveRunbook, unlink } from "./runbooks.ts";
import { search } from "./search.ts";
import { restore, snapshot } from "./snapshot.ts";

const answer = <T>(work: () => T): Promise<T> => new Promise((resolve) => resolve(work()));

/** The graph over one connection. Its verbs are promises because the other store of this port is a server. */
export const memoryGraph = (connection: Connection, clock: Clock): MemoryGraph => ({
  ...changingVerbs(connection, clock),
  patterns: (which) => answer(() => patternRows(connection, which)),
  pattern: (id) => answer(() => findPattern(connection, id)),
  runbooksFor: (pattern, limit) => answer(() => rankedRunbooks(connection, pattern, limit)),
  patternsOf: (runbook) => answer(() => patternsOf(connection, runbook)),
  runStats: (runbook, digest) => answer(() => runStats(connection, runbook, digest ?? null)),
  executions: (filter) => answer(() => executions(connection, filter?.running)),
  search: (text, limit) => answer(() => search(connection, text, limit)),
  related: (runbook, limit) => answer(() => relatedRunbooks(connection, runbook, limit)),
  insights: (verifiedSince) => answer(() => insights(connection, verifiedSince)),
  neighbourhood: (id) => answer(() => neighbourhood(connection, id)),
  draw: (id, format) =>
    answer(() => {
      const picture = neighbourhood(connection, id);
      return picture === null ? null : draw(picture, format);
    }),
  snapshot: () => answer(() => snapshot(connection)),
  stats: () => answer(() => graphStats(connection)),
  // The connection is shared with the other stores; whoever opened it closes it.
  close: () => Promise.resolve(),
});

type Changing =
  | "recordPattern"
  | "sawPatterns"
  | "patternSeen"
  | "saveRunbook"
  | "setRunbookStatus"
  | "link"
  | "unlink"
  | "recordExecution"
  | "recordIncident"
  | "restore";

/** Each change with the mark of what it changed, in one transaction: both or neither. */
function changingVerbs(connection: Connection, clock: Clock): Pick<MemoryGraph, Changing> {
  const mark = markChanged(connection, clock);
  const change = (kind: SharedKind, id: string, work: () => void): Promise<void> =>
    answer(() =>
      connection.write(() => {
        work();
        mark(kind, id);
      }),
    );
  return {
    recordPattern: (pattern) => change("pattern", pattern.id, () => savePattern(connection, pattern)),
    sawPatterns: (host, seen) =>
      answer(() =>
        connection.write(() => {
          for (const { pattern, at, times } of seen) {
            if (findPattern(connection, pattern.id) === null) savePattern(connection, pattern);
            sawAgain(connection, { pattern: pattern.id, host, times, firstAt: at, lastAt: at });
            mark("pattern", pattern.id);
          }
        }),
      ),
    patternSeen: (pattern, host, at, times) =>
      change("pattern", pattern, () =>
        sawAgain(connection, { pattern, host, times, firstAt: at, lastAt: at }),
      ),
    saveRunbook: (runbook) => change("runbook", runbook.id, () => saveRunbook(connection, runbook)),
    setRunbookStatus: (id, status) =>
      change("runbook", id, () => {
        connection.run("UPDATE runbook SET status = ? WHERE id = ?", [status, id]);
      }),
    link: (pattern, runbook) => change("runbook", runbook, () => link(connection, pattern, runbook)),
    unlink: (pattern, runbook) => change("runbook", runbook, () => unlink(connection, pattern, runbook)),
    recordExecution: (execution) =>
      change("execution", execution.id, () => storeExecution(connection, execution)),
    recordIncident: (incident) => change("incident", incident.id, () => saveIncident(connection, incident)),
    restore: (whole) =>
      answer(() =>
        connection.write(() => {
          // What was there and is not any more has to go on the server too.
          markEverything(connection, clock);
          restore(connection, whole);
          markEverything(connection, clock);
        }),
      ),
  };
}

const Count = z.object({ name: z.string(), count: z.number() });

/** How many nodes and edges of each kind there are. */
function graphStats(connection: Connection): Readonly<Record<string, number>> {
  const counted = Object.entries(kinds).map(
    ([name, source]) => `SELECT '${name}' AS name, count(*) AS count FROM ${source}`,
  );
  const rows = connection.all(counted.join(" UNION ALL "), [], Count);
  return Object.fromEntries(rows.map((row) => [row.name, row.count]));
}

const kinds = {
  ErrorPattern: "error_pattern",
  Runbook: "runbook",
  Command: "command",
  Session: "session",
  Host: "(SELECT host FROM session UNION SELECT host FROM seen_again)",
  Incident: "incident",
  Execution: "execution",
  MITIGATED_BY: "mitigated_by",
  HAS_COMMAND: "has_command",
  RECORDED_IN: "record",
  RAN_ON: "session",
  RAISED: "incident JOIN error_pattern ON error_pattern.id = incident.pattern",
  SEEN_AGAIN: "seen_again",
  EXECUTED: "execution JOIN runbook ON runbook.id = execution.runbook",
};
