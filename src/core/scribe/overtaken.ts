import { type Attempt, changesOf, drop, dropPair, isKept } from "./attempt.ts";
import { hasOwnWork, isBracketed, isPaused } from "./brackets.ts";
import type { Effect } from "./effect.ts";
import { takenBackInWords } from "./opposite-words.ts";
import {
  type Change,
  isPreparation,
  isPutBack,
  type Overtaker,
  takenOut,
  workBetween,
} from "./put-back-changes.ts";
import { rewritten } from "./rewritten-lines.ts";
import { isRollback, rolledBack } from "./rolled-back.ts";
import type { SessionIndex } from "./session-index.ts";
import { removedPaths, swept } from "./swept.ts";
import { thrownAway, triedAgain } from "./tried-again.ts";
import { appliesOpening, isOff, undoneToTheLetter } from "./undone.ts";

/**
 * Drops changes that a later one made pointless: a wrong value before the right one, a restart that was done again, a
 * gentler kill, what was taken back. Brackets with work inside (stop … start, scale 0 … 6) stay.
 * What is needed by all evidence is not overtaken, only taken back.
 */
export function dropOvertaken(index: SessionIndex, isNeeded: (attempt: Attempt) => boolean): boolean {
  const { attempts } = index;
  const byTarget = changesByTarget(attempts);
  const removed = removedPaths(attempts);
  let isAny = false;
  for (const attempt of attempts) {
    if (!isKept(attempt)) continue;
    const later = changesOf(attempt).map(
      (effect) =>
        thrownAway(attempt, effect, index) ??
        undoneToTheLetter(attempt, effect, attempts) ??
        takenBackInWords(attempt, index) ??
        overtaker(attempt, effect, byTarget, attempts) ??
        swept(attempt, effect, removed) ??
        rewritten(attempt, effect, attempts) ??
        takenOut(attempt, effect, attempts) ??
        triedAgain(attempt, effect, index) ??
        rolledBack(attempt, effect, attempts),
    );
    const by = later.at(-1);
    if (later.length === 0 || later.includes(null) || !by) continue;
    if (!by.undoes && isNeeded(attempt)) continue;
    if (by.undoes) dropPair(attempt, by.attempt);
    else drop(attempt, "superseded", `overtaken by record ${by.attempt.reading.record.n}`);
    isAny = true;
  }
  return isAny;
}

/** Further back nobody knows what was tried. */
const mostEarlier = 400;

function changesByTarget(attempts: readonly Attempt[]): Map<string, Change[]> {
  const byTarget = new Map<string, Change[]>();
  for (const attempt of attempts.filter(isKept)) {
    for (const effect of changesOf(attempt)) {
      const key = keyOf(attempt, effect);
      const changes = byTarget.get(key) ?? [];
      changes.push({ attempt, effect });
      byTarget.set(key, changes);
    }
  }
  return byTarget;
}

const keyOf = ({ reading }: Attempt, { target }: Effect): string =>
  target === "" ? `command:${reading.key}` : target;

function overtaker(
  attempt: Attempt,
  effect: Effect,
  byTarget: ReadonlyMap<string, readonly Change[]>,
  attempts: readonly Attempt[],
): Overtaker | null {
  const sameTarget = byTarget.get(keyOf(attempt, effect)) ?? [];
  const from = sameTarget.findIndex((change) => change.attempt === attempt && change.effect === effect);
  // The next few are enough: whatever overtakes those overtakes this.
  for (const later of sameTarget.slice(from + 1, from + 9)) {
    if (later.attempt === attempt || !isKept(later.attempt)) continue;
    const isTrial = isTrialMount(effect, later, sameTarget, from);
    if (
      isTrial ||
      (isTakenBack(attempt, effect, later, attempts) && !isBracketed(later, sameTarget, attempts))
    )
      return { attempt: later.attempt, undoes: isTrial || !wasAway(sameTarget, from) };
    const work = workBetween(attempt, later.attempt, effect.target, attempts);
    const isPrepared = work && isPreparation(attempt, effect, later, attempts);
    const isOver = isOverBy(attempt, effect, later, attempts);
    if (isOver && !isPrepared && !hasOwnWork(attempt, effect, sameTarget, attempts)) {
      return { attempt: later.attempt, undoes: false };
    }
  }
  return null;
}

