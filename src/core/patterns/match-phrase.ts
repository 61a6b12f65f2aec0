import type { PatternMatch } from "../../base/model/alert.ts";
import { similarFrom } from "./similarity.ts";

type Link = Pick<PatternMatch, "pattern" | "kind" | "score" | "evidence">;

/** Words that somebody wrote down, masked, as they would stand in a signature. */
export interface Phrase {
  readonly id: string;
  readonly text: string;
  readonly words: number;
}

/** Fewer words stand in any line. */
const fewestWords = 3;
const fewestLetters = 12;

export function isPhrase(words: readonly string[]): boolean {
  const telling = words.filter((word) => /[A-Za-z]{2}/.test(word));
  return telling.length >= fewestWords && telling.join("").length >= fewestLetters;
}

/** The longest phrase that the line holds; similar only, the more of the line it is the more so. */
export function phraseIn(signature: string, words: number, phrases: readonly Phrase[]): Link | null {
  const text = ` ${signature} `;
  let best: Phrase | null = null;
  for (const phrase of phrases)
    if (phrase.words > (best?.words ?? 0) && text.includes(phrase.text)) best = phrase;
  if (best === null) return null;
  const score = similarFrom + (0.99 - similarFrom) * (best.words / words);
  return { pattern: best.id, kind: "similar", score, evidence: "similar" };
}
