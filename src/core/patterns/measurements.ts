import { readHeader } from "./header.ts";
import { unitAlternatives } from "./units.ts";

/** A number in a line with the words that name it. */
export interface Measurement {
  /** Words next to the number, as written: `CPU usage`. */
  readonly label: string;
  /** What stands right behind it, where something else is in front: `pg: 97 connections`. */
  readonly also: string | null;
  readonly value: number;
  readonly unit: string | null;
  /** `threshold`: a limit that the line compares with; `at-least`, `at-most`: `above 95%`, `below 3`. */
  readonly role: "measured" | "threshold" | "at-least" | "at-most" | "period";
}

const number = new RegExp(
  `(?<![\\w./\\\\#-]|\\d:|\\d,|[a-z]@)[-+]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?(?:[eE][-+]?\\d{1,3})?(?![\\d.:]*\\d)(?:\\s?(?:${unitAlternatives.replaceAll("/", "\\/").replaceAll("%", "%")})(?:\\/(?:s|sec|second|min|minute|h|hour|d|day)|ps)?(?![\\w%])|\\s?(?:requests?|req|errors?|messages?|msgs?|events?|ops|rows|calls)?\\/(?:s|sec|second|min|minute|h|hour)\\b|(?![\\w%]))`,
  "g",
);
/** `1m30s`, `2h 15m`, `1d2h`: one time in several units. */
const duration =
  /(?<![\w.:])(?=\d+(?:d|h|m|min)\s?\d)(?:(\d+)d\s?)?(?:(\d+)h\s?)?(?:(\d+)m(?:in)?\s?)?(?:(\d+(?:\.\d+)?)s(?:ec)?)?(?![\w])/g;
const secondsOf = [86_400, 3_600, 60, 1];
/** `lag 00:02:30`: behind such a word hours, minutes and seconds are a length of time and no time of day. */
const clockDuration =
  /(?<=\b(?:lag|delay|elapsed|duration|uptime|age|behind|took|runtime|wait(?:ed)?)\W{1,3}(?:is |of )?)(\d{1,3}):([0-5]\d):([0-5]\d)(?![:\d])/gi;
const counted = /\b(once|twice|thrice)\b/gi;
const countedWords: Readonly<Record<string, number>> = { once: 1, twice: 2, thrice: 3 };
const wordNumbers =
  /\b(zero|one|two|three|four|five|six|seven|eight|nine|ten)\b(?= (?:times|errors?|failures?|restarts?|retries|attempts|replicas|nodes|pods))/gi;
const wordValues = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

const thresholdBefore =
  /(?:[<>]=?|≥|≤|\b(?:threshold|limit|limits|max|maximum|min|minimum|quota|allowed|budget|target|slo|warn|crit|warning|critical)(?:\s+(?:of|is|at))?\s*[=:]?|\bout of|\d[\w.%]*\s+of|\bvs\.?)\s*\(?$/i;
const atLeastBefore =
  /\b(?:above|over|exceed(?:s|ed|ing)?|more than|greater than|higher than|at least|crossed|surpassed|past)\s*(?:the\s+)?(?:threshold\s+(?:of\s+)?)?$/i;
const atMostBefore =
  /\b(?:below|under|less than|lower than|fewer than|at most|dropped below|fell below)\s*(?:the\s+)?(?:threshold\s+(?:of\s+)?)?$/i;
const periodBefore = /\b(?:for|in|within|since|last|past|every|after|over the last|in the last|during)\s*$/i;

const maxChars = 4000;

/** The numbers of a line with what names them, in order. Times of the header, addresses and ids are no measurements. */
export function measurementsOf(line: string): Measurement[] {
  const header = line.startsWith("{") ? 0 : readHeader(line).start;
  const text = line.slice(header, header + maxChars);
  const found = [...numbersIn(text)].sort((a, b) => a.start - b.start);
  const measured: Measurement[] = [];
  for (const [i, item] of found.entries()) {
    const before = text.slice(found[i - 1]?.end ?? 0, item.start);
    const after = text.slice(item.end, found[i + 1]?.start ?? text.length);
    const last = measured.at(-1)?.label;
    const label = ofSameThing(labelOf(item, before, after) ?? last ?? labelBefore(before), last);
    const role = roleOf(text.slice(Math.max(0, item.start - 60), item.start));
    const counted = role === "period" && item.unit === null ? "measured" : role;
    const also = alsoNamed.exec(after)?.[1] ?? null;
    measured.push({ label, also, value: item.value, unit: item.unit ?? unitInName(label), role: counted });
  }
  return measured;
}

const alsoNamed = /^ \(?((?:[a-z]+ ){0,2}[a-z]{3,})(?=$|[\s,;.)])/i;

/** `memory total 16GB available 300MB`: what only says how much of a thing belongs to the thing before it. */
function ofSameThing(label: string, before: string | undefined): string {
  const parts = label.match(/[A-Za-z]\w*/g) ?? [];
  if (before === undefined || parts.length === 0 || !parts.every(isPart)) return label;
  const things = (before.match(/[\w./-]+/g) ?? []).filter((word) => !isPart(word));
  return [...things, label].join(" ");
}

/** `free` of a disk, `p99` of a latency. */
const isPart = (word: string): boolean => partWords.has(word.toLowerCase()) || /^p\d+$/.test(word);

const partWords: ReadonlySet<string> = new Set(
  "avg mean median free available avail idle remaining unused left total used usage steal iowait user system and is".split(
    " ",
  ),
);

/** The words in front of a number name it, else those behind it; null where only the number before it can tell. */
function labelOf(item: FoundNumber, before: string, after: string): string | null {
  const counts =
    item.unit === null && leadsToCount.test(before) && /^ (?:[a-z]+ ){0,2}[a-z]{3,}s\b/i.test(after);
  const front = labelBefore(before);
  if (hasNoun(front) && !counts) return front;
  const behind = labelAfter(after);
  if (hasNoun(behind) && !/^\s*[)\]]/.test(after)) return behind;
  return /^[a-z]{3,}(?=\/)/i.exec(item.unit ?? "")?.[0] ?? null;
}

