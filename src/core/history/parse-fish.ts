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
    const when = /^ {2}when: (\d{1,12})$/.exec(text);
    if (text.startsWith(head)) {
      close(null, line.from);
      open = { text: unescapeStored(text.slice(head.length)), cut };
    } else if (when !== null || open === null) {
      close(plausibleTime(Number(when?.[1] ?? 0)), line.next);
    }
  }
  if (options.final) close(null, bytes.length);
  return { entries, consumed };
}

const unescapeStored = (text: string): string =>
  text.replace(/\\([\\n])/g, (_, char) => (char === "n" ? "\n" : "\\"));
