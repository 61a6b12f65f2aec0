import type { ShellName } from "../../base/model/scalars.ts";
import type { HistoryEntry, ParsedHistory, ParseOptions } from "./history-entry.ts";
import {
  type HistoryPosition,
  hashLength,
  packEntries,
  packGone,
  unpackEntries,
  unpackGone,
} from "./history-position.ts";
import { parseBash, startsJoined } from "./parse-bash.ts";
import { parseFish } from "./parse-fish.ts";
import { parseZsh } from "./parse-zsh.ts";
import { compareEntries, type PresentEntry, type SeenEntry } from "./seen-entries.ts";

/** A history file that can be read at any place; `bytes` gives fewer where it ends. */
export interface HistoryFile {
  readonly format: ShellName;
  readonly size: number;
  readonly quietMs: number;
  readonly firstSight: "start" | "end";
  bytes(from: number, to: number): Uint8Array;
}

export interface FollowOptions {
  /** Keyed hash of a text, hexadecimal. */
  readonly mac: (text: string) => string;
  /** A segment of seen entries that was stored before. */
  readonly segment: (generation: number, index: number) => string;
}

interface NewEntry extends HistoryEntry {
  /** Running number within the file. */
  readonly number: number;
}

export interface Advance {
  readonly entries: readonly NewEntry[];
  readonly position: HistoryPosition;
  /** Segments to store before the position that counts them. */
  readonly segments: readonly {
    readonly generation: number;
    readonly index: number;
    readonly text: string;
  }[];
  readonly state: "complete" | "more" | "holding";
  readonly warnings: readonly string[];
}

const chunkBytes = 64 * 1024;
const longestEntry = 16 * 1024 * 1024;
/** Of a larger file only this much at its end is read at first. */
const mostBytes = 64 * 1024 * 1024;
/** And only this much is compared when it was rewritten (some hundred thousand entries). */
const mostCompared = 8 * 1024 * 1024;
const windowBytes = 4_096;
const mostRecent = 256;
const segmentEntries = 20_000;
/** A file that was not written for this long is not in the middle of being written. */
const quietEnoughMs = 5_000;

const parsers: Readonly<Record<ShellName, (bytes: Uint8Array, options: ParseOptions) => ParsedHistory>> = {
  bash: parseBash,
  zsh: parseZsh,
  fish: parseFish,
};

/**
 * What a history file holds that was not seen before, and where to go on. An append is read from where the last reading
 * ended; any other change is compared as a whole, by content (`compareEntries`). Works on complete entries only.
 */
export function followHistory(
  file: HistoryFile,
  position: HistoryPosition | null,
  options: FollowOptions,
): Advance {
  if (position !== null && continues(file, position, options.mac)) return readOn(file, position, options);
  if (position === null && file.firstSight === "start") return readOn(file, firstPosition(file), options);
  return readWhole(file, position, options);
}

const noEntries = { recent: "", gone: ";", segments: 0, head: "", tail: "" };

function firstPosition(file: HistoryFile): HistoryPosition {
  const offset = startOffset(file, mostBytes);
  const joined = file.format === "bash" && startsJoined(file.bytes(offset, offset + windowBytes));
  return { version: 1, joined, offset, partial: offset > 0, counted: 0, generation: 0, ...noEntries };
}

/** 0, or where the first whole line starts in the part of an oversized file that is looked at. */
function startOffset(file: HistoryFile, most: number): number {
  if (file.size <= most) return 0;
  const from = file.size - most;
  return from + file.bytes(from, from + chunkBytes).indexOf(0x0a) + 1;
}

function continues(file: HistoryFile, position: HistoryPosition, mac: FollowOptions["mac"]): boolean {
  if (file.size < position.offset) return false;
  if (position.offset === 0) return true;
  const [head, tail] = windows(file, position.offset, mac);
  return head === position.head && tail === position.tail;
}

const singleBytes = new TextDecoder("latin1");

const windows = (file: HistoryFile, offset: number, mac: FollowOptions["mac"]): [string, string] => {
  const text = (bytes: Uint8Array): string => mac(singleBytes.decode(bytes)).slice(0, 32);
  return [
    text(file.bytes(0, Math.min(windowBytes, offset))),
    text(file.bytes(Math.max(0, offset - windowBytes), offset)),
  ];
};

/** Reads one chunk from the settled place on. */
function readOn(file: HistoryFile, position: HistoryPosition, options: FollowOptions): Advance {
  const joined = position.joined || (position.offset === 0 && opensJoined(file));
  const warnings: string[] = [];
  if (position.head === "" && position.offset > 0) warnings.push(oversized(file, position.offset));
  const chunk = readChunk(file, position.offset, joined);
  if (chunk.skipped > 0) warnings.push(`${chunk.skipped} bytes without an end of entry were left out`);
  const before = unpackEntries(position.recent);
  const gone = unpackGone(position.gone);
  const present = chunk.entries.map((entry) => presentEntry(entry, options.mac));
  const compared = compareEntries([], gone, present);
  const fresh = new Set(compared.fresh);
  let counted = position.counted;
  const entries = chunk.entries.flatMap((entry, index) =>
    fresh.has(index) ? [{ ...entry, number: counted++ }] : [],
  );
  const recent = [...before, ...present];
  const full = recent.length > mostRecent;
  const segment = { generation: position.generation, index: position.segments, text: packEntries(recent) };
  const offset = chunk.offset;
  const [head, tail] = windows(file, offset, options.mac);
  return {
    entries,
    segments: full ? [segment] : [],
    position: {
      ...position,
      joined,
      offset,
      head,
      tail,
      counted,
      segments: position.segments + (full ? 1 : 0),
      recent: full ? "" : packEntries(recent),
      gone: packGone(compared.gone),
    },
    state: stateAfter(file, offset, chunk.more),
    warnings,
  };
}

