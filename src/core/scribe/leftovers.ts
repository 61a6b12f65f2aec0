import { type Attempt, changesOf, dropPair, isKept } from "./attempt.ts";
import { type Effect, isLasting } from "./effect.ts";
import { takenBackInWords } from "./opposite-words.ts";
import { isUndoing } from "./overtaken.ts";
import { type Overtaker, workBetween } from "./put-back-changes.ts";
import type { SessionIndex } from "./session-index.ts";
import { thrownAway } from "./tried-again.ts";
import { fileOf, undoneToTheLetter } from "./undone.ts";

/**
 * What a try leaves behind when it is dropped for whatever reason: the change that took it back, and the restart or
 * reload that only applied it or its taking back.
 */
export function dropLeftovers(index: SessionIndex): boolean {
  const taken = index.attempts.filter(
    (attempt) => isTry(attempt) && attempt.dropped?.isProven !== true && dropReturn(attempt, index),
  );
  const applied = index.attempts.filter((attempt) => isKept(attempt) && dropApplied(attempt, index.attempts));
  const copies = index.attempts.filter((attempt) => isKept(attempt) && dropCopy(attempt, index.attempts));
  return taken.length + applied.length + copies.length > 0;
}

/** Further on nobody takes a try back. */
const mostLater = 400;

const isTry = ({ changes, dropped }: Attempt): boolean => changes && dropped?.why === "superseded";

function dropReturn(attempt: Attempt, index: SessionIndex): boolean {
  const returns = changesOf(attempt).map(
    (effect) =>
      thrownAway(attempt, effect, index) ??
      undoneToTheLetter(attempt, effect, index.attempts) ??
      takenBackInWords(attempt, index) ??
      undone(attempt, effect, index.attempts),
  );
  const by = returns.at(-1);
  if (!by || returns.includes(null)) return false;
  dropPair(attempt, by.attempt);
  return true;
}

/** The nearest kept change of the same thing, if it is the opposite one. */
function undone(attempt: Attempt, effect: Effect, attempts: readonly Attempt[]): Overtaker | null {
  if (effect.target === "" || effect.nature === "resume" || effect.nature === "pause") return null;
  const by = attempts
    .slice(attempt.at + 1, attempt.at + mostLater)
    .find((later) => isKept(later) && changesOf(later).some(({ target }) => target === effect.target));
  if (by === undefined) return null;
  const work = workBetween(attempt, by, effect.target, attempts);
  return changesOf(by).some((other) => isUndoing(effect, other, work)) ? { attempt: by, undoes: true } : null;
}

/** A restart or reload with nothing to apply but tries, while the work went on after it. */
function dropApplied(attempt: Attempt, attempts: readonly Attempt[]): boolean {
  if (!changesOf(attempt).every(({ nature }) => nature === "kick")) return false;
  for (let at = attempt.at - 1; at >= 0; at--) {
    const before = attempts[at];
    if (before === undefined || isKept(before)) return false;
    if (before.looks && !isConfigTest(before)) return false;
    if (!isTry(before) || before.dropped?.isProven !== true) continue;
    if (!changesOf(before).some(({ nature }) => isLasting(nature))) return false;
    if (!attempts.slice(attempt.at + 1).some(isKept)) return false;
    const because = `only applied record ${before.reading.record.n}`;
    attempt.dropped = { why: "superseded", because, isProven: true };
    return true;
  }
  return false;
}

/** A copy made of a file before tries that were all taken back, and no other change to it. */
function dropCopy(attempt: Attempt, attempts: readonly Attempt[]): boolean {
  const [copy, ...more] = changesOf(attempt);
  if (copy?.tool !== "cp" || copy.nature !== "add" || more.length > 0) return false;
  const later = attempts
    .slice(attempt.at + 1, attempt.at + mostLater)
    .filter((one) => changesOf(one).some(({ target }) => fileOf(target) === copy.value));
  const isTried = later.some(({ dropped }) => dropped?.isProven === true);
  if (!isTried || later.some(isKept)) return false;
  attempt.dropped = { why: "superseded", because: `${copy.value} is as it was before`, isProven: true };
  return true;
}

const isConfigTest = ({ reading }: Attempt): boolean =>
  reading.effects.some(({ target }) => target.endsWith("config-test"));
