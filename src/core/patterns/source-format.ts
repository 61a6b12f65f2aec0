import type { Header } from "./after-time.ts";
import { readHeader } from "./header.ts";
import { levelOfWord } from "./levels.ts";
import { readLogfmt } from "./logfmt.ts";
import { matchAt, skip } from "./sticky.ts";

/** What the headers of one source have in common, found once from its first lines. */
export interface SourceFormat {
  /** Where the message of a line starts, in UTF-16 units. */
  startOf(line: string): number;
  /** Lines are `key=value` pairs with a message among them. */
  readonly logfmt: boolean;
  /** Few lines were seen: a header is read as it looks by itself. */
  readonly guessed: boolean;
}

/** Fewer lines do not show what is common to all. */
const enoughLines = 20;
/** With a smaller part of lines that have a header, what looks like one belongs to the messages. */
const headedPart = 0.3;
/** What nearly all lines have at one place is a column of the header. */
const columnPart = 0.95;
const namePart = 0.9;
const maxColumns = 10;
const waysToBegin = 4;

/** A kind of column: its shape, and which of its words count. */
interface Column {
  readonly shape: RegExp;
  readonly fits?: (word: string) => boolean;
  /** The messages of a source that has few of them may all begin like this too. */
  readonly weak?: boolean;
}

const columns: readonly Column[] = [
  { shape: /\[(?!["[])[^\]]{0,160}\]:?\s*/y },
  { shape: /\([^)]{1,80}\):?\s+/y },
  { shape: /<[^>]{1,60}>:?\s+/y },
  { shape: /\{[^}]{0,80}\}:?\s+/y },
  { shape: /[^|\s]{0,60}\s*\|\s*/y },
  { shape: /[^\t]{0,60}\t\s*/y },
  { shape: /[^\s;]{0,60};\s*/y },
  { shape: /[^\s[\]()]{0,60}[\])]:?\s+/y },
  { shape: /[\w.$/@-]{1,60}[[({][^\])}]{0,80}[\])}]:?\s+/y },
  { shape: /[\w.-]{1,30}=[^\s"]{0,80}\s+/y },
  { shape: /(\S{1,12}?):?\s+/y, fits: (word) => levelOfWord(word) !== null },
  { shape: /\S{0,60}\d\S{0,60}\s+/y, weak: true },
  { shape: /\W{1,8}\s+/y, weak: true },
  { shape: /[\w.-]{1,60} [\w./-]{1,40}(?:\[\d+\])?: +/y },
];

/** Reads how headers look in a source from its first lines. */
export function formatOf(lines: readonly string[]): SourceFormat {
  const own = ownLines(lines);
  if (own.length < enoughLines)
    return { startOf: (line) => readHeader(line).start, logfmt: false, guessed: true };
  const indent = own.every((line) => /^\s/.test(line)) ? /\s+/y : /(?!)/y;
  const logfmt = own.filter((line) => readLogfmt(line) !== null).length > own.length / 2;
  const read = (line: string): Header => indented(line, skip(indent, line, 0));
  const headers = own.map(read);
  const headed = headers.filter(({ start }) => start > 0);
  const some = headed.length >= own.length * headedPart;
  const named = haveNames(headed);
  const headEnd = (header: Header): number => (some ? startBy(header, named) : 0);
  const rests = own.flatMap((line, at) => {
    const start = headers[at] === undefined ? 0 : headEnd(headers[at]);
    return start > 0 || !some ? [line.slice(start)] : [];
  });
  const further = furtherColumns(rests);
  return {
    guessed: false,
    logfmt,
    startOf(line) {
      const start = headEnd(some ? read(line) : none);
      return start > 0 || !some ? behindColumns(line, start, further) : 0;
    },
  };
}

/** Lines that begin an event: without those that go on, unless all lines are indented. */
function ownLines(lines: readonly string[]): string[] {
  const full = lines.filter((line) => line.trim() !== "" && !/^\s*\{/.test(line));
  const own = full.filter((line) => !/^(?:\s|at |Caused by)/.test(line));
  return own.length * 2 > full.length ? own : full;
}

const none: Header = { start: 0, level: null, time: null, tag: null, ended: false, name: null };

/** The header behind so many spaces. */
function indented(line: string, spaces: number): Header {
  const header = readHeader(line.slice(spaces));
  if (spaces === 0 || header.start === 0) return header;
  const { name } = header;
  return {
    ...header,
    start: header.start + spaces,
    name: name === null ? null : { ...name, start: name.start + spaces },
  };
}

/** Nearly all headers have a logger's name; in others, what looks like one is a message's first word. */
const haveNames = (headed: readonly Header[]): boolean =>
  headed.filter(({ name }) => name !== null).length >= headed.length * namePart;

const startBy = ({ start, name }: Header, named: boolean): number =>
  name === null || named ? start : name.start;

function furtherColumns(rests: readonly string[]): Column[] {
  const found: Column[] = [];
  let left = rests;
  while (found.length < maxColumns) {
    const column = [...columns, sameWord(left)].find((candidate) => isCommon(candidate, left));
    if (column === undefined) break;
    found.push(column);
    left = left.map((rest) => rest.slice(columnEnd(column, rest, 0)));
  }
  while (found.at(-1)?.weak === true && !beginManyWays(left)) {
    found.pop();
    left = rests.map((rest) => rest.slice(behindColumns(rest, 0, found)));
  }
  return found;
}

/** Messages of a source begin with many different words. */
function beginManyWays(messages: readonly string[]): boolean {
  const words = new Set(messages.map((message) => /^[A-Za-z]+/.exec(message)?.[0] ?? ""));
  return words.size >= waysToBegin;
}

/** Nearly all lines have the column, and something behind it. */
const isCommon = (column: Column, rests: readonly string[]): boolean =>
  rests.filter((rest) => {
    const end = columnEnd(column, rest, 0);
    return end > 0 && end < rest.length;
  }).length >=
  rests.length * columnPart;

/** The first word that most lines have. */
function sameWord(rests: readonly string[]): Column {
  const counts = new Map<string, number>();
  for (const rest of rests) {
    const word = /^\S{1,60}/.exec(rest)?.[0] ?? "";
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const [common = ""] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  return { shape: /(\S{1,60})\s+/y, fits: (word) => word === common, weak: true };
}

/** Where the column ends that starts here, or `from` where there is none. */
function columnEnd({ shape, fits }: Column, line: string, from: number): number {
  const found = matchAt(shape, line, from);
  if (found === null || (fits !== undefined && !fits(found[1] ?? ""))) return from;
  return from + found[0].length;
}

function behindColumns(line: string, start: number, further: readonly Column[]): number {
  let at = start;
  for (const column of further) {
    const end = columnEnd(column, line, at);
    if (end === at) break;
    at = end;
  }
  return at;
}
