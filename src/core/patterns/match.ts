import type { PatternMatch } from "../../base/model/alert.ts";
import type { MeasuredValue } from "../../base/model/pattern.ts";
import { valuesOf } from "./guards.ts";
import { messageOf } from "./learn.ts";
import { type Signature, signatureOf } from "./signature.ts";
import { similarFrom, similarity } from "./similarity.ts";
import { understand } from "./understand.ts";

export interface Matcher {
  /** The pattern that a line (or the whole text of an event) fits, with what its captures hold; null for none. */
  match(line: string): PatternMatch | null;
}

interface Known {
  readonly id: string;
  readonly words: readonly string[];
}

type Link = { readonly pattern: string; readonly kind: "exact" | "similar"; readonly score: number };

/** Answers kept for signatures seen before; forgotten all at once when there are more. */
const maxRemembered = 20_000;

/** Links lines to known patterns: the exact signature first, else the most similar one of at least 0.80. */
export function createMatcher(
  patterns: readonly { readonly id: string; readonly examples: readonly string[] }[],
): Matcher {
  const exact = new Map<string, string>();
  const byLength = new Map<number, Known[]>();
  for (const { id, examples } of patterns) {
    for (const example of examples) {
      const { signature } = signatureOf(messageOf(example));
      if (!/[^\W\d_]{2}/.test(signature)) continue; // only values: it would fit anything
      if (!exact.has(signature)) exact.set(signature, id);
      const words = signature.split(" ");
      const same = byLength.get(words.length) ?? [];
      same.push({ id, words });
      byLength.set(words.length, same);
    }
  }
  const remembered = new Map<string, Link | null>();

  const link = (signature: string): Link | null => {
    const known = exact.get(signature);
    if (known !== undefined) return { pattern: known, kind: "exact", score: 1 };
    const before = remembered.get(signature);
    if (before !== undefined) return before;
    const words = signature.split(" ");
    const found = mostSimilar(words, byLength.get(words.length) ?? []);
    if (remembered.size >= maxRemembered) remembered.clear();
    remembered.set(signature, found);
    return found;
  };

  return {
    match(line) {
      let best: { readonly link: Link; readonly message: string; readonly read: Signature } | null = null;
      for (const message of readings(line)) {
        const read = signatureOf(message);
        const found = link(read.signature);
        if (found === null || (best !== null && best.link.score >= found.score)) continue;
        best = { link: found, message, read };
        if (found.kind === "exact") break;
      }
      if (best === null) return null;
      const values = { ...numbered(best.read.captures), ...valuesOf(best.message) };
      return { ...best.link, values };
    },
  };
}

const cause = /^\s*(?:Caused by: )?((?:[\w$]+\.)*[A-Z][\w$]*(?:Error|Exception)\b.{0,500})/;
const maxTraceLines = 400;
const maxCauses = 5;

/** Of a trace its exceptions come first, the innermost before the others: they say more than the line above them. */
function readings(text: string): string[] {
  const [line = "", ...further] = text.split("\n", maxTraceLines);
  const causes = further.flatMap((below) => cause.exec(below.slice(0, 600))?.[1] ?? []);
  return [...causes.slice(-maxCauses).reverse(), ...lineReadings(line)];
}

/** A line is compared without its header, and with the program's name that ended the header: people quote both. */
function lineReadings(line: string): string[] {
  const { message, tag } = understand(line, { now: null, zoneMinutes: 0 });
  const readings = [message.trim()];
  if (tag !== null) readings.push(`${tag}: ${message.trim()}`);
  const named = /^[A-Za-z][\w.$/-]{0,60}(?:\[\d+\])?: (?=\S)/.exec(message);
  if (named !== null) readings.push(message.slice(named[0].length).trim());
  return readings;
}

function mostSimilar(words: readonly string[], known: readonly Known[]): Link | null {
  let best: Link | null = null;
  for (const { id, words: theirs } of known) {
    const score = similarity(words, theirs);
    if (score >= similarFrom && score > (best?.score ?? 0)) best = { pattern: id, kind: "similar", score };
  }
  return best;
}

/** The captures by their number, for patterns whose values have no name. */
function numbered(captures: Signature["captures"]): Record<string, MeasuredValue> {
  const values: Record<string, MeasuredValue> = {};
  for (const [i, { type, text }] of captures.entries()) {
    const number = type === "num" ? /^([-+]?[\d,]*\d(?:\.\d+)?)(.*)$/.exec(text) : null;
    if (number === null) values[String(i + 1)] = { value: text, unit: null };
    else
      values[String(i + 1)] = {
        value: Number(number[1]?.replaceAll(",", "")),
        unit: number[2] === "" ? null : (number[2] ?? null),
      };
  }
  return values;
}
