/** What kind of value a capture holds, as its placeholder shows it: `<num>`, `<ip>`, `<path>` … */
type CaptureType =
  | "num"
  | "ip"
  | "host"
  | "url"
  | "path"
  | "uuid"
  | "hex"
  | "time"
  | "email"
  | "mac"
  | "id"
  | "word"
  | "text";

/** One value of a message. `span` is `[start, end)` in UTF-16 units of the message. */
export interface Capture {
  readonly type: CaptureType;
  readonly text: string;
  readonly span: readonly [number, number];
}

/** In this order: the first kind that reads on wins. */
const kinds: readonly (readonly [CaptureType, RegExp])[] = [
  ["url", /[a-z][a-z0-9+.-]*:\/\/[^\s"'<>)\],]+/iy],
  ["uuid", /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])/iy],
  [
    "time",
    /\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:[T :_-]{1,2}\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[.,:]\d+)?)?(?:Z| ?[+-]\d{2}:?\d{2})?(?!\w)/y,
  ],
  [
    "time",
    /(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* {1,2}\d{1,2}(?:,? \d{1,2}:\d{2}(?::\d{2})?(?: [A-Z]{3,4})?(?: \d{4})?)?(?!\w)/y,
  ],
  ["time", /\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?(?![\w:])/y],
  ["mac", /[0-9a-f]{2}(?::[0-9a-f]{2}){5}(?![\w:])/iy],
  ["ip", /\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\w)/y],
  ["ip", /[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){4,7}(?![\w:])/iy],
  ["email", /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/y],
  ["path", /(?:[A-Za-z]:\\|~?\/)[^\s"'<>|,;:()[\]{}=]+/y],
  ["num", /[-+]?\d+(?:[.,]\d+)*(?:%|[KMGTP]i?B?|B|[mun]?s|secs?|[mhd]|[KMG]?Hz|bps)?(?![\w.-]*\w)/y],
  ["hex", /0x[0-9a-f]+(?!\w)/iy],
  ["hex", /(?=[a-f]*\d)[0-9a-f]{8,}(?![\w-])/iy],
  ["host", /(?:[\w-]+\.)+[a-z]{2,}(?![\w.(])/iy],
  ["id", /[^\s"'<>|,;:()[\]{}=]*\d[^\s"'<>|,;:()[\]{}=]*/y],
  ["word", /[^\s"'<>|,;:()[\]{}=]+/y],
];

/** The typed values inside one masked stretch `[start, end)` of a message, in order. */
export function capturesIn(text: string, start: number, end: number): Capture[] {
  if (end <= start || end - start > maxStretch) return [wholeText(text, start, end)];
  const captures: Capture[] = [];
  for (let at = start; at < end; ) {
    const found = captureAt(text, at, end);
    if (found === null) at++;
    else {
      captures.push(found);
      at = found.span[1];
    }
  }
  return captures.length > 0 ? captures : [wholeText(text, start, end)];
}

/** A longer stretch of values is one text. */
const maxStretch = 1000;

const wholeText = (text: string, start: number, end: number): Capture => ({
  type: "text",
  text: text.slice(start, end),
  span: [start, end],
});

function captureAt(text: string, at: number, end: number): Capture | null {
  for (const [type, shape] of kinds) {
    shape.lastIndex = at;
    const found = shape.exec(text);
    if (found === null || found[0] === "") continue;
    const stop = Math.min(end, at + found[0].length);
    return { type, text: text.slice(at, stop), span: [at, stop] };
  }
  return null;
}
