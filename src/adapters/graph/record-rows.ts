import { z } from "zod";
import { isoTime } from "../../base/kernel/clock.ts";
import { ShellRecord } from "../../base/model/record.ts";
import type { Session } from "../../base/model/session.ts";
import type { DraftState, StoredSession } from "../../base/ports/record-store.ts";
import type { Connection, SqlValue } from "./connection.ts";

/** Epoch milliseconds of an ISO time; null for none, and for one that says nothing. */
export function epoch(time: string | null): number | null {
  const at = time === null ? Number.NaN : Date.parse(time);
  return Number.isNaN(at) ? null : at;
}

const isoOrNull = (at: number | null): string | null => (at === null ? null : isoTime(at));

const RecordRow = z
  .object({
    id: z.string(),
    command: z.string(),
    started_at: z.number().nullable(),
    duration_ms: z.number().nullable(),
    exit_code: z.number().nullable(),
    cwd: z.string().nullable(),
    shell: ShellRecord.shape.shell,
    host: z.string(),
    user: z.string(),
    terminal: z.string().nullable(),
    source: ShellRecord.shape.source,
    session: z.string(),
    note: z.number(),
    redactions: z.number(),
  })
  .transform(
    ({ started_at, duration_ms, exit_code, note, ...row }): ShellRecord => ({
      ...row,
      startedAt: isoOrNull(started_at),
      durationMs: duration_ms,
      exitCode: exit_code,
      note: note === 1,
    }),
  );

const recordColumns =
  "id, command, started_at, duration_ms, exit_code, cwd, shell, host, user, terminal, source, session, note, redactions";

// Made once: a schema compiles itself at its first use, which costs more than storing a record.
const Seq = z.object({ seq: z.number() });

const SessionRow = z.object({
  id: z.string(),
  host: z.string(),
  user: z.string(),
  start_at: z.number(),
  end_at: z.number(),
  closed: z.number(),
  note: z.string().nullable(),
  draft_state: z.enum(["none", "drafted", "skipped"]),
  draft_path: z.string().nullable(),
  kept: z.number(),
  noise: z.number(),
});
type SessionRow = z.infer<typeof SessionRow>;

const Name = z.object({ name: z.string() }).transform((row) => row.name);

/** Typed order: by start where it is known, else by arrival. */
const recordsOf = (connection: Connection, session: string): ShellRecord[] =>
  connection.all(
    `SELECT ${recordColumns} FROM record WHERE session = ? ORDER BY coalesce(started_at, arrived_at), seq`,
    [session],
    RecordRow,
  );

function toStored(connection: Connection, row: SessionRow): StoredSession {
  const records = recordsOf(connection, row.id);
  const session: Session = {
    id: row.id,
    host: row.host,
    user: row.user,
    startedAt: isoTime(row.start_at),
    endedAt: row.closed === 1 ? isoTime(row.end_at) : null,
    records,
    terminals: [...new Set(records.flatMap((record) => record.terminal ?? []))],
    note: row.note,
    draft: row.draft_path,
    counts: { records: records.length, kept: row.kept, noise: row.noise },
  };
  const draftState: DraftState = row.draft_state;
  const environment = connection.all(
    "SELECT name FROM session_environment WHERE session = ? ORDER BY name",
    [row.id],
    Name,
  );
  return { session, draftState, environment };
}

/** Stored sessions with their records, in the order that `tail` (`WHERE … ORDER BY …`) asks for. */
export const storedSessions = (
  connection: Connection,
  tail: string,
  values: readonly SqlValue[],
): StoredSession[] =>
  connection
    .all(
      `SELECT id, host, user, start_at, end_at, closed, note, draft_state, draft_path, kept, noise FROM session ${tail}`,
      values,
      SessionRow,
    )
    .map((row) => toStored(connection, row));

/** Adds one record as the newest of its session; returns its internal number. */
export function insertRecord(
  connection: Connection,
  record: ShellRecord,
  place: { readonly session: string; readonly arrivedAt: number },
): number {
  connection.run(`INSERT INTO record (${recordColumns}, arrived_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`, [
    record.id,
    record.command,
    epoch(record.startedAt),
    record.durationMs,
    record.exitCode,
    record.cwd,
    record.shell,
    record.host,
    record.user,
    record.terminal,
    record.source,
    place.session,
    record.note ? 1 : 0,
    record.redactions,
    place.arrivedAt,
  ]);
  return connection.one("SELECT last_insert_rowid() AS seq", [], Seq)?.seq ?? 0;
}

/** The hook knows more than the history file did: its facts replace them, id and session stay. */
export function enrichRecord(connection: Connection, seq: number, record: ShellRecord): void {
  connection.run(
    `UPDATE record SET command = ?, started_at = ?, duration_ms = ?, exit_code = ?, cwd = ?, shell = ?, terminal = ?,
       source = CASE source WHEN 'record' THEN source ELSE ? END, note = ?, redactions = ? WHERE seq = ?`,
    [
      record.command,
      epoch(record.startedAt),
      record.durationMs,
      record.exitCode,
      record.cwd,
      record.shell,
      record.terminal,
      record.source,
      record.note ? 1 : 0,
      record.redactions,
      seq,
    ],
  );
}
