import { z } from "zod";
import { isoTime } from "../../base/kernel/clock.ts";
import { Execution } from "../../base/model/execution.ts";
import type { RunStats } from "../../base/ports/graph-store.ts";
import type { Connection } from "./connection.ts";
import { epoch } from "./record-rows.ts";

/**
 * What speaks against a runbook: it failed, was undone, or its verify step said no. A run that nothing verified, that a
 * person declined or that was interrupted says neither yes nor no.
 */
const failed =
  "(result IN ('failed', 'rolled-back') OR (result = 'unverified' AND ifnull(reason, '') <> 'no-verify-step'))";

const ExecutionRow = z
  .object({
    id: z.string(),
    runbook: z.string(),
    digest: z.string(),
    pattern: z.string().nullable(),
    suggestion: z.string().nullable(),
    started_at: z.number(),
    ended_at: z.number().nullable(),
    result: Execution.shape.result,
    reason: z.string().nullable(),
    actor: z.string(),
  })
  .transform(
    ({ started_at, ended_at, actor, ...row }): Execution => ({
      ...row,
      startedAt: isoTime(started_at),
      endedAt: ended_at === null ? null : isoTime(ended_at),
      by: actor,
    }),
  );

const columns = "id, runbook, digest, pattern, suggestion, started_at, ended_at, result, reason, actor";

/** Stores the run as it stands now and counts its outcome once, however often it is told. */
export function storeExecution(connection: Connection, run: Execution): void {
  connection.run(`INSERT OR REPLACE INTO execution (${columns}) VALUES (?,?,?,?,?,?,?,?,?,?)`, [
    run.id,
    run.runbook,
    run.digest,
    run.pattern,
    run.suggestion,
    epoch(run.startedAt),
    epoch(run.endedAt),
    run.result,
    run.reason,
    run.by,
  ]);
  if (run.pattern !== null) countOutcomes(connection, run.pattern, run.runbook);
}

/** Takes the outcomes of an edge from the executions again: idempotent, and right for a link made after the runs. */
export function countOutcomes(connection: Connection, pattern: string, runbook: string): void {
  connection.run(
    `UPDATE mitigated_by SET
       verified = (SELECT count(*) FROM execution WHERE pattern = ?1 AND runbook = ?2 AND result = 'resolved'),
       failed = (SELECT count(*) FROM execution WHERE pattern = ?1 AND runbook = ?2 AND ${failed})
     WHERE pattern = (SELECT n FROM error_pattern WHERE id = ?1) AND runbook = (SELECT n FROM runbook WHERE id = ?2)`,
    [pattern, runbook],
  );
}

const Result = z.object({ result: z.string() }).transform((row) => row.result);

/** Results of the last five ended runs of a runbook for a pattern, newest first. */
export const lastResults = (connection: Connection, pattern: string, runbook: string): string[] =>
  connection.all(
    `SELECT result FROM execution WHERE pattern = ? AND runbook = ? AND result IS NOT NULL
     ORDER BY started_at DESC, id DESC LIMIT 5`,
    [pattern, runbook],
    Result,
  );

const Counted = z.object({ runs: z.number(), verified: z.number() });

/** Runs that changed something or tried to; rehearsals and refusals are none. */
export function runStats(connection: Connection, runbook: string, digest: string | null): RunStats {
  const condition =
    "runbook = ?1 AND (?2 IS NULL OR digest = ?2) AND result NOT IN ('dry-run', 'refused', 'declined', 'not-applicable')";
  const counted = connection.one(
    `SELECT count(*) AS runs, count(*) FILTER (WHERE result = 'resolved') AS verified FROM execution WHERE ${condition}`,
    [runbook, digest],
    Counted,
  ) ?? { runs: 0, verified: 0 };
  const last = connection.one(
    `SELECT ${columns} FROM execution WHERE ${condition} ORDER BY started_at DESC, id DESC LIMIT 1`,
    [runbook, digest],
    ExecutionRow,
  );
  return { ...counted, lastRunAt: last?.startedAt ?? null, lastResult: last?.result ?? null };
}

export const findExecution = (connection: Connection, id: string): Execution | null =>
  connection.one(`SELECT ${columns} FROM execution WHERE id = ?`, [id], ExecutionRow);

/** Newest first. */
export const executions = (connection: Connection, running: boolean | undefined): Execution[] =>
  connection.all(
    `SELECT ${columns} FROM execution WHERE ?1 IS NULL OR (result IS NULL) = ?1 ORDER BY started_at DESC, id DESC`,
    [running === undefined ? null : Number(running)],
    ExecutionRow,
  );

/** Ended runs of a runbook that changed something or tried to, newest first. */
export const lastRuns = (connection: Connection, runbook: string, limit: number): Execution[] =>
  connection.all(
    `SELECT ${columns} FROM execution
     WHERE runbook = ? AND result IS NOT NULL AND result NOT IN ('dry-run', 'refused', 'declined', 'not-applicable')
     ORDER BY started_at DESC, id DESC LIMIT ?`,
    [runbook, limit],
    ExecutionRow,
  );
