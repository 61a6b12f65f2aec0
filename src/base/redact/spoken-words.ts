import { type ArgvSecret, whole } from "./argv-secret.ts";
import { isLikely } from "./likeness.ts";

/** Words that say what the next one is, whatever the tool: `neighbor 10.0.0.1 password …`, `user bob insecure-password …`. */
const saysPassword =
  /^(?:[\w.[\]"-]{0,60}[-_."])?(?:password|passwd|passphrase|passwort|pass|psk|pw|pwd|bindpw|shared-secret)["\]]{0,2}$/i;
const saysSecret = /^(?:secret|token|shared-key|authkey|eap|xauth)$/i;
/** `login NAME SECRET`, `connect HOST NAME SECRET`. */
const logsIn = /^(?:login|signin|connect|identify|auth)$/i;
const sentence =
  /^(?:for|by|from|to|as|of|with|at|on|via|in|is|was|and|failed|attempt|attempts|user|successful|succeeded|using|the|a|page|shell|prompt|name|error|timeout|refused)$/i;

/** A secret among words that is announced by the word before it, or stands behind a login's name. */
export const findSpokenWords = (words: readonly string[]): readonly ArgvSecret[] =>
  words.flatMap((text, i) => {
    if (saysPassword.test(text)) return taken(words, i + 1, "fair");
    if (saysSecret.test(text)) return taken(words, i + 1, "strong");
    return logsIn.test(text) ? behindLogin(words, i) : [];
  });

const taken = (words: readonly string[], at: number, least: "fair" | "strong"): readonly ArgvSecret[] =>
  isLikely(words[at] ?? "", least) ? whole(words, at, 0, "password") : [];

function behindLogin(words: readonly string[], at: number): readonly ArgvSecret[] {
  for (const k of [at + 2, at + 3]) {
    const before = words.slice(at + 1, k);
    if (before.some((word) => word.startsWith("-") || sentence.test(word))) return [];
    if (isLikely(words[k] ?? "", "fair")) return whole(words, k, 0, "password");
  }
  return [];
}
