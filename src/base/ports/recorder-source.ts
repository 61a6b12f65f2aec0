import type { ShellName } from "../model/scalars.ts";

/**
 * Where records come from: the hook's spool, or a history file. A source hands over raw bytes with their facts;
 * what they mean is decided by `core/history`, and nothing of it may be kept before it is redacted.
 */
export interface RecorderSource {
  /** `spool` or `history:/absolute/path`; names the cursor. */
  readonly name: string;
  /** What is being watched, in words for the screen. */
  describe(): string;
  /** What waits to be taken in, or null when nothing does. Bounded: call again while it returns something. */
  read(): SourceBatch | null;
  /** Calls `wake` when there may be something to read; a missed call is made up by polling. */
  watch(wake: () => void): Promise<void>;
  close(): Promise<void>;
}

type SourceBatch = SpoolBatch | HistoryBatch;

export interface SpoolBatch {
  readonly kind: "spool";
  readonly files: readonly SpoolFile[];
  /** Shells that are gone, with what their marker file said. */
  readonly ended: readonly EndedShell[];
  /** Shells that are open now, by their identity, for `doctor` and the screen. */
  readonly open: readonly string[];
  /** What was left out and why, in words with counts. */
  readonly warnings: readonly string[];
  /** Called once everything is stored: removes what was taken in. */
  stored(): void;
  /** Called instead of `stored` where nothing of it may be kept: no byte that was read stays in the spool. */
  discard(): void;
}

/** One spool file, moved out of the shell's way before it was read. */
export interface SpoolFile {
  /** The shell's identity: `bash.4711.1763712000123456`. */
  readonly shell: string;
  readonly bytes: Uint8Array;
  /** Nothing can be added to these bytes any more: an incomplete record at the end is lost. */
  readonly final: boolean;
  /** What the shell said of itself when the hook started; null when that was lost. */
  readonly marker: Uint8Array | null;
  /** Names (never values) of the variables the shell started with; null when they may not be read. */
  readonly environment: readonly string[] | null;
}

export interface EndedShell {
  readonly shell: string;
  readonly marker: Uint8Array | null;
  /** No other hooked shell of this spool is open. */
  readonly last: boolean;
  /** Epoch milliseconds when it was found gone. */
  readonly at: number;
}

/** A history file, open for reading: every read sees the same file, also after a shell replaced it by rename. */
export interface HistoryBatch {
  readonly kind: "history";
  /** Absolute. */
  readonly path: string;
  readonly format: ShellName;
  /** Bytes when it was opened. */
  readonly size: number;
  /** Milliseconds since the file was last written. */
  readonly quietMs: number;
  /** `end`: at the very first sight, what is there already counts as seen. */
  readonly firstSight: "start" | "end";
  /** Bytes `[from, to)`; fewer where the file became shorter. */
  bytes(from: number, to: number): Uint8Array;
  readonly warnings: readonly string[];
  /**
   * Called after the batch: closes the file. `more`: hand it out again now; `holding`: an incomplete entry waits at
   * the end, so look again when the file was quiet; `failed`: nothing was stored.
   */
  done(state: "complete" | "more" | "holding" | "failed"): void;
}
