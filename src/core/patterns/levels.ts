import type { LogLevel } from "../../base/model/pattern.ts";

/** Level words of the usual loggers, in lower case. `LOG` is PostgreSQL's information. */
const levelWords: Readonly<Record<string, LogLevel>> = {
  fatal: "fatal",
  panic: "fatal",
  dpanic: "fatal",
  emerg: "fatal",
  emergency: "fatal",
  alert: "fatal",
  crit: "fatal",
  critical: "fatal",
  error: "error",
  err: "error",
  severe: "error",
  failure: "error",
  warn: "warn",
  warning: "warn",
  notice: "info",
  info: "info",
  information: "info",
  informational: "info",
  log: "info",
  config: "info",
  system: "info",
  note: "info",
  debug: "debug",
  dbg: "debug",
  inf: "info",
  wrn: "warn",
  ftl: "fatal",
  trc: "debug",
  vrb: "debug",
  trace: "debug",
  verbose: "debug",
  fine: "debug",
  finer: "debug",
  finest: "debug",
  silly: "debug",
  debug1: "debug",
  debug2: "debug",
  debug3: "debug",
  debug4: "debug",
  debug5: "debug",
};

const levelLetters: Readonly<Record<string, LogLevel>> = {
  F: "fatal",
  C: "fatal",
  E: "error",
  W: "warn",
  I: "info",
  N: "info",
  D: "debug",
  V: "debug",
  T: "debug",
};

/** The alternatives of a level in a header, for use inside a regular expression. */
export const levelAlternatives =
  "fatal|d?panic|emerg(?:ency)?|alert|crit(?:ical)?|err(?:or)?|severe|warn(?:ing)?|notice|inf(?:o(?:rmation(?:al)?)?)?|wrn|ftl|trc|debug[1-5]?|dbg|trace|verbose|fine(?:r|st)?";

/** The level that a word or a single letter names, or null. */
export const levelOfWord = (word: string): LogLevel | null =>
  (word.length === 1 ? levelLetters[word] : levelWords[word.toLowerCase()]) ?? null;

const severities: readonly LogLevel[] = ["fatal", "fatal", "fatal", "error", "warn", "info", "info", "debug"];

/** RFC 5424 §6.2.1: the severity is PRI modulo 8; 0 emergency … 7 debug. */
export const levelOfSeverity = (priority: number): LogLevel | null => severities[priority % 8] ?? null;

/** pino and bunyan: 10 trace, 20 debug, 30 info, 40 warn, 50 error, 60 fatal. */
export function levelOfPino(level: number): LogLevel | null {
  if (level >= 60) return "fatal";
  if (level >= 50) return "error";
  if (level >= 40) return "warn";
  if (level >= 30) return "info";
  return level >= 10 ? "debug" : null;
}

/** OpenTelemetry logs data model: 1–4 trace, 5–8 debug, 9–12 info, 13–16 warn, 17–20 error, 21–24 fatal. */
export function levelOfOtel(severityNumber: number): LogLevel | null {
  if (severityNumber >= 21) return "fatal";
  if (severityNumber >= 17) return "error";
  if (severityNumber >= 13) return "warn";
  if (severityNumber >= 9) return "info";
  return severityNumber >= 1 ? "debug" : null;
}
