import { z } from "zod";
import type { IncomingRecord } from "../../base/ports/record-store.ts";
import type { Connection } from "./connection.ts";
import { epoch } from "./record-rows.ts";

/** A history file's time and the hook's start of one command differ by rounding and by the write, never by more. */
const sameCommandMs = 2_000;

/** A hook's record may arrive this much after the line of a history file that says no time. */
const lateHookMs = 600_000;

/** What the store already knows of an incoming record. */
export type SeenBefore =
  /** This very entry was read before, or it says nothing that the hook did not say. */
  | { readonly kind: "known" }
  /** The other source saw the command; `record` is null where it was forgotten since. */
  | { readonly kind: "merge"; readonly n: number; readonly record: number | null }
  | { readonly kind: "new" };

const Seen = z.object({ n: z.number(), record: z.number().nullable() });

/** Finds the command among those seen; the rules of merging are those of `RecordStore.takeIn`. */
export function seenBefore(connection: Connection, incoming: IncomingRecord, now: number): SeenBefore {
  const again = connection.one(
    "SELECT n, record FROM seen_command WHERE live_key = ?1 OR history_key = ?1",
    [incoming.key],
    Seen,
  );
  if (again !== null) {
    return incoming.record.source !== "history" && isRunning(connection, again.record)
      ? { kind: "merge", ...again }
      : { kind: "known" };
  }
  const at = epoch(incoming.record.startedAt);
  if (incoming.record.source !== "history") return merge(seenInHistory(connection, incoming, { at, now }));
  if (at !== null) return merge(seenByHookAt(connection, incoming, at));
  return seenByHook(connection, incoming) ? { kind: "known" } : { kind: "new" };
}

const Running = z.object({ running: z.number() }).transform((row) => row.running === 1);

/** `record` stores a command when it starts; how it ended comes later, from it or from the hook. */
const isRunning = (connection: Connection, record: number | null): boolean =>
  record !== null &&
  connection.one(
    "SELECT source = 'record' AND exit_code IS NULL AND note = 0 AS running FROM record WHERE seq = ?",
    [record],
    Running,
  ) === true;

const merge = (found: z.infer<typeof Seen> | null): SeenBefore =>
  found === null ? { kind: "new" } : { kind: "merge", ...found };

const sameText = "text_mac = ? AND host = ? AND user = ?";
const textOf = ({ textMac, record }: IncomingRecord): string[] => [
  shortMac(textMac),
  record.host,
  record.user,
];

/** 128 bits tell texts apart as surely as 256, at half the size. */
const shortMac = (mac: string): string => mac.slice(0, 32);

const seenByHook = (connection: Connection, incoming: IncomingRecord): boolean =>
  connection.one(
    `SELECT n, record FROM seen_command WHERE ${sameText} AND live_key IS NOT NULL LIMIT 1`,
    textOf(incoming),
    Seen,
  ) !== null;

// The same command may be there a hundred thousand times (`ls`): every search goes through an index by time and ends at
// its first row.
const sameTime = `started_at BETWEEN ? - ${sameCommandMs} AND ? + ${sameCommandMs}`;

/** The nearest hook record that no timed line of the file has met yet. */
const seenByHookAt = (connection: Connection, incoming: IncomingRecord, at: number) =>
  connection.one(
    `SELECT n, record FROM seen_command
     WHERE ${sameText} AND live_key IS NOT NULL AND history_key IS NULL AND ${sameTime}
     ORDER BY abs(started_at - ?), n LIMIT 1`,
    [...textOf(incoming), at, at, at],
    Seen,
  );

/** The nearest line of the file that no hook record has met yet, one with a time first. */
const seenInHistory = (
  connection: Connection,
  incoming: IncomingRecord,
  { at, now }: { readonly at: number | null; readonly now: number },
) =>
  connection.one(
    `SELECT n, record FROM seen_command WHERE ${sameText} AND live_key IS NULL AND ${sameTime}
     ORDER BY abs(started_at - ?), n LIMIT 1`,
    [...textOf(incoming), at, at, at],
    Seen,
  ) ??
  // A line without a time that was in the file before this command began is another one.
  connection.one(
    `SELECT n, record FROM seen_command WHERE ${sameText} AND live_key IS NULL AND started_at IS NULL
       AND arrived_at BETWEEN max(? - ${lateHookMs}, ifnull(?, 0) - ${sameCommandMs}) AND ?
     ORDER BY arrived_at, n LIMIT 1`,
    [...textOf(incoming), now, at, now],
    Seen,
  );

/** `live`: the hook or `record`, which say when and how a command ended; `history`: the shell's own file. */
const keyColumn = ({ record }: IncomingRecord): "history_key" | "live_key" =>
  record.source === "history" ? "history_key" : "live_key";

/** Remembers a command that no source had seen. */
export function rememberSeen(
  connection: Connection,
  incoming: IncomingRecord,
  facts: { readonly record: number; readonly arrivedAt: number },
): void {
  connection.run(
    `INSERT INTO seen_command (record, text_mac, host, user, started_at, arrived_at, ${keyColumn(incoming)})
     VALUES (?,?,?,?,?,?,?)`,
    [
      facts.record,
      shortMac(incoming.textMac),
      incoming.record.host,
      incoming.record.user,
      epoch(incoming.record.startedAt),
      facts.arrivedAt,
      incoming.key,
    ],
  );
}

/** Marks that this source has now seen the command too, so that its next equal entry is another one. */
export function claimSeen(connection: Connection, n: number, incoming: IncomingRecord): void {
  const at = incoming.record.source === "history" ? null : epoch(incoming.record.startedAt);
  connection.run(
    `UPDATE seen_command SET ${keyColumn(incoming)} = ?, started_at = ifnull(?, started_at) WHERE n = ?`,
    [incoming.key, at, n],
  );
}

/**
 * What only a hook saw is read once and never again, so its row may go with its record. A line of a history file is
 * read for as long as the file holds it: its row stays.
 */
export function dropOldSeen(connection: Connection, before: number): void {
  connection.run("DELETE FROM seen_command WHERE record IS NULL AND history_key IS NULL AND arrived_at < ?", [
    before,
  ]);
}