/** `giving up after 3 retries`: the number counts what follows. */
const leadsToCount = /\b(?:after|with|in|of|has|have|had|got|found|saw|than|made|only)\s+$/i;

interface FoundNumber {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  readonly unit: string | null;
}

function* numbersIn(text: string): Generator<FoundNumber> {
  const durations = [...durationsIn(text), ...clockDurationsIn(text)];
  yield* durations;
  for (const found of text.matchAll(number)) {
    if (durations.some(({ start, end }) => found.index >= start && found.index < end)) continue;
    const digits = /^[-+]?[\d,.]*\d(?:[eE][-+]?\d+)?/.exec(found[0])?.[0] ?? "";
    const unit = found[0].slice(digits.length).trim();
    // `web:8080` is a port, `cpu:97%` is a measurement.
    if (unit === "" && /\w:$/.test(text.slice(Math.max(0, found.index - 2), found.index))) continue;
    yield {
      start: found.index,
      end: found.index + found[0].length,
      value: Number(digits.replaceAll(",", "")),
      unit: unit === "" ? null : unit,
    };
  }
  for (const found of text.matchAll(counted))
    yield wordNumber(found, countedWords[found[0].toLowerCase()] ?? 1);
  for (const found of text.matchAll(wordNumbers))
    yield wordNumber(found, wordValues.indexOf(found[0].toLowerCase()));
}

/** A single unit is an ordinary number with its unit. */
function durationsIn(text: string): FoundNumber[] {
  return [...text.matchAll(duration)].flatMap((found) => {
    const parts = found.slice(1);
    if (parts.filter((part) => part !== undefined).length < 2) return [];
    const value = parts.reduce((sum, part, i) => sum + Number(part ?? 0) * (secondsOf[i] ?? 1), 0);
    return [{ start: found.index, end: found.index + found[0].trimEnd().length, value, unit: "s" }];
  });
}

const clockDurationsIn = (text: string): FoundNumber[] =>
  [...text.matchAll(clockDuration)].map((found) => {
    const [whole, hours, minutes, seconds] = found;
    const value = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    return { start: found.index, end: found.index + whole.length, value, unit: "s" };
  });

const wordNumber = (found: RegExpExecArray, value: number): FoundNumber => ({
  start: found.index,
  end: found.index + found[0].length,
  value,
  unit: null,
});

function roleOf(before: string): Measurement["role"] {
  if (periodBefore.test(before)) return "period";
  if (atLeastBefore.test(before)) return "at-least";
  if (atMostBefore.test(before)) return "at-most";
  return thresholdBefore.test(before) ? "threshold" : "measured";
}

/** `latency_ms=620`, `size_bytes: 9`, `durationMs`: the name carries the unit. */
export function unitInName(label: string): string | null {
  const name = label.replace(/\W+$/, "");
  const suffix =
    /_(ms|us|ns|millis|seconds|secs|sec|bytes|kb|mb|gb|kib|mib|gib|percent|pct|ratio|fraction)$/i.exec(
      name,
    ) ?? /[a-z](Ms|Millis|Seconds|Secs|Bytes|Kb|Mb|Gb|Percent|Ratio|Fraction)$/.exec(name);
  return suffix?.[1]?.toLowerCase() ?? null;
}

const clause = /[,;|]|\. |\)|\s-\s/;

const labelBefore = (text: string): string => text.split(clause).at(-1)?.trim() ?? "";

const labelAfter = (text: string): string => text.split(/[,;|(=:]|\. |\s-\s|>|</, 1)[0]?.trim() ?? "";

/** Words that say nothing of what is measured. */
export const fillerWords: ReadonlySet<string> = new Set(
  "a an the is are was at of on in to for by with and or now current currently value reached hit has have been be it its from than only still about approximately around level alert alarm warning critical high low error info usage used utilization utilisation util consumption percentage pct percent".split(
    " ",
  ),
);

const hasNoun = (label: string): boolean =>
  /\bp\d{2,3}\b/.test(label) ||
  label.split(/[^A-Za-z]+/).some((word) => word.length > 1 && !fillerWords.has(word.toLowerCase()));
