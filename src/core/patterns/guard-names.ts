import { fillerWords } from "./measurements.ts";

export const reserved: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

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
  env: "environment",
  failure: "fail",
  failures: "fail",
};

/** The short words that people write for this one. */
export const shortFor = (word: string): string[] =>
  Object.keys(same).filter((short) => same[short] === word.toLowerCase());

const stem = (word: string): string => {
  const lower = word.toLowerCase();
  const plain = same[lower] ?? lower;
  return plain.length > 4 ? plain.replace(/(?:ies)$/, "y").replace(/(?:ing|ed|es|s)$/, "") : plain;
};

export const wordsOf = (text: string): string[] =>
  text
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map(stem);

/** Every word of the guard's name is in the label, and the label does not turn it round. */
export function labelSays(name: string, label: string): boolean {
  const asked = meaningful(wordsOf(name));
  const said = wordsOf(label);
  if (!asked.every((word) => said.includes(word))) return false;
  // `memory request 512Mi` is what was asked for; `request latency` is what it took.
  if (said.at(-1) === "request" && said.length > 1 && !asked.includes("request")) return false;
  const asksFree = asked.some((word) => freeWords.has(word));
  return said.every(
    (word) => !qualifierStems.has(word) || asked.includes(word) || (asksFree && freeWords.has(word)),
  );
}

/** `free space left` says free twice; it turns nothing round. */
const freeWords: ReadonlySet<string> = new Set("free available remaining unused left".split(" ").map(stem));
const qualifierStems: ReadonlySet<string> = new Set([...qualifiers].map(stem));
const fillerStems: ReadonlySet<string> = new Set([...fillerWords].map(stem));

const meaningful = (words: readonly string[]): readonly string[] => {
  const kept = words.filter((word) => !fillerStems.has(word) || word === "error");
  return kept.length > 0 ? kept : words;
};

const metrics: ReadonlySet<string> = new Set(
  "cpu memory disk swap load latency heap connection queue request error temperature lag"
    .split(" ")
    .map(stem),
);

export const namesOther = (name: string, label: string): boolean => {
  const asked = wordsOf(name);
  return wordsOf(label).some((word) => metrics.has(word) && !asked.includes(word));
};

/** The key that a name means: the same word in any case, else the only key that says it. */
export function nameAmong(name: string, keys: readonly string[]): string | null {
  const exact =
    keys.find((key) => key === name) ?? keys.find((key) => key.toLowerCase() === name.toLowerCase());
  if (exact !== undefined) return exact;
  const saying = keys.filter((key) => !/^\d+$/.test(key) && labelSays(name, key));
  return saying[0] !== undefined && saying.length === 1 ? saying[0] : null;
}

/** A label without what says nothing: `CPU usage at` is `CPU`. */
export function shortName(label: string): string {
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
    // `retry` is said as `retries` too.
    return first === undefined ? [] : [first.replace(/y$/, ""), ...shortFor(first)];
  });
  return words.length === 0 ? null : new RegExp([...new Set(words)].map(escaped).join("|"), "i");
}
