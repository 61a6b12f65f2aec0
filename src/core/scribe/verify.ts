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

/** A look that shows the cure. */
export interface Proof {
  readonly attempt: Attempt;
  /** The same command, typed before at a place where it showed that a part was done. */
  readonly earlier: readonly Attempt[];
}

interface Before {
  readonly failed: ReadonlySet<string>;
  readonly seen: ReadonlySet<string>;
}

/**
 * Looks after the fix that succeeded. Reading a log always succeeds, so where a probe proves the cure by having failed
 * before, only a log that was read before as well counts.
 */
export function chooseVerify(attempts: readonly Attempt[], fix: readonly Attempt[]): Proof[] {
  const [first] = fix;
  const last = fix.at(-1);
  if (!first || !last) return lastOfEach(chooseRelook(attempts));
  const watched = attempts.filter(
    (attempt) =>
      attempt.at > first.at &&
      isWatched(attempt) &&
      (attempt.at > last.at || followsChange(attempt, attempts)),
  );
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
  if (strong.length === 0)
    return lastOfEach([...after.filter(({ reading }) => reading.nature !== "unknown"), ...watched]);
  const isProven = strong.some(
    (attempt) => attempt.at > last.at && probeKeys(attempt.reading).some((key) => before.failed.has(key)),
  );
  const logs = after.filter(
    (attempt) =>
      attempt.reading.nature === "log" &&
      !strong.includes(attempt) &&
      (!isProven || isRead(attempt, earlier)),
  );
  return lastOfEach([...strong, ...logs, ...watched].sort((a, b) => a.at - b.at));
}

/** Was the same log read before, however many of its lines? */
function isRead(attempt: Attempt, earlier: readonly Attempt[]): boolean {
  const stem = (one: Attempt): string =>
    one.reading.key
      .replace(/\s*\|.*$/, "")
      .replace(
        /(?:\s|-n)\d+\b|\s(?:-n|--since|--lines|--tail)[= ]\s*(?:'[^']*'|"[^"]*"|\S+)|\s--no-pager\b|\s-[xefqr]+\b/g,
        "",
      );
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
  if (!isLive(effects)) return isShownAnew(attempt, attempts);
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
  return attempt.reading.nature === "probe" || isAboutFix(attempt, wordsOf(allText(change)));
}

/** A look at the very file that was changed last. */
function isShownAnew(attempt: Attempt, attempts: readonly Attempt[]): boolean {
  const change = attempts.slice(0, attempt.at).findLast(isKept);
  const files = change
    ? changesOf(change).flatMap(
        ({ target }) => /^(?:file|line|content|mode|chown):([^:]+)/.exec(target)?.[1] ?? [],
      )
    : [];
  return (
    attempt.reading.nature === "look" &&
    attempt.reading.effects.some(({ target }) => files.includes(target.replace(/^file:/, "")))
  );
}

/** Somebody sat before it and saw that it was well, until they stopped it. */
const isWatched = ({ reading, dropped }: Attempt): boolean =>
  (reading.nature === "follow" || /^(sudo )?watch\s/.test(reading.key)) &&
  reading.worked !== false &&
  dropped === null &&
  /^(sudo )?watch\s|\s(-\w*[fFwW]\w*|--follow|--watch\S*|--tail|tail)(\s|$)/.test(reading.key);

/** Did the same program, by its path, fail before on much the same words? */
function failedAlike(attempt: Attempt, attempts: readonly Attempt[]): boolean {
  const [name = "", first] = attempt.reading.key.split(" ");
  if (!name.includes("/")) return false;
  return attempts.slice(0, attempt.at).some(({ reading }) => {
    const other = reading.key.split(" ");
    return reading.worked === false && other[0] === name && other[1] === first;
  });
}

/** Without a fix: the last looks, where they repeat earlier ones, for whatever mended it was not typed. */
function chooseRelook(attempts: readonly Attempt[]): Attempt[] {
  const looks = attempts.filter(
    (attempt) =>
      attempt.looks && attempt.dropped === null && attempt.reading.worked !== false && !isEndless(attempt),
  );
  const stem = (attempt: Attempt): string => attempt.reading.key.split(" ").slice(0, 3).join(" ");
  const again = looks.map((look) =>
    attempts.slice(0, look.at).some((attempt) => attempt.looks && stem(attempt) === stem(look)),
  );
  const end = again.findLastIndex((isAgain) => !isAgain);
  return looks.slice(end + 1);
}

/** Each command once, at its last place, with the earlier ones it stands for. */
function lastOfEach(attempts: readonly Attempt[]): Proof[] {
  const alike = new Map<string, Attempt[]>();
  for (const attempt of attempts)
    alike.set(attempt.reading.key, [...(alike.get(attempt.reading.key) ?? []), attempt]);
  return attempts.flatMap((attempt) => {
    const all = alike.get(attempt.reading.key) ?? [];
    return all.at(-1) === attempt ? [{ attempt, earlier: all.slice(0, -1) }] : [];
  });
}
