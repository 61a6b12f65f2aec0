import { createHash } from "node:crypto";
import { z } from "zod";
import { isoTime } from "../../../base/kernel/clock.ts";
import { usageError } from "../../../base/kernel/errors.ts";
import type { RankedRunbook, RelatedRunbook, RunbookNode } from "../../../base/ports/graph-store.ts";
import { epoch } from "../record-rows.ts";
import type { Cypher } from "./cypher.ts";
import { countOutcomes, type Pair, pairRows } from "./executions.ts";
import { wordsFor } from "./patterns.ts";

/** A command's text may be longer than an index key, so its hash is its id. */
const commandId = (text: string): string => createHash("sha256").update(text).digest("hex");

const dropUnused = `WITH DISTINCT c WHERE NOT EXISTS { (:ReifierRunbook)-[:HAS_COMMAND]->(c) } DETACH DELETE c`;

/** Each as it stands now, its commands included. */
export async function saveRunbooks(cypher: Cypher, runbooks: readonly RunbookNode[]): Promise<void> {
  if (runbooks.length === 0) return;
  const rows = runbooks.map(({ commands, approvedAt, ...node }) => ({
    ...node,
    approvedAt: epoch(approvedAt),
    key: cypher.key(node.id),
    words: wordsFor([node.title, ...commands.map((command) => command.text)]),
    commands: commands.map(({ text, role }, index) => {
      const id = commandId(text);
      return { id, key: cypher.key(id), text, role, ordinal: index + 1 };
    }),
  }));
  await cypher.run(
    `UNWIND $rows AS row MERGE (r:ReifierRunbook {key: row.key})
     SET r.id = row.id, r.workspace = $workspace, r.title = row.title, r.path = row.path, r.status = row.status,
       r.digest = row.digest, r.approvedBy = row.approvedBy, r.approvedAt = row.approvedAt, r.words = row.words`,
    { rows },
  );
  await cypher.run(
    `UNWIND $rows AS row MATCH (r:ReifierRunbook {key: row.key})-[old:HAS_COMMAND]->(c:ReifierCommand)
     DELETE old ${dropUnused}`,
    { rows },
  );
  await cypher.run(
    `UNWIND $rows AS row MATCH (r:ReifierRunbook {key: row.key}) UNWIND row.commands AS command
     MERGE (c:ReifierCommand {key: command.key})
       ON CREATE SET c.id = command.id, c.text = command.text, c.workspace = $workspace
     CREATE (r)-[:HAS_COMMAND {ordinal: command.ordinal, role: command.role}]->(c)`,
    { rows },
  );
}

/** With the commands that no other runbook runs. */
export async function dropRunbooks(cypher: Cypher, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const keys = ids.map(cypher.key);
  await cypher.run(
    `MATCH (r:ReifierRunbook)-[old:HAS_COMMAND]->(c:ReifierCommand) WHERE r.key IN $keys DELETE old ${dropUnused}`,
    { keys },
  );
  await cypher.run("MATCH (r:ReifierRunbook) WHERE r.key IN $keys DETACH DELETE r", { keys });
}

const Unknown = z.object({ pattern: z.string(), runbook: z.string(), known: z.boolean() });

/** Links patterns to runbooks, with the outcomes of what ran before. Throws a usage error for an unknown one. */
export async function link(cypher: Cypher, pairs: readonly Pair[]): Promise<void> {
  if (pairs.length === 0) return;
  const rows = pairRows(cypher, pairs);
  const unknown = await cypher.one(
    `UNWIND $rows AS row
     WITH row, EXISTS { (:ReifierErrorPattern {key: row.patternKey}) } AS known,
       EXISTS { (:ReifierRunbook {key: row.runbookKey}) } AS runbookKnown
     WHERE NOT known OR NOT runbookKnown
     RETURN row.pattern AS pattern, row.runbook AS runbook, known LIMIT 1`,
    { rows },
    Unknown,
  );
  if (unknown?.known === false)
    throw usageError(
      `the memory knows no error pattern ${unknown.pattern}`,
      "list them with: reifier patterns",
    );
  if (unknown !== null)
    throw usageError(`the memory knows no runbook ${unknown.runbook}`, "list them with: reifier runbooks");
  await cypher.run(
    `UNWIND $rows AS row MATCH (p:ReifierErrorPattern {key: row.patternKey}), (r:ReifierRunbook {key: row.runbookKey})
     MERGE (p)-[m:MITIGATED_BY]->(r) ON CREATE SET m.verified = 0, m.failed = 0`,
    { rows },
  );
  await countOutcomes(cypher, pairs);
}

