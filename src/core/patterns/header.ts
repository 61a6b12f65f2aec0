import type { LogLevel } from "../../base/model/pattern.ts";
import { levelAlternatives, levelOfSeverity, levelOfWord } from "./levels.ts";
import { timestampShape } from "./timestamps.ts";

/** What stands before the message of a plain-text log line. */
export interface Header {
  /** Where the message starts, in UTF-16 units. */
  readonly start: number;
  readonly level: LogLevel | null;
  /** The time as written, or null. */
  readonly time: string | null;
  /** Program or logger that ends the header (`nginx`), or null. */
  readonly tag: string | null;
}

const none: Header = { start: 0, level: null, time: null, tag: null };
const headChars = 320;
const maxPrefixWords = 5;

/** A word that people do not write in a sentence: it has a digit, an underscore, an inner dot, or is all capitals. */
const machineWord =
  /(?:\[[^\]\s]{1,60}\]|-|[A-Z_]{2,24}|[^\s"'=()]*[\d_/][^\s"'=()]*|[^\s"'=():]+\.[^\s"'=():]+) +/y;

const level = `(${levelAlternatives})`;
const levelAtStart = new RegExp(`[[<(]?${level}(?:[\\]>)]:?|:)(?= |$|\\t|[a-z_]+:)|${level}(?=[ \\t])`, "iy");
const upperLevel = new RegExp(`(?:${levelAlternatives})`, "i");
/** Up to five machine words or bracket groups between the time and the level. */
const levelAhead = new RegExp(
  `(?:(?:\\[[^\\]]{0,80}\\]|\\([^)]{0,80}\\)|-{1,3}|[A-Z_]{2,24}|[\\w.@/$#*%:+-]*[\\d@._/$#][\\w.@/$#*%:+-]*)[\\s|:,-]+){0,5}?[[<(]?\\b(${levelAlternatives}|LOG|DETAIL|HINT|STATEMENT|CONTEXT|QUERY|NOTE|[FEWIDV](?= [\\w.$/-]{1,60}\\s{0,8}: ))(?:[\\]>)]:?|:(?= |$)|(?=[\\s|,]|$))`,
  "iy",
);
const syslogTag = /(\S+) +(?:-- )?([^\s:[\]]{1,64})(?: [\d.]+)?(?:\[\d+\])?: ?/y;
const pidTag = /(\S+) +([^\s:[\]]{1,64})\[\d+\]: ?/y;
const bracket = /\[(?![A-Z]{2,}-\d)[^[\]]{0,160}(?:\[[^\]]{0,80}\][^[\]]{0,80})?\]:?/y;
const threadId = /(?:\d{1,10}|\d+#\d+|0x[0-9a-f]+)(?=[\s:|-])|\*\d+(?= )/y;
const logger =
  /(?![\w.$]*(?:Exception|Error)\b)[A-Za-z_$][\w.$/-]{0,120}(?:\[[^\]]{0,60}\]|\(\d+\))?(?::\d+)?(?: {0,30}:| -)(?=[\s])/y;
const dottedLogger =
  /(?![\w.$]*(?:Exception|Error)\b)[A-Za-z_$][\w$-]*(?:[./$:][\w$<>-]+)+(?::\d+)?(?=\s+[-[]|\s)/y;
const column = /\S{1,40}(?= {2,}\S)/y;
const separator = /[\s|,]*(?:[-:]{1,3}(?=\s))?\s*/y;
const pipes = /(?:\s?\|\s?[^|\s]{1,60}(?=\s?\|))*\s?\|\s*/y;
const programDash = /\S{1,40}(?: \*\d+)? - /y;
const rfc5424 =
  /<(\d{1,3})>1 (\S+) \S+ (\S+) \S+ \S+ (?:-|(?:\[(?:[^\]\\"]|\\.|"(?:[^"\\]|\\.)*")*\])+) ?(?:\ufeff)?/y;
const priority = /<(\d{1,3})>/y;
const klog = /([IWEF])(\d{4}) (\d{2}:\d{2}:\d{2}\.\d+) +\d+ [^\]\s]+\] /y;

/** Reads the header of a plain-text line: time, level, process, thread and logger in the shapes that loggers use. */
export function readHeader(line: string): Header {
  const first = line.charCodeAt(0);
  if (first === 60) return afterPriority(line);
  if (first >= 69 && first <= 87) {
    const found = at(klog, line, 0);
    if (found !== null)
      return { start: found[0].length, level: levelOfWord(found[1] ?? ""), time: null, tag: null };
  }
  if (!mayHaveTime(line)) return withoutTime(line);
  const time = findTime(line);
  return time === null ? withoutTime(line) : afterTime(line, time);
}

function afterPriority(line: string): Header {
  const structured = at(rfc5424, line, 0);
  if (structured !== null) {
    const [all, pri, time, tag] = structured;
    return { start: all.length, level: levelOfSeverity(Number(pri)), time: nil(time), tag: nil(tag) };
  }
  const pri = at(priority, line, 0);
  if (pri === null || Number(pri[1]) > 191) return withoutTime(line);
  const rest = readHeader(line.slice(pri[0].length));
  return { ...rest, start: rest.start + pri[0].length, level: levelOfSeverity(Number(pri[1])) };
}

const nil = (text: string | undefined): string | null => (text === undefined || text === "-" ? null : text);

/** A digit, a colon and two digits within the head, or a ten-digit number: cheap, for most messages have none. */
function mayHaveTime(line: string): boolean {
  const end = Math.min(line.length - 2, 96);
  let digits = 0;
  for (let i = 0; i < end; i++) {
    const code = line.charCodeAt(i);
    if (code >= 48 && code <= 57) {
      if (++digits >= 6) return true;
    } else {
      if (
        (code === 58 || code === 46) &&
        digits > 0 &&
        isDigit(line.charCodeAt(i + 1)) &&
        isDigit(line.charCodeAt(i + 2))
      )
        return true;
      digits = 0;
    }
  }
  return false;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

interface FoundTime {
  readonly text: string;
  readonly end: number;
  readonly level: LogLevel | null;
  /** Month name first and no year, as syslog writes. */
  readonly syslog: boolean;
}

/** The last of the times that stand at the head, with only machine words before and single words between them. */
function findTime(line: string): FoundTime | null {
  let position = 0;
  let found: FoundTime | null = null;
  let seenLevel: LogLevel | null = null;
  for (let words = 0; words <= maxPrefixWords; words++) {
    const open = position + (/[[(]/.test(line.charAt(position)) ? 1 : 0);
    const time = at(timestampShape, line, open);
    if (time !== null && time[0] !== "") {
      const end = open + time[0].length;
      found = {
        text: time[0],
        end: closeBracket(line, end),
        level: seenLevel,
        syslog: /^[A-Z][a-z]{2} {1,2}\d{1,2} \d/.test(time[0]),
      };
      position = skipSpaces(line, found.end);
      words = Math.max(words, maxPrefixWords - 2);
      continue;
    }
    if (found?.syslog) break;
    const word = at(machineWord, line, position);
    if (word === null) break;
    if (found === null) seenLevel ??= levelOfWord(word[0].replace(/[^A-Za-z]/g, ""));
    position += word[0].length;
  }
  return found;
}

const closeBracket = (line: string, end: number): number =>
  /^\s?[\])]/.test(line.slice(end, end + 2)) ? line.slice(end).search(/[\])]/) + end + 1 : end;

