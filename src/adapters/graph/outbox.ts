import { z } from "zod";
import type { Clock } from "../../base/kernel/clock.ts";
import type { Outbox, OutboxMark, SharedDelta, SharedKind } from "../../base/ports/shared-graph.ts";
import type { Connection } from "./connection.ts";
import { findExecution } from "./executions.ts";
import { findIncident } from "./incidents.ts";
import { findPattern, sightingsOf } from "./patterns.ts";
import { dropPlace, placeOf, savePlace } from "./places.ts";
import { findRunbook, linksOf } from "./runbooks.ts";

const aimed = "outbox target";
const lastFailure = "outbox failure";

export type MarkChanged = (kind: SharedKind, id: string) => void;

/**
 * Marks what changed, in the transaction of the change. Whether there is a server to tell stands in the store itself, so
 * every process of the workspace agrees on it.
 */
export const markChanged =
  (connection: Connection, clock: Clock): MarkChanged =>
  (kind, id) => {
    connection.run(
      `INSERT INTO outbox (kind, id, marked_at) SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM position WHERE source = ?4)
       ON CONFLICT (kind, id) DO UPDATE SET revision = revision + 1`,
      [kind, id, clock.now(), aimed],
    );
  };

const Mark = z
  .object({
    kind: z.enum(["pattern", "runbook", "execution", "incident", "forgotten"]),
    id: z.string(),
    revision: z.number(),
  })
  .transform((row): OutboxMark => row);
const Lag = z.object({ waiting: z.number(), oldest: z.number().nullable() });

export function outboxOver(connection: Connection, clock: Clock): Outbox {
  const mark = markChanged(connection, clock);
  return {
    aim: (target) => {
      if (placeOf(connection, aimed) === target) return;
      connection.write(() => {
        connection.run("DELETE FROM outbox");
        connection.run("DELETE FROM elsewhere");
        dropPlace(connection, lastFailure);
        if (target === null) return dropPlace(connection, aimed);
        savePlace(connection, aimed, target);
        return markEverything(connection, clock);
      });
    },
    forgotten: (ids) =>
      connection.write(() => {
        for (const id of ids) mark("forgotten", id);
      }),
    lag: () => {
      const found = connection.one(
        "SELECT count(*) AS waiting, min(marked_at) AS oldest FROM outbox",
        [],
        Lag,
      );
      return { waiting: found?.waiting ?? 0, oldestAt: found?.oldest ?? null };
    },
    next: (limit, skip = 0) =>
      // One transaction: the state is the one that the marks stand for, or a newer one that has its own mark.
      connection.write(() => {
        const marks = connection.all(
          "SELECT kind, id, revision FROM outbox ORDER BY n LIMIT ? OFFSET ?",
          [limit, skip],
          Mark,
        );
        return { marks, delta: deltaOf(connection, marks) };
      }),
    done: (marks) =>
      connection.write(() => {
        for (const { kind, id, revision } of marks) {
          connection.run("DELETE FROM outbox WHERE kind = ? AND id = ? AND revision = ?", [
            kind,
            id,
            revision,
          ]);
        }
      }),
    failed: (reason) => {
      if (placeOf(connection, lastFailure) === reason) return;
      connection.write(() =>
        reason === null ? dropPlace(connection, lastFailure) : savePlace(connection, lastFailure, reason),
      );
    },
    lastError: () => placeOf(connection, lastFailure),
  };
}

const everything = [
  "SELECT 'pattern' AS kind, id, ? AS at FROM error_pattern ORDER BY n",
  "SELECT 'runbook', id, ? FROM runbook ORDER BY n",
  "SELECT 'execution', id, ? FROM execution WHERE result IS NOT NULL ORDER BY started_at, id",
  "SELECT 'incident', id, ? FROM incident ORDER BY raised_at, id",
];

/** For a server that has not been told anything yet, and after the whole graph was replaced. */
export function markEverything(connection: Connection, clock: Clock): void {
  for (const source of everything) {
    connection.run(
      `INSERT INTO outbox (kind, id, marked_at) SELECT * FROM (${source}) WHERE EXISTS (SELECT 1 FROM position WHERE source = ?)
       ON CONFLICT (kind, id) DO UPDATE SET revision = revision + 1`,
      [clock.now(), aimed],
    );
  }
}

type Growing = { -readonly [K in keyof SharedDelta]: SharedDelta[K][number][] };

function deltaOf(connection: Connection, marks: readonly OutboxMark[]): SharedDelta {
  const delta: Growing = {
    patterns: [],
    sightings: [],
    runbooks: [],
    links: [],
    executions: [],
    incidents: [],
    gone: [],
  };
  for (const mark of marks) if (!shared[mark.kind](connection, mark.id, delta)) delta.gone.push(mark);
  return delta;
}

/** Adds what a mark names to the delta; false when it is not here, or not for others. */
type Share = (connection: Connection, id: string, delta: Growing) => boolean;

const shared: Readonly<Record<SharedKind, Share>> = {
  pattern: (connection, id, delta) => {
    const found = findPattern(connection, id);
    if (found === null) return false;
    delta.patterns.push(found);
    delta.sightings.push(...sightingsOf(connection, id));
    return true;
  },
  runbook: (connection, id, delta) => {
    const found = findRunbook(connection, id);
    if (found?.status !== "approved") return false;
    delta.runbooks.push(found);
    for (const pattern of linksOf(connection, id)) {
      delta.patterns.push(pattern);
      delta.links.push({ pattern: pattern.id, runbook: id });
    }
    return true;
  },
  execution: (connection, id, delta) => {
    const found = findExecution(connection, id);
    // One that runs is marked again when it ends.
    if (found !== null && found.result !== null) delta.executions.push(found);
    return found !== null;
  },
  incident: (connection, id, delta) => {
    const found = findIncident(connection, id);
    if (found !== null) delta.incidents.push(found);
    return found !== null;
  },
  forgotten: () => false,
};
