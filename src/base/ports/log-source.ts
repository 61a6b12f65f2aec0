/** One complete line of a followed log. */
export interface LogLine {
  /** Absolute path of the file (or the name of a stream). */
  readonly file: string;
  /** The configured name of the source. */
  readonly source: string;
  /** Without its line end; invalid UTF-8 replaced. */
  readonly text: string;
  /** Byte offset of the line's first byte. */
  readonly offset: number;
  /** The line was cut at the size limit. */
  readonly truncated: boolean;
}

/** Complete lines as the bytes they are: valid UTF-8 without carriage returns, the last newline included. */
export interface LogBlock {
  readonly file: string;
  /** Of the first line's first byte. */
  readonly offset: number;
  readonly bytes: Buffer;
}

/** A followed log. Reading stops while `take` is pending, so a slow consumer is never flooded. */
export interface LogSource {
  /** Calls `take` with batches in order; the position moves only after `take` resolved. */
  start(take: (lines: readonly LogLine[]) => Promise<void>): Promise<void>;
  /** Files followed now. */
  following(): string[];
  close(): Promise<void>;
}
