import { byteLines } from "./byte-lines.ts";
import { type HistoryEntry, type ParsedHistory, type ParseOptions, plausibleTime } from "./history-entry.ts";
import { decodeText } from "./text-bytes.ts";

const [newline, backslash, space, meta] = [0x0a, 0x5c, 0x20, 0x83];

/**
 * Entries of a zsh history file, plain or extended (`: start:elapsed;command`) or mixed. A newline inside a command is
 * written as backslash and newline; bytes 0x83 to 0xa2 and NUL are written as 0x83 and the byte with bit 5 turned
 * (zsh `hist.c`, `utils.c`). A line that ends in a backslash is incomplete.
 */
export function parseZsh(bytes: Uint8Array, options: ParseOptions): ParsedHistory {
  const entries: HistoryEntry[] = [];
  let start = 0;
  let consumed = 0;
  for (const line of byteLines(bytes)) {
    if (!line.ended && !options.final) break;
    const continues = line.ended && line.to > line.from && bytes[line.to - 1] === backslash;
    if (continues && !(options.final && line.next === bytes.length)) continue;
    if (line.to > start) entries.push(makeEntry(bytes.subarray(start, line.to), line.next));
    start = line.next;
    consumed = line.next;
  }
  return { entries, consumed };
}

function makeEntry(raw: Uint8Array, end: number): HistoryEntry {
  const stored = unescapeStored(raw);
  const extended = /^: *(\d{1,12}):(\d{1,9});/.exec(decodeHead(stored));
  if (extended === null) {
    // A plain command that starts with a colon is written with a backslash before it.
    const escaped = stored[0] === backslash && stored[1] === 0x3a;
    return { ...decodeText(escaped ? stored.subarray(1) : stored), time: null, elapsed: null, end };
  }
  const [prefix, start, elapsed] = extended;
  const time = plausibleTime(Number(start));
  return {
    ...decodeText(stored.subarray(prefix.length)),
    time,
    elapsed: time === null ? null : Number(elapsed),
    end,
  };
}

const latin = new TextDecoder("latin1");
const decodeHead = (bytes: Uint8Array): string => latin.decode(bytes.subarray(0, 40));

/** Undoes the escapes of newlines and bytes, and the space that guards a backslash at the end. */
function unescapeStored(raw: Uint8Array): Uint8Array {
  const out = new Uint8Array(raw.length);
  let length = 0;
  for (let at = 0; at < raw.length; at++) {
    const byte = raw[at] ?? 0;
    if (byte === backslash && raw[at + 1] === newline) continue;
    if (byte === meta && at + 1 < raw.length) {
      at++;
      out[length++] = (raw[at] ?? 0) ^ 0x20;
    } else {
      out[length++] = byte;
    }
  }
  return out.subarray(0, endsGuarded(out, length) ? length - 1 : length);
}

function endsGuarded(bytes: Uint8Array, length: number): boolean {
  let at = length;
  while (at > 0 && bytes[at - 1] === space) at--;
  return at < length && at > 0 && bytes[at - 1] === backslash;
}
