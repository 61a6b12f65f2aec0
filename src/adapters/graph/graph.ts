import { z } from "zod";
import { isoTime } from "../../base/kernel/clock.ts";
import { usageError } from "../../base/kernel/errors.ts";
import type { ErrorPattern, PatternRow } from "../../base/model/pattern.ts";
import type { MemoryGraph, RankedRunbook, RunbookNode } from "../../base/ports/graph-store.ts";
import type { Connection } from "./connection.ts";
import { countOutcomes, executions, lastResults, runStats, storeExecution } from "./executions.ts";

/** The graph over one connection. Its verbs are promises because the other store of this port is a server. */
export function memoryGraph(connection: Connection): MemoryGraph {
  const later = <T>(work: () => T): Promise<T> => new Promise((resolve) => resolve(work()));
  const change = (work: () => void): Promise<void> => later(() => connection.write(work));
  return {
    recordPattern: (pattern) => change(() => savePattern(connection, pattern)),
    patternSeen: (id, host, at, times) => change(() => countSighting(connection, id, { host, at, times })),
    patterns: () => later(() => patternRows(connection)),
    pattern: (id) =>
      later(() =>
        connection.one(`SELECT ${patternColumns} FROM error_pattern WHERE id = ?`, [id], PatternNode),
      ),
    saveRunbook: (runbook) => change(() => saveRunbook(connection, runbook)),
    setRunbookStatus: (id, status) =>
      change(() => {
        connection.run("UPDATE runbook SET status = ? WHERE id = ?", [status, id]);
      }),
    link: (pattern, runbook) => change(() => link(connection, pattern, runbook)),
    unlink: (pattern, runbook) =>
      change(() => {
        connection.run(
          `DELETE FROM mitigated_by WHERE pattern = (SELECT n FROM error_pattern WHERE id = ?)
             AND runbook = (SELECT n FROM runbook WHERE id = ?)`,
          [pattern, runbook],
        );
      }),
    runbooksFor: (pattern, limit) => later(() => rankedRunbooks(connection, pattern, limit)),
    patternsOf: (runbook) =>
      later(() =>
        connection.all(
          `SELECT p.id FROM runbook AS r JOIN mitigated_by AS m ON m.runbook = r.n JOIN error_pattern AS p ON p.n = m.pattern
           WHERE r.id = ? ORDER BY p.id`,
          [runbook],
          Id,
        ),
      ),
    recordExecution: (execution) => change(() => storeExecution(connection, execution)),
    runStats: (runbook, digest) => later(() => runStats(connection, runbook, digest ?? null)),
    executions: (filter) => later(() => executions(connection, filter?.running)),
    stats: () => later(() => graphStats(connection)),
    // The connection is shared with the other stores; whoever opened it closes it.
    close: () => Promise.resolve(),
  };
}

const Id = z.object({ id: z.string() }).transform((row) => row.id);
const Number_ = z.object({ n: z.number() }).transform((row) => row.n);

const patternColumns = "id, name, template, signature, example, mask_version";

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

/** What is said last about a pattern holds. */
function savePattern(connection: Connection, pattern: ErrorPattern): void {
  connection.run(
    `INSERT INTO error_pattern (${patternColumns}) VALUES (?,?,?,?,?,?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, template = excluded.template,
       signature = excluded.signature, example = excluded.example, mask_version = excluded.mask_version`,
    [pattern.id, pattern.name, pattern.template, pattern.signature, pattern.example, pattern.maskVersion],
  );
}

function nodeNumber(connection: Connection, table: "error_pattern" | "runbook", id: string): number {
  const found = connection.one(`SELECT n FROM ${table} WHERE id = ?`, [id], Number_);
  if (found !== null) return found;
  const what = table === "runbook" ? "runbook" : "error pattern";
  throw usageError(
    `the memory knows no ${what} ${id}`,
    `list them with: reifier ${table === "runbook" ? "runbooks" : "patterns"}`,
  );
}

