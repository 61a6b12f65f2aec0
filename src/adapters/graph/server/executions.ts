import { z } from "zod";
import { isoTime } from "../../../base/kernel/clock.ts";
import { Execution } from "../../../base/model/execution.ts";
import type { IncidentNode, RunStats } from "../../../base/ports/graph-store.ts";
import { epoch } from "../record-rows.ts";
import type { Cypher } from "./cypher.ts";

/** As in the embedded store (executions.ts): what speaks against a runbook. */
const failed =
  "(e.result IN ['failed', 'rolled-back'] OR (e.result = 'unverified' AND coalesce(e.reason, '') <> 'no-verify-step'))";

export const ran = "NOT e.result IN ['dry-run', 'refused', 'declined', 'not-applicable']";

const facts =
  "e.id AS id, e.runbook AS runbook, e.digest AS digest, e.pattern AS pattern, e.suggestion AS suggestion, e.startedAt AS startedAt, e.endedAt AS endedAt, e.result AS result, e.reason AS reason, e.by AS by";

const ExecutionRow = z
  .object({
    id: z.string(),
    runbook: z.string(),
    digest: z.string(),
    pattern: z.string().nullable(),
    suggestion: z.string().nullable(),
    startedAt: z.number(),
    endedAt: z.number().nullable(),
    result: Execution.shape.result,
    reason: z.string().nullable(),
    by: z.string(),
  })
  .transform(
    (row): Execution => ({
      ...row,
      startedAt: isoTime(row.startedAt),
      endedAt: row.endedAt === null ? null : isoTime(row.endedAt),
    }),
  );

export async function storeExecutions(cypher: Cypher, runs: readonly Execution[]): Promise<void> {
  if (runs.length === 0) return;
  await cypher.run(
    `UNWIND $rows AS row MERGE (e:ReifierExecution {key: row.facts.key}) SET e = row.facts
     WITH e, row OPTIONAL MATCH (r:ReifierRunbook {key: row.runbookKey})
     FOREACH (known IN CASE WHEN r IS NULL THEN [] ELSE [r] END | MERGE (e)-[:EXECUTED]->(known))`,
    {
      rows: runs.map((run) => ({
        runbookKey: cypher.key(run.runbook),
        facts: {
          ...run,
          key: cypher.key(run.id),
          workspace: cypher.workspace,
          startedAt: epoch(run.startedAt),
          endedAt: epoch(run.endedAt),
        },
      })),
    },
  );
  await countOutcomes(
    cypher,
    runs.flatMap(({ pattern, runbook }) => (pattern === null ? [] : [{ pattern, runbook }])),
  );
}

const ofPair = "(e:ReifierExecution {workspace: $workspace, runbook: row.runbook, pattern: row.pattern})";

/** A link of a pattern to a runbook, by their ids. */
export interface Pair {
  readonly pattern: string;
  readonly runbook: string;
}

export const pairRows = (cypher: Cypher, pairs: readonly Pair[]) =>
  [...new Map(pairs.map((pair) => [JSON.stringify(pair), pair])).values()].map(({ pattern, runbook }) => ({
    pattern,
    runbook,
    patternKey: cypher.key(pattern),
    runbookKey: cypher.key(runbook),
  }));

/** Takes the outcomes of edges from the executions again: right however often it is told. */
export async function countOutcomes(cypher: Cypher, pairs: readonly Pair[]): Promise<void> {
  if (pairs.length === 0) return;
  await cypher.run(
    `UNWIND $rows AS row
     MATCH (:ReifierErrorPattern {key: row.patternKey})-[m:MITIGATED_BY]->(:ReifierRunbook {key: row.runbookKey})
     SET m.verified = COUNT { MATCH ${ofPair} WHERE e.result = 'resolved' },
       m.failed = COUNT { MATCH ${ofPair} WHERE ${failed} }`,
    { rows: pairRows(cypher, pairs) },
  );
}

const Counted = z.object({ runs: z.number(), verified: z.number() });

export async function runStats(cypher: Cypher, runbook: string, digest: string | null): Promise<RunStats> {
  const match = `MATCH (e:ReifierExecution {workspace: $workspace, runbook: $runbook})
    WHERE ($digest IS NULL OR e.digest = $digest) AND e.result IS NOT NULL AND ${ran}`;
  const counted = await cypher.one(
    `${match} RETURN count(*) AS runs, count(CASE WHEN e.result = 'resolved' THEN 1 END) AS verified`,
    { runbook, digest },
    Counted,
  );
  const last = await cypher.one(
    `${match} RETURN ${facts} ORDER BY startedAt DESC, id DESC LIMIT 1`,
    { runbook, digest },
    ExecutionRow,
  );
  return {
    ...(counted ?? { runs: 0, verified: 0 }),
    lastRunAt: last?.startedAt ?? null,
    lastResult: last?.result ?? null,
  };
}

export const executions = (cypher: Cypher, running: boolean | undefined): Promise<Execution[]> =>
  cypher.all(
    `MATCH (e:ReifierExecution {workspace: $workspace}) WHERE $running IS NULL OR (e.result IS NULL) = $running
     RETURN ${facts} ORDER BY startedAt DESC, id DESC`,
    { running: running ?? null },
    ExecutionRow,
  );

const IncidentRow = z
  .object({
    id: z.string(),
    runbook: z.string().nullable(),
    pattern: z.string().nullable(),
    execution: z.string().nullable(),
    host: z.string(),
    result: z.string(),
    reason: z.string(),
    raisedAt: z.number(),
    endedAt: z.number().nullable(),
    path: z.string(),
  })
  .transform(
    (row): IncidentNode => ({
      ...row,
      raisedAt: isoTime(row.raisedAt),
      endedAt: row.endedAt === null ? null : isoTime(row.endedAt),
    }),
  );

export async function saveIncidents(cypher: Cypher, incidents: readonly IncidentNode[]): Promise<void> {
  if (incidents.length === 0) return;
  await cypher.run(
    `UNWIND $rows AS row MERGE (i:ReifierIncident {key: row.facts.key}) SET i = row.facts
     WITH i, row OPTIONAL MATCH (i)<-[old:RAISED]-(:ReifierErrorPattern) DELETE old
     WITH DISTINCT i, row MATCH (p:ReifierErrorPattern {key: row.patternKey}) MERGE (p)-[:RAISED]->(i)`,
    {
      rows: incidents.map((one) => ({
        patternKey: one.pattern === null ? "" : cypher.key(one.pattern),
        facts: {
          ...one,
          key: cypher.key(one.id),
          workspace: cypher.workspace,
          raisedAt: epoch(one.raisedAt),
          endedAt: epoch(one.endedAt),
        },
      })),
    },
  );
}

export const allIncidents = (cypher: Cypher): Promise<IncidentNode[]> =>
  cypher.all(
    `MATCH (i:ReifierIncident {workspace: $workspace}) RETURN i.id AS id, i.runbook AS runbook, i.pattern AS pattern, i.execution AS execution,
       i.host AS host, i.result AS result, i.reason AS reason, i.raisedAt AS raisedAt, i.endedAt AS endedAt, i.path AS path
     ORDER BY id`,
    {},
    IncidentRow,
  );
