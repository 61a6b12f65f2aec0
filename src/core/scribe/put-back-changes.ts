import { type Attempt, changesOf, isKept, shareWord, wordsOf } from "./attempt.ts";
import { type Effect, isLasting } from "./effect.ts";

export interface Change {
  readonly attempt: Attempt;
  readonly effect: Effect;
}

/** The later change that makes an earlier one pointless; `undoes`: and is pointless itself then. */
export interface Overtaker {
  readonly attempt: Attempt;
  readonly undoes: boolean;
}

/** Is there a kept change of something else between the two? */
export function workBetween(a: Attempt, b: Attempt, target: string, attempts: readonly Attempt[]): boolean {
  for (let at = a.at + 1; at < b.at; at++) {
    const between = attempts[at];
    if (between && isKept(between) && changesOf(between).some((effect) => effect.target !== target))
      return true;
  }
  return false;
}

/** `chmod 644` and then `chmod 600`: the second takes away what the first gave. */
function isTightened(first: string, second: string): boolean {
  const [, given, scope] = /^([0-7]{3,4})( -R)?$/.exec(first) ?? [];
  const [, left, otherScope] = /^([0-7]{3,4})( -R)?$/.exec(second) ?? [];
  if (given === undefined || left === undefined || scope !== otherScope) return false;
  const [before, after] = [Number.parseInt(given, 8) & 0o777, Number.parseInt(left, 8) & 0o777];
  return before !== after && (before & after) === after;
}

/**
 * A setting that was tried, looked at, and given another value, whereupon the work went on elsewhere and nobody looked
 * at it again: the second value is the one it had before. Modes count only where the second takes away what the first
 * gave; a wrong value before the right one has its look after the right one.
 */
export function isPutBack(
  first: Attempt,
  effect: Effect,
  later: Change,
  attempts: readonly Attempt[],
): boolean {
  if (later.effect.nature !== "set" || !/^(set|loosen)$/.test(effect.nature)) return false;
  const isMode = /(^|>)mode:/.test(effect.target);
  const between = attempts.slice(first.at + 1, later.attempt.at);
  if (isMode && !isModeBack(effect, later, between, attempts)) return false;
  const looked = between.some(({ looks }) => looks);
  if (!looked && !(isMode && effect.nature === "loosen")) return false;
  if (workBetween(first, later.attempt, effect.target, attempts)) return false;
  if (isCorrection(first, later.attempt) || saysAllOf(first, later.attempt)) return false;
  const rest = attempts.slice(later.attempt.at + 1);
  const next = rest.find((other) => isKept(other) || other.looks);
  if (
    !next ||
    !isKept(next) ||
    !changesOf(next).some(({ nature }) => isLasting(nature) || nature === "pause")
  )
    return false;
  return isMode || !isAbout(next, later.attempt);
}

function isModeBack(
  effect: Effect,
  { attempt, effect: second }: Change,
  between: readonly Attempt[],
  attempts: readonly Attempt[],
): boolean {
  if (/ -R$/.test(second.value) !== / -R$/.test(effect.value)) return false;
  if (effect.nature !== "set") return true;
  return isTightened(effect.value, second.value) && !isCuredBy(attempt, between, attempts);
}

/** What failed with the first value passes in the end, and after the second only the tool that had failed did its work. */
function isCuredBy(second: Attempt, between: readonly Attempt[], attempts: readonly Attempt[]): boolean {
  const rest = attempts.slice(second.at + 1);
  return between.some(({ reading }) => {
    if (
      reading.worked !== false ||
      !rest.some((other) => other.reading.key === reading.key && other.reading.worked === true)
    )
      return false;
    const tools = reading.effects.map(({ tool }) => tool);
    return rest.filter(isKept).every((other) => changesOf(other).every(({ tool }) => tools.includes(tool)));
  });
}

/** One longer word was exchanged for nearly the same: a slip of the hand, not the old value. */
function isCorrection(a: Attempt, b: Attempt): boolean {
  const [first, second] = [a.reading.key.split(" "), b.reading.key.split(" ")];
  const differing = first.flatMap((word, at) =>
    word === second[at] ? [] : [[word, second[at] ?? ""] as const],
  );
  const [pair] = differing;
  if (first.length !== second.length || differing.length !== 1 || !pair) return false;
  const [old, better] = pair.map((word) => word.replace(/^[\w.-]+=/, ""));
  return Math.min(old?.length ?? 0, better?.length ?? 0) >= 6 && isNearly(pair[0], pair[1]);
}