function countSighting(
  connection: Connection,
  id: string,
  seen: { readonly host: string; readonly at: number; readonly times: number },
): void {
  connection.run(
    `INSERT INTO seen_again (pattern, host, times, first_at, last_at) VALUES (?1, ?2, ?3, ?4, ?4)
     ON CONFLICT DO UPDATE SET times = times + excluded.times, first_at = min(first_at, excluded.first_at),
       last_at = max(last_at, excluded.last_at)`,
    [nodeNumber(connection, "error_pattern", id), seen.host, seen.times, Math.round(seen.at)],
  );
}

const PatternListRow = z
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

const patternRows = (connection: Connection): PatternRow[] =>
  connection.all(
    `SELECT p.id, p.name, p.template, p.example, p.mask_version,
       ifnull((SELECT sum(times) FROM seen_again WHERE pattern = p.n), 0) AS seen,
       (SELECT max(last_at) FROM seen_again WHERE pattern = p.n) AS last_at,
       (SELECT json_group_array(id) FROM (SELECT r.id FROM mitigated_by AS m JOIN runbook AS r ON r.n = m.runbook
          WHERE m.pattern = p.n ORDER BY r.id)) AS runbooks
     FROM error_pattern AS p ORDER BY p.id`,
    [],
    PatternListRow,
  );

function saveRunbook(
  connection: Connection,
  { id, title, path, status, digest, commands }: RunbookNode,
): void {
  connection.run(
    `INSERT INTO runbook (id, title, path, status, digest) VALUES (?,?,?,?,?)
     ON CONFLICT (id) DO UPDATE SET title = excluded.title, path = excluded.path, status = excluded.status,
       digest = excluded.digest`,
    [id, title, path, status, digest],
  );
  const runbook = nodeNumber(connection, "runbook", id);
  connection.run("DELETE FROM has_command WHERE runbook = ?", [runbook]);
  commands.forEach(({ text, role }, index) => {
    connection.run("INSERT OR IGNORE INTO command (text) VALUES (?)", [text]);
    connection.run(
      "INSERT INTO has_command (runbook, ordinal, command, role) VALUES (?,?,(SELECT n FROM command WHERE text = ?),?)",
      [runbook, index + 1, text, role],
    );
  });
  connection.run(
    "DELETE FROM command WHERE NOT EXISTS (SELECT 1 FROM has_command WHERE command = command.n)",
  );
}

function link(connection: Connection, pattern: string, runbook: string): void {
  connection.run("INSERT OR IGNORE INTO mitigated_by (pattern, runbook) VALUES (?,?)", [
    nodeNumber(connection, "error_pattern", pattern),
    nodeNumber(connection, "runbook", runbook),
  ]);
  countOutcomes(connection, pattern, runbook);
}

const RankedRow = z.object({
  id: z.string(),
  title: z.string(),
  digest: z.string(),
  verified: z.number(),
  failed: z.number(),
});

const rankedRunbooks = (connection: Connection, pattern: string, limit: number): RankedRunbook[] =>
  connection
    .all(
      `SELECT r.id, r.title, r.digest, m.verified, m.failed
       FROM error_pattern AS p JOIN mitigated_by AS m ON m.pattern = p.n JOIN runbook AS r ON r.n = m.runbook
       WHERE p.id = ? AND r.status = 'approved'
       ORDER BY (m.verified + 1.0) / (m.verified + m.failed + 2) DESC, r.id LIMIT ?`,
      [pattern, limit],
      RankedRow,
    )
    .map((row) => ({ ...row, lastResults: lastResults(connection, pattern, row.id) }));

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
  Execution: "execution",
  MITIGATED_BY: "mitigated_by",
  HAS_COMMAND: "has_command",
  RECORDED_IN: "record",
  SEEN_AGAIN: "seen_again",
  EXECUTED: "execution JOIN runbook ON runbook.id = execution.runbook",
};
