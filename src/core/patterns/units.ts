/** What a unit measures; values of different dimensions cannot be compared. */
type Dimension = "percent" | "bytes" | "time" | "count" | "bits" | "other";

/** One way to read a unit: factor to the dimension's base (percent, bytes, milliseconds, one, bits), per second for a rate. */
interface Reading {
  readonly dimension: Dimension;
  readonly factor: number;
  readonly rate: boolean;
}

const k = 1000;
const ki = 1024;

/** `KB` is 1000 bytes (SI), `KiB` is 1024. */
const bytes: Readonly<Record<string, number>> = {
  b: 1,
  byte: 1,
  bytes: 1,
  kb: k,
  mb: k ** 2,
  gb: k ** 3,
  tb: k ** 4,
  pb: k ** 5,
  kib: ki,
  mib: ki ** 2,
  gib: ki ** 3,
  tib: ki ** 4,
  pib: ki ** 5,
};
const times: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  usec: 1e-3,
  ms: 1,
  msec: 1,
  msecs: 1,
  millis: 1,
  millisecond: 1,
  milliseconds: 1,
  s: k,
  sec: k,
  secs: k,
  second: k,
  seconds: k,
  m: 6e4,
  min: 6e4,
  mins: 6e4,
  minute: 6e4,
  minutes: 6e4,
  h: 36e5,
  hr: 36e5,
  hrs: 36e5,
  hour: 36e5,
  hours: 36e5,
  d: 864e5,
  day: 864e5,
  days: 864e5,
  w: 6048e5,
  week: 6048e5,
  weeks: 6048e5,
};
const bitRates: Readonly<Record<string, number>> = { bps: 1, kbps: k, mbps: k ** 2, gbps: k ** 3 };
const perSecond: Readonly<Record<string, number>> = { rps: 1, qps: 1, tps: 1, iops: 1, rpm: 1 / 60 };
/** A bare letter multiplies a count; where the other side is bytes it means what df and free mean by it, 1024. */
const letters = ["k", "K", "M", "G", "T", "P"];

const table = new Map<string, readonly Reading[]>();
const enter = (units: Readonly<Record<string, number>>, dimension: Dimension, rate = false): void => {
  for (const [unit, factor] of Object.entries(units)) table.set(unit, [{ dimension, factor, rate }]);
};
enter(bytes, "bytes");
enter(times, "time");
enter(bitRates, "bits", true);
enter(perSecond, "count", true);
enter({ bit: 1, bits: 1, kbit: k, mbit: k ** 2, gbit: k ** 3 }, "bits");
enter({ "%": 1, percent: 1, pct: 1 }, "percent");
/** A share says of itself that it is one: `cpu_ratio=0.97`. */
enter({ ratio: 100, fraction: 100 }, "percent");
for (const letter of letters) {
  const power = "kmgtp".indexOf(letter.toLowerCase()) + 1;
  table.set(letter, [
    { dimension: "count", factor: k ** power, rate: false },
    { dimension: "bytes", factor: ki ** power, rate: false },
  ]);
}

/** Every unit that may stand behind a number, longest first, for use inside a regular expression. */
export const unitAlternatives: string = [
  ...new Set([...[...table.keys()].flatMap(casings), "°C", "°F", "C", "Hz", "kHz", "MHz", "GHz"]),
]
  .sort((a, b) => b.length - a.length)
  .join("|");

/** `kb`, `KB`, `Kb`, `kB`, `KiB` as people write them; a time has one spelling. */
function casings(unit: string): string[] {
  if (unit in times || unit.length === 1) return unit === "b" ? ["b", "B"] : [unit];
  const first = unit.charAt(0).toUpperCase();
  const last = unit.slice(-1).toUpperCase();
  return [
    unit,
    unit.toUpperCase(),
    first + unit.slice(1),
    first + unit.slice(1, -1) + last,
    unit.slice(0, -1) + last,
  ];
}

const rateEnd = /^(.*?)\s?(?:\/|\s?per\s)\s?(s|sec|second|m|min|minute|h|hour|d|day)$/;
const plain: Reading = { dimension: "count", factor: 1, rate: false };

/** The readings of a unit: none of its own is a count, an unknown one is `other`. */
function readings(unit: string | null): readonly Reading[] {
  if (unit === null || unit === "") return [plain];
  const rate = rateEnd.exec(unit);
  if (rate === null)
    return table.get(unit) ?? table.get(unit.toLowerCase()) ?? [{ ...plain, dimension: "other" }];
  const [, over = "", per = "s"] = rate;
  const seconds = (times[per] ?? k) / k;
  // `12 errors/s`: the word is what is counted.
  const counted = table.get(over) ?? table.get(over.toLowerCase()) ?? [plain];
  return counted.map((reading) => ({ ...reading, factor: reading.factor / seconds, rate: true }));
}

export type Comparison =
  | { readonly ok: true; readonly left: number; readonly right: number }
  | { readonly ok: false; readonly why: "different-units" | "no-unit" | "unknown-unit" | "share-or-percent" };

interface Measure {
  readonly number: number;
  readonly unit: string | null;
}

/** Brings two measures to one base. A bare number compares with a percentage or a count, never with bytes or a time. */
export function comparable(left: Measure, right: Measure): Comparison {
  for (const a of readings(left.unit)) {
    const b = readings(right.unit).find((other) => other.dimension === a.dimension && other.rate === a.rate);
    if (b === undefined) continue;
    if (a.dimension === "other" && left.unit !== right.unit) return { ok: false, why: "unknown-unit" };
    return { ok: true, left: left.number * a.factor, right: right.number * b.factor };
  }
  if (left.unit !== null && right.unit !== null) return { ok: false, why: "different-units" };
  return withBareNumber(left, right);
}

/** `0.9` beside `97 %`, or `90` beside a ratio: who wrote it may have meant the one or the other. */
function maybeShare(bare: Measure, shown: Measure): boolean {
  if (shown.unit === "ratio" || shown.unit === "fraction") return bare.number > 1;
  return bare.number > 0 && bare.number < 1 && shown.number >= 1;
}

/** One side has no unit: `CPU 97` for a percentage, `rate 12` for a rate; anything else would be a guess. */
function withBareNumber(left: Measure, right: Measure): Comparison {
  const [a] = readings(left.unit);
  const [b] = readings(right.unit);
  const other = left.unit === null ? b : a;
  if (other?.dimension === "percent") {
    const [bare, shown] = left.unit === null ? [left, right] : [right, left];
    return maybeShare(bare, shown)
      ? { ok: false, why: "share-or-percent" }
      : { ok: true, left: left.number, right: right.number };
  }
  if (other?.dimension !== "count") return { ok: false, why: "no-unit" };
  return { ok: true, left: left.number * (a?.factor ?? 1), right: right.number * (b?.factor ?? 1) };
}
