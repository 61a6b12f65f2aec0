import { z } from "zod";
import type { MemoryGraph } from "../../base/ports/graph-store.ts";
import type { Connection } from "./connection.ts";
import { draw } from "./draw.ts";
import { executions, runStats, storeExecution } from "./executions.ts";
import { saveIncident } from "./incidents.ts";
import { insights } from "./insights.ts";
import { neighbourhood } from "./neighbourhood.ts";
import { addSighting, findPattern, patternRows, savePattern } from "./patterns.ts";
import { link, rankedRunbooks, relatedRunbooks, saveRunbook } from "./runbooks.ts";
import { search } from "./search.ts";
import { restore, snapshot } from "./snapshot.ts";

/** The graph over one connection. Its verbs are promises because the other store of this port is a server. */
export function memoryGraph(connection: Connection): MemoryGraph {
  const answer = <T>(work: () => T): Promise<T> => new Promise((resolve) => resolve(work()));
  const change = (work: () => void): Promise<void> => answer(() => connection.write(work));
  return {
    recordPattern: (pattern) => change(() => savePattern(connection, pattern)),
    sawPatterns: (host, seen) =>
      change(() => {
        for (const { pattern, at, times } of seen) {
          if (findPattern(connection, pattern.id) === null) savePattern(connection, pattern);
          addSighting(connection, { pattern: pattern.id, host, times, firstAt: at, lastAt: at });
        }
      }),
    patternSeen: (pattern, host, at, times) =>
      change(() => addSighting(connection, { pattern, host, times, firstAt: at, lastAt: at })),
    patterns: () => answer(() => patternRows(connection)),
    pattern: (id) => answer(() => findPattern(connection, id)),
    saveRunbook: (runbook) => change(() => saveRunbook(connection, runbook)),
    setRunbookStatus: (id, status) =>
      change(() => {
        connection.run("UPDATE runbook SET status = ? WHERE id = ?", [status, id]);
      }),
    link: (pattern, runbook) => change(() => link(connection, pattern, runbook)),
    unlink: (pattern, runbook) => change(() => unlink(connection, pattern, runbook)),
    runbooksFor: (pattern, limit) => answer(() => rankedRunbooks(connection, pattern, limit)),
    patternsOf: (runbook) => answer(() => patternsOf(connection, runbook)),
    recordExecution: (execution) => change(() => storeExecution(connection, execution)),
    runStats: (runbook, digest) => answer(() => runStats(connection, runbook, digest ?? null)),
    executions: (filter) => answer(() => executions(connection, filter?.running)),
    recordIncident: (incident) => change(() => saveIncident(connection, incident)),
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
    restore: (whole) => change(() => restore(connection, whole)),
    stats: () => answer(() => graphStats(connection)),
    // The connection is shared with the other stores; whoever opened it closes it.
    close: () => Promise.resolve(),
  };
}

function unlink(connection: Connection, pattern: string, runbook: string): void {
  connection.run(
    `DELETE FROM mitigated_by WHERE pattern = (SELECT n FROM error_pattern WHERE id = ?)
       AND runbook = (SELECT n FROM runbook WHERE id = ?)`,
    [pattern, runbook],
  );
}

const Id = z.object({ id: z.string() }).transform((row) => row.id);

const patternsOf = (connection: Connection, runbook: string): string[] =>
  connection.all(
    `SELECT p.id FROM runbook AS r JOIN mitigated_by AS m ON m.runbook = r.n JOIN error_pattern AS p ON p.n = m.pattern
     WHERE r.id = ? ORDER BY p.id`,
    [runbook],
    Id,
  );

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