/** The second has every word of the first, and more: the same once more, with options that were missing. */
function saysAllOf(a: Attempt, b: Attempt): boolean {
  const words = new Set(b.reading.key.split(" "));
  return a.reading.key.split(" ").every((word) => words.has(word));
}

/** Equal but for at most two neighbouring characters. */
function isNearly(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return Math.max(a.length, b.length) - start - end <= 2;
}

/** Does the one name a thing that the other names? */
function isAbout(a: Attempt, b: Attempt): boolean {
  const text = (attempt: Attempt): string =>
    changesOf(attempt)
      .map(({ target }) => target.slice(target.indexOf(":") + 1))
      // Of a kernel's key only the last part names a thing; the others are where it stands.
      .map((name) => name.replace(/^(?:net|vm|fs|kernel)\.(?:.*\.)?/, "").replace(/[_.-]/g, " "))
      .join(" ");
  return shareWord(wordsOf(text(a)), wordsOf(text(b)));
}

/** A line that was appended and then deleted again by its own text. */
export function takenOut(attempt: Attempt, effect: Effect, attempts: readonly Attempt[]): Overtaker | null {
  const numbered = takenByNumber(attempt, effect, attempts);
  if (numbered !== null) return numbered;
  const added = /^content:([^:]*):([\s\S]+)$/.exec(effect.target);
  if (effect.nature !== "add" || !added) return null;
  const [, path = "", text = ""] = added;
  for (const later of attempts.slice(attempt.at + 1)) {
    if (!isKept(later)) continue;
    for (const { target, value } of changesOf(later)) {
      const pattern = /^\s*\/\^?(.*?)\$?\/d\s*$/.exec(value)?.[1]?.replace(/\\(.)/g, "$1");
      if (target.startsWith(`line:${path}:`) && pattern && text.includes(pattern))
        return { attempt: later, undoes: true };
    }
  }
  return null;
}

/** A firewall rule that was added and then deleted by the number it had: the last one that was added to that chain. */
function takenByNumber(attempt: Attempt, effect: Effect, attempts: readonly Attempt[]): Overtaker | null {
  if (effect.nature !== "add" || !/(^|>)rule:/.test(effect.target)) return null;
  for (const later of attempts.slice(attempt.at + 1)) {
    if (!isKept(later)) continue;
    for (const { nature, target } of changesOf(later)) {
      const chain = /^((?:.*>)?rule:.*?) ?#\d+$/.exec(target)?.[1];
      if (nature === "remove" && chain !== undefined && effect.target.startsWith(chain))
        return { attempt: later, undoes: true };
      if (nature === "add" && chainOf(target) === chainOf(effect.target)) return null;
    }
  }
  return null;
}

const chainOf = (target: string): string => target.split(" ").slice(0, 3).join(" ");

/**
 * A setting that nobody looked at before work of another kind began, and that got another value when that work was done:
 * it was set for the time of the work.
 */
export function isPreparation(
  attempt: Attempt,
  effect: Effect,
  later: Change,
  attempts: readonly Attempt[],
): boolean {
  if (
    effect.nature !== "set" ||
    later.effect.nature !== "set" ||
    /(^|>)(file|line|mode):/.test(effect.target)
  )
    return false;
  // A number of as many digits is another value, no slip.
  const isNumber = effect.value.replace(/\d/g, "0") === later.effect.value.replace(/\d/g, "0");
  if (!isNumber && isNearly(effect.value, later.effect.value)) return false;
  const between = attempts.slice(attempt.at + 1, later.attempt.at);
  const work = between.find(
    (other) =>
      isKept(other) &&
      changesOf(other).some(
        ({ nature, tool, target }) =>
          isLasting(nature) && (tool !== effect.tool || kindOf(target) !== kindOf(effect.target)),
      ),
  );
  if (!work || between.some((other) => other.at < work.at && other.looks && other.reading.worked !== false))
    return false;
  return !attempts
    .slice(later.attempt.at + 1)
    .some((other) => isKept(other) && changesOf(other).some(({ nature }) => isLasting(nature)));
}

/** What kind of thing a target is: `osd-ratio` of `osd-ratio:full`. */
const kindOf = (target: string): string => /([\w-]+):/.exec(target)?.[1] ?? target;
