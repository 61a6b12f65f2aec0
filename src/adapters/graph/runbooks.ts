import { z } from "zod";
import { isoTime } from "../../base/kernel/clock.ts";
import type { ErrorPattern } from "../../base/model/pattern.ts";
import type { RankedRunbook, RelatedRunbook, RunbookNode } from "../../base/ports/graph-store.ts";
import type { Connection } from "./connection.ts";
import { countOutcomes, lastResults } from "./executions.ts";
import { nodeNumber } from "./node-number.ts";
import { findPattern } from "./patterns.ts";
import { epoch } from "./record-rows.ts";
import { indexWords } from "./search.ts";

const CommandNumber = z.object({ command: z.number() }).transform((row) => row.command);

export function saveRunbook(connection: Connection, runbook: RunbookNode): void {
  const { id, title, path, status, digest, approvedBy, approvedAt, commands } = runbook;
  connection.run(
    `INSERT INTO runbook (id, title, path, status, digest, approved_by, approved_at) VALUES (?,?,?,?,?,?,?)
     ON CONFLICT (id) DO UPDATE SET title = excluded.title, path = excluded.path, status = excluded.status,
       digest = excluded.digest, approved_by = excluded.approved_by, approved_at = excluded.approved_at`,
    [id, title, path, status, digest, approvedBy, epoch(approvedAt)],
  );
  const n = nodeNumber(connection, "runbook", id);
  const before = connection.all("SELECT command FROM has_command WHERE runbook = ?", [n], CommandNumber);
  connection.run("DELETE FROM has_command WHERE runbook = ?", [n]);
  commands.forEach(({ text, role }, index) => {
    connection.run("INSERT OR IGNORE INTO command (text) VALUES (?)", [text]);
    connection.run(
      "INSERT INTO has_command (runbook, ordinal, command, role) VALUES (?,?,(SELECT n FROM command WHERE text = ?),?)",
      [n, index + 1, text, role],
    );
  });
  for (const command of new Set(before)) dropUnused(connection, command);
  indexWords(connection, { kind: "runbook", n }, [title, ...commands.map((command) => command.text)]);
}

const dropUnused = (connection: Connection, command: number): void => {
  connection.run(
    "DELETE FROM command WHERE n = ?1 AND NOT EXISTS (SELECT 1 FROM has_command WHERE command = ?1)",
    [command],
  );
};

/** Links a pattern to a runbook, with the outcomes of what ran before. */
export function link(connection: Connection, pattern: string, runbook: string): void {
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

export const rankedRunbooks = (connection: Connection, pattern: string, limit: number): RankedRunbook[] =>
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

const RelatedRow = z
  .object({ id: z.string(), title: z.string(), status: z.string(), shared: z.number() })
  .transform((row): RelatedRunbook => row);

/** Three hops: runbook, its commands, the runbooks that run them too. */
export const relatedRunbooks = (connection: Connection, runbook: string, limit: number): RelatedRunbook[] =>
  connection.all(
    `SELECT other.id, other.title, other.status, count(DISTINCT theirs.command) AS shared
     FROM runbook AS mine
       JOIN has_command AS ours ON ours.runbook = mine.n
       JOIN has_command AS theirs ON theirs.command = ours.command AND theirs.runbook <> mine.n
       JOIN runbook AS other ON other.n = theirs.runbook
     WHERE mine.id = ? GROUP BY other.n ORDER BY shared DESC, other.id LIMIT ?`,
    [runbook, limit],
    RelatedRow,
  );

const NodeRow = z
  .object({
    n: z.number(),
    id: z.string(),
    title: z.string(),
    path: z.string(),
    status: z.string(),
    digest: z.string(),
    approved_by: z.string().nullable(),
    approved_at: z.number().nullable(),
  })
  .transform(({ approved_by, approved_at, ...row }) => ({
    ...row,
    approvedBy: approved_by,
    approvedAt: approved_at === null ? null : isoTime(approved_at),
  }));
const CommandRow = z.object({ text: z.string(), role: z.string() });

const columns = "n, id, title, path, status, digest, approved_by, approved_at";

type RunbookRow = z.infer<typeof NodeRow>;

const nodeOf = (connection: Connection, { n, ...node }: RunbookRow): RunbookNode => ({
  ...node,
  commands: connection.all(
    `SELECT c.text, h.role FROM has_command AS h JOIN command AS c ON c.n = h.command
     WHERE h.runbook = ? ORDER BY h.ordinal`,
    [n],
    CommandRow,
  ),
});

export const allRunbooks = (connection: Connection): RunbookNode[] =>
  connection
    .all(`SELECT ${columns} FROM runbook ORDER BY id`, [], NodeRow)
    .map((row) => nodeOf(connection, row));

export function findRunbook(connection: Connection, id: string): RunbookNode | null {
  const row = connection.one(`SELECT ${columns} FROM runbook WHERE id = ?`, [id], NodeRow);
  return row === null ? null : nodeOf(connection, row);
}

const PatternId = z.object({ id: z.string() }).transform((row) => row.id);

export const patternsOf = (connection: Connection, runbook: string): string[] =>
  connection.all(
    `SELECT p.id FROM runbook AS r JOIN mitigated_by AS m ON m.runbook = r.n JOIN error_pattern AS p ON p.n = m.pattern
     WHERE r.id = ? ORDER BY p.id`,
    [runbook],
    PatternId,
  );

export const linksOf = (connection: Connection, runbook: string): ErrorPattern[] =>
  patternsOf(connection, runbook).flatMap((id) => findPattern(connection, id) ?? []);

export function unlink(connection: Connection, pattern: string, runbook: string): void {
  connection.run(
    `DELETE FROM mitigated_by WHERE pattern = (SELECT n FROM error_pattern WHERE id = ?)
       AND runbook = (SELECT n FROM runbook WHERE id = ?)`,
    [pattern, runbook],
  );
}

const LinkRow = z.object({ pattern: z.string(), runbook: z.string() });

export const allLinks = (connection: Connection): z.infer<typeof LinkRow>[] =>
  connection.all(
    `SELECT p.id AS pattern, r.id AS runbook FROM mitigated_by AS m
       JOIN error_pattern AS p ON p.n = m.pattern JOIN runbook AS r ON r.n = m.runbook ORDER BY p.id, r.id`,
    [],
    LinkRow,
  );
