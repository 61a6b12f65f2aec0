import { wildcard } from "./word-classes.ts";

/** From here on a line is shown as similar to a pattern (measured best in macro F1 on 192 learned patterns). */
export const similarFrom = 0.8;

/**
 * The share of places in which two masked messages of the same length say the same; places where both have a value do
 * not count. Codes that pick a runbook must be equal, or nothing is similar.
 */
export function similarity(a: readonly string[], b: readonly string[]): number {
  if (a.length !== b.length) return 0;
  let same = 0;
  let counted = 0;
  for (let i = 0; i < a.length; i++) {
    const [left, right] = [a[i] ?? "", b[i] ?? ""];
    if (left === wildcard && right === wildcard) continue;
    counted++;
    if (left === right) same++;
    else if (isCode(left) || isCode(right)) return 0;
  }
  return counted === 0 ? 0 : same / counted;
}

/** errno and signal names, codes kept by the masks, exception types. */
const isCode = (word: string): boolean =>
  /^(?:E[A-Z][A-Z0-9]{2,}|SIG[A-Z]{3,}|[1-5]xx|(?:[\w$]+\.)*[A-Z][\w$]*(?:Exception|Error))$/.test(word) ||
  (/\d/.test(word) && word !== wildcard);
