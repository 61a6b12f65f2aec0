import { type Attempt, changesOf, isKept, lastKept } from "./attempt.ts";
import { type Effect, isLasting } from "./effect.ts";
import { isInside } from "./paths.ts";
import type { Overtaker } from "./put-back-changes.ts";
import { substitution } from "./rewritten-lines.ts";

/** Further on nobody takes a try back. */
const mostLater = 400;

/**
 * A change that a later one takes back to the letter: the text put in by `sed` replaced by the text before it, the
 * right given to a file taken from it, a file moved away moved back, an edited file overwritten with the copy made
 * before the edit. Where other work was done between the two they are a bracket and stay.
 */
export function undoneToTheLetter(
  attempt: Attempt,
  effect: Effect,
  attempts: readonly Attempt[],
): Overtaker | null {
  if (isBounce(attempt, attempts)) return null;
  for (const later of attempts.slice(attempt.at + 1, attempt.at + mostLater)) {
    if (!isKept(later)) continue;
    const isBack = changesOf(later).some((other) => isInverse(effect, other));
    if (
      isBack ||
      isRestored(attempt, effect, later, attempts) ||
      isMadeOnly(attempt, effect, later, attempts)
    )
      return { attempt: later, undoes: true };
    if (changesOf(later).some((other) => isWork(other, effect))) return null;
  }
  return null;
}

/** Does it apply the opening of a bracket, and `later` only its end? */
export function appliesOpening(attempt: Attempt, later: Attempt, attempts: readonly Attempt[]): boolean {
  const opening = lastKept(attempts, attempt.at);
  if (opening === undefined) return false;
  return attempts
    .slice(attempt.at + 1, later.at)
    .some(
      (end) =>
        isKept(end) &&
        changesOf(opening).some((first) => changesOf(end).some((second) => isInverse(first, second))),
    );
}

/** Does the second put right back what the first did? */
export const isInverse = (first: Effect, second: Effect): boolean =>
  isReplacedBack(first, second) || isModeTakenBack(first, second) || isMovedBack(first, second);

/** The file that a target is about, with the host or container before it. */
export function fileOf(target: string): string | null {
  const [, scope = "", path] = /^(.*>)?(?:file|line|content|mode|chown|chgrp):([^:]*)/.exec(target) ?? [];
  return path === undefined ? null : `${scope}${path}`;
}

/** Lasting, and not about the very file. */
function isWork({ nature, target }: Effect, about: Effect): boolean {
  const [path, file] = [fileOf(target), fileOf(about.target)];
  if (path !== null && file !== null && isInside(path, file)) return false;
  return isLasting(nature) || nature === "kill";
}

/** Right after a lasting change elsewhere, to take a file away and put it back makes a service see that change. */
export function isBounce(attempt: Attempt, attempts: readonly Attempt[]): boolean {
  if (changesOf(attempt).some(({ tool }) => tool !== "mv")) return false;
  const before = lastKept(attempts, attempt.at);
  return before !== undefined && changesOf(before).some(({ nature }) => isLasting(nature));
}

/** `s/10/60/`, then `s/60/10/` in the same file. */
function isReplacedBack(first: Effect, second: Effect): boolean {
  const place = /^(.*>)?line:[^:]*/;
  const at = place.exec(first.target)?.[0];
  if (at === undefined || at !== place.exec(second.target)?.[0]) return false;
  const [there, back] = [substitution(first.value), substitution(second.value)];
  if (there === null || back === null) return false;
  return plain(there.pattern) === plain(back.text) && plain(there.text) === plain(back.pattern);
}

/** A pattern that stands for itself, without anchors and escapes. */
const plain = (text: string): string => text.replace(/^\^|\$$/g, "").replace(/\\(?=[^\w\s])/g, "");

/** `o+rX`, then `o-rX` on the same files. */
function isModeTakenBack(first: Effect, second: Effect): boolean {
  if (first.target !== second.target || !/(^|>)mode:/.test(first.target)) return false;
  const [, who, sign, rest] = /^([ugoa]*)([-+])(.+)$/.exec(first.value) ?? [];
  return sign !== undefined && second.value === `${who}${sign === "+" ? "-" : "+"}${rest}`;
}

