import type { LogLevel } from "../../base/model/pattern.ts";
import type { Header } from "./after-time.ts";
import { tellsError } from "./error-words.ts";
import { isWorstOfRedis, readHeader } from "./header.ts";
import type { HeaderReader } from "./header-memo.ts";
import { type Fields, readJsonLine } from "./json-line.ts";
import { readLogfmt } from "./logfmt.ts";
import { readTime, type TimeHints } from "./timestamps.ts";

/** One line of a log, understood by itself. */
export interface UnderstoodLine {
  readonly level: LogLevel | null;
  readonly error: boolean;
  /** Without the header. */
  readonly message: string;
  /** ISO 8601 UTC, where the line says enough. */
  readonly time: string | null;
  /** Program or logger, where the header ends with one. */
  readonly tag: string | null;
  /** The line has a head of its own (time or level), so it begins an event. */
  readonly headed: boolean;
  /** The line goes on in the next one (CRI `P`, docker without a newline). */
  readonly partial: boolean;
  /** Something else wrapped the line: the next one may belong to it although each is a whole document. */
  readonly wrapped: boolean;
}

const cri = /^(\d{4}-\d\d-\d\dT\S+) (?:stdout|stderr) ([PF]) ?/;
const access =
  /^\S+ \S+ .{1,80}? ?\[(\d{2}\/[A-Z][a-z]{2}\/\d{4}:[^\]]{1,30})\] "((?:[^"\\]|\\.)*)" (\d{3}) /;
/** What puts the lines of several programs together says whose each is: `web-1  | …`, `shop[77]: {…}`. */
const prefixed = /^[\w.|-]{1,60} {0,20}\| ?(?=\S)|^[\w./-]{1,40}(?:\[\d+\])?: ?(?=\{")/;
const maxInner = 3;

/** Level, message, time and error or not of one line, whatever its format. Never throws. */
export function understand(line: string, hints: TimeHints, read: HeaderReader = readHeader): UnderstoodLine {
  return understandAt(line, { hints, read }, 0);
}

interface Reading {
  readonly hints: TimeHints;
  readonly read: HeaderReader;
}

function understandAt(line: string, reading: Reading, depth: number): UnderstoodLine {
  const { hints } = reading;
  const container = cri.exec(line.slice(0, 80));
  if (container !== null && depth < maxInner) {
    const [head, time = "", tag] = container;
    const inner = understandAt(line.slice(head.length), reading, depth + 1);
    return withAll(inner, { time: readTime(time, hints) ?? inner.time, partial: tag === "P", wrapped: true });
  }
  const fields = line.startsWith("{") ? readJsonLine(line) : null;
  if (fields !== null && fields.inner !== null && depth < maxInner) {
    const inner = understandAt(fields.message, reading, depth + 1);
    const level = inner.level ?? fields.level;
    return withAll(inner, {
      level,
      error: level === inner.level ? inner.error : isError(level, inner.message),
      time: inner.time ?? timeOf(fields, hints),
      partial: fields.inner === "docker" && !/\\n"/.test(line),
      wrapped: true,
    });
  }
  if (fields !== null) return judged(fields, hints);
  return behindPrefix(line, reading, depth) ?? plain(line, reading);
}

/** What stands behind the name of a program, where that is a log line of its own. */
function behindPrefix(line: string, reading: Reading, depth: number): UnderstoodLine | null {
  const prefix = depth < maxInner ? prefixed.exec(line.slice(0, 100)) : null;
  if (prefix === null) return null;
  const inner = understandAt(line.slice(prefix[0].length), reading, depth + 1);
  return inner.headed ? inner : null;
}

function plain(line: string, { hints, read }: Reading): UnderstoodLine {
  const request = line.includes('] "') ? access.exec(line.slice(0, 4096)) : null;
  if (request !== null) {
    const [, time = "", text = "", status = ""] = request;
    return {
      level: null,
      error: Number(status) >= 500,
      message: `${text} ${status}`,
      time: readTime(time, hints),
      tag: null,
      headed: true,
      partial: false,
      wrapped: false,
    };
  }
  const pairs = readLogfmt(line);
  if (pairs !== null) return judged(pairs, hints);
  const header = read(line);
  const message = withoutTail(line.slice(header.start));
  const payload = message.startsWith("{") ? readJsonLine(message) : readLogfmt(message);
  if (payload !== null && (payload.level !== null || header.time !== null)) {
    const inner = judged(payload, hints);
    return {
      ...inner,
      level: inner.level ?? header.level,
      time: inner.time ?? headerTime(header.time, hints),
      tag: header.tag,
    };
  }
  const worst = header.level === "warn" && isWorstOfRedis(line);
  return new PlainLine(header, message, { hints, worst });
}

/**
 * A line of plain text; most are never asked for their time and tag. A class, because an object literal with getters
 * gets a hidden class of its own each time, which only a full collection takes away.
 */
class PlainLine implements UnderstoodLine {
  readonly level: LogLevel | null;
  readonly error: boolean;
  readonly message: string;
  readonly headed: boolean;
  readonly partial = false;
  readonly wrapped = false;
  readonly #header: Header;
  readonly #hints: TimeHints;

  /** `worst`: the program knows no higher level, so words tell its errors. */
  constructor(header: Header, message: string, { hints, worst }: { hints: TimeHints; worst: boolean }) {
    this.level = header.level;
    this.error = isError(header.level, message) || (worst && tellsError(message));
    this.message = message;
    this.headed = header.start > 0;
    this.#header = header;
    this.#hints = hints;
  }

  get time(): string | null {
    return headerTime(this.#header.time, this.#hints);
  }

  get tag(): string | null {
    return this.#header.tag;
  }
}

/** The same line with other facts; also those are taken over that it reads only when asked. */
export const withAll = (line: UnderstoodLine, facts: Partial<UnderstoodLine>): UnderstoodLine => ({
  level: line.level,
  error: line.error,
  message: line.message,
  time: line.time,
  tag: line.tag,
  headed: line.headed,
  partial: line.partial,
  wrapped: line.wrapped,
  ...facts,
});

/** nginx and its kin add the request's facts behind the message. */
const withoutTail = (message: string): string =>
  message.includes(", client: ") ? message.replace(/, client: \S+, server: .*$/, "") : message;

const headerTime = (time: string | null, hints: TimeHints): string | null =>
  time === null ? null : readTime(time, hints);

function judged(fields: Fields, hints: TimeHints): UnderstoodLine {
  const byStatus = fields.status !== null && fields.status >= 500;
  const error =
    fields.level === null
      ? fields.failure || byStatus || tellsError(fields.message)
      : isError(fields.level, fields.message);
  return {
    level: fields.level,
    error,
    message: fields.message,
    time: timeOf(fields, hints),
    tag: null,
    headed: true,
    partial: false,
    wrapped: false,
  };
}

const timeOf = (fields: Fields, hints: TimeHints): string | null =>
  fields.time === null ? null : readTime(fields.time, hints);

/** A level decides; words decide only where there is none. */
function isError(level: LogLevel | null, message: string): boolean {
  if (level !== null) return level === "error" || level === "fatal";
  return tellsError(message);
}
