import { levelOfWord } from "./levels.ts";
import { matchAt } from "./sticky.ts";

/** What nearly all lines have at one place is a column of the header. */
const columnPart = 0.95;
const maxColumns = 10;
const waysToBegin = 4;
/** Lines of one source that have a header of their own share so many columns, and are such a part of all. */
const columnsOfOther = 3;
const strongColumns = 2;
const otherPart = 0.1;
const enoughLines = 20;
const maxFormats = 4;

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
  { shape: /[\w.-]{1,60} +(?=\([^)]{1,80}\) |\[[^\]]{1,80}\] )/y, weak: true },
];

/** Finds where the columns of a header end that start at a place of a line. */
export type ColumnsEnd = (line: string, start: number) => number;

/** The columns with which lines begin, also where a source writes lines of several formats. */
export function columnsOf(rests: readonly string[], formats = 1): ColumnsEnd {
  const shared = sharedColumns(rests);
  const behind: ColumnsEnd = (line, start) => walk(shared, line, start).end;
  if (formats >= maxFormats) return behind;
  const left = rests.map((rest) => rest.slice(behind(rest, 0)));
  const other = otherFormat(left);
  if (other === null) return behind;
  const remaining = left.filter((rest) => !hasFormat(other, rest, 0));
  const further = columnsOf(remaining, formats + 1);
  return (line, start) => {
    const at = behind(line, start);
    return hasFormat(other, line, at) ? walk(other, line, at).end : further(line, at);
  };
}

/** The columns of a part of the lines that plainly have a header of their own. */
function otherFormat(rests: readonly string[]): Column[] | null {
  for (const column of columns) {
    const part = rests.filter((rest) => columnEnd(column, rest, 0) > 0);
    if (part.length < Math.max(enoughLines, rests.length * otherPart)) continue;
    const shared = sharedColumns(part);
    const strong = shared.filter(({ weak }) => weak !== true);
    if (shared.length >= columnsOfOther && strong.length >= strongColumns) return shared;
  }
  return null;
}

const hasFormat = (format: readonly Column[], line: string, start: number): boolean =>
  walk(format, line, start).count >= columnsOfOther;

/** The columns that nearly all lines share. */
function sharedColumns(rests: readonly string[]): Column[] {
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
    left = rests.map((rest) => rest.slice(walk(found, rest, 0).end));
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

/** As many of the columns as stand here one behind the other. */
function walk(
  found: readonly Column[],
  line: string,
  start: number,
): { readonly end: number; readonly count: number } {
  let end = start;
  for (const [count, column] of found.entries()) {
    const next = columnEnd(column, line, end);
    if (next === end) return { end, count };
    end = next;
  }
  return { end, count: found.length };
}