/** `mv A B`, then `mv B A`. */
function isMovedBack(first: Effect, second: Effect): boolean {
  if (first.tool !== "mv" || second.tool !== "mv") return false;
  const [there, back] = [moveOf(first), moveOf(second)];
  if (there === null || back === null) return false;
  const isSame = (into: string, from: string): boolean =>
    into === from || `${into}/${from.slice(from.lastIndexOf("/") + 1)}` === from;
  return isSame(there.into, back.from) && isSame(back.into, there.from);
}

interface Move {
  readonly from: string;
  readonly into: string;
}

/** One file put in another place by `mv` or `cp`. */
function moveOf({ tool, target, value }: Effect): Move | null {
  const [, scope = "", path = ""] = /^(.*>)?file:(.*)$/.exec(target) ?? [];
  if (path === "" || value === "") return null;
  if (tool === "cp") return { from: `${scope}${value}`, into: `${scope}${path}` };
  if (tool !== "mv" || !value.startsWith("file:")) return null;
  return { from: `${scope}${path}`, into: `${scope}${value.slice("file:".length)}` };
}

/** Was the file overwritten by the copy that was made of it before this change? */
function isRestored(attempt: Attempt, effect: Effect, later: Attempt, attempts: readonly Attempt[]): boolean {
  const path = fileOf(effect.target);
  if (path === null || effect.nature === "remove") return false;
  if (later.reading.effects.some((one) => isCheckedOut(one, path))) return true;
  const copy = later.reading.effects.map(moveOf).find((move) => move?.into === path)?.from;
  if (copy === undefined) return false;
  const own = /\s-[a-zA-Z]*i([.~_-][\w.-]*)\s/.exec(attempt.reading.key)?.[1];
  if (own !== undefined && copy === `${path}${own}`) return true;
  return attempts
    .slice(0, attempt.at)
    .some(
      ({ reading }) =>
        reading.worked !== false &&
        reading.effects.map(moveOf).some((move) => move?.from === path && move.into === copy),
    );
}

/** `git checkout -- FILE`. */
const isCheckedOut = ({ tool, target }: Effect, path: string): boolean => {
  const [, scope = "", file = ""] = /^(.*>)?files:(?:-- )?(\S+)$/.exec(target) ?? [];
  return tool === "git" && file !== "" && path.startsWith(scope) && path.endsWith(`/${file}`);
};

/** A file that no command had named before, made and removed again. */
function isMadeOnly({ at }: Attempt, effect: Effect, later: Attempt, attempts: readonly Attempt[]): boolean {
  const path = fileOf(effect.target);
  if (path === null || !/^(set|add)$/.test(effect.nature) || !/(^|>)(file|content):/.test(effect.target))
    return false;
  const isRemoved = changesOf(later).some(
    ({ nature, target, value }) =>
      nature === "remove" && fileOf(target) === path && !value.startsWith("file:"),
  );
  const name = path.slice(path.lastIndexOf("/") + 1);
  return (
    isRemoved &&
    !attempts
      .slice(0, at)
      .some(({ reading, dropped }) => dropped?.why !== "failed" && reading.command.includes(name))
  );
}

const offValue =
  /(?:^|[\s:=])"?(0|none|null|off|false|disabled?|no|maint|maintenance|drain|draining|fail|suspend|primaries|new_primaries|stopped|standby|read-?only|paused|down|rescue\.target|emergency\.target)$/i;

/** It puts something out of service: the value says so, or the word in which the second value differs. */
export function isOff(first: string, second: string): boolean {
  if (offValue.test(first.trim()) || /[:=]\s*"?(none|primaries|off|true|0)"?\W*$/.test(first)) return true;
  const kept = new Set(second.split(/\s+/));
  const own = first.split(/\s+/).filter((word) => !kept.has(word));
  return own.length === 1 && offValue.test(own[0] ?? "");
}
