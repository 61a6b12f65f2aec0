import { isMasked } from "./mask.ts";

// Words that people and programs write where a secret would stand.
const standIns = new Set(
  `true false null nil none undefined empty unset yes no on off enabled disabled required optional missing invalid valid
  incorrect wrong expired prompt ask stdin file env hidden masked redacted removed omitted filtered censored changeme
  change-me change_me example placeholder todo tbd fixme dummy string text here unknown default n/a and or for is was of to
  the in not with failed rejected accepted denied unchanged generated set reset await async new function typeof foobared string str int bool boolean number any bytes option token password secret
  optional self this null) updated rotated renewed from`.split(/\s+/),
);

const standInShapes = [
  /^\$[A-Za-z_][A-Za-z0-9_]*$/, // $VAR
  /^"?\$\{[^}]*\}?"?$/, // ${VAR}, ${VAR:?}
  /^\$[0-9@*#?!$-]?$/,
  /^\$\(.*/s, // $(…)
  /^\([a-z][^)]*\)$/, // fish's (…)
  /^`[^`]*`?$/,
  /^<[a-z][\w .:-]*>$/i, // <placeholder>
  /^%[A-Za-z_]\w*%$/, // %VAR%
  /^%[-+#0-9.]*[a-z]$/i, // %s
  /^\{\{.*\}\}$/,
  /^#\{[^}]*\}$/,
  /^--[a-z][a-z-]*$/,
  /^!(?:vault|secret|env|ref|sub|reference|encrypted)/i,
  /^@[\w./-]*[./][\w./-]*$/, // @file
  /^\[[A-Z ]*\]$/i,
  /^(.)\1*$/s, // ***, xxxx, ----
  /^[.…*•xX-]+$/,
  /^(?:your|my|the|some|insert|enter|put|add)[-_ ].*(?:password|token|key|secret|here)/i,
  /^(?:env|file|fd|stdin|pass(?:word)?-?file|prompt|vault|arn:aws|op|ref\+[a-z]+|ssm|awssm|gcpsm|akv):[^\s]/i,
];

const codeShapes = [
  /^(?:process\.env|os\.(?:environ|getenv)|System\.getenv|getpass|ENV\[|self\.|this\.|config\.|settings\.|args\.|var\.|local\.|data\.|module\.|Deno\.env|import\.meta|secrets\.|env\.|params\.|options\.|values\.|\.Values|request\.|ctx\.)/,
  /^[A-Za-z_.]+\((?:[\w."', ]*\)?)?[;,]?$/, // a call
  /^\{\d*\}?$/,
  /^[|;,)\]}>]/, // not a value, but what comes after an empty one
];

/** Why a value in the place of a secret is none: a variable, a placeholder, a reference, a mask. */
export function isStandIn(value: string): boolean {
  if (value.length === 0 || isMasked(value)) return true;
  if (value.length > 400) return false;
  if (standIns.has(value.toLowerCase().replace(/[.,;:!?)]+$/, ""))) return true;
  return standInShapes.some((shape) => shape.test(value)) || isPath(value);
}

/** A value without quotes that is an expression of a program. */
export const isCode = (value: string): boolean =>
  value.length < 400 && codeShapes.some((shape) => shape.test(value));

const isPath = (value: string): boolean =>
  /^(?:\/|~\/|\.\.?\/)(?:[\w.@-]+\/)*[\w.@-]*$/.test(value) &&
  (value.length < 24 || !(/\d/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value))) &&
  (value.slice(1).includes("/") || !/\d/.test(value));

const digests =
  /^(?:[0-9a-f]{7,12}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128}|[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}|(?:md5|sha\d{1,3})[:-].*)$/i;

/** A git sha, a uuid or a digest: public in itself, secret only where its name says so. */
export const isDigest = (value: string): boolean => digests.test(value);

/** Bits per character (Shannon) over the first 200 characters. */
export function entropy(value: string): number {
  const text = value.slice(0, 200);
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** Mixed enough to be made by chance, and no digest: what a weak name (`key=`) needs to be believed. */
export function looksRandom(typed: string): boolean {
  const value = typed.replace(/[)\]};,:.]+$/, "");
  if (/\s/.test(value)) return false;
  if (value.length < 8 || isDigest(value) || isStandIn(value)) return false;
  const digits = /\d/.test(value);
  const letters = /[A-Za-z]/.test(value);
  const cases = /[a-z]/.test(value) && /[A-Z]/.test(value);
  if (!letters || !(digits || (cases && value.length >= 16))) return false;
  if (/^[\d.,:]+[a-z]{0,3}$/i.test(value) || /^v?\d+(?:\.\d+)+/.test(value)) return false;
  return entropy(value) >= (value.length >= 16 ? 3 : 2.5) && !isPutTogether(value);
}

const plainPart = /^(?:[a-z]+|[A-Z]+|[A-Z][a-z]+|\d+|v\d+)$/;

/** `user:42:profile`, `web-01`: words and numbers with signs between, not made by chance. */
function isPutTogether(value: string): boolean {
  const parts = value.split(/[-_./:@,|]+/).filter((part) => part !== "");
  return (
    parts.length >= 2 && parts.every((part) => plainPart.test(part)) && parts.some((part) => part.length >= 3)
  );
}
