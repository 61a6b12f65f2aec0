import type { GuardResult } from "../../base/model/guard.ts";
import type { MeasuredValue } from "../../base/model/pattern.ts";
import type { GuardSentence } from "../../base/model/runbook.ts";
import { escaped, labelSays, nameAmong, namesOther, reserved, shortFor, shortName } from "./guard-names.ts";
import { type Measurement, measurementsOf, unitInName } from "./measurements.ts";
import { comparable } from "./units.ts";

type Values = Readonly<Record<string, MeasuredValue>>;

/**
 * Does a guard hold for what was measured? `holds: null` where that cannot be told (no such value, another unit),
 * which counts as no; `why` says it in words.
 */
export function evaluateGuard(asked: GuardSentence, values: Values): GuardResult {
  const sentence = asNumber(asked);
  const name = nameAmong(sentence.name, Object.keys(values));
  const value = name === null ? undefined : values[name];
  if (value === undefined) return unknown(sentence, `no value for ${sentence.name}`);
  if (sentence.op === "is" || sentence.op === "is not" || sentence.number === null)
    return wordGuard(sentence, value);
  const measured = typeof value.value === "number" ? value : readNumber(value);
  if (measured === null)
    return unknown(sentence, `${sentence.name} is "${value.value}", which is not a number`);
  return numberGuard(sentence, { value: measured.value, unit: measured.unit, role: "measured" });
}

/** `exit code is 137` compares a number, and `latency_ms > 500` says its unit in the name. */
function asNumber(sentence: GuardSentence): GuardSentence {
  const { word, op, name } = sentence;
  if (word !== null && (op === "is" || op === "is not") && /^[-+]?\d+(?:\.\d+)?$/.test(word))
    return { ...sentence, op: op === "is" ? "=" : "!=", number: Number(word), word: null };
  return sentence.number === null || sentence.unit !== null
    ? sentence
    : { ...sentence, unit: unitInName(name) };
}

/** The same for a log line: the number that the guard's name stands next to. */
export function guardOnLine(asked: GuardSentence, line: string): GuardResult {
  const sentence = asNumber(asked);
  if (sentence.op === "is" || sentence.op === "is not" || sentence.number === null)
    return evaluateGuard(sentence, wordsNamed(sentence.name, line));
  const candidates = measurementsOf(line).filter(({ role }) => role !== "threshold");
  const front = candidates.filter(({ label }) => labelSays(sentence.name, label));
  const named =
    front.length > 0
      ? front
      : candidates.filter(({ also }) => also !== null && labelSays(sentence.name, also));
  const best =
    named.find((one) => fits(sentence, one) && one.role !== "period") ??
    named.find((one) => fits(sentence, one)) ??
    onlyNumber(sentence, line, candidates) ??
    named[0];
  return best === undefined
    ? unknown(sentence, `no value for ${sentence.name} in the line`)
    : numberGuard(countedUnit(sentence, best), best);
}

/** `0.95 cores`, `3 replicas`: a unit that is only what was counted. */
const countedUnit = (sentence: GuardSentence, { unit, also }: Measurement): GuardSentence =>
  unit === null && sentence.unit !== null && also?.toLowerCase() === sentence.unit.toLowerCase()
    ? { ...sentence, unit: null }
    : sentence;

