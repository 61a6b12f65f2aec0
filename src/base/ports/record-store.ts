import type { ShellRecord } from "../model/record.ts";
import type { Session } from "../model/session.ts";

/** A record on its way into the store. Its text is already redacted. */
export interface IncomingRecord {
  /** The same for the same typed command however often it is read: `bash.4711.1763712000123456#17`. */
  readonly key: string;
  /** `id` and `session` are the store's to fill in; an incoming `session` is null. */
  readonly record: ShellRecord;
  /** Keyed hash of the raw text: tells that hook and history file saw the same command, without keeping the text. */
  readonly textMac: string;
  /** Names of variables that the shell had when it started; null when unknown. Values are never stored. */
  readonly environment: readonly string[] | null;
}

export interface Intake {
  /** `spool` or `history:/path`. */
  readonly source: string;
  readonly records: readonly IncomingRecord[];
  /** Opaque reading position of this source, stored in the same transaction as the records. */
  readonly cursor?: string;
  /** Users whose last open shell ended: their open session closes. `at` is epoch milliseconds. */
  readonly shellsEnded?: readonly { readonly host: string; readonly user: string; readonly at: number }[];
}

/** What the store knows of a session when a record has to be placed. Times are epoch milliseconds. */
export interface SessionExtent {
  readonly id: string;
  readonly start: number;
  /** Latest end so far (start, where no duration is known). */
  readonly end: number;
  readonly closed: boolean;
}

/** Where a record belongs; the reason is a stable word. */
export type Placement =
  | { readonly kind: "begin"; readonly reason: "first" | "gap" }
  | { readonly kind: "join"; readonly session: string; readonly reason: "within-gap" | "same-batch" }
  | { readonly kind: "reopen"; readonly session: string; readonly reason: "late-record" };

/** Decides a placement from the sessions of the record's user and host (newest first). Pure. */
export type PlaceRecord = (
  sessions: readonly SessionExtent[],
  record: ShellRecord,
  batch: { readonly session: string | null; readonly arrivedAt: number },
) => Placement;

export interface TakenIn {
  /** Records that were not there before, with their session filled in. */
  readonly added: readonly ShellRecord[];
  /** How many were known already, or merged into the record of another source. */
  readonly known: number;
  /** Sessions that were closed and are open again. */
  readonly reopened: readonly string[];
}

/** What became of a session in the scribe's hands. */
export type DraftState = "none" | "drafted" | "skipped";

export interface StoredSession {
  readonly session: Session;
  readonly draftState: DraftState;
  /** Names of variables that its shells started with. */
  readonly environment: readonly string[];
}

/** Epoch milliseconds when the newest record of this shell and source began (or arrived, where that is not known). */
export interface LastRecord {
  readonly shell: ShellRecord["shell"];
  readonly source: ShellRecord["source"];
  readonly at: number;
}

/** The memory of what was typed. Every write is one durable transaction, safe with several processes at once. */
export interface RecordStore {
  /**
   * Stores what is new, merges what another source saw, moves the cursor: all or nothing.
   *
   * Merging, for one user and host, by `textMac`: a `history` record is the same command as a `hook` (or `record`) one
   * when their starts are at most 2 s apart, or when the history record has no time (a file without timestamps adds
   * nothing to what a hook saw, however often the shell repeats its lines). The hook's facts win, in either order of
   * arrival: a hook record upgrades, under the same id and session, the history record that came before it (without a
   * time: one that arrived at most 10 minutes earlier). One hook record meets at most one timed history record.
   * A `record` one without an exit code is still running: the next intake under its key says how it went.
   */
  takeIn(intake: Intake, place: PlaceRecord, now: number): TakenIn;
  cursor(source: string): string | null;
  sessions(filter?: { readonly open?: boolean; readonly limit?: number }): Session[];
  session(id: string): StoredSession | null;
  /** Closes open sessions whose last end is more than `gapMs` before `now`; returns their ids. */
  closeIdle(now: number, gapMs: number): string[];
  /** Closes the open sessions of everybody (or one) now; returns their ids. */
  closeOpen(now: number, id?: string): string[];
  note(id: string, text: string): void;
  /** Sessions that are closed and that the scribe has not seen since, oldest first, at most 50 at a time. */
  undrafted(): StoredSession[];
  markDraft(
    id: string,
    state: DraftState,
    facts: { readonly path: string | null; readonly kept: number; readonly noise: number },
  ): void;
  /** Really deletes records or whole sessions; returns how many records went. */
  forget(ids: readonly string[]): number;
  /** Deletes closed sessions that ended before this time (epoch milliseconds), with their records; returns how many. */
  prune(before: number): number;
  lastRecordAt(): string | null;
  /** The newest record of each shell and source. */
  lastRecords(): LastRecord[];
  counts(): { readonly sessions: number; readonly records: number };
}
