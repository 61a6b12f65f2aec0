import type { LogLevel } from "../../base/model/pattern.ts";
import { levelOfWord } from "./levels.ts";
import { matchAt, skip, skipSpaces } from "./sticky.ts";
import { timestampShape } from "./timestamps.ts";

export interface FoundTime {
  readonly text: string;
  /** Behind the time and its closing bracket. */
  readonly end: number;
  /** A level that stood before the time. */
  readonly level: LogLevel | null;
  /** Month name first, as syslog writes: host and program follow. */
  readonly syslog: boolean;
}

/** So many words may stand before a time, all of them of the kind that machines write. */
const maxWordsBefore = 5;

/** A word that people do not write in a sentence: with a digit, an underscore, an inner dot, or in capitals. */
const machineWord =
  /(?:\[[^\]\s]{1,60}\]|(?=- |[A-Z_]{2,24} |[^\s"'=()]{0,80}[\d_/]|[^\s"'=():]{1,80}\.[^\s"'=():])[^\s"'=()]{1,80}) +/y;
/** A numbered line of columns, whatever their words, before seconds since 1970: `134681 node-246 unix.hw new 1077804742 1 …`. */
const numbered = /\d+ (?:[^\s"'=():]{1,60} ){1,4}(?=1\d{9} )/y;
const anyWord = /[^\s"'=():]{1,60} +/y;
const closing = /\s?[\])]/y;

/**
 * The last of the times that stand at the head of a line (cluster logs write two or three), or null. Between two of
 * them one word may stand, the host.
 */
export function findTime(line: string): FoundTime | null {
  let position = skip(numbered, line, 0);
  let found: FoundTime | null = null;
  let level: LogLevel | null = null;
  for (let wordsLeft = maxWordsBefore; wordsLeft >= 0; wordsLeft--) {
    const time = timeAt(line, position, level);
    if (time !== null) {
      if (time.syslog) return time;
      found = time;
      position = skipSpaces(line, time.end);
      wordsLeft = 2;
      continue;
    }
    const word = matchAt(found !== null && !found.text.includes(":") ? anyWord : machineWord, line, position);
    if (word === null) return found;
    if (found === null) level ??= levelOfWord(word[0].replace(/[^A-Za-z]/g, ""));
    position += word[0].length;
  }
  return found;
}

function timeAt(line: string, position: number, level: LogLevel | null): FoundTime | null {
  const first = line.charCodeAt(position);
  const open = first === 91 || first === 40 ? position + 1 : position;
  const time = matchAt(timestampShape, line, open);
  if (time === null) return null;
  const end = open + time[0].length;
  const closed = end + (matchAt(closing, line, end)?.[0].length ?? 0);
  const syslog = open === position && line.charCodeAt(closed + 1) !== 91;
  return {
    text: time[0],
    end: closed,
    level,
    syslog: syslog && /^[A-Z][a-z]{2} {1,2}\d{1,2} \d/.test(time[0]),
  };
}
