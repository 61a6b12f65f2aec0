import { z } from "zod";
import { FileEdit, RecordOutput } from "../../base/model/kept.ts";
import type { Kept, KeptEdit, KeptStore } from "../../base/ports/kept-store.ts";
import type { Connection } from "./connection.ts";
import { forgetOne } from "./sessions.ts";

const Found = z.object({ record: z.string(), session: z.string() });
const Seq = z.object({ seq: z.number() }).transform((row) => row.seq);

const OutputRow = z
  .object({
    id: z.string(),
    text: z.string(),
    bytes: z.number(),
    left_out: z.number(),
    full_screen: z.number(),
  })
  .transform(({ id, text, bytes, left_out, full_screen }): { id: string; output: RecordOutput } => ({
    id,
    output: RecordOutput.parse({ text, bytes, leftOut: left_out, fullScreen: full_screen === 1 }),
  }));

const EditRow = z
  .object({
    id: z.string(),
    path: z.string(),
    diff: z.string().nullable(),
    known_from: FileEdit.shape.knownFrom,
    note: FileEdit.shape.note,
    before_copy: z.string().nullable(),
    after_copy: z.string().nullable(),
  })
  .transform(
    ({ id, path, diff, known_from, note, before_copy, after_copy }): { id: string; edit: KeptEdit } => ({
      id,
      edit: { path, diff, knownFrom: known_from, note, beforeCopy: before_copy, afterCopy: after_copy },
    }),
  );

/** Outputs and edits over the connection of the records. */
export function keptStore(connection: Connection): KeptStore {
  return {
    find: (key) =>
      connection.one(
        `SELECT record.id AS record, record.session FROM seen_command JOIN record ON record.seq = seen_command.record
         WHERE live_key = ?1 OR history_key = ?1`,
        [key],
        Found,
      ),
    keep: (record, { output, edits }, now) =>
      connection.write(() => {
        const seq = connection.one("SELECT seq FROM record WHERE id = ?", [record], Seq);
        if (seq === null) return false;
        if (output !== undefined) keepOutput(connection, { seq, now }, output);
        if (edits !== undefined) keepEdits(connection, { seq, now }, edits);
        return true;
      }),
    ofSession: (session) => keptOf(connection, session),
    discard: (record) => {
      connection.write(() => {
        connection.run("DELETE FROM seen_command WHERE record = (SELECT seq FROM record WHERE id = ?)", [
          record,
        ]);
        forgetOne(connection, record);
      });
      connection.checkpoint();
    },
    prune: (before) => {
      connection.write(() => {
        connection.run("DELETE FROM record_output WHERE kept_at < ?", [before]);
        connection.run("DELETE FROM record_edit WHERE kept_at < ?", [before]);
      });
    },
  };
}

interface Place {
  readonly seq: number;
  readonly now: number;
}

function keepOutput(connection: Connection, { seq, now }: Place, output: RecordOutput | null): void {
  connection.run("DELETE FROM record_output WHERE record = ?", [seq]);
  if (output === null) return;
  const { text, bytes, leftOut, fullScreen } = output;
  connection.run(
    "INSERT INTO record_output (record, kept_at, text, bytes, left_out, full_screen) VALUES (?,?,?,?,?,?)",
    [seq, now, text, bytes, leftOut, fullScreen ? 1 : 0],
  );
}

function keepEdits(connection: Connection, { seq, now }: Place, edits: readonly KeptEdit[]): void {
  connection.run("DELETE FROM record_edit WHERE record = ?", [seq]);
  for (const { path, diff, knownFrom, note, beforeCopy, afterCopy } of edits) {
    connection.run(
      `INSERT INTO record_edit (record, kept_at, path, diff, known_from, note, before_copy, after_copy)
       VALUES (?,?,?,?,?,?,?,?)`,
      [seq, now, path, diff, knownFrom, note, beforeCopy, afterCopy],
    );
  }
}

function keptOf(connection: Connection, session: string): ReadonlyMap<string, Kept> {
  const outputs = connection.all(
    `SELECT record.id, text, bytes, left_out, full_screen FROM record_output
     JOIN record ON record.seq = record_output.record WHERE record.session = ?`,
    [session],
    OutputRow,
  );
  const edits = connection.all(
    `SELECT record.id, path, diff, known_from, record_edit.note, before_copy, after_copy FROM record_edit
     JOIN record ON record.seq = record_edit.record WHERE record.session = ? ORDER BY n`,
    [session],
    EditRow,
  );
  const kept = new Map<string, { output: RecordOutput | null; edits: KeptEdit[] }>();
  const of = (id: string) => {
    const known = kept.get(id) ?? { output: null, edits: [] };
    kept.set(id, known);
    return known;
  };
  for (const { id, output } of outputs) of(id).output = output;
  for (const { id, edit } of edits) of(id).edits.push(edit);
  return kept;
}
