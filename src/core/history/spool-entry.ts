/** One entry of a spool file: what the hook wrote at a prompt. Times are epoch milliseconds. */
export interface SpoolEntry {
  /** Tells the record from the others of its shell, also when the same bytes are read again. */
  readonly sequence: string;
  /** null where nothing ran (a typed comment), or where the start was not seen. */
  readonly startedAt: number | null;
  readonly endedAt: number;
  readonly exitCode: number;
  readonly cwd: string | null;
  readonly text: string;
  /** `command` ran; `idle` is an entry that ran nothing (a comment, a syntax error); `unsure` may be either. */
  readonly kind: "command" | "idle" | "unsure";
  /** The text was longer than the limit. */
  readonly cut: boolean;
}

export interface SpoolContent {
  readonly entries: readonly SpoolEntry[];
  /** Records that are damaged: the bytes do not follow the hook's form. */
  readonly damaged: number;
  /** The last record has not been written to its end. */
  readonly torn: boolean;
}
