import { type ArgvSecret, whole } from "./argv-secret.ts";
import { isStandIn, looksRandom } from "./judge-value.ts";
import { kindOf } from "./key-values.ts";
import { isLikelyAfter } from "./likeness.ts";
import { nameStrength } from "./secret-name.ts";

const baseName = (word: string): string => word.slice(word.lastIndexOf("/") + 1);

const setting = /^(?:-{0,2}[A-Za-z]{1,2}(?=[A-Z]))?(-{0,2}[A-Za-z_/][\w.\-/:]{1,120}?)=([\s\S]*)$/;

/** `NAME=value` as one word, alone or behind `-e`, `-D`, `--set` and the like: the whole rest of the word is the value. */
export function settings(words: readonly string[]): readonly ArgvSecret[] {
  return words.flatMap((text, word) => {
    if (text.length > 10_000) return [];
    const hit = setting.exec(text);
    if (hit === null) return [];
    const name = (hit[1] ?? "").replace(/^-+/, "").replace(/^.*[/:]/, "");
    const value = hit[2] ?? "";
    if (isReference(words, name) || !isSecretsValue(name, value)) return [];
    const several = /[,;&]\s?[A-Za-z_][\w.-]{1,60}=/.exec(value);
    const end = several === null ? value.length : several.index;
    const from = text.length - value.length;
    return isStandIn(value.slice(0, end)) ? [] : [{ word, from, to: from + end, kind: kindOf(name) }];
  });
}

function isSecretsValue(name: string, value: string): boolean {
  const strength = nameStrength(name);
  return strength !== null && (strength === "strong" || isLikelyAfter(name, value)) && !isNumber(name, value);
}

/** `vault write PATH NAME=VALUE`: what a vault is given is a secret where it looks like one, whatever its name. */
export const vaulted = (words: readonly string[]): readonly ArgvSecret[] =>
  words.includes("vault") && words.some((word) => /^(?:write|put|patch)$/.test(word))
    ? words.flatMap((text, word) => {
        const from = text.indexOf("=") + 1;
        return /^[\w.-]+=/.test(text) && looksRandom(text.slice(from))
          ? whole(words, word, from, "secret")
          : [];
      })
    : [];

/** `aws … --key OBJECT`, `gcloud … --secret=NAME`: what is meant by its name. */
export const isReference = (words: readonly string[], name: string): boolean =>
  (name === "key" && words.some((word) => /^(?:aws|awslocal)$/.test(baseName(word)))) ||
  (name === "secret" && words.some((word) => baseName(word) === "gcloud"));

/** A count, not a secret: passwords may be short numbers, tokens are longer. */
export const isNumber = (name: string, value: string): boolean =>
  /^\d+$/.test(value) && value.length < (/pass|pwd|pin/i.test(name) ? 4 : 16);
