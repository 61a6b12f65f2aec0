import { isMasked } from "./mask.ts";

// Words that people and programs write where a secret would stand.
const standIns = new Set(
  `true false null nil none undefined empty unset yes no on off enabled disabled required optional missing invalid valid
  incorrect wrong expired prompt ask stdin file env hidden masked redacted removed omitted filtered censored changeme
  change-me change_me example placeholder todo tbd fixme dummy string text here unknown default n/a and or for is was of to
  the in not with failed rejected accepted denied unchanged generated set reset updated rotated renewed from`.split(
    /\s+/,
  ),
);

const standInShapes = [
  /^\$[A-Za-z_][A-Za-z0-9_]*$/, // $VAR
  /^"?\$\{[^}]*\}?"?$/, // ${VAR}, ${VAR:?}
  /^\$[0-9@*#?!$-]?$/,
  /^\$?\(.*/s, // $(…), fish's (…)
  /^`/,
  /^<[^<>]*>?$/, // <placeholder>
  /^%[A-Za-z_]\w*%$/, // %VAR%
  /^%[-+#0-9.]*[a-z](?![A-Za-z0-9])/i, // %s
  /^\{\{/,
  /^\{\d*\}?$/,
  /^#\{/,
  /^@[\w./-]*[./][\w./-]*$/, // @file
  /^\[[\w ./-]*\]?$/,
  /^(.)\1*$/s, // ***, xxxx, ----
  /^[.…*•xX-]+$/,
  /^(?:your|my|the|some|insert|enter|put|add)[-_ ].*(?:password|token|key|secret|here)/i,
  /^(?:env|file|fd|stdin|pass(?:word)?-?file|prompt|vault|arn:aws|op|ref\+[a-z]+|secret|ssm|awssm|gcpsm|akv):[^\s]/i,
  /^(?:process\.env|os\.(?:environ|getenv)|System\.getenv|getpass|ENV\[|self\.|this\.|config\.|settings\.|args\.|var\.|local\.|data\.|module\.|Deno\.env|import\.meta|secrets\.|env\.|params\.|options\.|values\.|\.Values|request\.|ctx\.)/,
  /^[A-Za-z_][\w.]*\([^)]*\)?;?$/, // a call
  /^\/(?:[a-z0-9_.-]+\/)+[\w.-]*$/i, // a path
  /^~\/[\w./-]+$/,
  /^(?:\.\.?\/)[\w./-]+$/,
];

/** Why a value in the place of a secret is none: a variable, a placeholder, a reference, a mask. */
export function isStandIn(value: string): boolean {
  if (value.length === 0 || isMasked(value)) return true;
  if (value.length > 400) return false;
  if (standIns.has(value.toLowerCase().replace(/[.,;:!?)]+$/, ""))) return true;
  return standInShapes.some((shape) => shape.test(value));
}

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
export function looksRandom(value: string): boolean {
  if (value.length < 8 || isDigest(value) || isStandIn(value)) return false;
  const digits = /\d/.test(value);
  const letters = /[A-Za-z]/.test(value);
  const cases = /[a-z]/.test(value) && /[A-Z]/.test(value);
  if (!letters || !(digits || (cases && value.length >= 16))) return false;
  if (/^[\d.,:]+[a-z]{0,3}$/i.test(value) || /^v?\d+(?:\.\d+)+/.test(value)) return false;
  return (
    entropy(value) >= (value.length >= 16 ? 3 : 2.5) && !/^[a-z]+(?:[-_./:][a-z]+)+[-_]?\d{0,3}$/i.test(value)
  );
}
