import { z } from "zod";
import type { GoneEntry, SeenEntry } from "./seen-entries.ts";

/**
 * How far a history file has been read. What was seen is kept as keyed hashes, in segments beside the position (a
 * command's append writes only the position), newest entries in `recent`. All of it is opaque to the store.
 */
export const HistoryPosition = z.object({
  version: z.literal(1),
  /** bash: lines between timestamps are one entry; stays so once the file started with a timestamp. */
  joined: z.boolean(),
  /** Bytes that are settled. */
  offset: z.number().int(),
  /** Keyed hashes of the bytes at the start and just before `offset`: does the file still continue what was read? */
  head: z.string(),
  tail: z.string(),
  /** Only the end of a large file was looked at: what stands before it is old, not new. */
  partial: z.boolean().default(false),
  /** Running number of the entries that became records. */
  counted: z.number().int(),
  generation: z.number().int(),
  /** How many segments of this generation hold seen entries. */
  segments: z.number().int(),
  recent: z.string(),
  gone: z.string(),
});
export type HistoryPosition = z.infer<typeof HistoryPosition>;

/** A position that was stored, or null for none or one that is damaged (the file then counts as never seen). */
export function readPosition(text: string | null): HistoryPosition | null {
  if (text === null || text === "") return null;
  try {
    return HistoryPosition.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Entries as one line of text: 12 characters of hash, the time in base 36 or nothing, a comma. */
export const packEntries = (entries: readonly SeenEntry[]): string =>
  entries.map((entry) => `${entry.hash}${entry.time === null ? "" : entry.time.toString(36)},`).join("");

export function unpackEntries(text: string): SeenEntry[] {
  const entries: SeenEntry[] = [];
  for (const item of text.split(",")) {
    if (item.length < hashLength) continue;
    const time = item.slice(hashLength);
    entries.push({ hash: item.slice(0, hashLength), time: time === "" ? null : Number.parseInt(time, 36) });
  }
  return entries;
}

export const packGone = (entries: readonly GoneEntry[]): string =>
  `${packEntries(entries.filter((entry) => entry.trimmed))};${packEntries(entries.filter((entry) => !entry.trimmed))}`;

export function unpackGone(text: string): GoneEntry[] {
  const [trimmed = "", other = ""] = text.split(";");
  return [
    ...unpackEntries(trimmed).map((entry) => ({ ...entry, trimmed: true })),
    ...unpackEntries(other).map((entry) => ({ ...entry, trimmed: false })),
  ];
}

/** Characters of a hash: 48 bits, so that a million entries share one by chance once in some hundred files. */
export const hashLength = 12;
