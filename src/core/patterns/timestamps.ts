import { isoTime } from "../../base/kernel/clock.ts";

const month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
const clock = "\\d{1,2}:\\d{2}:\\d{2}(?:[.,:]\\d{1,9})?";
const zone =
  "(?:Z|(?: ?[+-]\\d{2}:?\\d{2})| (?:UTC|GMT|(?:[ACEMPH]|AK|AE|NZ)[SD]T|[CEW]ES?T|[BIJK]ST|MSK|HKT|SGT)(?![A-Z]))?";

/** Everything that stands for a moment at the head of a log line; sticky. */
export const timestampShape = new RegExp(
  [
    `\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}[T _:-]{1,2}\\d{1,2}[:.]\\d{2}[:.]\\d{2}(?:[.,:]\\d{1,9})?${zone}`,
    `(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?${month} {1,2}\\d{1,2},? (?:\\d{4},? )?${clock}(?: [AP]M)?(?: \\d{4})?${zone}`,
    `(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?\\d{1,2}[/ -]${month}(?:[/ -]\\d{2,4})?[: ]${clock}${zone}`,
    `\\d{2}[-/.]\\d{2}(?:[-/.]\\d{2,4})? ${clock}(?: [AP]M)?${zone}`,
    `\\d{8}[- T]\\d{1,2}:\\d{1,2}:\\d{1,2}(?:[.,:]\\d{1,9})?${zone}`,
    "\\d{6} \\d{6}(?= )",
    `\\d{6} {1,2}${clock}`,
    "1\\d{9}(?:\\.\\d{1,9}|\\d{3})?(?=[ |\\]])",
    "\\d{4}[-/.]\\d{2}[-/.]\\d{2}(?= )",
    `${clock}(?=[ \\]|])`,
  ].join("|"),
  "y",
);

const months = "JanFebMarAprMayJunJulAugSepOctNovDec";

export interface TimeHints {
  /** Epoch milliseconds now, for times that do not say their year. */
  readonly now: number | null;
  /** Minutes east of UTC for times that do not say their zone. */
  readonly zoneMinutes: number;
}

/** The moment that a header's time text means as ISO 8601 UTC, or null where it does not say enough. */
export function readTime(text: string, hints: TimeHints): string | null {
  const parts = timeParts(text);
  if (parts === null) return null;
  if (typeof parts === "number") return safeIso(parts);
  const clockPart = /(\d{1,2})[:.](\d{2})[:.](\d{2})(?:[.,:](\d{1,9}))?/.exec(parts.rest);
  if (clockPart === null) return null;
  const [, hour = "0", minute = "0", second = "0", fraction = "0"] = clockPart;
  const zoneMinutes = zoneOf(parts.rest.slice(clockPart.index + clockPart[0].length)) ?? hints.zoneMinutes;
  const at = (year: number): number =>
    Date.UTC(year, parts.month, parts.day, Number(hour), Number(minute), Number(second)) +
    Math.floor(Number(`0.${fraction}`) * 1000) -
    zoneMinutes * 60_000;
  return safeIso(parts.year === null ? yearless(at, hints.now) : at(parts.year));
}

const dayMs = 86_400_000;

/** The year that puts the time closest before now; at most a day ahead (clocks differ). */
function yearless(at: (year: number) => number, now: number | null): number {
  if (now === null) return Number.NaN;
  const year = new Date(now).getUTCFullYear();
  const fitting = [year + 1, year, year - 1].find((candidate) => at(candidate) <= now + dayMs);
  return fitting === undefined ? Number.NaN : at(fitting);
}

const safeIso = (milliseconds: number): string | null =>
  Number.isFinite(milliseconds) && Math.abs(milliseconds) < 8.64e15 ? isoTime(milliseconds) : null;

interface DateParts {
  readonly year: number | null;
  /** 0 to 11. */
  readonly month: number;
  readonly day: number;
  readonly rest: string;
}

function timeParts(text: string): DateParts | number | null {
  const epoch = /^(1\d{9})(?:\.(\d+)|(\d{3}))?$/.exec(text);
  if (epoch !== null)
    return Number(epoch[1]) * 1000 + Number((epoch[2] ?? epoch[3] ?? "0").padEnd(3, "0").slice(0, 3));
  const numeric = /^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})[T _:-]+(?=\d{1,2}[:.])/.exec(text);
  if (numeric !== null)
    return dated(
      Number(numeric[1]),
      Number(numeric[2]) - 1,
      Number(numeric[3]),
      text.slice(numeric[0].length),
    );
  const named =
    /(?:(\d{1,2})[/ -])?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:[/ -](\d{4})| {1,2}(\d{1,2}))?/.exec(
      text,
    );
  if (named !== null) {
    const rest = text.slice(named.index + named[0].length).replace(/^[ :,]+/, "");
    const year = named[3] ?? /(?:^|[ ,])(\d{4})(?![:\d])/.exec(rest.replace(/[+-]\d{4}/, ""))?.[1];
    return dated(
      year === undefined ? null : Number(year),
      months.indexOf(named[2] ?? "Jan") / 3,
      Number(named[1] ?? named[4] ?? 1),
      rest,
    );
  }
  return shortDate(text);
}

/** `17/06/09 20:10:40`, `03-17 16:13:38.811`, `081109 203615`. */
function shortDate(text: string): DateParts | null {
  const packed = /^(\d{2})(\d{2})(\d{2}) {1,2}(?:(\d{2})(\d{2})(\d{2})$)?/.exec(text);
  if (packed !== null) {
    const rest =
      packed[4] === undefined ? text.slice(packed[0].length) : `${packed[4]}:${packed[5]}:${packed[6]}`;
    return dated(2000 + Number(packed[1]), Number(packed[2]) - 1, Number(packed[3]), rest);
  }
  const three = /^(\d{2})[-/.](\d{2})[-/.](\d{2}|\d{4}) /.exec(text);
  if (three !== null) {
    const [a, b, c] = [Number(three[1]), Number(three[2]), Number(three[3])];
    const rest = text.slice(three[0].length);
    return c > 99 ? dated(c, a > 12 ? b - 1 : a - 1, a > 12 ? a : b, rest) : dated(2000 + a, b - 1, c, rest);
  }
  const two = /^(\d{2})[-/.](\d{2}) /.exec(text);
  return two === null ? null : dated(null, Number(two[1]) - 1, Number(two[2]), text.slice(two[0].length));
}

const dated = (year: number | null, monthIndex: number, day: number, rest: string): DateParts | null =>
  monthIndex >= 0 && monthIndex < 12 && day >= 1 && day <= 31 ? { year, month: monthIndex, day, rest } : null;

function zoneOf(rest: string): number | null {
  if (/^\s?(?:Z|UTC|GMT)/.test(rest)) return 0;
  const offset = /([+-])(\d{2}):?(\d{2})/.exec(rest);
  if (offset === null) return null;
  return (offset[1] === "-" ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3]));
}
