/** The text of a file at some moment. */
export interface ShadowText {
  readonly path: string;
  /** null: there was no such file. */
  readonly text: string | null;
  /** Epoch milliseconds when it was read. */
  readonly takenAt: number;
  /** Epoch milliseconds when the file had last been changed then. */
  readonly changedAt: number;
  /** The shell that was about to run a command when it was read; null for any other moment. */
  readonly pid: number | null;
}

export interface KnownText {
  readonly name: string;
  readonly text: string | null;
  readonly from: "snapshot" | "shadow";
}

/** Sealed copies of files that were edited or named before: so that a later change can be shown. Gone after a day. */
export interface ShadowCopies {
  /** Returns the copy's name. An unchanged file is not copied again. */
  keep(copy: ShadowText): string;
  /** The text that a file had when this shell began a command, as far as a copy tells; null where none does. */
  before(
    path: string,
    command: { readonly start: number; readonly end: number; readonly pid: number | null },
  ): KnownText | null;
  /** The text of a copy; null where it is gone. `absent`: there was no such file. */
  open(name: string): { readonly text: string } | "absent" | null;
  /** Deletes every copy of these files; returns how many. */
  forget(paths: readonly string[]): number;
  /** Deletes copies that were taken before this time, and the oldest where there are too many. */
  prune(before: number): void;
}
