export interface ReadRule {
  /** The bare words start with one of these phrases (`|` between words that serve alike, `*` for any). */
  readonly subs?: readonly string[];
  /** One of these flags is given. */
  readonly flags?: readonly string[];
  /** None of these flags is. */
  readonly not?: readonly string[];
  /** At most so many bare words. */
  readonly most?: number;
  /** No word is one of these. */
  readonly without?: RegExp;
  /** Every bare word is one of these. */
  readonly only?: RegExp;
}

const phrases = (text: string): readonly string[] => text.split(/\s*,\s*/);
export const subs = (text: string, more: Omit<ReadRule, "subs"> = {}): ReadRule => ({
  subs: phrases(text),
  ...more,
});
export const flags = (text: string, more: Omit<ReadRule, "flags"> = {}): ReadRule => ({
  flags: text.split(" "),
  ...more,
});
export const not = (text: string, more: Omit<ReadRule, "not"> = {}): ReadRule => ({
  not: text.split(" "),
  ...more,
});
export const bare = (most = 0, more: Omit<ReadRule, "most"> = {}): ReadRule => ({ most, ...more });
export const without = (pattern: RegExp): ReadRule => ({ without: pattern });
