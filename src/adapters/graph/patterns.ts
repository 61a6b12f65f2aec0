import { z } from "zod";
import { isoTime } from "../../base/kernel/clock.ts";
import type { ErrorPattern, PatternRow } from "../../base/model/pattern.ts";
import type { SightingEdge } from "../../base/model/sighting.ts";
import type { Connection } from "./connection.ts";
import { nodeNumber } from "./node-number.ts";
import { indexWords } from "./search.ts";

const columns = "id, name, template, signature, example, mask_version";

const PatternNode = z
  .object({
    id: z.string(),
    name: z.string(),
    template: z.string(),
    signature: z.string(),
    example: z.string(),
    mask_version: z.number(),
  })
  .transform(({ mask_version, ...row }): ErrorPattern => ({ ...row, maskVersion: mask_version }));

export const findPattern = (connection: Connection, id: string): ErrorPattern | null =>
  connection.one(`SELECT ${columns} FROM error_pattern WHERE id = ?`, [id], PatternNode);

export const allPatterns = (connection: Connection): ErrorPattern[] =>
  connection.all(`SELECT ${columns} FROM error_pattern ORDER BY id`, [], PatternNode);

/** What is said last about a pattern holds. */
export function savePattern(connection: Connection, pattern: ErrorPattern): void {
  connection.run(
    `INSERT INTO error_pattern (${columns}) VALUES (?,?,?,?,?,?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, template = excluded.template,
       signature = excluded.signature, example = excluded.example, mask_version = excluded.mask_version`,
    [pattern.id, pattern.name, pattern.template, pattern.signature, pattern.example, pattern.maskVersion],
  );
  const n = nodeNumber(connection, "error_pattern", pattern.id);
  indexWords(connection, { kind: "pattern", n }, [pattern.name, pattern.template, pattern.example]);
}

/** Adds to what is known of a pattern on a host. */
export const addSighting = (connection: Connection, edge: SightingEdge): void =>
  addTo("seen_again", connection, edge);

/** The same, seen just now: the audit has to be told of it. */
export function sawAgain(connection: Connection, edge: SightingEdge): void {
  addTo("seen_again", connection, edge);
  addTo("untold_sighting", connection, edge);
}

function addTo(table: "seen_again" | "untold_sighting", connection: Connection, edge: SightingEdge): void {
  connection.run(
    `INSERT INTO ${table} (pattern, host, times, first_at, last_at) VALUES (?,?,?,?,?)
     ON CONFLICT DO UPDATE SET times = times + excluded.times, first_at = min(first_at, excluded.first_at),
       last_at = max(last_at, excluded.last_at)`,
    [
      nodeNumber(connection, "error_pattern", edge.pattern),
      edge.host,
      edge.times,
      Math.round(edge.firstAt),
      Math.round(edge.lastAt),
    ],
  );
}

const SightingRow = z
  .object({
    pattern: z.string(),
    host: z.string(),
    times: z.number(),
    first_at: z.number(),
    last_at: z.number(),
  })
  .transform(
    ({ first_at, last_at, ...row }): SightingEdge => ({ ...row, firstAt: first_at, lastAt: last_at }),
  );

export const allSightings = (connection: Connection): SightingEdge[] =>
  connection.all(
    `SELECT p.id AS pattern, s.host, s.times, s.first_at, s.last_at
     FROM seen_again AS s JOIN error_pattern AS p ON p.n = s.pattern ORDER BY p.id, s.host`,
    [],
    SightingRow,
  );

export const sightingsOf = (connection: Connection, pattern: string): SightingEdge[] =>
  connection.all(
    `SELECT p.id AS pattern, s.host, s.times, s.first_at, s.last_at
     FROM seen_again AS s JOIN error_pattern AS p ON p.n = s.pattern WHERE p.id = ? ORDER BY s.host`,
    [pattern],
    SightingRow,
  );

const ListRow = z
  .object({
    id: z.string(),
    name: z.string(),
    template: z.string(),
    example: z.string(),
    mask_version: z.number(),
    seen: z.number(),
    last_at: z.number().nullable(),
    runbooks: z.string(),
  })
  .transform(
    ({ mask_version, last_at, runbooks, ...row }): PatternRow => ({
      ...row,
      runbooks: z.array(z.string()).parse(JSON.parse(runbooks)),
      lastSeenAt: last_at === null ? null : isoTime(last_at),
      maskVersion: mask_version,
    }),
  );

/** By id, each with the runbooks that are linked to it and how often it was seen. */
export const patternRows = (connection: Connection, which?: "linked"): PatternRow[] =>
  connection.all(
    `SELECT p.id, p.name, p.template, p.example, p.mask_version,
       ifnull((SELECT sum(times) FROM seen_again WHERE pattern = p.n), 0) AS seen,
       (SELECT max(last_at) FROM seen_again WHERE pattern = p.n) AS last_at,
       (SELECT json_group_array(id) FROM (SELECT r.id FROM mitigated_by AS m JOIN runbook AS r ON r.n = m.runbook
          WHERE m.pattern = p.n ORDER BY r.id)) AS runbooks
     FROM error_pattern AS p
     ${which === undefined ? "" : "WHERE p.n IN (SELECT pattern FROM mitigated_by)"} ORDER BY p.id`,
    [],
    ListRow,
  );
