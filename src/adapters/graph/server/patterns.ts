import { z } from "zod";
import { isoTime } from "../../../base/kernel/clock.ts";
import { ErrorPattern, type PatternRow } from "../../../base/model/pattern.ts";
import { type SightingEdge, summed } from "../../../base/model/sighting.ts";
import type { FoundNode } from "../../../base/ports/graph-store.ts";
import { wordsOf } from "../search.ts";
import type { Cypher } from "./cypher.ts";

const facts =
  "p.id AS id, p.name AS name, p.template AS template, p.signature AS signature, p.example AS example, p.maskVersion AS maskVersion";

export const findPattern = (cypher: Cypher, id: string): Promise<ErrorPattern | null> =>
  cypher.one(
    `MATCH (p:ReifierErrorPattern {key: $key}) RETURN ${facts}`,
    { key: cypher.key(id) },
    ErrorPattern,
  );

export const allPatterns = (cypher: Cypher): Promise<ErrorPattern[]> =>
  cypher.all(
    `MATCH (p:ReifierErrorPattern {workspace: $workspace}) RETURN ${facts} ORDER BY p.id`,
    {},
    ErrorPattern,
  );

export const wordsFor = (texts: readonly string[]): string =>
  wordsOf(texts.join(" ").toLowerCase()).join(" ");

/** What is said last about a pattern holds. */
export async function savePatterns(cypher: Cypher, patterns: readonly ErrorPattern[]): Promise<void> {
  if (patterns.length === 0) return;
  await cypher.run(
    `UNWIND $rows AS row MERGE (p:ReifierErrorPattern {key: row.key})
     SET p.id = row.id, p.workspace = $workspace, p.name = row.name, p.template = row.template,
       p.signature = row.signature, p.example = row.example, p.maskVersion = row.maskVersion, p.words = row.words`,
    {
      rows: patterns.map((pattern) => ({
        ...pattern,
        key: cypher.key(pattern.id),
        words: wordsFor([pattern.name, pattern.template, pattern.example]),
      })),
    },
  );
}

const sightingRows = (cypher: Cypher, sightings: readonly SightingEdge[]) =>
  sightings.map((edge) => ({
    ...edge,
    patternKey: cypher.key(edge.pattern),
    hostKey: cypher.key(edge.host),
    firstAt: Math.round(edge.firstAt),
    lastAt: Math.round(edge.lastAt),
  }));

const sightingEdges = `UNWIND $rows AS row MATCH (p:ReifierErrorPattern {key: row.patternKey})
  MERGE (h:ReifierHost {key: row.hostKey}) ON CREATE SET h.id = row.host, h.workspace = $workspace
  MERGE (p)-[s:SEEN_AGAIN]->(h)`;

/**
 * Adds to what is known of patterns on a host. `once` names this call: a transaction that the driver repeats because
 * the answer to its commit was lost adds nothing more.
 */
export async function addSightings(
  cypher: Cypher,
  sightings: readonly SightingEdge[],
  once: string,
): Promise<void> {
  await cypher.run(
    `${sightingEdges} ON CREATE SET s.times = 0, s.firstAt = row.firstAt, s.lastAt = row.lastAt
     WITH row, s WHERE s.once IS NULL OR s.once <> $once
     SET s.times = s.times + row.times, s.once = $once,
       s.firstAt = CASE WHEN row.firstAt < s.firstAt THEN row.firstAt ELSE s.firstAt END,
       s.lastAt = CASE WHEN row.lastAt > s.lastAt THEN row.lastAt ELSE s.lastAt END`,
    { rows: sightingRows(cypher, summed(sightings)), once },
  );
}

/** Says how it stands, so it may be said twice. */
export async function setSightings(cypher: Cypher, sightings: readonly SightingEdge[]): Promise<void> {
  if (sightings.length === 0) return;
  await cypher.run(
    `${sightingEdges} SET s.times = row.times, s.firstAt = row.firstAt, s.lastAt = row.lastAt`,
    {
      rows: sightingRows(cypher, sightings),
    },
  );
}

const SightingRow = z
  .object({
    pattern: z.string(),
    host: z.string(),
    times: z.number(),
    firstAt: z.number(),
    lastAt: z.number(),
  })
  .transform((row): SightingEdge => row);

export const allSightings = (cypher: Cypher): Promise<SightingEdge[]> =>
  cypher.all(
    `MATCH (p:ReifierErrorPattern {workspace: $workspace})-[s:SEEN_AGAIN]->(h:ReifierHost)
     RETURN p.id AS pattern, h.id AS host, s.times AS times, s.firstAt AS firstAt, s.lastAt AS lastAt
     ORDER BY pattern, host`,
    {},
    SightingRow,
  );

const ListRow = z
  .object({
    id: z.string(),
    name: z.string(),
    template: z.string(),
    example: z.string(),
    maskVersion: z.number(),
    seen: z.number(),
    lastAt: z.number().nullable(),
    runbooks: z.array(z.string()),
  })
  .transform(
    ({ lastAt, ...row }): PatternRow => ({
      ...row,
      lastSeenAt: lastAt === null ? null : isoTime(lastAt),
    }),
  );

export const patternRows = (cypher: Cypher): Promise<PatternRow[]> =>
  cypher.all(
    `MATCH (p:ReifierErrorPattern {workspace: $workspace})
     RETURN p.id AS id, p.name AS name, p.template AS template, p.example AS example, p.maskVersion AS maskVersion,
       reduce(sum = 0, t IN [(p)-[s:SEEN_AGAIN]->(:ReifierHost) | s.times] | sum + t) AS seen,
       reduce(last = null, t IN [(p)-[s:SEEN_AGAIN]->(:ReifierHost) | s.lastAt] |
         CASE WHEN last IS NULL OR t > last THEN t ELSE last END) AS lastAt,
       COLLECT { MATCH (p)-[:MITIGATED_BY]->(r:ReifierRunbook) RETURN r.id ORDER BY r.id } AS runbooks
     ORDER BY id`,
    {},
    ListRow,
  );

const Found = z
  .object({ kind: z.enum(["pattern", "runbook"]), id: z.string(), name: z.string() })
  .transform((row): FoundNode => row);

export async function searchNodes(cypher: Cypher, text: string, limit: number): Promise<FoundNode[]> {
  const words = wordsOf(text.toLowerCase()).slice(0, 32);
  if (words.length === 0) return [];
  return await cypher.all(
    `CALL db.index.fulltext.queryNodes('reifier_words', $query) YIELD node, score
     WITH node, score, CASE WHEN node:ReifierRunbook THEN 'runbook' ELSE 'pattern' END AS kind
     WHERE node.workspace = $workspace
     RETURN kind, node.id AS id, coalesce(node.title, node.name) AS name ORDER BY score DESC, kind, id LIMIT $limit`,
    { query: words.map((word) => `+"${word}"`).join(" "), limit },
    Found,
  );
}
