import { type ArgvSecret, whole } from "./argv-secret.ts";
import { isLikely } from "./likeness.ts";
import { nameStrength } from "./secret-name.ts";

/** Secrets that a command prints or is given beside their name: `printf` formats, `--passwordeval`, `--value`. */
export const findPrintedWords = (words: readonly string[]): readonly ArgvSecret[] => [
  ...formatted(words),
  ...evaluated(words),
  ...givenValue(words),
];

const secretBefore =
  /(?:\b(?:auth|login\s\S{1,40})|pass(?:word|wd|phrase)?|secret|token|key|pwd)["']?\s{0,4}(?:[=:]|\s)\s{0,4}["']?$/i;

/** `printf 'password=%s\n' value`: the argument whose place in the format says what it is. */
function formatted(words: readonly string[]): readonly ArgvSecret[] {
  const at = words.indexOf("printf");
  const format = words[at + 1] ?? "";
  if (at < 0 || !format.includes("%")) return [];
  const places = [...format.slice(0, 2000).matchAll(/%[-+ #0-9.]*[a-z]/gi)];
  return places.flatMap((place, k) =>
    secretBefore.test(format.slice(Math.max(0, place.index - 40), place.index))
      ? whole(words, at + 2 + k, 0, "password")
      : [],
  );
}

/** `--passwordeval 'echo value'`: a command that prints the secret. */
const evaluated = (words: readonly string[]): readonly ArgvSecret[] =>
  words.flatMap((text, i) => {
    const flag =
      /^(?:-{0,2}[\w-]{0,60}pass(?:word|phrase)?[-_]?(?:eval|command|cmd|program)|--?(?:ext-?pass|askpass))(?:=|$)/i.exec(
        text,
      );
    if (flag === null) return [];
    const at = flag[0].endsWith("=") ? i : i + 1;
    const from = at === i ? flag[0].length : 0;
    const echo = /^(?:echo|printf)\s+(?:-n\s+)?(?:'%s'\s+)?["']?/.exec((words[at] ?? "").slice(from));
    return echo === null ? [] : whole(words, at, from + echo[0].length, "password");
  });

/** `… set dbpassword --value=secret`: the name of the secret is another word. */
function givenValue(words: readonly string[]): readonly ArgvSecret[] {
  const named = words.some(
    (word) => word.length < 80 && nameStrength(word.replace(/^.*[/:]/, "")) === "strong",
  );
  return named ? words.flatMap((text, i) => valueFlag(words, text, i)) : [];
}

const valueFlag = (words: readonly string[], text: string, at: number): readonly ArgvSecret[] => {
  const flag = /^(?:--(?:value|body)|-v)(=)?/.exec(text);
  if (flag === null || (flag[1] === undefined && text !== flag[0])) return [];
  if (text === "-v" && !isLikely(words[at + 1] ?? "", "fair")) return [];
  return flag[1] === undefined
    ? whole(words, at + 1, 0, "password")
    : whole(words, at, flag[0].length, "password");
};
