import { z } from "zod";
import type {
  Elsewhere,
  ElsewhereNews,
  ElsewherePattern,
  ElsewhereRunbook,
} from "../../base/ports/shared-graph.ts";
import type { Connection } from "./connection.ts";

const PatternRow = z
  .object({
    workspace: z.string(),
    host: z.string(),
    id: z.string(),
    name: z.string(),
    template: z.string(),
    example: z.string(),
    seen: z.number(),
    last_at: z.number().nullable(),
  })
  .transform(({ last_at, ...row }): ElsewherePattern => ({ ...row, lastSeenAt: last_at }));

const RunbookRow = z
  .object({
    workspace: z.string(),
    host: z.string(),
    id: z.string(),
    title: z.string(),
    digest: z.string(),
    approved_by: z.string().nullable(),
    approved_at: z.number().nullable(),
    verified: z.number(),
    failed: z.number(),
    last_result: z.string().nullable(),
  })
  .transform(
    ({ approved_by, approved_at, last_result, ...row }): ElsewhereRunbook => ({
      ...row,
      approvedBy: approved_by,
      approvedAt: approved_at,
      lastResult: last_result,
    }),
  );

const Known = z.object({ workspace: z.string(), revision: z.number() });

const runbookColumns =
  "r.workspace, e.host, r.id, r.title, r.digest, r.approved_by, r.approved_at, r.last_result";

/** What other hosts said, as it was pulled last. Nothing in these tables is asked when something is suggested or run. */
export const elsewhereOver = (connection: Connection): Elsewhere => ({
  patterns: () =>
    connection.all(
      `SELECT p.workspace, e.host, p.id, p.name, p.template, p.example, p.seen, p.last_at
       FROM elsewhere_pattern AS p JOIN elsewhere AS e ON e.workspace = p.workspace ORDER BY p.id, e.host, p.workspace`,
      [],
      PatternRow,
    ),
  runbooksFor: (pattern, limit) =>
    connection.all(
      `SELECT ${runbookColumns}, r.verified, r.failed
       FROM elsewhere_link AS l JOIN elsewhere_runbook AS r ON r.workspace = l.workspace AND r.id = l.runbook
         JOIN elsewhere AS e ON e.workspace = r.workspace
       WHERE l.pattern = ?
       ORDER BY (l.verified + 1.0) / (l.verified + l.failed + 2) DESC,
         (r.verified + 1.0) / (r.verified + r.failed + 2) DESC, e.host, r.id, r.workspace LIMIT ?`,
      [pattern, limit],
      RunbookRow,
    ),
  runbook: (id, digest) =>
    connection.all(
      `SELECT ${runbookColumns}, r.verified, r.failed
       FROM elsewhere_runbook AS r JOIN elsewhere AS e ON e.workspace = r.workspace
       WHERE r.id = ? OR r.digest = ? ORDER BY e.host, r.id, r.workspace`,
      [id, digest],
      RunbookRow,
    ),
  known: () =>
    new Map(
      connection
        .all("SELECT workspace, revision FROM elsewhere", [], Known)
        .map(({ workspace, revision }) => [workspace, revision]),
    ),
  take: (news, present) => {
    const gone = connection
      .all("SELECT workspace, revision FROM elsewhere", [], Known)
      .filter(({ workspace }) => !present.includes(workspace));
    if (news.length === 0 && gone.length === 0) return;
    connection.write(() => {
      for (const { workspace } of gone)
        connection.run("DELETE FROM elsewhere WHERE workspace = ?", [workspace]);
      for (const one of news) takeOne(connection, one);
    });
  },
  clear: () => {
    connection.write(() => connection.run("DELETE FROM elsewhere"));
  },
});

function takeOne(connection: Connection, { workspace, host, revision, whole, ...told }: ElsewhereNews): void {
  if (whole) connection.run("DELETE FROM elsewhere WHERE workspace = ?", [workspace]);
  connection.run(
    `INSERT INTO elsewhere (workspace, host, revision) VALUES (?,?,?)
     ON CONFLICT DO UPDATE SET host = excluded.host, revision = excluded.revision`,
    [workspace, host, revision],
  );
  for (const { id, name, template, example, seen, lastSeenAt } of told.patterns) {
    connection.run(
      `INSERT OR REPLACE INTO elsewhere_pattern (id, workspace, name, template, example, seen, last_at)
       VALUES (?,?,?,?,?,?,?)`,
      [id, workspace, name, template, example, seen, lastSeenAt],
    );
  }
  for (const { id, title, digest, approvedBy, approvedAt, verified, failed, lastResult } of told.runbooks) {
    connection.run("DELETE FROM elsewhere_runbook WHERE workspace = ? AND id = ?", [workspace, id]);
    connection.run(
      `INSERT INTO elsewhere_runbook
         (workspace, id, title, digest, approved_by, approved_at, verified, failed, last_result)
       VALUES (?,?,?,?,?,?,?,?,?)`,
      [workspace, id, title, digest, approvedBy, approvedAt, verified, failed, lastResult],
    );
  }
  const runbooks = new Set(told.runbooks.map(({ id }) => id));
  for (const { pattern, runbook, verified, failed } of told.links) {
    if (!runbooks.has(runbook)) continue;
    connection.run(
      "INSERT OR REPLACE INTO elsewhere_link (pattern, workspace, runbook, verified, failed) VALUES (?,?,?,?,?)",
      [pattern, workspace, runbook, verified, failed],
    );
  }
}
