import type { GuardResult } from "../../base/model/guard.ts";
import type { MeasuredValue } from "../../base/model/pattern.ts";
import type { GuardSentence } from "../../base/model/runbook.ts";
import { fillerWords, type Measurement, measurementsOf } from "./measurements.ts";
import { comparable } from "./units.ts";

type Values = Readonly<Record<string, MeasuredValue>>;

/**
 * Does a guard hold for what was measured? `holds: null` where that cannot be told (no such value, another unit),
 * which counts as no; `why` says it in words.
 */
export function evaluateGuard(sentence: GuardSentence, values: Values): GuardResult {
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

/** The same for a log line: the number that the guard's name stands next to. */
export function guardOnLine(sentence: GuardSentence, line: string): GuardResult {
  if (sentence.op === "is" || sentence.op === "is not" || sentence.number === null)
    return evaluateGuard(sentence, wordsNamed(sentence.name, line));
  const candidates = measurementsOf(line).filter(({ role }) => role !== "threshold");
  const named = candidates.filter(({ label }) => labelSays(sentence.name, label));
  const best =
    named.find((one) => fits(sentence, one) && one.role !== "period") ??
    named.find((one) => fits(sentence, one)) ??
    onlyNumber(sentence, line, candidates) ??
    named[0];
  return best === undefined
    ? unknown(sentence, `no value for ${sentence.name} in the line`)
    : numberGuard(sentence, best);
}

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

const reserved: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

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
    .map(escaped)
    .join("[\\s_-]+");
  const found = new RegExp(
    `(?<![\\w-])["']?${words}["']?\\s*(?:[=:]|\\bis(?: now)?\\b|\\bwas\\b|->|→|\\s)\\s*["']?([A-Za-z][\\w-]*)`,
    "i",
  ).exec(line);
  return found?.[1] === undefined ? {} : { [name]: { value: found[1], unit: null } };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Words that turn the meaning round: `disk free` is not `disk`. */
const qualifiers: ReadonlySet<string> = new Set(
  "free available avail idle remaining unused left limit max min total capacity quota threshold swap iowait steal inode inodes".split(
    " ",
  ),
);

const same: Readonly<Record<string, string>> = {
  mem: "memory",
  ram: "memory",
  conn: "connection",
  conns: "connection",
  req: "request",
  reqs: "request",
  err: "error",
  errs: "error",
  avail: "available",
  filesystem: "disk",
  fs: "disk",
  resp: "response",
  temp: "temperature",
  repl: "replication",
  util: "usage",
};

const stem = (word: string): string => {
  const lower = word.toLowerCase();
  const plain = same[lower] ?? lower;
  return plain.length > 4 ? plain.replace(/(?:ies)$/, "y").replace(/(?:ing|ed|es|s)$/, "") : plain;
};

const wordsOf = (text: string): string[] =>
  text
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map(stem);

/** Every word of the guard's name is in the label, and the label does not turn it round. */
function labelSays(name: string, label: string): boolean {
  const asked = meaningful(wordsOf(name));
  const said = wordsOf(label);
  if (!asked.every((word) => said.includes(word))) return false;
  // `memory request 512Mi` is what was asked for; `request latency` is what it took.
  if (said.at(-1) === "request" && said.length > 1 && !asked.includes("request")) return false;
  return said.every((word) => !qualifierStems.has(word) || asked.includes(word));
}

const qualifierStems: ReadonlySet<string> = new Set([...qualifiers].map(stem));
const fillerStems: ReadonlySet<string> = new Set([...fillerWords].map(stem));

const meaningful = (words: readonly string[]): readonly string[] => {
  const kept = words.filter((word) => !fillerStems.has(word) || word === "error");
  return kept.length > 0 ? kept : words;
};

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

const metrics: ReadonlySet<string> = new Set(
  "cpu memory disk swap load latency heap connection queue request error temperature lag"
    .split(" ")
    .map(stem),
);

const namesOther = (name: string, label: string): boolean => {
  const asked = wordsOf(name);
  return wordsOf(label).some((word) => metrics.has(word) && !asked.includes(word));
};

/** The key that a name means: the same word in any case, else the only key that says it. */
function nameAmong(name: string, keys: readonly string[]): string | null {
  const exact =
    keys.find((key) => key === name) ?? keys.find((key) => key.toLowerCase() === name.toLowerCase());
  if (exact !== undefined) return exact;
  const saying = keys.filter((key) => !/^\d+$/.test(key) && labelSays(name, key));
  return saying[0] !== undefined && saying.length === 1 ? saying[0] : null;
}

/** A label without what says nothing: `CPU usage at` is `CPU`. */
function shortName(label: string): string {
  const words = label
    .replace(/[^\w\s./%-]+/g, " ")
    .split(/\s+/)
    .filter((word) => word !== "" && (!fillerWords.has(word.toLowerCase()) || /^error$/i.test(word)));
  const name = words
    .filter((word) => /[A-Za-z]/.test(word) && !word.startsWith("/"))
    .slice(-4)
    .join(" ");
  return reserved.has(name) ? "" : name;
}

/** Finds the lines that may speak of any of these names, quickly; null for no names. */
export function mentionOf(names: readonly string[]): RegExp | null {
  const words = names.flatMap((name) => {
    const [first] = meaningful(wordsOf(name)).toSorted((a, b) => b.length - a.length);
    const short = Object.keys(same).filter((word) => same[word] === first);
    return first === undefined ? [] : [first, ...short];
  });
  return words.length === 0 ? null : new RegExp([...new Set(words)].map(escaped).join("|"), "i");
}
