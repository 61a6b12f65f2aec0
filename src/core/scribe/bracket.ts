import { type Attempt, changesOf, isKept } from "./attempt.ts";
import { type Effect, isLasting } from "./effect.ts";
import { saysOpposite } from "./opposite-words.ts";
import { isPreparation } from "./put-back-changes.ts";
import type { SessionIndex } from "./session-index.ts";
import { appliesOpening, isBounce, isInverse, isOff } from "./undone.ts";

/** Further away nothing belongs together any more. */
const mostAway = 60;

/**
 * Is it one half of a bracket, or what put the opening into effect: out of service, other kept work, back in service?
 * Told by what both halves do to one thing: pause … resume, an off value … another, a text put in … taken out. Neither
 * half is a try then.
 */
export function isBracket(attempt: Attempt, { attempts }: Pick<SessionIndex, "attempts">): boolean {
  const from = Math.max(0, attempt.at - mostAway);
  const around = attempts.slice(from, attempt.at + mostAway).filter((one) => isKept(one) && one !== attempt);
  return around.some((other) => {
    const [first, second] = other.at > attempt.at ? [attempt, other] : [other, attempt];
    if (isPrepared(first, second, attempts)) return true;
    if (areHalves(first, second)) return hasWork(first, second, attempts) || isBounce(first, attempts);
    return (
      other.at > attempt.at && appliesOpening(attempt, other, attempts) && hasWork(attempt, other, attempts)
    );
  });
}

/** A setting that nobody looked at before the work, and that got another value when the work was done. */
const isPrepared = (first: Attempt, second: Attempt, attempts: readonly Attempt[]): boolean =>
  changesOf(first).some((effect) =>
    changesOf(second).some(
      (other) =>
        effect.target !== "" &&
        effect.target === other.target &&
        isPreparation(first, effect, { attempt: second, effect: other }, attempts),
    ),
  );

function areHalves(first: Attempt, second: Attempt): boolean {
  const [opening, closing] = [changesOf(first), changesOf(second)];
  const isOne = opening.some((one) => closing.some((other) => areHalvesOfOne(one, other)));
  return isOne || saysOpposite(first, second);
}

function areHalvesOfOne(first: Effect, second: Effect): boolean {
  if (isInverse(first, second)) return true;
  if (first.target !== second.target || first.target === "" || first.target.endsWith(":")) return false;
  if (first.nature === "pause") return second.nature === "resume";
  return first.nature === "set" && second.nature === "set" && isOff(first.value, second.value);
}

/** Is there kept work on something else between the two? */
function hasWork(first: Attempt, second: Attempt, attempts: readonly Attempt[]): boolean {
  const targets = new Set([...changesOf(first), ...changesOf(second)].map(({ target }) => target));
  return attempts
    .slice(first.at + 1, second.at)
    .some(
      (one) =>
        isKept(one) &&
        changesOf(one).some(
          ({ nature, target }) =>
            !targets.has(target) && (isLasting(nature) || /^(kick|kill|resume)$/.test(nature)),
        ),
    );
}
