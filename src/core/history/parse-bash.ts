import { type ByteLine, byteLines } from "./byte-lines.ts";
import { type HistoryEntry, type ParsedHistory, type ParseOptions, plausibleTime } from "./history-entry.ts";
import { decodeText } from "./text-bytes.ts";
import { isUnfinished } from "./unfinished.ts";

const [hash, zero, nine, carriageReturn] = [0x23, 0x30, 0x39, 0x0d];

/**
 * bash takes a line of `#` and a digit for a timestamp, whatever follows, and joins the lines up to the next one into
 * one entry only when the file starts with such a line (readline, `read_history_range`).
 */
export const startsJoined = (bytes: Uint8Array): boolean => isTimestamp(bytes, { from: 0, to: bytes.length });

/**
 * Entries of a bash history file as bash reads them, but with the blank lines inside an entry kept. In `joined` form the
 * last entry waits while its text is syntactically unfinished, because a shell may be writing the rest of it.
 */
export function parseBash(bytes: Uint8Array, options: ParseOptions): ParsedHistory {
  const entries: HistoryEntry[] = [];
  let time: number | null = null;
  let stamped = false;
  let group: ByteLine[] = [];
  let consumed = 0;
  const close = (end: number): void => {
    const entry = makeEntry(bytes, group, time, end);
    if (entry !== null) entries.push(entry);
    if (group.length > 0) [time, stamped] = [null, false];
    group = [];
    consumed = end;
  };
  for (const line of byteLines(bytes)) {
    if (!line.ended && !options.final) break;
    if (isTimestamp(bytes, line)) {
      close(line.from);
      [time, stamped] = [timestamp(bytes, line), true];
    } else if (options.joined && stamped) {
      group.push(line);
    } else if (line.to > line.from) {
      group.push(line);
      close(line.next);
    }
  }
  const last = makeEntry(bytes, group, time, group.at(-1)?.next ?? 0);
  if (last === null || !(options.final || !isUnfinished(last.text))) return { entries, consumed };
  return { entries: [...entries, last], consumed: last.end };
}

function isTimestamp(bytes: Uint8Array, line: { readonly from: number; readonly to: number }): boolean {
  const digit = bytes[line.from + 1] ?? 0;
  return line.to - line.from >= 2 && bytes[line.from] === hash && digit >= zero && digit <= nine;
}

function timestamp(bytes: Uint8Array, line: ByteLine): number | null {
  let seconds = 0;
  for (let at = line.from + 1; at < line.to; at++) {
    const digit = (bytes[at] ?? 0) - zero;
    if (digit < 0 || digit > 9) break;
    seconds = seconds * 10 + digit;
  }
  return plausibleTime(seconds);
}

function makeEntry(
  bytes: Uint8Array,
  lines: readonly ByteLine[],
  time: number | null,
  end: number,
): HistoryEntry | null {
  const filled = lines.filter((line) => line.to > line.from);
  const [first, last] = [filled[0], filled.at(-1)];
  if (first === undefined || last === undefined) return null;
  // bash reads `\r\n` as a line's end too.
  const to = bytes[last.to - 1] === carriageReturn && last.to - 1 > first.from ? last.to - 1 : last.to;
  return { ...decodeText(bytes.subarray(first.from, to)), time, elapsed: null, end };
}