function stateAfter(file: HistoryFile, offset: number, more: boolean): Advance["state"] {
  if (more) return "more";
  return offset < file.size && file.quietMs < quietEnoughMs ? "holding" : "complete";
}

const opensJoined = (file: HistoryFile): boolean =>
  file.format === "bash" && startsJoined(file.bytes(0, windowBytes));

const oversized = (file: HistoryFile, from: number): string =>
  `the history file is very large (${file.size} bytes): its oldest ${from} bytes were left out`;

interface Chunk {
  readonly entries: readonly HistoryEntry[];
  readonly offset: number;
  readonly more: boolean;
  readonly skipped: number;
}

/** The complete entries of the next chunk; the chunk grows until it holds one. */
function readChunk(file: HistoryFile, from: number, joined: boolean): Chunk {
  for (let length = chunkBytes; ; length *= 2) {
    const bytes = file.bytes(from, from + length);
    const last = from + bytes.length >= file.size || bytes.length < length;
    const final = last && file.quietMs >= quietEnoughMs;
    const { entries, consumed } = parsers[file.format](bytes, { final, joined });
    if (consumed > 0 || last) return { entries, offset: from + consumed, more: !last, skipped: 0 };
    if (length >= longestEntry) return { entries: [], offset: from + length, more: true, skipped: length };
  }
}

function presentEntry(entry: HistoryEntry, mac: FollowOptions["mac"]): PresentEntry {
  const hash = (text: string): string => mac(text).slice(0, hashLength);
  const line = entry.text.indexOf("\n");
  return {
    hash: hash(entry.text),
    time: entry.time,
    firstLine: line < 0 ? null : hash(entry.text.slice(0, line)),
  };
}

/** Reads the whole file twice: once to compare it with what was seen, once for the text of what is new. */
function readWhole(file: HistoryFile, position: HistoryPosition | null, options: FollowOptions): Advance {
  if (position !== null && file.size === 0 && file.quietMs < quietEnoughMs) {
    // A shell may be about to write it again.
    return { entries: [], position, segments: [], state: "holding", warnings: [] };
  }
  const from = startOffset(file, mostCompared);
  const joined =
    file.format === "bash" &&
    (position?.joined === true || startsJoined(file.bytes(from, from + windowBytes)));
  const present: PresentEntry[] = [];
  let offset = from;
  let skipped = 0;
  for (const chunk of chunks(file, from, joined)) {
    for (const entry of chunk.entries) present.push(presentEntry(entry, options.mac));
    offset = chunk.offset;
    skipped += chunk.skipped;
  }
  const emptied = file.size === 0;
  const compared = compareEntries(
    position === null ? present : seenBefore(position, options.segment, present.length),
    position === null || emptied ? [] : unpackGone(position.gone),
    present,
  );
  const partial = from > 0;
  const fresh = newOnes(compared.fresh, present.length, partial || position?.partial === true);
  const generation = (position?.generation ?? 0) + 1;
  const segments = packSegments(present, generation);
  const counted = position?.counted ?? 0;
  const [head, tail] = windows(file, offset, options.mac);
  const warnings: string[] = [];
  if (skipped > 0) warnings.push(`${skipped} bytes without an end of entry were left out`);
  return {
    entries: freshTexts(chunks(file, from, joined), fresh, counted),
    segments,
    position: {
      version: 1,
      joined,
      partial,
      offset,
      head,
      tail,
      counted: counted + fresh.length,
      generation,
      segments: segments.length,
      recent: "",
      gone: packGone(emptied ? [] : compared.gone),
    },
    state: stateAfter(file, offset, false),
    warnings,
  };
}

function* chunks(file: HistoryFile, from: number, joined: boolean): Generator<Chunk> {
  for (let chunk = readChunk(file, from, joined); ; chunk = readChunk(file, chunk.offset, joined)) {
    yield chunk;
    if (!chunk.more) return;
  }
}

/** Where only the end of a large file is remembered, what stands before the first known entry is older than that. */
function newOnes(fresh: readonly number[], count: number, partial: boolean): readonly number[] {
  if (!partial) return fresh;
  const unknown = new Set(fresh);
  let first = 0;
  while (first < count && unknown.has(first)) first++;
  return fresh.filter((index) => index > first);
}

/** The newest entries that were seen, at least `needed` and some where there are so many. */
function seenBefore(
  position: HistoryPosition,
  segment: FollowOptions["segment"],
  needed: number,
): SeenEntry[] {
  const parts = [unpackEntries(position.recent)];
  let count = 0;
  for (let index = position.segments - 1; index >= 0 && count <= needed + segmentEntries; index--) {
    const entries = unpackEntries(segment(position.generation, index));
    parts.unshift(entries);
    count += entries.length;
  }
  return parts.flat();
}

function packSegments(entries: readonly SeenEntry[], generation: number): Advance["segments"] {
  const segments: { generation: number; index: number; text: string }[] = [];
  for (let from = 0; from < entries.length; from += segmentEntries) {
    const text = packEntries(entries.slice(from, from + segmentEntries));
    segments.push({ generation, index: segments.length, text });
  }
  return segments;
}

function freshTexts(parts: Iterable<Chunk>, fresh: readonly number[], counted: number): NewEntry[] {
  const wanted = new Set(fresh);
  const entries: NewEntry[] = [];
  if (wanted.size === 0) return entries;
  let index = 0;
  for (const chunk of parts) {
    for (const entry of chunk.entries) {
      if (wanted.has(index++)) entries.push({ ...entry, number: counted + entries.length });
    }
  }
  return entries;
}
