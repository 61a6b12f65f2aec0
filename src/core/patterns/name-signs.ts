import type { MaskedWord } from "./signature.ts";
import { hashWord, roleOf, wildcard, wordRole } from "./word-classes.ts";

/**
 * What says of a constant word that it may be a name or another value:
 * `shape` it is spelled as only names are (`com.acme.shop`, `ost_write`, `~tmp`, `B`);
 * `camel`, `hyphen`, `dot` it is spelled as many names and some words of a sentence are;
 * `named` it stands behind a key, in quotes or alone in brackets; `flag` and `nothing` are such words as `true`, `null`;
 * `touch` it touches values; `known` the same word was a value elsewhere; `none` it is a word of the message.
 */
export type NameSign =
  | "none"
  | "shape"
  | "camel"
  | "hyphen"
  | "dot"
  | "named"
  | "flag"
  | "nothing"
  | "touch"
  | "known";

export interface SignedWord {
  readonly text: string;
  readonly sign: NameSign;
}

const onlyNames = /\w\.\w+\.\w|[@#*&$~+/\\]|^_?[a-z][a-z]*_\w|-\w+-|^[A-Zb-z]$/;
const capitals = /^[A-Z_]+$/;
const flags: ReadonlySet<string> = new Set("true false yes no on off TRUE FALSE True False".split(" "));
const nothings: ReadonlySet<string> = new Set("null nil none NULL None NONE undefined".split(" "));

/** A record is a line with so many `Key: value`. */
const keysOfRecord = 3;
/** A name in quotes has no more words. */
const maxQuotedWords = 3;

/** The constant words of a line with what says that they are names. Values have the wildcard as text. */
export function signedWords(
  text: string,
  words: readonly MaskedWord[],
  known: ReadonlySet<string>,
): SignedWord[] {
  const quoted = quotedPlaces(text, words);
  const first = words.findIndex((word) => word.text !== wildcard);
  const isRecord = (text.match(/\w: \S/g) ?? []).length >= keysOfRecord;
  return words.map((word, at) => {
    if (word.text === wildcard) return { text: wildcard, sign: "none" };
    const placed = (): NameSign => {
      const inRecord = isRecord && /\w: $/.test(text.slice(Math.max(0, word.start - 3), word.start));
      if ((inRecord || (quoted.has(at) && !/^[A-Z]+$/.test(word.text))) && !isKey(text, word.end))
        return "named";
      return touchesValues(text, words, at) ? "touch" : "none";
    };
    const own = ownSign(text, word, known);
    const sign = own === "none" ? placed() : own;
    // The first word says what the line is about, unless it is plainly a name.
    const isName = sign === "shape" || sign === "known" || sign === "touch";
    return { text: word.text, sign: at === first && !isName ? "none" : sign };
  });
}

/** What a word says by itself and by the signs beside it. */
function ownSign(text: string, { text: word, start, end }: MaskedWord, known: ReadonlySet<string>): NameSign {
  if (isKeyOfValue(text, end)) return "none";
  const elsewhere = known.has(word) ? "known" : "none";
  const behindEquals = text.charAt(start - 1) === "=" || isQuotedValue(text, start);
  const behindColon = text.charAt(start - 1) === ":" && /\w/.test(text.charAt(start - 2));
  const behindKey = behindEquals || behindColon;
  if (text.charAt(end) === ":" && !behindKey) return elsewhere;
  if (nothings.has(word)) return "nothing";
  if (behindKey && flags.has(word)) return "flag";
  if (behindEquals || isEnclosed(text, start, end)) return onlyNames.test(word) ? "shape" : "named";
  return elsewhere === "known" ? elsewhere : spelling(word, behindColon);
}

function spelling(word: string, behindColon: boolean): NameSign {
  if (capitals.test(word) && word.length > 1) return "none";
  if (onlyNames.test(word)) return "shape";
  if (/[A-Za-z]-[A-Za-z]/.test(word)) return "hyphen";
  if (/[a-z][A-Z]/.test(word)) return "camel";
  return behindColon || /\w[._]\w/.test(word) ? "dot" : "none";
}

/** `key=`, `"key":` */
function isKeyOfValue(text: string, end: number): boolean {
  const after = text.charAt(end);
  return after === "=" || ((after === '"' || after === "'") && text.charAt(end + 1) === ":");
}

const isKey = (text: string, end: number): boolean =>
  isKeyOfValue(text, end) || ["(", "[", "{", ":"].includes(text.charAt(end));

const isQuotedValue = (text: string, start: number): boolean =>
  isQuote(text.charAt(start - 1)) && /[=:]/.test(text.slice(Math.max(0, start - 3), start - 1));

const isQuote = (sign: string): boolean => sign === '"' || sign === "'";

const closingOf: Readonly<Record<string, string>> = { "(": ")", "[": "]", "<": ">", "'": "'", '"': '"' };

const isEnclosed = (text: string, start: number, end: number): boolean =>
  end < text.length && closingOf[text.charAt(start - 1)] === text.charAt(end);

/** The places between quotes with few words in them. */
function quotedPlaces(text: string, words: readonly MaskedWord[]): Set<number> {
  const places = new Set<number>();
  for (const [at, { start }] of words.entries()) {
    const quote = text.charAt(start - 1);
    if (!isQuote(quote)) continue;
    for (let last = at; last < Math.min(at + maxQuotedWords, words.length); last++)
      if (text.charAt(words[last]?.end ?? 0) === quote) for (let k = at; k <= last; k++) places.add(k);
  }
  return places;
}

/** Between two values without a space, or a name with a list in brackets: `node[17,20]`. */
function touchesValues(text: string, words: readonly MaskedWord[], at: number): boolean {
  const word = words[at];
  const left = touches(text, words[at - 1], word);
  const right = touches(text, word, words[at + 1]);
  return right && (left || text.charAt(word?.end ?? 0) === "[");
}

function touches(text: string, left: MaskedWord | undefined, right: MaskedWord | undefined): boolean {
  if (left === undefined || right === undefined || right.start - left.end !== 1) return false;
  return (left.text === wildcard) !== (right.text === wildcard) && !/[\s=]/.test(text.charAt(left.end));
}

/** Words that were values somewhere; not such as tell what happened. */
export function learnName(known: Set<string>, word: string): void {
  if (!/^[A-Za-z][\w.-]{2,}$/.test(word) || /(?:ed|ing)$/.test(word)) return;
  if (flags.has(word) || nothings.has(word) || roleOf(hashWord(word)) === wordRole.telling) return;
  known.add(word);
}
