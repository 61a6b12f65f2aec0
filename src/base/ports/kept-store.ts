import type { FileEdit, RecordOutput } from "../model/kept.ts";

/** An edit with the names of the sealed copies of the file's text; null where there is none (the file was not there). */
export interface KeptEdit extends FileEdit {
  readonly beforeCopy: string | null;
  readonly afterCopy: string | null;
}

export interface Kept {
  readonly output: RecordOutput | null;
  readonly edits: readonly KeptEdit[];
}

/** What is kept beside a record: deleted with it. All text is redacted before it comes here. */
export interface KeptStore {
  /** The stored record that was taken in under this key; null where there is none (any more). */
  find(key: string): { readonly record: string; readonly session: string } | null;
  /** Replaces what was kept of this record; false where there is no such record. `now` is epoch milliseconds. */
  keep(record: string, kept: Partial<Kept>, now: number): boolean;
  /** By record id, of every record of the session of which something is kept. */
  ofSession(session: string): ReadonlyMap<string, Kept>;
  /** Deletes a record as if it had never come in: another command may come under its key. */
  discard(record: string): void;
  /** Deletes what was kept before this time; the records stay. */
  prune(before: number): void;
}
