/** A value inside a text, and whether quotes told where it ends. */
export interface ValueSpan {
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

const longest = 8192;
const opening = /(?:[NEebBrRuULfF$@]|\bsensitive\()?(\\*)(["'])/y;
// A separator ends an unquoted value only where the next pair, a space, a quote or the end follows it.
const afterSeparator = /[;&,|)}\]>]{1,8}(?:\s|$|["'`\\]|\s?[A-Za-z_][\w. -]{1,39}(?:=|:\s)|\{|\[)/y;
// Where an unquoted value may end.
const bareStop = /[\s"'`<\\;&,|)}\]>]/g;
const afterEscape = /\\[nrt](?:$|["'`\s]|[\w. -]{1,40}[=:])/y;

/** The value that begins at `at`: between quotes (also escaped ones), else up to where the next thing begins. */
export function valueAt(text: string, at: number): ValueSpan {
  opening.lastIndex = at;
  const quote = opening.exec(text);
  if (quote?.[2] !== undefined) {
    const start = at + quote[0].length;
    const end = closingQuote(text, start, quote[2], (quote[1] ?? "").length);
    if (end >= 0) return { start, end, quoted: true };
    return { start, end: bareEnd(text, start), quoted: false };
  }
  return { start: at, end: bareEnd(text, at), quoted: false };
}

/** Where the quote opened before `start` closes, with as many backslashes before it as the opening one had; -1 where it never does. */
function closingQuote(text: string, start: number, quote: string, escapes: number): number {
  const limit = Math.min(text.length, start + longest);
  for (let i = text.indexOf(quote, start); i >= 0 && i < limit; i = text.indexOf(quote, i + 1)) {
    const before = backslashes(text, i, start);
    if (escapes > 0 && before === escapes) return i - escapes;
    if (escapes > 0 || (before % 2 === 1 && quote !== "'")) continue;
    const resumed = quote === "'" && i > start ? resumes(text, i) : 0;
    if (resumed === 0) return i;
    i += resumed;
  }
  return -1;
}

function backslashes(text: string, at: number, from: number): number {
  let count = 0;
  while (at - count - 1 >= from && text[at - count - 1] === "\\") count++;
  return count;
}

/** How many characters after a single quote still belong to the value: `''` (SQL), `'\''` and `'"'"'` (shell). */
function resumes(text: string, at: number): number {
  if (text.startsWith("'\\''", at)) return 3;
  if (text.startsWith(`'"'"'`, at)) return 4;
  return text[at + 1] === "'" && /[^\s,;)'"]/.test(text[at + 2] ?? "") ? 1 : 0;
}

function bareEnd(text: string, start: number): number {
  bareStop.lastIndex = start;
  for (let stop = bareStop.exec(text); stop !== null; stop = bareStop.exec(text)) {
    if (endsBare(text, start, stop.index)) return stop.index;
  }
  return text.length;
}

/** Whether the sign at `at` ends the unquoted value that began at `start`, or is one of its characters. */
function endsBare(text: string, start: number, at: number): boolean {
  const char = text.charAt(at);
  if (char === "<") return text[at + 1] === "/";
  if (char === "\\") return /["'`\n\r]/.test(text[at + 1] ?? "") || matchesAt(afterEscape, text, at);
  if (";&,|)}]>".includes(char))
    return !opensInside(text, start, at, char) && matchesAt(afterSeparator, text, at);
  return true;
}

/** `)` and its like belong to the value where their partner stands in it: `$(cat x)`, `${X}`, `<name>`. */
function opensInside(text: string, start: number, at: number, char: string): boolean {
  const partner = { ")": "(", "}": "{", "]": "[", ">": "<" }[char];
  return partner !== undefined && at - start < 200 && text.slice(start, at).includes(partner);
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}
