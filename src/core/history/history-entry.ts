/** One entry of a history file. */
export interface HistoryEntry {
  readonly text: string;
  /** Epoch seconds when it was typed; null where the file does not say. */
  readonly time: number | null;
  /** Whole seconds; null where the file does not say. */
  readonly elapsed: number | null;
  /** The text was longer than the limit. */
  readonly cut: boolean;
  /** Offset of the byte after the entry, in the bytes that were parsed. */
  readonly end: number;
}

export interface ParsedHistory {
  readonly entries: readonly HistoryEntry[];
  /** Bytes that are settled; what follows is the beginning of an entry that is not complete yet. */
  readonly consumed: number;
}

export interface ParseOptions {
  /** Nothing more will come soon: take an incomplete entry at the end as it is. */
  readonly final: boolean;
  /** bash: lines up to the next timestamp are one entry (see `parseBash`). */
  readonly joined: boolean;
}

/** Seconds that can be a time of ours (years 1970 to 9999); anything else is no time. */
export const plausibleTime = (seconds: number): number | null =>
  Number.isInteger(seconds) && seconds > 0 && seconds < 253_402_300_800 ? seconds : null;
