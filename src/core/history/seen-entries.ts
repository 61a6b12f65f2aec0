/** What is remembered of an entry that was seen: a keyed hash of its text, and its time in seconds where it had one. */
export interface SeenEntry {
  readonly hash: string;
  readonly time: number | null;
}

/** A seen entry that is no longer in the file. `trimmed`: it left at the head, as shells cut old lines. */
export interface GoneEntry extends SeenEntry {
  readonly trimmed: boolean;
}

/** An entry of the file now; `firstLine` is the hash of its first line where it has several. */
export interface PresentEntry extends SeenEntry {
  readonly firstLine: string | null;
}

export interface Comparison {
  /** Indices of the entries that were not seen before, ascending. */
  readonly fresh: readonly number[];
  readonly gone: readonly GoneEntry[];
  readonly reason: "appended" | "rewritten";
}

const mostGone = 5_000;

/**
 * Which entries of a rewritten file are new. Shells cut the head, append, change every time, drop times, drop older
 * repeats, or bring back what another shell had removed, so neither inode nor size nor position says it:
 * - where the file starts with the end of what was seen, the rest is new (only an entry that vanished otherwise may return);
 * - else an entry is known as often as its text was ever seen, equal times first, then times that came or went.
 */
export function compareEntries(
  old: readonly SeenEntry[],
  gone: readonly GoneEntry[],
  now: readonly PresentEntry[],
): Comparison {
  const overlap = overlapOf(old, now);
  if (overlap === old.length || overlap >= 2) {
    const returned = matchAll(
      now.slice(overlap),
      gone.filter((entry) => !entry.trimmed),
    );
    const trimmed = old.slice(0, old.length - overlap).map((entry) => ({ ...entry, trimmed: true }));
    const left = returned.unused.map((entry) => ({ ...entry, trimmed: false }));
    return {
      fresh: returned.fresh.map((index) => index + overlap),
      gone: newest([...gone.filter((entry) => entry.trimmed), ...left, ...trimmed]),
      reason: "appended",
    };
  }
  const { fresh, unused } = matchAll(now, [...gone, ...old]);
  const still = new Set(now.map((entry) => entry.hash));
  // A repeat that a shell dropped is not gone: its text is still there, and typing it again is new.
  const left = unused
    .filter((entry) => !still.has(entry.hash))
    .map((entry) => ({ ...entry, trimmed: false }));
  return { fresh, gone: newest(left), reason: "rewritten" };
}

const newest = <T>(entries: readonly T[]): readonly T[] => entries.slice(-mostGone);

const sameEntry = (a: SeenEntry, b: SeenEntry): boolean =>
  a.hash === b.hash && (a.time === b.time || a.time === null || b.time === null);

/** How many entries at the end of `old` are the start of `now` (Knuth, Morris, Pratt over `now`). */
function overlapOf(old: readonly SeenEntry[], now: readonly SeenEntry[]): number {
  const failure = failureTable(now);
  let matched = 0;
  for (const entry of old.slice(-now.length)) {
    while (matched > 0 && !equalAt(now, matched, entry)) matched = failure[matched - 1] ?? 0;
    if (equalAt(now, matched, entry)) matched++;
  }
  return matched;
}

const equalAt = (entries: readonly SeenEntry[], index: number, entry: SeenEntry): boolean => {
  const other = entries[index];
  return other !== undefined && sameEntry(other, entry);
};

function failureTable(entries: readonly SeenEntry[]): Int32Array {
  const table = new Int32Array(entries.length);
  for (let i = 1, length = 0; i < entries.length; i++) {
    const entry = entries[i];
    if (entry === undefined) continue;
    while (length > 0 && !equalAt(entries, length, entry)) length = table[length - 1] ?? 0;
    if (equalAt(entries, length, entry)) length++;
    table[i] = length;
  }
  return table;
}

/** Pairs entries with seen ones, each used once: same time, then a time that came or went, then a joined first line. */
function matchAll(
  entries: readonly PresentEntry[],
  seen: readonly SeenEntry[],
): { fresh: number[]; unused: SeenEntry[] } {
  const pool = new Map<string, SeenEntry[]>();
  for (const entry of seen) {
    const bucket = pool.get(entry.hash);
    if (bucket === undefined) pool.set(entry.hash, [entry]);
    else bucket.push(entry);
  }
  const use = (hash: string | null, fits: (entry: SeenEntry) => boolean): boolean => {
    const bucket = hash === null ? undefined : pool.get(hash);
    const index = bucket?.findIndex(fits) ?? -1;
    if (index >= 0) bucket?.splice(index, 1);
    return index >= 0;
  };
  const passes: ((entry: PresentEntry) => boolean)[] = [
    (entry) => use(entry.hash, (other) => other.time === entry.time),
    (entry) => use(entry.hash, (other) => entry.time === null || other.time === null),
    (entry) => use(entry.firstLine, (other) => other.time === entry.time),
  ];
  let open = entries.map((_, index) => index);
  for (const pass of passes) {
    open = open.filter((index) => {
      const entry = entries[index];
      return entry !== undefined && !pass(entry);
    });
  }
  return { fresh: open, unused: [...pool.values()].flat() };
}
