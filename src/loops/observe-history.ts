import type { HistoryBatch } from "../base/ports/recorder-source.ts";
import { type FollowOptions, followHistory } from "../core/history/follow-history.ts";
import { readPosition } from "../core/history/history-position.ts";
import { recordOfHistoryEntry } from "../core/history/make-record.ts";
import { clean, type Keep } from "./observe-keep.ts";
import { withoutPaused } from "./observe-paused.ts";

/** Takes in what a history file holds that was not seen: the records and the new position in one transaction. */
export function takeInHistory(batch: HistoryBatch, source: string, keep: Keep): void {
  if (batch.size < 0) {
    batch.done("complete");
    return;
  }
  const { store } = keep.parts;
  const { mac } = keep;
  const segmentName = (generation: number, index: number): string => `${source}#${generation % 2}.${index}`;
  const options: FollowOptions = {
    mac,
    segment: (generation, index) => store.cursor(segmentName(generation, index)) ?? "",
  };
  try {
    const advance = followHistory(batch, readPosition(store.cursor(source)), options);
    for (const { generation, index, text } of advance.segments)
      keep.storeApart(segmentName(generation, index), text);
    const name = mac(batch.path).slice(0, 12);
    const paused = keep.parts.paused?.() === true;
    const records = (paused ? [] : withoutPaused(advance.entries, keep)).flatMap((entry) => {
      const raw = recordOfHistoryEntry(entry, batch.format, keep.parts);
      return clean(raw, `history.${name}#${entry.number}.${mac(entry.text).slice(0, 12)}`, null, keep) ?? [];
    });
    const cut = advance.entries.filter((entry) => entry.cut).length;
    keep.tally.leaveOut("cut", cut);
    if (paused) keep.tally.leaveOut("paused", advance.entries.length);
    if (cut > 0)
      keep.tally.warn(`${cut} very long ${cut === 1 ? "command" : "commands"} of ${batch.path} cut`);
    for (const warning of advance.warnings) keep.tally.warn(`${batch.path}: ${warning}`);
    const { position } = advance;
    keep.store({
      records,
      cursor: JSON.stringify(position),
      read: { bytes: position.offset, of: batch.size },
    });
    batch.done(advance.state);
  } catch (error) {
    batch.done("failed");
    throw error;
  }
}
