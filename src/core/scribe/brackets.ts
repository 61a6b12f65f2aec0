import { type Attempt, changesOf, isKept } from "./attempt.ts";
import { type Effect, isLasting } from "./effect.ts";
import type { Change } from "./put-back-changes.ts";

/** Further away nothing belongs together any more. */
const mostAway = 400;

/**
 * A stop after a start undoes it only where that is all there was, or where nothing ran before the start; before another
 * start it opens a new bracket.
 */
export function isBracketed(
  later: Change,
  sameTarget: readonly Change[],
  attempts: readonly Attempt[],
): boolean {
  if (later.effect.nature !== "pause") return false;
  const at = sameTarget.indexOf(later);
  const isStopped = sameTarget
    .slice(0, at)
    .some(({ effect, attempt }) => effect.nature === "pause" && isKept(attempt));
  const isStartedAgain = sameTarget
    .slice(at + 1)
    .some(
      ({ effect, attempt }) => isKept(attempt) && (effect.nature === "resume" || effect.nature === "kick"),
    );
  return isStopped || (isStartedAgain && !wasDown(later.effect.target, sameTarget, attempts));
}

/** A service that was first of all started, after it had been seen to be down or had refused to start. */
function wasDown(target: string, sameTarget: readonly Change[], attempts: readonly Attempt[]): boolean {
  const [first] = sameTarget;
  const name = /(?:^|>)service:(.+)$/.exec(target)?.[1];
  if (name === undefined || first?.effect.nature !== "resume") return false;
  return attempts.slice(0, first.attempt.at).some(({ reading }) => {
    const isRefused =
      reading.worked === false &&
      reading.effects.some((one) => one.target === target && one.nature === "resume");
    const { exitCode } = reading.record;
    return (
      isRefused ||
      (exitCode === 3 && /\b(status|is-active)\b/.test(reading.key) && reading.key.includes(name))
    );
  });
}

/** Taken out of service before, by a change that stays: what starts it again closes that bracket. */
export const isPaused = ({ at }: Attempt, { target }: Effect, attempts: readonly Attempt[]): boolean =>
  attempts
    .slice(Math.max(0, at - mostAway), at)
    .some(
      (one) =>
        isKept(one) && changesOf(one).some((other) => other.nature === "pause" && other.target === target),
    );

/** A stop or start that has kept work of its own inside its bracket is not made pointless by a later bracket. */
export function hasOwnWork(
  attempt: Attempt,
  effect: Effect,
  sameTarget: readonly Change[],
  attempts: readonly Attempt[],
): boolean {
  if (effect.nature !== "pause" && effect.nature !== "resume") return false;
  const at = sameTarget.findIndex((change) => change.attempt === attempt);
  const partner =
    effect.nature === "resume"
      ? sameTarget.slice(0, at).findLast((change) => change.effect.nature === "pause")
      : sameTarget.slice(at + 1).find((change) => change.effect.nature === "resume");
  if (!partner || !isKept(partner.attempt)) return false;
  const [from, to] = effect.nature === "resume" ? [partner.attempt, attempt] : [attempt, partner.attempt];
  for (let i = from.at + 1; i < to.at; i++) {
    const between = attempts[i];
    if (
      between &&
      isKept(between) &&
      changesOf(between).some((other) => isLasting(other.nature) || other.nature === "kill")
    )
      return true;
  }
  return false;
}
