import { type Outcome, verifiedInARow } from "./outcomes.ts";

/** One-sided 95 %: the normal quantile at 0.95. */
const z = 1.6448536269514722;

/**
 * Wilson's lower bound of a success rate, one-sided 95 % (Wilson 1927): 9 of 9 gives 0.769, 0 runs gives 0.
 * The share of successes that the runs so far support, not the share they show.
 */
export function wilsonLowerBound(successes: number, runs: number): number {
  if (!(runs > 0) || !(successes > 0)) return 0;
  const rate = Math.min(1, successes / runs);
  const z2 = z * z;
  const centre = rate + z2 / (2 * runs);
  const margin = z * Math.sqrt((rate * (1 - rate) + z2 / (4 * runs)) / runs);
  return Math.max(0, (centre - margin) / (1 + z2 / runs));
}

/** The confidence that the runs since the last failure support. `outcomes` is newest first. */
export function confidenceOf(outcomes: readonly Outcome[]): number {
  const verified = verifiedInARow(outcomes);
  return wilsonLowerBound(verified, verified);
}
