import { z } from "zod";
import type { IncomingRecord } from "../../base/ports/record-store.ts";
import type { Connection } from "./connection.ts";
import { epoch } from "./record-rows.ts";

/** A history file's time and the hook's start of one command differ by rounding and by the write, never by more. */
const sameCommandMs = 2_000;

/** What the store already knows of an incoming record. */
export type SeenBefore =
  /** This very entry was read before. */
  | { readonly kind: "again" }
  /** The other source saw the command; `record` is null where it was forgotten since. */
  | { readonly kind: "merge"; readonly n: number; readonly record: number | null }
  | { readonly kind: "new" };

const Seen = z.object({ n: z.number(), record: z.number().nullable() });

/** `live`: the hook or `record`, which say when and how a command ended; `history`: the shell's own file. */
const keyColumns = (incoming: IncomingRecord): { own: string; other: string } =>
  incoming.record.source === "history"
    ? { own: "history_key", other: "live_key" }
    : { own: "live_key", other: "history_key" };

/**
 * Finds the command among those seen. Two sources saw the same one when text, host and user agree, no other entry of
 * this source has claimed it, and the times (where the history file has one) are within 2 s. A line without
 * a time that was in the file before the hook's command began is another one.
 */
export function seenBefore(connection: Connection, incoming: IncomingRecord): SeenBefore {
  const { own, other } = keyColumns(incoming);
  const again = connection.one(
    "SELECT n, record FROM seen_command WHERE live_key = ?1 OR history_key = ?1",
    [incoming.key],
    Seen,
  );
  if (again !== null) return { kind: "again" };
  const at = epoch(incoming.record.startedAt);
  const candidate = connection.one(
    `SELECT n, record FROM seen_command
     WHERE text_mac = ?1 AND host = ?2 AND user = ?3 AND ${own} IS NULL AND ${other} IS NOT NULL
       AND (abs(started_at - ?4) <= ${sameCommandMs}
         OR ?4 IS NULL
         OR (started_at IS NULL AND ?4 <= arrived_at + ${sameCommandMs}))
     ORDER BY started_at IS NULL, abs(started_at - ifnull(?4, started_at)), n LIMIT 1`,
    [incoming.textMac, incoming.record.host, incoming.record.user, at],
    Seen,
  );
  return candidate === null ? { kind: "new" } : { kind: "merge", ...candidate };
}

/** Remembers a command that no source had seen. */
export function rememberSeen(
  connection: Connection,
  incoming: IncomingRecord,
  facts: { readonly record: number; readonly arrivedAt: number },
): void {
  connection.run(
    `INSERT INTO seen_command (record, text_mac, host, user, started_at, arrived_at, ${keyColumns(incoming).own})
     VALUES (?,?,?,?,?,?,?)`,
    [
      facts.record,
      incoming.textMac,
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
    `UPDATE seen_command SET ${keyColumns(incoming).own} = ?, started_at = ifnull(?, started_at) WHERE n = ?`,
    [incoming.key, at, n],
  );
}