const skipSpaces = (line: string, from: number): number => {
  let i = from;
  while (line.charCodeAt(i) === 32) i++;
  return i;
};

function afterTime(line: string, time: FoundTime): Header {
  const head = line.slice(0, time.end + headChars);
  let position = skipSpaces(head, time.end);
  const common = { time: time.text };
  const tagged = at(time.syslog ? syslogTag : pidTag, head, position);
  if (tagged !== null) {
    const start = position + tagged[0].length;
    const inner = at(levelAtStart, line, start);
    return {
      ...common,
      start,
      level: time.level ?? levelOfWord(inner?.[1] ?? inner?.[2] ?? ""),
      tag: tagged[2] ?? null,
    };
  }
  if (time.syslog)
    position = skipSpaces(head, position + (/^\S+/.exec(head.slice(position))?.[0].length ?? 0));
  if (head.charAt(time.end) === "|") {
    const fields = at(pipes, head, time.end);
    if (fields !== null)
      return { ...common, start: time.end + fields[0].length, level: levelIn(fields[0]), tag: null };
  }
  position = skip(separator, head, time.end);
  const ahead = time.level === null ? at(levelAhead, head, position) : null;
  if (ahead !== null) {
    const start = position + ahead[0].length;
    const colon = ahead[0].endsWith(":");
    return {
      ...common,
      start: colon ? skipSpaces(head, start) : afterLevel(head, start),
      level: levelOfWord(ahead[1] ?? "") ?? "info",
      tag: null,
    };
  }
  return { ...common, start: afterLevel(head, position), level: time.level, tag: null };
}

const levelIn = (text: string): LogLevel | null =>
  levelOfWord(/[A-Za-z]+/.exec(upperLevel.exec(text)?.[0] ?? "")?.[0] ?? "");

/** Thread, process, logger and separators between the level and the message. */
function afterLevel(head: string, from: number): number {
  let position = from;
  if (/^ {2,}\S{1,40} {2,}\S/.test(head.slice(from, from + 80)))
    position = skipSpaces(head, position) + (at(column, head, skipSpaces(head, position))?.[0].length ?? 0);
  for (let items = 0; items < 6; items++) {
    position = skip(separator, head, position);
    const item = at(bracket, head, position) ?? at(threadId, head, position);
    if (item !== null) {
      position += item[0].length;
      continue;
    }
    const named =
      at(logger, head, position) ?? at(dottedLogger, head, position) ?? at(programDash, head, position);
    if (named === null) return position;
    position = skip(separator, head, position + named[0].length);
    const thread = at(bracket, head, position);
    return thread === null ? position : skip(separator, head, position + thread[0].length);
  }
  return position;
}

/** `ERROR: …`, `[warn] …`, `WARNING:root:…` at the start of a line that has no time. */
function withoutTime(line: string): Header {
  const code = line.charCodeAt(0) | 32;
  if (code !== 123 && (code < 97 || code > 122) && line.charCodeAt(0) !== 60 && line.charCodeAt(0) !== 40)
    return none;
  const found = at(levelAtStart, line, 0);
  if (found === null) return none;
  const word = found[1] ?? found[2] ?? "";
  if (found[2] !== undefined && word !== word.toUpperCase()) return none;
  let start = skipSpaces(line, found[0].length);
  const python = /^[\w.]+:(?=\S)/.exec(line.slice(start, start + 80));
  if (python !== null && start === found[0].length) start += python[0].length;
  return { start, level: levelOfWord(word), time: null, tag: null };
}

function at(shape: RegExp, text: string, position: number): RegExpExecArray | null {
  shape.lastIndex = position;
  return shape.exec(text);
}

const skip = (shape: RegExp, text: string, position: number): number =>
  position + (at(shape, text, position)?.[0].length ?? 0);
