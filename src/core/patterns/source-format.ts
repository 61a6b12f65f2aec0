import type { Header } from "./after-time.ts";
import { readHeader } from "./header.ts";
import { columnsOf } from "./header-columns.ts";
import { readLogfmt } from "./logfmt.ts";
import { skip } from "./sticky.ts";

/** What the headers of one source have in common, found once from its first lines. */
export interface SourceFormat {
  /** Where the message of a line starts, in UTF-16 units. */
  startOf(line: string): number;
  /** Lines are `key=value` pairs with a message among them. */
  readonly logfmt: boolean;
  /** Headers have columns and no time. */
  readonly columnsOnly: boolean;
  /** Few lines were seen: a header is read as it looks by itself. */
  readonly guessed: boolean;
}

/** Fewer lines do not show what is common to all. */
const enoughLines = 20;
/** With a smaller part of lines that have a header, what looks like one belongs to the messages. */
const headedPart = 0.3;
const namePart = 0.9;
const levelPart = 0.5;

/** Reads how headers look in a source from its first lines. */
export function formatOf(lines: readonly string[]): SourceFormat {
  const own = ownLines(lines);
  if (own.length < enoughLines)
    return { startOf: (line) => readHeader(line).start, logfmt: false, columnsOnly: false, guessed: true };
  const indent = own.every((line) => /^\s/.test(line)) ? /\s+/y : /(?!)/y;
  const logfmt = own.filter((line) => readLogfmt(line) !== null).length > own.length / 2;
  const read = (line: string): Header => indented(line, skip(indent, line, 0));
  const headers = own.map(read);
  const headed = headers.filter(({ start }) => start > 0);
  const some = headed.length >= own.length * headedPart;
  const habits = {
    names: headed.filter(({ name }) => name !== null).length >= headed.length * namePart,
    levels: headed.filter(({ level }) => level !== null).length >= headed.length * levelPart,
  };
  const headEnd = (header: Header): number => (some ? startBy(header, habits) : 0);
  const rests = own.flatMap((line, at) => {
    const start = headers[at] === undefined ? 0 : headEnd(headers[at]);
    return start > 0 || !some ? [line.slice(start)] : [];
  });
  const further = columnsOf(rests);
  return {
    guessed: false,
    columnsOnly: !some,
    logfmt,
    startOf(line) {
      const start = headEnd(some ? read(line) : none);
      return start > 0 || !some ? further(line, start) : 0;
    },
  };
}

/** Lines that begin an event: without those that go on, unless all lines are indented. */
function ownLines(lines: readonly string[]): string[] {
  const full = lines.filter((line) => line.trim() !== "" && !/^\s*\{/.test(line));
  const own = full.filter((line) => !/^(?:\s|at |Caused by)/.test(line));
  return own.length * 2 > full.length ? own : full;
}

const none: Header = { start: 0, level: null, time: null, tag: null, ended: false, name: null, levelAt: -1 };

/** The header behind so many spaces. */
function indented(line: string, spaces: number): Header {
  const header = readHeader(line.slice(spaces));
  if (spaces === 0 || header.start === 0) return header;
  const { name } = header;
  return {
    ...header,
    start: header.start + spaces,
    name: name === null ? null : { ...name, start: name.start + spaces },
    levelAt: header.levelAt < 0 ? -1 : header.levelAt + spaces,
  };
}

/** A level or a logger's name in some headers only is how the message begins. */
interface Habits {
  readonly names: boolean;
  readonly levels: boolean;
}

function startBy({ start, name, levelAt }: Header, habits: Habits): number {
  if (levelAt >= 0 && !habits.levels) return levelAt;
  return name === null || habits.names ? start : name.start;
}
