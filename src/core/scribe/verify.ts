import { type Attempt, changesOf, isKept, shareWord, wordsOf } from "./attempt.ts";
import type { Effect } from "./effect.ts";
import { probeKeys } from "./probe-keys.ts";

/** It shows for as long as one watches: as a step it would never end. */
export const isEndless = (attempt: Attempt): boolean =>
  attempt.reading.nature === "follow" || /^\s*(sudo )?(watch|less|more)\b/.test(attempt.reading.command);

const isLive = (effects: readonly Effect[]): boolean =>
  effects.some(({ nature }) => nature === "probe" || nature === "send" || nature === "add");

const allText = ({ reading }: Attempt): string =>
  `${reading.command} ${reading.effects.map(({ target }) => target).join(" ")}`;

export const isAboutFix = (attempt: Attempt, about: ReadonlySet<string>): boolean =>
  shareWord(about, wordsOf(allText(attempt)));

interface Before {
  readonly failed: ReadonlySet<string>;
  readonly seen: ReadonlySet<string>;
}

/**
 * Looks after the fix that succeeded. Reading a log always succeeds, so where a probe proves the cure by having failed
 * before, only a log that was read before as well counts.
 */
export function chooseVerify(attempts: readonly Attempt[], fix: readonly Attempt[]): Attempt[] {
  const [first] = fix;
  const last = fix.at(-1);
  if (!first || !last) return chooseRelook(attempts);
  const earlier = attempts.filter(({ at }) => at < last.at);
  const before: Before = {
    failed: new Set(
      earlier.filter(({ reading }) => reading.worked === false).flatMap(({ reading }) => probeKeys(reading)),
    ),
    seen: new Set(
      earlier.filter(({ at, looks }) => at < first.at && looks).map(({ reading }) => reading.key),
    ),
  };
  const candidates = attempts.filter(
    (attempt) =>
      attempt.at > first.at &&
      attempt.looks &&
      attempt.dropped === null &&
      attempt.reading.worked !== false &&
      !isEndless(attempt),
  );
  const after = candidates.filter(({ at }) => at > last.at);
  const about = wordsOf(fix.map(allText).join(" "));
  const strong = candidates.filter((attempt) =>
    attempt.at > last.at ? isStrong(attempt, before, about) : endsPart(attempt, before, attempts),
  );
  if (strong.length === 0) return lastOfEach(after.filter(({ reading }) => reading.nature !== "unknown"));
  const isProven = strong.some(
    (attempt) => attempt.at > last.at && probeKeys(attempt.reading).some((key) => before.failed.has(key)),
  );
  const logs = after.filter(
    (attempt) =>
      attempt.reading.nature === "log" &&
      !strong.includes(attempt) &&
      (!isProven || isRead(attempt, earlier)),
  );
  return lastOfEach([...strong, ...logs].sort((a, b) => a.at - b.at));
}

/** Was the same log read before, however many of its lines? */
function isRead(attempt: Attempt, earlier: readonly Attempt[]): boolean {
  const stem = (one: Attempt): string =>
    one.reading.key.replace(/(?:\s|-n)\d+\b|\s--(?:since|lines)[= ]\S+/g, "");
  return earlier.some((one) => one.reading.nature === "log" && stem(one) === stem(attempt));
}

function isStrong(attempt: Attempt, before: Before, about: ReadonlySet<string>): boolean {
  const { key, effects, nature } = attempt.reading;
  if (isLive(effects) || nature === "probe") return true;
  if (nature === "log") return false;
  return before.failed.has(key) || before.seen.has(key) || (nature === "look" && isAboutFix(attempt, about));
}

/** A probe in the middle of the session that shows that one part of the work is done. */
function endsPart(attempt: Attempt, before: Before, attempts: readonly Attempt[]): boolean {
  const { key, effects } = attempt.reading;
  if (!isLive(effects)) return false;
  return (
    before.failed.has(key) ||
    before.seen.has(key) ||
    failedAlike(attempt, attempts) ||
    followsChange(attempt, attempts)
  );
}

/** It comes right after a restart, or asks about the very thing that was changed last. */
function followsChange(attempt: Attempt, attempts: readonly Attempt[]): boolean {
  const change = attempts.slice(0, attempt.at).findLast(isKept);
  if (!change || attempts.slice(change.at + 1, attempt.at).some(({ reading }) => reading.worked === false))
    return false;
  if (changesOf(change).every(({ nature }) => nature === "kick" || nature === "resume")) return true;
  return isAboutFix(attempt, wordsOf(allText(change)));
}

/** Did the same program, by its path, fail before on much the same words? */
function failedAlike(attempt: Attempt, attempts: readonly Attempt[]): boolean {
  const [name = "", first] = attempt.reading.key.split(" ");
  if (!name.includes("/")) return false;
  return attempts.slice(0, attempt.at).some(({ reading }) => {
    const other = reading.key.split(" ");
    return reading.worked === false && other[0] === name && other[1] === first;
  });
}

/** Without a fix: the last look that repeats an earlier one, for whatever mended it was not typed. */
function chooseRelook(attempts: readonly Attempt[]): Attempt[] {
  const looks = attempts.filter(
    (attempt) =>
      attempt.looks && attempt.dropped === null && attempt.reading.worked !== false && !isEndless(attempt),
  );
  const last = looks.at(-1);
  if (!last || looks.length < 2) return [];
  const stem = (attempt: Attempt): string => attempt.reading.key.split(" ").slice(0, 3).join(" ");
  return looks.slice(0, -1).some((attempt) => stem(attempt) === stem(last)) ? [last] : [];
}

function lastOfEach(attempts: readonly Attempt[]): Attempt[] {
  const last = new Map(attempts.map((attempt) => [attempt.reading.key, attempt] as const));
  return attempts.filter((attempt) => last.get(attempt.reading.key) === attempt);
}
