import { byteLines } from "./byte-lines.ts";
import { type HistoryEntry, type ParsedHistory, type ParseOptions, plausibleTime } from "./history-entry.ts";
import { decodeText } from "./text-bytes.ts";

const head = "- cmd: ";

/**
 * Entries of a fish history file: `- cmd: TEXT`, `  when: SECONDS`, then `  paths:` with a list. In the text only
 * backslash and newline are escaped. An entry is complete with its `when` line; everything else is ignored.
 */
export function parseFish(bytes: Uint8Array, options: ParseOptions): ParsedHistory {
  const entries: HistoryEntry[] = [];
  let open: { readonly text: string; readonly cut: boolean } | null = null;
  let consumed = 0;
  const close = (time: number | null, end: number): void => {
    if (open !== null && open.text !== "") entries.push({ ...open, time, elapsed: null, end });
    open = null;
    consumed = end;
  };
  for (const line of byteLines(bytes)) {
    if (!line.ended && !options.final) break;
    const { text, cut } = decodeText(bytes.subarray(line.from, line.to));
    if (text.startsWith(head)) {
      if (open !== null) close(null, line.from);
      open = { text: unescape(text.slice(head.length)), cut };
    } else if (open !== null) {
      const when = /^ {2}when: (\d{1,12})$/.exec(text);
      if (when !== null) close(plausibleTime(Number(when[1])), line.next);
    } else {
      consumed = line.next;
    }
  }
  if (options.final && open !== null) close(null, bytes.length);
  return { entries, consumed };
}

const unescape = (text: string): string =>
  text.replace(/\\([\\n])/g, (_, char) => (char === "n" ? "\n" : "\\"));
