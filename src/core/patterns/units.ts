/** What a unit measures; values of different dimensions cannot be compared. */
type Dimension = "percent" | "bytes" | "time" | "count" | "bits" | "other";

interface Quantity {
  readonly dimension: Dimension;
  /** In the dimension's base: percent, bytes, milliseconds, one, bits; per second where it is a rate. */
  readonly amount: number;
  readonly rate: boolean;
}

const k = 1000;
const ki = 1024;

/** Unit to its dimension and factor. `KB` is 1000 bytes (SI), `KiB` and the bare `K` of df and free are 1024. */
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
const bits: Readonly<Record<string, number>> = { bps: 1, kbps: k, mbps: k ** 2, gbps: k ** 3 };
const perSecond: Readonly<Record<string, number>> = {
  rps: 1,
  qps: 1,
  tps: 1,
  iops: 1,
  rpm: 1 / 60,
  "1/s": 1,
};
/** A bare letter is a multiplier of a count, or 1024-based bytes when the other side is bytes. */
const multipliers: Readonly<Record<string, number>> = { k, K: k, M: k ** 2, G: k ** 3, T: k ** 4, P: k ** 5 };
const letterBytes: Readonly<Record<string, number>> = {
  k: ki,
  K: ki,
  M: ki ** 2,
  G: ki ** 3,
  T: ki ** 4,
  P: ki ** 5,
};

const rateEnd = /^(.*?)\s?(?:\/|\s?per\s)\s?(s|sec|second|m|min|minute|h|hour|d|day)$/;

/** Every unit that may stand behind a number, longest first, for use inside a regular expression. */
export const unitAlternatives: string = [
  "%",
  "percent",
  "pct",
  ...Object.keys(bytes).flatMap((unit) => [unit, unit.toUpperCase(), ...casings(unit)]),
  ...Object.keys(times),
  ...Object.keys(bits).flatMap((unit) => [unit, ...casings(unit)]),
  ...Object.keys(perSecond),
  ...Object.keys(multipliers),
  "°C",
  "°F",
  "C",
  "Hz",
  "kHz",
  "MHz",
  "GHz",
]
  .filter((unit, i, all) => all.indexOf(unit) === i)
  .sort((a, b) => b.length - a.length)
  .join("|");

function casings(unit: string): string[] {
  const first = unit.charAt(0).toUpperCase();
  return [
    first + unit.slice(1),
    first + unit.slice(1, -1) + unit.slice(-1).toUpperCase(),
    unit.slice(0, -1) + unit.slice(-1).toUpperCase(),
    unit.toUpperCase(),
  ];
}

/** The readings of a unit; the bare letters `k`, `M`, `G` have two. Empty for a unit nobody knows. */
function readings(unit: string | null): readonly (readonly [Dimension, number, boolean])[] {
  if (unit === null || unit === "") return [["count", 1, false]];
  const rate = rateEnd.exec(unit);
  if (rate !== null) {
    const [, over = "", per = "s"] = rate;
    const seconds = (times[per] ?? k) / k;
    const word = /^[a-z]{3,}$/i.test(over) && !(over.toLowerCase() in bytes);
    return readings(word ? null : over).map(
      ([dimension, factor]) => [dimension, factor / seconds, true] as const,
    );
  }
  const lower = unit.toLowerCase();
  if (lower === "%" || lower === "percent" || lower === "pct") return [["percent", 1, false]];
  if (unit in multipliers)
    return [
      ["count", multipliers[unit] ?? 1, false],
      ["bytes", letterBytes[unit] ?? 1, false],
    ];
  if (unit in times || (lower in times && unit !== "M"))
    return [["time", times[unit] ?? times[lower] ?? 1, false]];
  if (lower in bytes) return [["bytes", bytes[lower] ?? 1, false]];
  if (lower in bits) return [["bits", bits[lower] ?? 1, true]];
  if (lower in perSecond) return [["count", perSecond[lower] ?? 1, true]];
  return [["other", 1, false]];
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
  for (const a of quantities(left)) {
    for (const b of quantities(right)) {
      if (a.dimension !== b.dimension || a.rate !== b.rate) continue;
      if (a.dimension === "other" && left.unit !== right.unit) return { ok: false, why: "unknown-unit" };
      return { ok: true, left: a.amount, right: b.amount };
    }
  }
  const bare = left.unit === null || right.unit === null;
  if (!bare) return { ok: false, why: "different-units" };
  const other = left.unit === null ? right : left;
  const reading = readings(other.unit)[0];
  if (reading?.[0] === "percent") {
    if (left.unit === null && left.number > 0 && left.number < 1 && right.number >= 1)
      return { ok: false, why: "share-or-percent" };
    return { ok: true, left: left.number, right: right.number };
  }
  if (reading?.[0] === "count" && reading[2])
    return { ok: true, left: left.number * factor(left), right: right.number * factor(right) };
  return { ok: false, why: "no-unit" };
}

const factor = (measure: Measure): number => readings(measure.unit)[0]?.[1] ?? 1;

const quantities = (measure: Measure): Quantity[] =>
  readings(measure.unit).map(([dimension, by, rate]) => ({ dimension, amount: measure.number * by, rate }));
