import { z } from "zod";
import type { RecordStore } from "../../base/ports/record-store.ts";
import type { Connection } from "./connection.ts";
import { unknownId } from "./failures.ts";
import { storedSessions } from "./record-rows.ts";
import { dropOldSeen } from "./seen-commands.ts";

type SessionVerbs = Pick<
  RecordStore,
  "sessions" | "session" | "closeIdle" | "closeOpen" | "note" | "undrafted" | "markDraft" | "forget" | "prune"
>;

const Id = z.object({ id: z.string() }).transform((row) => row.id);

/** What can be asked and said about stored sessions. */
export function sessionVerbs(connection: Connection): SessionVerbs {
  const close = (condition: string, values: readonly (string | number)[]): string[] =>
    connection.write(() => {
      const ids = connection.all(
        `SELECT id FROM session WHERE closed = 0 AND ${condition} ORDER BY id`,
        values,
        Id,
      );
      for (const id of ids) connection.run("UPDATE session SET closed = 1 WHERE id = ?", [id]);
      return ids;
    });
  return {
    sessions: ({ open, limit } = {}) =>
      storedSessions(
        connection,
        `${open === undefined ? "" : "WHERE closed = ?1"} ORDER BY start_at DESC, id DESC LIMIT ?2`,
        [open === true ? 0 : 1, limit ?? -1],
      ).map((stored) => stored.session),
    session: (id) => storedSessions(connection, "WHERE id = ?", [id])[0] ?? null,
    closeIdle: (now, gapMs) => close("end_at < ?", [now - gapMs]),
    closeOpen: (_now, id) => (id === undefined ? close("1", []) : close("id = ?", [id])),
    note: (id, text) => {
      // A session that seemed nothing to draft is one once somebody says what was wrong.
      const changed = connection.write(() =>
        connection.run(
          `UPDATE session SET note = ?, draft_state = CASE draft_state WHEN 'skipped' THEN 'none' ELSE draft_state END
           WHERE id = ?`,
          [text, id],
        ),
      );
      if (changed === 0) throw unknownId("session", id, "sessions");
    },
    undrafted: () =>
      storedSessions(
        connection,
        "WHERE closed = 1 AND draft_state = 'none' ORDER BY end_at, id LIMIT 50",
        [],
      ),
    markDraft: (id, state, { path, kept, noise }) => {
      const changed = connection.write(() =>
        connection.run(
          "UPDATE session SET draft_state = ?, draft_path = ?, kept = ?, noise = ? WHERE id = ?",
          [state, path, kept, noise, id],
        ),
      );
      if (changed === 0) throw unknownId("session", id, "sessions");
    },
    forget: (ids) => {
      const gone = connection.write(() => ids.reduce((sum, id) => sum + forgetOne(connection, id), 0));
      // The WAL still holds the bytes until it is emptied, also those of an earlier call that could not.
      connection.checkpoint();
      return gone;
    },
    prune: (before) =>
      connection.write(() => {
        const gone = connection.run("DELETE FROM session WHERE closed = 1 AND end_at < ?", [before]);
        dropOldSeen(connection, before);
        return gone;
      }),
  };
}

const SessionOf = z.object({ session: z.string() }).transform((row) => row.session);

/** A session whose last record goes, goes too. */
export function forgetOne(connection: Connection, id: string): number {
  const session = connection.one("SELECT session FROM record WHERE id = ?", [id], SessionOf) ?? id;
  const records = connection.run("DELETE FROM record WHERE session = ?1 OR id = ?1", [id]);
  connection.run(
    "DELETE FROM session WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM record WHERE session = ?1)",
    [session],
  );
  return records;
}
