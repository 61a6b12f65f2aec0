import type { SpoolContent, SpoolEntry } from "./spool-entry.ts";
import { decodeText } from "./text-bytes.ts";

/** One character for each byte, so that places in the one are places in the other. */
const singleBytes = new TextDecoder("latin1");

const separator = "\\x1e";
const head = `(\\d+)\\.(\\d\\d)${separator}@3\\t(\\d+)(?:\\.(\\d+))?\\t(\\d*)\\t(\\d+)\\t[\\d ]*\\t(\\d*)${separator}`;
const start = new RegExp(`(?<!\\d)${head}`, "g");
/** The text may hold separators: it runs to the first one that a time and the end of the line follow. */
const record = new RegExp(`${head}([^${separator}]*)${separator}([^]*?)${separator}\\d+\\.\\d\\d\\n`, "y");

/**
 * What a fish writes at a prompt stands in the place of the space in `/proc/uptime`, because that is the one way to write
 * both with one builtin: `uptime RS @3 TAB second of boot[.number of a recording] TAB $status_generation TAB exit TAB
 * pipestatus TAB milliseconds it took RS directory RS text RS idle time LF`. RS is U+001E. The time is up to a second early.
 */
export function parseFishSpool(bytes: Uint8Array): SpoolContent {
  const all = singleBytes.decode(bytes);
  const entries: SpoolEntry[] = [];
  const equals = new Map<string, number>();
  let damaged = 0;
  for (let at = 0; at < all.length; ) {
    record.lastIndex = at;
    const found = record.exec(all);
    const next = startAfter(all, at);
    // A start within the text: the record was cut off, and what follows is the next one's.
    if (found !== null && (next === null || next >= record.lastIndex)) {
      entries.push(inOrder(entryOf(found, bytes, equals), entries.at(-1)));
      at = record.lastIndex;
      continue;
    }
    if (next === null) return { entries, damaged, torn: true };
    damaged++;
    at = next;
  }
  return { entries, damaged, torn: false };
}

function startAfter(all: string, at: number): number | null {
  // Not within the digits of the start that is at this place itself.
  start.lastIndex = at + 1;
  return start.exec(all)?.index ?? null;
}

function entryOf(found: RegExpExecArray, bytes: Uint8Array, equals: Map<string, number>): SpoolEntry {
  const [
    whole,
    seconds = "",
    hundredths = "",
    boot = "",
    recorded,
    generation,
    exit,
    took = "",
    cwd = "",
    text = "",
  ] = found;
  const textFrom = found.index + whole.lastIndexOf(`\x1e${text}\x1e`) + 1;
  const cwdFrom = textFrom - 1 - cwd.length;
  const typed = decodeText(bytes.subarray(textFrom, textFrom + text.length));
  const endedAt = uptimeEnd(boot, seconds, hundredths);
  return {
    sequence: recorded ?? nameOf(`${seconds}${hundredths}.${generation}`, equals),
    startedAt: took === "" ? null : endedAt - Number(took),
    endedAt,
    exitCode: Number(exit),
    cwd: cwd === "" ? null : decodeText(bytes.subarray(cwdFrom, cwdFrom + cwd.length)).text,
    text: typed.text,
    kind: "command",
    cut: typed.cut,
  };
}

/** fish has no running number: time and generation, and which one of several it is that have both in common. */
function nameOf(place: string, equals: Map<string, number>): string {
  const before = equals.get(place) ?? 0;
  equals.set(place, before + 1);
  return `${place}.${before}`;
}

/** Epoch milliseconds. */
export const uptimeEnd = (boot: string, seconds: string, hundredths: string): number =>
  (Number(boot) + Number(seconds)) * 1_000 + Number(hundredths) * 10;

/** Uptime counts in hundredths: what ran within one of them must not seem to start before the command before it. */
export function inOrder<T extends Pick<SpoolEntry, "startedAt" | "endedAt">>(
  entry: T,
  before: SpoolEntry | undefined,
): T {
  if (before?.startedAt == null || entry.startedAt === null) return entry;
  const late = before.startedAt - entry.startedAt;
  return late > 0 && late <= 20 ? { ...entry, startedAt: Math.min(before.startedAt, entry.endedAt) } : entry;
}
