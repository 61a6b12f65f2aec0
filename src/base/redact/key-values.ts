import { isCode, isStandIn, looksRandom } from "./judge-value.ts";
import { isLikelyAfter } from "./likeness.ts";
import type { Found } from "./mask.ts";
import { type NameStrength, nameStrength, secretWords } from "./secret-name.ts";
import { type ValueSpan, valueAt } from "./value-span.ts";

// A name that may be a secret's, what closes it (a quote, a bracket), and the sign between it and its value.
const pair = new RegExp(
  `(?:${secretWords})\\d{0,3}(?:\\\\{0,3}["'\`\\])}]{1,2})?[ \\t]{0,8}(?:(?<=["'])[ \\t]{0,4},(?=[ \\t]{0,4}["'])|=>|:=|\\?=|==?|:(?![:/?+]))[ \\t]{0,12}`,
  "gi",
);
const nameBefore = /[\w.\-/]{0,80}$/;

/** `name = value` in any dress: env files, JSON, YAML, TOML, ini, repr, connection strings, log fields, XML attributes. */
export function findKeyValues(text: string): readonly Found[] {
  const found: Found[] = [];
  pair.lastIndex = 0;
  for (let hit = pair.exec(text); hit !== null; hit = pair.exec(text)) {
    const sign = hit[0].search(/["'`\])}\s=:?\\,]/);
    const name = nameAround(text, hit.index, hit.index + sign);
    const strength = nameStrength(name);
    if (strength === null || endsBase64(text, hit.index + sign) || isArn(text, hit.index)) {
      pair.lastIndex = hit.index + Math.max(1, sign);
      continue;
    }
    const value = isEmptySetting(hit[0]) ? null : valueAfter(text, pair.lastIndex, hit[0]);
    if (value === null) continue;
    if (believed(text, value, { name, strength, sign: hit[0] })) {
      found.push({ start: value.start, end: value.end, kind: kindOf(name) });
      pair.lastIndex = Math.max(pair.lastIndex, value.end);
    }
  }
  return found;
}

/** The end of a public key or digest (`…Pw= me@host`) is no name. */
const endsBase64 = (text: string, at: number): boolean =>
  /[A-Za-z0-9+/]{32}$/.test(text.slice(Math.max(0, at - 32), at));

/** `arn:aws:secretsmanager:…:secret:NAME` names a secret. */
const isArn = (text: string, at: number): boolean =>
  /arn:aws[\w-]*:secretsmanager:[\w-]*:\d*:$/.test(text.slice(Math.max(0, at - 80), at));

/** `NAME= command` sets nothing; `name = value` does. */
const isEmptySetting = (pairText: string): boolean => /^[A-Z_\d]+=[ \t]+$/.test(pairText);

function nameAround(text: string, from: number, to: number): string {
  const before = nameBefore.exec(text.slice(Math.max(0, from - 80), from));
  return `${before?.[0] ?? ""}${text.slice(from, to)}`.replace(/^.*\//, "").replace(/^[-.]+/, "");
}

function valueAfter(text: string, at: number, pairText: string): ValueSpan | null {
  const value = valueAt(text, at);
  if (value.end <= value.start) return null;
  // `expect "Password:"`: the quote after the name closed a text there.
  if (value.quoted && /^[ \t]*\n/.test(text.slice(value.start, value.end))) return null;
  if (value.quoted || !/:\s*$/.test(pairText)) return value;
  return wholeYamlValue(text, value) ?? value;
}

/** `password: two words` on a line of its own: the value runs to the end of the line. */
function wholeYamlValue(text: string, value: ValueSpan): ValueSpan | null {
  const before = text.slice(Math.max(0, value.start - 200), value.start);
  if (!/(?:^|\n)[ \t-]{0,80}[\w.-]{1,80}:[ \t]+$/.test(before)) return null;
  const rest =
    /^[^\n]{0,200}/.exec(text.slice(value.end, value.end + 200))?.[0].replace(/\s+#.*$|\s+$/, "") ?? "";
  const words = text.slice(value.start, value.end + rest.length);
  return words.length <= 200 && /\d/.test(words) ? { ...value, end: value.end + rest.length } : null;
}

interface Pair {
  readonly name: string;
  readonly strength: NameStrength;
  readonly sign: string;
}

function believed(text: string, span: ValueSpan, pair: Pair): boolean {
  const value = text.slice(span.start, span.end);
  if (isStandIn(value) || (!span.quoted && isCode(value))) return false;
  if (/,\s*$/.test(pair.sign)) return looksRandom(value);
  if (value.toLowerCase() === pair.name.toLowerCase()) return false;
  if (pair.strength === "weak") return isLikelyAfter(pair.name, value) || isShortCode(pair.name, value);
  return (
    value.length >= (/pass|pwd/i.test(pair.name) ? 1 : 3) &&
    !isCount(pair.name, value) &&
    !isSpoken(text, span, pair)
  );
}

const isShortCode = (name: string, value: string): boolean =>
  /(?:otp|pin|cvv|cvc)$/i.test(name) && /^\d{4,8}$/.test(value);

/** A number of tokens, not one; a password may be a short number. */
const isCount = (name: string, value: string): boolean =>
  /^\d+(?:\.\d+)?[a-z]{0,2}$/i.test(value) && value.length < (/pass|pwd|pin|otp/i.test(name) ? 4 : 16);

/** After a colon and a space, without quotes, prose is likelier than a secret. */
function isSpoken(text: string, span: ValueSpan, { sign }: Pair): boolean {
  if (span.quoted || !/:\s+$/.test(sign)) return false;
  const value = text.slice(span.start, span.end);
  return value.length < 3 || isProse(text, span, value);
}

/** `password: authentication failed`: a plain word after a colon, going on, is a sentence. */
const isProse = (text: string, span: ValueSpan, value: string): boolean =>
  /^[A-Z]?[a-z]+[.,;:!?]?$/.test(value) && /^[ \t]+\S/.test(text.slice(span.end, span.end + 40));

/** The kind that a mask shows for a name. */
export function kindOf(name: string): string {
  const lower = name.toLowerCase();
  if (/pass|pwd|pw$|psk/.test(lower)) return "password";
  if (/token|jwt|bearer/.test(lower)) return "token";
  if (/cookie|sess|sid$/.test(lower)) return "cookie";
  return /key/.test(lower) ? "key" : "secret";
}