/** Every value of a line by the words next to it, as the memory of measurements keeps them: `CPU` 97.3 `%`. */
export function valuesOf(line: string): Record<string, MeasuredValue> {
  const values: Record<string, MeasuredValue> = {};
  for (const { label, value, unit, role } of measurementsOf(line)) {
    if (role !== "measured") continue;
    const name = shortName(label);
    if (name !== "" && !Object.hasOwn(values, name)) values[name] = { value, unit };
  }
  for (const pair of line
    .slice(0, 4000)
    .matchAll(
      /(?<![\w.-])["']?([A-Za-z][\w.-]{0,40})["']?\s?[=:]\s?["']?([A-Za-z][\w-]{0,40})["']?(?=[\s,;}\])]|$)/g,
    )) {
    const [, name = "", word = ""] = pair;
    if (!Object.hasOwn(values, name) && !reserved.has(name)) values[name] = { value: word, unit: null };
  }
  return values;
}

interface Found {
  readonly value: number | string;
  readonly unit: string | null;
  readonly role: Measurement["role"];
}

function numberGuard(sentence: GuardSentence, found: Found): GuardResult {
  const { number, op } = sentence;
  const value = Number(found.value);
  const compared = comparable(
    { number: value, unit: found.unit },
    { number: number ?? Number.NaN, unit: sentence.unit },
  );
  const shown = `${sentence.name} is ${value}${found.unit ?? ""}`;
  if (!compared.ok)
    return { ...unknown(sentence, `${shown}: ${notComparable[compared.why]}`), value, unit: found.unit };
  const bound = boundSays(found.role, op, compared.left - compared.right);
  if (bound === null)
    return {
      ...unknown(
        sentence,
        `the line only says ${found.role === "at-least" ? "more" : "less"} than ${value}${found.unit ?? ""}`,
      ),
      value,
      unit: found.unit,
    };
  const holds = sentence.negated ? !bound : bound;
  const condition = `${bound ? "" : "not "}${op} ${number}${sentence.unit ?? ""}`;
  return {
    guard: sentence.text,
    holds,
    name: sentence.name,
    value,
    unit: found.unit,
    why: `${shown}, ${condition}`,
  };
}

const notComparable = {
  "different-units": "the guard asks for another unit",
  "no-unit": "one of the two has no unit",
  "unknown-unit": "the unit is not known",
  "share-or-percent": "that may be a share or a percentage",
} as const;

/** What is known of `value op limit`; for `above 95%` the value itself is only known to be more. */
function boundSays(role: Measurement["role"], op: GuardSentence["op"], difference: number): boolean | null {
  if (role !== "at-least" && role !== "at-most") return holdsFor(op, difference);
  const upwards = op === ">" || op === ">=";
  if (!upwards && op !== "<" && op !== "<=") return null;
  const reaches = role === "at-least" ? difference >= 0 : difference <= 0;
  return reaches ? upwards === (role === "at-least") : null;
}

function holdsFor(op: GuardSentence["op"], difference: number): boolean {
  switch (op) {
    case ">":
      return difference > 0;
    case ">=":
      return difference >= 0;
    case "<":
      return difference < 0;
    case "<=":
      return difference <= 0;
    case "=":
    case "is":
      return difference === 0;
    case "!=":
    case "is not":
      return difference !== 0;
  }
}

function wordGuard(sentence: GuardSentence, value: MeasuredValue): GuardResult {
  const wanted = sentence.word ?? String(sentence.number ?? "");
  const same = String(value.value).toLowerCase() === wanted.toLowerCase();
  const positive = sentence.op === "is" || sentence.op === "=";
  const holds = (positive ? same : !same) !== sentence.negated;
  return {
    guard: sentence.text,
    holds,
    name: sentence.name,
    value: value.value,
    unit: value.unit,
    why: `${sentence.name} is ${value.value}`,
  };
}

const unknown = (sentence: GuardSentence, why: string): GuardResult => ({
  guard: sentence.text,
  holds: null,
  name: sentence.name,
  value: null,
  unit: null,
  why,
});

function readNumber(value: MeasuredValue): { value: number; unit: string | null } | null {
  const found = /^\s*([-+]?\d[\d,]*(?:\.\d+)?)\s*(\S.*)?$/.exec(String(value.value));
  return found?.[1] === undefined
    ? null
    : { value: Number(found[1].replaceAll(",", "")), unit: found[2]?.trim() ?? value.unit };
}

/** `status is degraded`: the word that stands behind the name in the line. */
function wordsNamed(name: string, line: string): Values {
  const words = name
    .trim()
    .split(/[\s_-]+/)
    .map((word) => `(?:${[word, ...shortFor(word)].map(escaped).join("|")})`)
    .join("[\\s_-]+");
  const found = new RegExp(
    `(?<![\\w-])["']?${words}["']?\\s*(?:[=:]|\\bis(?: now)?\\b|\\bwas\\b|->|→|\\s)\\s*["']?([A-Za-z](?:[\\w.-]*\\w)?)`,
    "i",
  ).exec(line);
  return found?.[1] === undefined ? {} : { [name]: { value: found[1], unit: null } };
}

const fits = (sentence: GuardSentence, one: Measurement): boolean =>
  comparable({ number: one.value, unit: one.unit }, { number: sentence.number ?? 0, unit: sentence.unit }).ok;

/** The name stands elsewhere in the line and only one number could be meant. */
function onlyNumber(
  sentence: GuardSentence,
  line: string,
  candidates: readonly Measurement[],
): Measurement | undefined {
  const fitting = candidates.filter(
    (one) => one.role !== "period" && one.unit !== null && fits(sentence, one),
  );
  const [only] = fitting;
  return fitting.length === 1 &&
    only !== undefined &&
    labelSays(sentence.name, line) &&
    !namesOther(sentence.name, only.label)
    ? only
    : undefined;
}
