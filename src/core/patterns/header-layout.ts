import { levelOfWord } from "./levels.ts";

/**
 * The shape of a header that was read once: a source writes the same few shapes over and over, and comparing a shape
 * costs a fraction of reading a header.
 */
export interface HeaderLayout {
  /** A character code, or one of `run`. */
  readonly parts: Int32Array;
  /** Words that must be there literally (levels, dashes), by the index of their part. */
  readonly words: ReadonlyMap<number, string>;
  readonly ended: boolean;
}

const run = { digits: -1, word: -2, spaces: -3, literal: -4 } as const;

/** The part that stands for any word. */
export const anyWord = run.word;

const isWordCode = (code: number): boolean =>
  (code >= 48 && code <= 57) ||
  (code >= 65 && code <= 90) ||
  (code >= 97 && code <= 122) ||
  wordSigns.has(code) ||
  code > 127;
const wordSigns: ReadonlySet<number> = new Set([..."_$./@#*-"].map((char) => char.charCodeAt(0)));

const classes = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  if (code >= 48 && code <= 57) classes[code] = 1;
  else if (isWordCode(code)) classes[code] = 2;
  else if (code === 32) classes[code] = 3;
}
const classOf = (code: number): number => (code < 128 ? (classes[code] ?? 0) : 2);

export function layoutOf(line: string, start: number, ended: boolean): HeaderLayout {
  const parts: number[] = [];
  const words = new Map<number, string>();
  for (let at = 0; at < start; ) {
    const end = runEnd(line, at, start);
    const text = line.slice(at, end);
    const kind = classOf(line.charCodeAt(at));
    if (kind === 0) parts.push(line.charCodeAt(at));
    else if (kind === 3) parts.push(text.length > 1 ? run.spaces : 32);
    else if (/^\d+$/.test(text)) parts.push(run.digits);
    else if (levelOfWord(text) === null && /[\w\u0080-\uffff]/.test(text)) parts.push(run.word);
    else {
      words.set(parts.length, text);
      parts.push(run.literal);
    }
    at = end;
  }
  return { parts: Int32Array.from(parts), words, ended };
}

/** Whether a line of the longer layout also has this one. */
export function isExtendedBy(layout: HeaderLayout, longer: HeaderLayout): boolean {
  if (longer.parts.length <= layout.parts.length) return false;
  return layout.parts.every((part, at) => {
    const other = longer.parts[at];
    if (part === run.literal) return other === part && layout.words.get(at) === longer.words.get(at);
    return other === part || (part === run.word && other === run.literal);
  });
}

/** The end of the run of digits and word characters, or of spaces, that starts here; one character otherwise. */
function runEnd(line: string, at: number, limit: number): number {
  const kind = classOf(line.charCodeAt(at));
  let end = at + 1;
  if (kind === 3) while (end < limit && line.charCodeAt(end) === 32) end++;
  else if (kind !== 0)
    while (
      end < limit &&
      (classOf(line.charCodeAt(end)) | 3) === 3 &&
      line.charCodeAt(end) !== 32 &&
      classOf(line.charCodeAt(end)) !== 0
    )
      end++;
  return end;
}

/** Where the message starts if the line has this layout, else -1. */
export function startByLayout(layout: HeaderLayout, line: string): number {
  const { parts, words } = layout;
  let at = 0;
  for (let k = 0; k < parts.length; k++) {
    const part = parts[k] ?? 0;
    if (part >= 0) {
      if (line.charCodeAt(at++) !== part) return -1;
      continue;
    }
    const next = part === run.literal ? literalEnd(line, at, words.get(k) ?? "") : runOf(part, line, at);
    if (next < 0) return -1;
    at = next;
  }
  return mayStartHere(layout.ended, line, at) ? at : -1;
}

function literalEnd(line: string, at: number, word: string): number {
  return line.startsWith(word, at) && classOf(line.charCodeAt(at + word.length)) % 3 === 0
    ? at + word.length
    : -1;
}

function runOf(part: number, line: string, from: number): number {
  let at = from;
  if (part === run.spaces) {
    while (line.charCodeAt(at) === 32) at++;
    return at - from > 1 ? at : -1;
  }
  let letters = false;
  for (; at < line.length; at++) {
    const kind = classOf(line.charCodeAt(at));
    if (kind === 0 || kind === 3) break;
    if (kind === 2) letters = true;
  }
  return at > from && letters === (part === run.word) ? at : -1;
}

/** A bracket, a space or another name could still belong to the header: then it must be read properly. */
function mayStartHere(ended: boolean, line: string, at: number): boolean {
  const first = line.charCodeAt(at);
  if (first === 91 || first === 32 || first === 124) return false;
  const before = line.charCodeAt(at - 3);
  // `…Exception: ` and `…Error: ` begin a message.
  if (
    (before === 110 || before === 114) &&
    /(?:Exception|Error): $/.test(line.slice(Math.max(0, at - 14), at))
  )
    return false;
  if (ended) return true;
  let end = at;
  while (end < line.length && classOf(line.charCodeAt(end)) === 2) end++;
  const word = line.slice(at, end);
  return (
    end > at &&
    /^[A-Za-z]+$/.test(word) &&
    line.charCodeAt(end) === 32 &&
    !/^ (?:-|:) /.test(line.slice(end, end + 3))
  );
}
