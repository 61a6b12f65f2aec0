import { looksRandom } from "./judge-value.ts";

const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[!#$%^&*?~@]/] as const;
/** Marks that passwords are made with and names of programs are not. */
const strong = /[!#$%^&*?~]/;

/**
 * A password that was typed where a command was asked for: the prompt of `sudo` or `ssh` had not come yet, or had gone.
 * Asked only of text for which the shell found no command (exit 127). One word of at least three kinds of characters that
 * is random or holds a mark which no program's name holds; a mistyped command is neither.
 */
export function lonePassword(text: string): string | null {
  const word = text.trim();
  if (word.length < 8 || word.length > 128 || /[\s/=]/.test(word) || /^[-.]/.test(word)) return null;
  const mixed = kinds.filter((kind) => kind.test(word)).length;
  if (mixed < 3) return null;
  const random = word.length >= 12 && !/[.-]/.test(word) && looksRandom(word);
  return strong.test(word) || random ? word : null;
}
