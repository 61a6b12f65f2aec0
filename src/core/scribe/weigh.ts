import { type Attempt, changesOf } from "./attempt.ts";
import { type ChangeFacts, indexChanges } from "./change-index.ts";
import { evidenceOf } from "./evidence.ts";
import { bias, weights } from "./evidence-weights.ts";
import type { Evidence } from "./kin-evidence.ts";

/** How likely it is that a change was a try which did not help. */
export interface Doubt {
  /** Probability from 0 to 1. */
  readonly chance: number;
  /** What speaks loudest for it, as a clause for the notes. */
  readonly because: string;
  /** It opens or closes a bracket around lasting work: only a rule may drop it. */
  readonly isBracket: boolean;
}

/** Above this a change is left out, whatever else. Measured on sessions that no weight was learned from. */
export const isTry = ({ chance, isBracket }: Doubt): boolean => chance > 0.5 && !isBracket;

/** Below this a change stays even where a rule says that a later one made it pointless. */
export const isSurelyNeeded = ({ chance }: Doubt): boolean => chance < 0.1;

/**
 * How much speaks against each change of a session, all things weighed together (logistic regression). Judged before
 * anything else is dropped, as the weights were learned.
 */
export function doubtsOf(attempts: readonly Attempt[]): Map<Attempt, Doubt> {
  const session = indexChanges(attempts);
  const doubts = new Map<Attempt, Doubt>();
  if (session.changes.length < 2 || session.looks.length === 0) return doubts;
  for (const change of session.changes) {
    const evidence = evidenceOf(change, session);
    doubts.set(change.attempt, {
      chance: chanceOf(evidence),
      because: loudest(evidence),
      isBracket: evidence["opens a bracket"] === 1 || evidence["closes a bracket"] === 1,
    });
  }
  judgeHalvesTogether(session.changes, doubts);
  return doubts;
}

/** A stop and the start that follows it: one alone would leave things stopped, or start what runs. */
function judgeHalvesTogether(changes: readonly ChangeFacts[], doubts: Map<Attempt, Doubt>): void {
  const stopped = new Map<string, Attempt>();
  for (const { attempt } of changes) {
    for (const { nature, target } of changesOf(attempt)) {
      const stop = stopped.get(target);
      if (nature === "pause" && target !== "") stopped.set(target, attempt);
      if (nature !== "resume" || stop === undefined) continue;
      stopped.delete(target);
      share(stop, attempt, doubts);
    }
  }
}

function share(one: Attempt, other: Attempt, doubts: Map<Attempt, Doubt>): void {
  const [first, second] = [doubts.get(one), doubts.get(other)];
  if (first === undefined || second === undefined) return;
  const chance = (first.chance + second.chance) / 2;
  doubts.set(one, { ...first, chance });
  doubts.set(other, { ...second, chance });
}

function chanceOf(evidence: Evidence): number {
  let sum = bias;
  for (const [name, value] of Object.entries(evidence)) sum += value * (weights[name] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}

const clauses: Readonly<Record<string, string>> = {
  "asked before, after and at the end": "the same was asked again after it, and the work went on",
  "asked again": "the same was asked again after it, and the work went on",
  "still failed": "what failed before it failed after it too",
  "still failed and worked later": "what failed before it failed after it too and worked only later",
  "lasting and still failed": "what failed before it failed after it too",
  "several new questions": "the search for the cause went on after it",
  "new questions": "the search for the cause went on after it",
  "other value later": "it was given another value later",
  "same thing next": "the same thing was changed again right after it",
  "same thing later": "the same thing was changed again later",
  "same command later": "the same command was run again later",
  "same tool next": "the same tool was used again right after it",
  "one word exchanged later": "the same command was run later with one word exchanged",
  "more of the same later": "the same command was run later with more options",
  "first asked what was asked in the end": "the same was asked again after it, and the work went on",
  "given up for other work": "it gave up an earlier value, and the work went on elsewhere",
  "then given up for other work": "it was given up and the work went on elsewhere",
  "another value and nothing else later": "it was given another value later",
  "taken back in words": "it took back what was tried before",
  "same command before work": "the same command was run again after other work",
  "whole run again later": "the same steps were done again in another way later",
  "slight and alone, lasting later": "it stood alone, and something lasting was changed later",
  "slight, before anything lasting":
    "nothing lasting had been changed before it, and it did not end the work",
};

function loudest(evidence: Evidence): string {
  let best = "";
  let most = 0;
  for (const [name, value] of Object.entries(evidence)) {
    const weight = value * (weights[name] ?? 0);
    if (weight > most && clauses[name] !== undefined) [best, most] = [name, weight];
  }
  return clauses[best] ?? "the work went on after it, elsewhere";
}
