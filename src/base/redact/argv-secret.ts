import { isStandIn } from "./judge-value.ts";

/** A secret among the words of a command: which word, and which part of its value. */
export interface ArgvSecret {
  readonly word: number;
  readonly from: number;
  readonly to: number;
  readonly kind: string;
}

/** A word from `from` to its end, unless that only stands in for a secret. */
export function whole(
  words: readonly string[],
  word: number,
  from: number,
  kind: string,
): readonly ArgvSecret[] {
  const value = (words[word] ?? "").slice(from);
  return isStandIn(value) ? [] : [{ word, from, to: from + value.length, kind }];
}
