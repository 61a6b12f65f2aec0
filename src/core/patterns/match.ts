import { ownText } from "../../base/kernel/own-text.ts";
import type { PatternMatch } from "../../base/model/alert.ts";
import type { MeasuredValue } from "../../base/model/pattern.ts";
import { exceptionFrame } from "./exception-frame.ts";
import { valuesOf } from "./guards.ts";
import { messageOf } from "./learn.ts";
import { isPhrase, type Phrase, phraseIn } from "./match-phrase.ts";
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

type Link = Pick<PatternMatch, "pattern" | "kind" | "score" | "evidence">;

interface MatcherOptions {
  /** A line that holds an example's words in one piece is similar to it: for what people wrote down as a symptom. */
  readonly contained?: boolean;
}

/** Answers kept for signatures seen before; forgotten all at once when there are more, or more characters of them. */
const maxRemembered = 20_000;
const maxRememberedChars = 4_000_000;

/** What was learned from examples, ready to be compared with. */
interface Learned {
  readonly exact: Map<string, string>;
  readonly byLength: Map<number, Known[]>;
  readonly phrases: Phrase[];
  /** Types of exceptions that somebody named alone. */
  readonly exceptions: Map<string, string>;
  /** Exceptions with the function they arose in. */
  readonly frames: Map<string, string>;
}

function learnExample(learned: Learned, id: string, example: string): void {
  const key = frameKey(example);
  if (key !== null && !learned.frames.has(key)) learned.frames.set(key, id);
  const message = messageOf(example);
  const { signature } = signatureOf(message);
  if (!/[^\W\d_]{2}/.test(signature)) return; // only values: it would fit anything
  if (!learned.exact.has(signature)) learned.exact.set(signature, id);
  if (bareException.test(message) && !learned.exceptions.has(message)) learned.exceptions.set(message, id);
  const words = signature.split(" ");
  const same = learned.byLength.get(words.length) ?? [];
  same.push({ id, words });
  learned.byLength.set(words.length, same);
  if (isPhrase(words)) learned.phrases.push({ id, text: ` ${signature} `, words: words.length });
}

/**
 * Links lines to known patterns: the same exception, else the exact signature, else the most similar one of at least
 * 0.80.
 */
export function createMatcher(
  patterns: readonly { readonly id: string; readonly examples: readonly string[] }[],
  { contained = false }: MatcherOptions = {},
): Matcher {
  const learned: Learned = {
    exact: new Map(),
    byLength: new Map(),
    phrases: [],
    exceptions: new Map(),
    frames: new Map(),
  };
  for (const { id, examples } of patterns) for (const example of examples) learnExample(learned, id, example);
  const remembered = new Map<string, Link | null>();
  let rememberedChars = 0;

  const link = (signature: string): Link | null => {
    const known = learned.exact.get(signature);
    if (known !== undefined) return { pattern: known, kind: "exact", score: 1, evidence: "signature" };
    const before = remembered.get(signature);
    if (before !== undefined) return before;
    const words = signature.split(" ");
    const found =
      mostSimilar(words, learned.byLength.get(words.length) ?? []) ??
      (contained ? phraseIn(signature, words.length, learned.phrases) : null);
    if (remembered.size >= maxRemembered || rememberedChars > maxRememberedChars) {
      remembered.clear();
      rememberedChars = 0;
    }
    rememberedChars += signature.length;
    remembered.set(words.length === 1 ? ownText(signature) : signature, found);
    return found;
  };
  const linkReading = (signature: string, exception: string | null): Link | null => {
    const typed = exception === null ? undefined : learned.exceptions.get(exception);
    return typed === undefined
      ? linkOf(link(signature), exception)
      : { pattern: typed, kind: "exact", score: 1, evidence: "exception" };
  };

  /** The same exception in the same function of the same program, whatever it says this time. */
  const sameFrame = (text: string): Link | null => {
    const key = learned.frames.size === 0 ? null : frameKey(text);
    const pattern = key === null ? undefined : learned.frames.get(key);
    return pattern === undefined ? null : { pattern, kind: "exact", score: 1, evidence: "exception" };
  };

  return {
    match(line) {
      const framed = sameFrame(line);
      if (framed !== null) return { ...framed, values: valuesOf(messageOf(line)) };
      let best: { readonly link: Link; readonly message: string; readonly read: Signature } | null = null;
      for (const { message, exception } of readings(plainText(line))) {
        const read = signatureOf(message);
        const found = linkReading(read.signature, exception);
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

function frameKey(text: string): string | null {
  const trace = exceptionFrame(text);
  return trace?.frame ? `${trace.type} ${trace.frame}` : null;
}

/** An exact match of an exception's own line rests on the exception. */
const linkOf = (found: Link | null, exception: string | null): Link | null =>
  found?.kind === "exact" && exception !== null ? { ...found, evidence: "exception" } : found;

/** Somebody named the type of an exception and nothing else. */
const bareException = /^(?:[\w$]+\.)*[A-Z][\w$]*(?:Error|Exception)$/;
const exceptionFirst = /^((?:[\w$]+\.)*[A-Z][\w$]*(?:Error|Exception))(?::|$)/;

const cause = /^\s*(?:Caused by: )?((?:[\w$]+\.)*[A-Z][\w$]*(?:Error|Exception)\b.{0,500})/;
const maxTraceLines = 400;
const maxCauses = 5;

const colours = /\u001b\[[0-9;?]*[ -/]*[@-~]/g;

/** Programs colour their lines; that is no part of what they say. */
const plainText = (line: string): string => (line.includes("\u001b") ? line.replace(colours, "") : line);

interface Reading {
  readonly message: string;
  /** The type of the exception that it begins with. */
  readonly exception: string | null;
}

/** Of a trace its exceptions come first, the innermost before the others: they say more than the line above them. */
function readings(text: string): Reading[] {
  const [line = "", ...further] = text.split("\n", maxTraceLines);
  const causes = further.flatMap((below) => cause.exec(below.slice(0, 600))?.[1] ?? []);
  return [...causes.slice(-maxCauses).reverse(), ...lineReadings(line)].map((message) => ({
    message,
    exception: exceptionFirst.exec(message)?.[1] ?? null,
  }));
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
    if (score >= similarFrom && score > (best?.score ?? 0))
      best = { pattern: id, kind: "similar", score, evidence: "similar" };
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
