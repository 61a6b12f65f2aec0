import type { LogLevel } from "../../base/model/pattern.ts";
import { type Header, readAfterTime } from "./after-time.ts";
import { findTime } from "./find-time.ts";
import { levelAlternatives, levelOfSeverity, levelOfWord } from "./levels.ts";
import { matchAt, skipSpaces } from "./sticky.ts";

/** A header is not longer; RFC 5424 with its structured data may take most of it. */
const headChars = 2048;

const none: Header = { start: 0, level: null, time: null, tag: null, ended: false, name: null, levelAt: -1 };

const rfc5424 =
  /<(\d{1,3})>1 (\S+) \S+ (\S+) \S+ \S+ (?:-|(?:\[(?:[^\]\\"]|\\.|"(?:[^"\\]|\\.)*")*\])+) ?(?:\ufeff)?/y;
const priority = /<(\d{1,3})>/y;
const klog = /([IWEF])\d{4} \d{2}:\d{2}:\d{2}\.\d+ +\d+ [^\]\s]+\] /y;
const redis = /\d+:[A-Z] (\d{1,2} [A-Z][a-z]{2} (?:\d{4} )?\d{2}:\d{2}:\d{2}(?:\.\d+)?) ([.*#-]) /y;
const ruby = /([DIWEFA]), \[[^\]]{10,60}\] +[A-Z]+ -- [^:]{0,60}: /y;
const logcat = /([VDIWEF])\/[^\s(:]{1,60}\(? *\d*\)?: /y;
const kernelRing = /\[ *\d+\.\d{6}\] /y;
const plainLevel = new RegExp(
  `[[<(]?(${levelAlternatives})(?:[\\]>)]:?|:)(?= |$|\\t|[A-Za-z_][\\w.]*:)|(${levelAlternatives})(?=[ \\t])`,
  "iy",
);

/** redis marks verbosity by a sign: `.` debug, `-` verbose, `*` notice, `#` warning. */
const redisLevels: Readonly<Record<string, LogLevel>> = {
  ".": "debug",
  "-": "debug",
  "*": "info",
  "#": "warn",
};

/** Reads the header of a plain-text line: time, level, process, thread and logger in the shapes that loggers use. */
export function readHeader(whole: string): Header {
  const line = whole.length > headChars ? whole.slice(0, headChars) : whole;
  const special = specialHeader(line);
  if (special !== null) return special;
  const time = mayHaveTime(line) ? findTime(line) : null;
  return time === null ? withoutTime(line) : readAfterTime(line, time);
}

function specialHeader(line: string): Header | null {
  const first = line.charCodeAt(0);
  if (first === 60) return afterPriority(line);
  if (first >= 48 && first <= 57) return redisHeader(line);
  const found = (first === 91 ? matchAt(kernelRing, line, 0) : null) ?? letterHeader(line, first);
  return found === null
    ? null
    : { ...none, start: found[0].length, level: levelOfWord(found[1] ?? ""), ended: true };
}

/** klog, Ruby and logcat begin with a level letter, D to W. */
const letterHeader = (line: string, first: number): RegExpExecArray | null =>
  first >= 68 && first <= 87
    ? (matchAt(klog, line, 0) ?? matchAt(ruby, line, 0) ?? matchAt(logcat, line, 0))
    : null;

function redisHeader(line: string): Header | null {
  const found = matchAt(redis, line, 0);
  if (found === null) return null;
  const [all, time = null, sign = ""] = found;
  return { ...none, start: all.length, level: redisLevels[sign] ?? null, time, ended: true };
}

/** redis has no level above its warning. */
export const isWorstOfRedis = (line: string): boolean => matchAt(redis, line, 0)?.[2] === "#";

function afterPriority(line: string): Header | null {
  const structured = matchAt(rfc5424, line, 0);
  if (structured !== null) {
    const [all, pri, time, tag] = structured;
    return {
      start: all.length,
      level: levelOfSeverity(Number(pri)),
      time: nil(time),
      tag: nil(tag),
      ended: true,
      name: null,
      levelAt: -1,
    };
  }
  const pri = matchAt(priority, line, 0);
  if (pri === null || Number(pri[1]) > 191) return null;
  const rest = readHeader(line.slice(pri[0].length));
  return { ...rest, start: rest.start + pri[0].length, level: levelOfSeverity(Number(pri[1])) };
}

const nil = (text: string | undefined): string | null => (text === undefined || text === "-" ? null : text);

/**
 * A clock (`9:12`), ten digits in a row or two groups of six within the head: a cheap question, for most messages
 * have none and need no closer look.
 */
function mayHaveTime(line: string): boolean {
  const end = Math.min(line.length - 2, 96);
  let digits = 0;
  for (let i = 0; i < end; i++) {
    const code = line.charCodeAt(i);
    if (code >= 48 && code <= 57) {
      digits++;
      if (digits === 10 || (digits === 6 && i === 5)) return true;
      continue;
    }
    if (digits > 0 && (code === 58 || code === 46) && isDigit(line, i + 1) && isDigit(line, i + 2))
      return true;
    digits = 0;
  }
  return false;
}

function isDigit(line: string, at: number): boolean {
  const code = line.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** `ERROR: …`, `[warn] …`, `WARNING:root:…` at the start of a line that has no time. */
function withoutTime(line: string): Header {
  const first = line.charCodeAt(0);
  const letter = first | 32;
  if (!(letter >= 97 && letter <= 122) && first !== 91 && first !== 60 && first !== 40) return none;
  const found = matchAt(plainLevel, line, 0);
  if (found === null) return none;
  const word = found[1] ?? found[2] ?? "";
  if (found[2] !== undefined && word !== word.toUpperCase()) return none;
  const level = levelOfWord(word);
  // Go says `panic: …`: the word is the message's.
  if (word === "panic") return { ...none, level };
  const start = skipSpaces(line, found[0].length);
  const python = start === found[0].length ? /^[\w.]+:(?=\S)/.exec(line.slice(start, start + 80)) : null;
  return { ...none, start: start + (python?.[0].length ?? 0), level, ended: true };
}
