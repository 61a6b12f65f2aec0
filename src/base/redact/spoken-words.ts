import { type ArgvSecret, whole } from "./argv-secret.ts";
import { isLikely, type Likeness } from "./likeness.ts";

/** Words that say what the next one is, whatever the tool: `neighbor 10.0.0.1 password …`, `user bob insecure-password …`. */
const saysPassword =
  /^(?:[\w.[\]"-]{0,60}[-_."])?(?:password|passwd|passphrase|passwort|pass|psk|pw|pwd|bindpw|shared-secret)["\]]{0,2}$/i;
const saysSecret = /^(?:secret|token|shared-key|authkey|eap|xauth)$/i;
/** `login NAME SECRET`, `connect HOST NAME SECRET`. */
const logsIn = /^(?:login|signin|connect|identify|auth)$/i;
/** `user_create NAME … SECRET`, `user add NAME SECRET`. */
const managesUsers =
  /^(?:[\w-]{1,40}[.:])?(?:user[-_.]?(?:create|add|mod|passwd|password)|(?:create|add|set|change|reset|update)[-_.]?(?:user|passw(?:or)?d|pass))$/i;
const verb = /^(?:add|create|set|mod|modify|update|change|reset)$/i;
const sentence =
  /^(?:for|by|from|to|as|of|with|at|on|via|in|is|was|and|failed|attempt|attempts|user|successful|succeeded|using|the|a|page|shell|prompt|name|error|timeout|refused)$/i;

/** A first look at a word: most say nothing. */
const speaks = /pass|pw|psk|secret|token|key|eap|auth|log|sign|conn|ident|user/i;

/** A secret among words that is announced by the word before it, or stands behind a login's name. */
export const findSpokenWords = (words: readonly string[]): readonly ArgvSecret[] =>
  words.flatMap((text, i) =>
    text.length < 2 || text.length > 80 || !speaks.test(text) ? [] : saidBy(words, i, text),
  );

function saidBy(words: readonly string[], at: number, text: string): readonly ArgvSecret[] {
  // In a short command the word is no sentence's: `tool passwd ops …`.
  const brief = at > 0 && at <= 2 && words.length <= 6;
  if (saysPassword.test(text)) return taken(words, at + 1, "fair", brief ? "fair" : "strong");
  if (saysSecret.test(text)) return taken(words, at + 1, "strong", "strong");
  if (logsIn.test(text)) return behindName(words, at, 2);
  if (text === "user" && verb.test(words[at + 1] ?? "")) return behindName(words, at + 1, 3);
  return managesUsers.test(text) ? behindName(words, at, 3) : [];
}

/** The next word, or the one after a name: `password 2 …`, `secret bob …`. */
function taken(
  words: readonly string[],
  at: number,
  least: Likeness,
  behind: Likeness,
): readonly ArgvSecret[] {
  const next = words[at] ?? "";
  if (isLikely(next, least)) return whole(words, at, 0, "password");
  return /^(?:[a-z]{1,20}|\d{1,2})$/.test(next) &&
    !sentence.test(next) &&
    isLikely(words[at + 1] ?? "", behind)
    ? whole(words, at + 1, 0, "password")
    : [];
}

/** What looks like a secret behind one name or up to `most` words. */
function behindName(words: readonly string[], at: number, most: number): readonly ArgvSecret[] {
  for (let k = at + 2; k <= at + 1 + most; k++) {
    const before = words[k - 1] ?? "";
    if (before.startsWith("-") || sentence.test(before)) return [];
    const text = words[k] ?? "";
    if (isLikely(text, "fair") || /^[0-9a-f]{32}$/.test(text)) return whole(words, k, 0, "password");
  }
  return [];
}