export const unlink = (cypher: Cypher, pattern: string, runbook: string): Promise<void> =>
  cypher.run(
    "MATCH (:ReifierErrorPattern {key: $pattern})-[m:MITIGATED_BY]->(:ReifierRunbook {key: $runbook}) DELETE m",
    { pattern: cypher.key(pattern), runbook: cypher.key(runbook) },
  );

const RankedRow = z
  .object({
    id: z.string(),
    title: z.string(),
    digest: z.string(),
    verified: z.number(),
    failed: z.number(),
    lastResults: z.array(z.string()),
  })
  .transform((row): RankedRunbook => row);

export const rankedRunbooks = (cypher: Cypher, pattern: string, limit: number): Promise<RankedRunbook[]> =>
  cypher.all(
    `MATCH (p:ReifierErrorPattern {key: $key})-[m:MITIGATED_BY]->(r:ReifierRunbook) WHERE r.status = 'approved'
     WITH r, m ORDER BY (m.verified + 1.0) / (m.verified + m.failed + 2) DESC, r.id LIMIT $limit
     RETURN r.id AS id, r.title AS title, r.digest AS digest, m.verified AS verified, m.failed AS failed,
       COLLECT { MATCH (e:ReifierExecution {workspace: $workspace, runbook: r.id, pattern: $pattern})
         WHERE e.result IS NOT NULL RETURN e.result ORDER BY e.startedAt DESC, e.id DESC LIMIT 5 } AS lastResults
     ORDER BY (verified + 1.0) / (verified + failed + 2) DESC, id`,
    { key: cypher.key(pattern), pattern, limit },
    RankedRow,
  );

const RelatedRow = z
  .object({ id: z.string(), title: z.string(), status: z.string(), shared: z.number() })
  .transform((row): RelatedRunbook => row);

export const relatedRunbooks = (cypher: Cypher, runbook: string, limit: number): Promise<RelatedRunbook[]> =>
  cypher.all(
    `MATCH (mine:ReifierRunbook {key: $key})-[:HAS_COMMAND]->(c:ReifierCommand)<-[:HAS_COMMAND]-(other:ReifierRunbook)
     WHERE other <> mine
     RETURN other.id AS id, other.title AS title, other.status AS status, count(DISTINCT c) AS shared
     ORDER BY shared DESC, id LIMIT $limit`,
    { key: cypher.key(runbook), limit },
    RelatedRow,
  );

const NodeRow = z
  .object({
    id: z.string(),
    title: z.string(),
    path: z.string(),
    status: z.string(),
    digest: z.string(),
    approvedBy: z.string().nullable(),
    approvedAt: z.number().nullable(),
    commands: z.array(z.object({ text: z.string(), role: z.string() })),
  })
  .transform(
    ({ approvedAt, ...row }): RunbookNode => ({
      ...row,
      approvedAt: approvedAt === null ? null : isoTime(approvedAt),
    }),
  );

export const allRunbooks = (cypher: Cypher): Promise<RunbookNode[]> =>
  cypher.all(
    `MATCH (r:ReifierRunbook {workspace: $workspace})
     RETURN r.id AS id, r.title AS title, r.path AS path, r.status AS status, r.digest AS digest,
       r.approvedBy AS approvedBy, r.approvedAt AS approvedAt,
       COLLECT { MATCH (r)-[h:HAS_COMMAND]->(c) RETURN {text: c.text, role: h.role} ORDER BY h.ordinal } AS commands
     ORDER BY id`,
    {},
    NodeRow,
  );

const LinkRow = z.object({ pattern: z.string(), runbook: z.string() });

export const allLinks = (cypher: Cypher): Promise<z.infer<typeof LinkRow>[]> =>
  cypher.all(
    `MATCH (p:ReifierErrorPattern {workspace: $workspace})-[:MITIGATED_BY]->(r:ReifierRunbook)
     RETURN p.id AS pattern, r.id AS runbook ORDER BY pattern, runbook`,
    {},
    LinkRow,
  );
