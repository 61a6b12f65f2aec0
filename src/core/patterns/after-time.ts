import type { LogLevel } from "../../base/model/pattern.ts";
import type { FoundTime } from "./find-time.ts";
import { levelAlternatives, levelOfWord } from "./levels.ts";
import { matchAt, skip, skipSpaces } from "./sticky.ts";

/** What stands before the message of a plain-text log line. */
export interface Header {
  /** Where the message starts, in UTF-16 units. */
  readonly start: number;
  readonly level: LogLevel | null;
  /** The time as written, or null. */
  readonly time: string | null;
  /** Program that ends the header (`nginx`), or null. */
  readonly tag: string | null;
  /** A name ended the header: whatever follows belongs to the message. */
  readonly ended: boolean;
  /** How the word looked that was read as the logger's name, and where it began: it may be the message's first. */
  readonly name: HeaderName | null;
  /** Where the level began that stood behind the time, or -1: it may be how the message begins. */
  readonly levelAt: number;
}

export interface HeaderName {
  readonly sign: "colon" | "dash" | "dotted" | "column";
  readonly start: number;
}

/** A header does not go on for longer behind its time. */
const headChars = 320;

/** Up to five machine words or bracket groups, then the level. */
const levelAhead = new RegExp(
  `(?:(?:\\[[^\\]]{0,80}\\]|\\([^)]{0,80}\\)|(?=[^\\s|,[(]*[\\d@._/$#]|-{1,3}[\\s|]|[A-Z_]{2,24}[\\s|:])[^\\s|,[(]{1,80})[\\s|,]+(?:[-:]{1,3}\\s+)?){0,5}?(?:[[<(](?:\\w{1,30}:)?|[a-z]{1,30}\\.)?\\b(${levelAlternatives}|LOG|DETAIL|HINT|STATEMENT|CONTEXT|QUERY|NOTE|system(?=\\])|[FEWIDV](?= [\\w.$/-]{1,60}\\s{0,8}: ))(?:[\\]>)]:?|:(?= |$)|(?=[\\s|,]|$))`,
  "iy",
);
const innerLevel = new RegExp(
  `(?:\\[\\d+-\\d+\\] )?(?:[[<(](${levelAlternatives})[\\]>)]:?|(${levelAlternatives.toUpperCase().replaceAll("D?PANIC", "PANIC")}|LOG|DETAIL|HINT|STATEMENT|CONTEXT)(?::|(?=\\s))) *`,
  "y",
);
const syslogTag = /\S+ +(?:-- )?([^\s:[\]]{1,64})(?: [\d.]+)?(?:\[\d+\])?(?: \([^()\s]{1,80}\))?: ?/y;
const pidTag = /\S+ +([^\s:[\]]{1,64})\[\d+\]: ?/y;
const hostWord = /\S+ */y;
/** Not a message number such as `[MY-010119]`, which picks the runbook. */
const bracket = /\[(?![A-Z]{2,}-\d|["[])[^[\]]{0,160}(?:\[[^\]]{0,80}\][^[\]]{0,80})?\]:?/y;
const threadId = /(?:\d{1,10}|\d+#\d+|0x[0-9a-f]+)(?=[\s:|-])|\*\d+(?= )/y;
const logger =
  /(?![\w.$]*(?:Exception|Error)\b)[A-Za-z_$](?:[\w.$/-]|::){0,120}(?:\[[^\]]{0,60}\]|\(\d+\))?(?::\d+)?(?: {0,60}:| -)(?=\s)/y;
const dottedLogger = /(?![\w.$]*(?:Exception|Error)\b)[A-Za-z_$][\w$-]*(?:[./$:][\w$<>-]+)+(?::\d+)?(?=\s)/y;
const programDash = /\S{1,40}(?: \*\d+)? - /y;
const column = /^ {2,}(\S{1,40}) {2,}(?=\S)/;
const separator = /[\s|,]*(?:[-:]{1,3}(?=\s))?\s*/y;
const pipes = /(?:\s?\|\s?[^|\s]{1,60}(?=\s?\|))*\s?\|\s*/y;

/** The rest of a header behind its time: host and program, or level, process, thread and logger. */
export function readAfterTime(line: string, time: FoundTime): Header {
  const head = line.slice(0, time.end + headChars);
  let position = skipSpaces(head, time.end);
  const tagged = matchAt(time.syslog ? syslogTag : pidTag, head, position);
  if (tagged !== null) return programHeader(head, position + tagged[0].length, time, tagged[1] ?? null);
  if (time.syslog) position = skip(hostWord, head, position);
  if (head.charCodeAt(time.end) === 124) {
    const start = skip(pipes, head, time.end);
    if (start > time.end)
      return {
        start,
        level: levelAmong(head.slice(time.end, start)),
        time: time.text,
        tag: null,
        ended: true,
        name: null,
        levelAt: -1,
      };
  }
  position = skip(separator, head, position);
  const ahead = time.level === null ? matchAt(levelAhead, head, position) : null;
  if (ahead === null) {
    const { start, ended, name } = afterLevel(head, position);
    return { start, level: time.level, time: time.text, tag: null, ended, name, levelAt: -1 };
  }
  const level = levelOfWord(ahead[1] ?? "") ?? "info";
  const end = position + ahead[0].length;
  const { start, ended, name } = ahead[0].endsWith(":")
    ? { start: skipSpaces(head, end), ended: true, name: null }
    : afterLevel(head, end);
  return { start, level, time: time.text, tag: null, ended, name, levelAt: position };
}

/** Behind `host program[pid]:` many programs write a level of their own. */
function programHeader(head: string, start: number, time: FoundTime, tag: string | null): Header {
  const inner = matchAt(innerLevel, head, start);
  const word = inner?.[1] ?? inner?.[2] ?? null;
  if (inner === null || word === null)
    return { start, level: time.level, time: time.text, tag, ended: true, name: null, levelAt: -1 };
  return {
    start: start + inner[0].length,
    level: levelOfWord(word) ?? "info",
    time: time.text,
    tag,
    ended: true,
    name: null,
    levelAt: start,
  };
}

function levelAmong(text: string): LogLevel | null {
  for (const word of text.split(/[^A-Za-z]+/)) {
    const level = word.length > 1 ? levelOfWord(word) : null;
    if (level !== null) return level;
  }
  return null;
}

/** Thread, process, logger and separators between the level and the message. */
function afterLevel(head: string, from: number): Pick<Header, "start" | "ended" | "name"> {
  const aligned = column.exec(head.slice(from, from + 90));
  if (aligned !== null && !/[[\]:]|^\d+$/.test(aligned[1] ?? ""))
    return {
      start: from + aligned[0].length,
      ended: true,
      name: { sign: "column", start: skipSpaces(head, from) },
    };
  let position = from;
  for (let items = 0; items < 6; items++) {
    position = skip(separator, head, position);
    const item = matchAt(bracket, head, position) ?? matchAt(threadId, head, position);
    if (item !== null) {
      position += item[0].length;
      if (head.startsWith(" - ", position)) return { start: position + 3, ended: true, name: null };
      continue;
    }
    const named =
      matchAt(logger, head, position) ??
      matchAt(programDash, head, position) ??
      matchAt(dottedLogger, head, position);
    if (named === null) break;
    const name = { sign: signOf(named[0]), start: position } as const;
    position = skip(separator, head, position + named[0].length);
    const thread = matchAt(bracket, head, position);
    if (thread !== null) position = skip(separator, head, position + thread[0].length);
    return { start: position, ended: true, name };
  }
  return { start: position, ended: false, name: null };
}

function signOf(name: string): HeaderName["sign"] {
  if (name.endsWith(":")) return "colon";
  return /-\s*$/.test(name) ? "dash" : "dotted";
}