function isOverBy(first: Attempt, effect: Effect, later: Change, attempts: readonly Attempt[]): boolean {
  const work = workBetween(first, later.attempt, effect.target, attempts);
  const isOver =
    overtakes(effect, later.effect, work) &&
    !appliesOpening(first, later.attempt, attempts) &&
    !(effect.nature === "kick" && later.effect.nature === "resume" && isPaused(first, effect, attempts));
  return isOver || isHalfDone(first, effect, later);
}

/** It had been taken away before it was added: to take it away again is no return. */
const wasAway = (sameTarget: readonly Change[], from: number): boolean =>
  sameTarget[from]?.effect.nature === "add" &&
  sameTarget.slice(0, from).some(({ effect }) => effect.nature === "remove");

const isTakenBack = (
  attempt: Attempt,
  effect: Effect,
  later: Change,
  attempts: readonly Attempt[],
): boolean =>
  (isUndoing(effect, later.effect, workBetween(attempt, later.attempt, effect.target, attempts)) &&
    !(effect.nature === "remove" && wasAdded(attempt, effect, attempts))) ||
  isPutBack(attempt, effect, later, attempts);

/** What it takes away was put there in this session: it is the end of a try, and no beginning. */
const wasAdded = ({ at }: Attempt, { target }: Effect, attempts: readonly Attempt[]): boolean =>
  attempts
    .slice(Math.max(0, at - mostEarlier), at)
    .some(
      (one) =>
        one.dropped?.why !== "failed" &&
        changesOf(one).some((effect) => effect.nature === "add" && effect.target === target),
    );

/** What was off when the session began, was put on for a look and off again: the real work comes after. */
const isTrialMount = (first: Effect, later: Change, sameTarget: readonly Change[], from: number): boolean =>
  first.nature === "resume" &&
  later.effect.nature === "pause" &&
  /(^|>)(mount|swap|interface|ip):/.test(first.target) &&
  !sameTarget.slice(0, from).some(({ attempt }) => isKept(attempt));

/** Switched off and on again with nothing done between: a test, unlike a stop and start, which is a restart. */
const toggles =
  /disable|deactivate|cordon|^mail|noout|nobackfill|norebalance|hold|mask|maint|freeze|^node:|^enablement:|^web-conf:|plugin|module|extension/i;

export function isUndoing(first: Effect, second: Effect, work: boolean): boolean {
  const pair = `${first.nature} ${second.nature}`;
  if (pair === "loosen tighten") return true;
  if (work) return false;
  if (pair === "pause resume" && toggles.test(`${first.target} ${first.value}`)) return true;
  if (pair === "add remove" || pair === "resume pause") return true;
  if (pair === "set remove" && !/(^|>)(file|line|content):/.test(first.target)) return true;
  return pair === "remove add" && /^(rule|ip|ban|ufw-rule|swap):/.test(first.target);
}

/** The tool said that it did not do all of it, and the same was run again to a good end. */
function isHalfDone(first: Attempt, effect: Effect, later: Change): boolean {
  if (effect.nature !== "run" || later.effect.nature !== "run") return false;
  return (first.reading.record.exitCode ?? 0) !== 0 && later.attempt.reading.record.exitCode === 0;
}

function overtakes(first: Effect, second: Effect, work: boolean): boolean {
  const pair = `${first.nature} ${second.nature}`;
  switch (pair) {
    case "kick kick":
    case "kick pause":
    case "kick resume":
    case "kick kill":
    case "kill kill":
    case "resume kick":
    case "resume pause":
    case "edit edit":
    case "loosen loosen":
    case "loosen set":
    case "kick run":
    case "tighten tighten":
    case "remove remove":
      return true;
    case "kill kick":
      return /(^|>)(process|[\w-]*job):/.test(first.target);
    case "pause kick":
      return !work;
    case "kick set":
    case "edit remove":
      return true;
    case "set remove":
      return !work || /(^|>)(file|line|content):/.test(first.target);
    case "set set":
      if (isRollback(first) && !isRollback(second)) return false;
      return !(work && isOff(first.value, second.value));
    case "resume resume":
      return first.value === second.value || /(^|>)service:/.test(first.target);
    case "pause pause":
    case "add add":
      return first.value === second.value || /(^|\/)package:/.test(first.target);
    case "send send":
      return first.value === second.value;
    case "run run":
      return first.value === second.value;
    default:
      return false;
  }
}
