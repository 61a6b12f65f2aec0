import type { HistoryEntry } from "../core/history/history-entry.ts";
import type { Keep } from "./observe-keep.ts";

const position = "paused-texts";
const hashLength = 16;
/** More than anybody types in a pause; the oldest go first. */
const most = 20_000;

const hashesOf = (keep: Keep): string[] =>
  (keep.parts.store.cursor(position) ?? "").split(",").filter((hash) => hash !== "");

const hashOf = (keep: Keep, text: string): string => keep.mac(text).slice(0, hashLength);

/**
 * A shell writes what was typed in a pause into its own file later, often without a time. So the keyed hashes of what the
 * hook saw in the pause (never the texts) are kept, and each lets one such line pass by.
 */
export function rememberPaused(texts: readonly string[], keep: Keep): void {
  if (texts.length === 0) return;
  const hashes = [...hashesOf(keep), ...texts.map((text) => hashOf(keep, text))].slice(-most);
  keep.storeApart(position, hashes.join(","));
}

/** The entries without those of a pause; an entry with a time is judged by its time instead. */
export function withoutPaused<T extends HistoryEntry>(entries: readonly T[], keep: Keep): readonly T[] {
  const hashes = hashesOf(keep);
  if (hashes.length === 0) return entries;
  const left = new Map<string, number>();
  for (const hash of hashes) left.set(hash, (left.get(hash) ?? 0) + 1);
  const kept = entries.filter((entry) => {
    if (entry.time !== null) return true;
    const hash = hashOf(keep, entry.text);
    const count = left.get(hash) ?? 0;
    left.set(hash, count - 1);
    return count <= 0;
  });
  if (kept.length === entries.length) return entries;
  keep.tally.leaveOut("paused", entries.length - kept.length);
  const unused = [...left].flatMap(([hash, count]) => Array.from({ length: Math.max(0, count) }, () => hash));
  keep.storeApart(position, unused.join(","));
  return kept;
}
