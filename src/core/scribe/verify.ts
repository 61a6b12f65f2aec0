import { type Attempt, changesOf, lastKept, shareWord, wordsOf } from "./attempt.ts";
import { type Effect, isChange } from "./effect.ts";
import { isCountOfNone, isFoundNoMore } from "./found-no-more.ts";
import { isInside } from "./paths.ts";
import { lookStem, probeKeys } from "./probe-keys.ts";

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
  /** Where each was first asked, however much of it was shown. */
  readonly first: ReadonlyMap<string, number>;
  /** Tool and first word of the looks before the fix. */
  readonly kinds: ReadonlySet<string>;
}

/**
 * Looks after the fix that succeeded. Reading a log always succeeds, so where a probe proves the cure by having failed
 * before, only a log that was read before as well counts.
 */
export function chooseVerify(attempts: readonly Attempt[], fix: readonly Attempt[]): Proof[] {
  const [first] = fix;
  const last = fix.at(-1);
  if (!first || !last) return lastOfEach(chooseRelook(attempts));
  const looked = attempts.filter(({ at }) => at < last.at);
  const before = beforeOf(looked, first);
  const told = toldOnly(attempts, first, last);
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
    return lastOfEach([...after.filter(({ reading }) => reading.nature !== "unknown"), ...told]);
  const isProven = strong.some(
    (attempt) => attempt.at > last.at && probeKeys(attempt.reading).some((key) => before.failed.has(key)),
  );
  const logs = after.filter(
    (attempt) =>
      attempt.reading.nature === "log" && !strong.includes(attempt) && (!isProven || isRead(attempt, looked)),
  );
  return lastOfEach([...strong, ...logs, ...told].sort((a, b) => a.at - b.at));
}

function beforeOf(looked: readonly Attempt[], first: Attempt): Before {
  const failed = looked.filter(({ reading }) => reading.worked === false);
  const looks = looked.filter((one) => one.looks);
  return {
    failed: new Set(failed.flatMap(({ reading }) => probeKeys(reading))),
    first: new Map(looks.toReversed().map(({ reading, at }) => [lookStem(reading), at] as const)),
    kinds: new Set(looks.flatMap(({ reading }) => kindOf(reading.key) ?? [])),
    seen: new Set(looks.filter(({ at }) => at < first.at).map(({ reading }) => reading.key)),
  };
}

/** Proofs that a runbook can only tell of: what was watched, and what is found no more. */
const toldOnly = (attempts: readonly Attempt[], first: Attempt, last: Attempt): Attempt[] =>
  attempts.filter((attempt) => {
    const isLate = attempt.at > last.at;
    const isSeen =
      isWatched(attempt) && attempt.at > first.at && (isLate || followsChange(attempt, attempts));
    const change = isLate ? last : lastKept(attempts, attempt.at);
    const isGone = change !== undefined && (isLate || followsChange(attempt, attempts));
    return isSeen || (isGone && isFoundNoMore(attempt, attempts, change));
  });

/** Was the same log read before, however many of its lines? */
function isRead(attempt: Attempt, earlier: readonly Attempt[]): boolean {
  return earlier.some(
    (one) => one.reading.nature === "log" && lookStem(one.reading) === lookStem(attempt.reading),
  );
}

function isStrong(attempt: Attempt, before: Before, about: ReadonlySet<string>): boolean {
  const { key, effects, nature } = attempt.reading;
  if (isLive(effects) || nature === "probe" || isChange(nature)) return true;
  if (nature === "log") return false;
  if (before.failed.has(key) || before.first.has(lookStem(attempt.reading))) return true;
  const kind = kindOf(key);
  return nature === "look" && (isAboutFix(attempt, about) || (kind !== null && before.kinds.has(kind)));
}

/** A state that was asked for before, with other options perhaps; tools that show any file are of no kind. */
function kindOf(key: string): string | null {
  const [tool = "", word = ""] = key.split(" ");
  if (
    /^(cat|less|more|head|tail|grep|egrep|zgrep|ls|ll|find|file|stat|git|man|echo|uptime|du|awk|sed|wc|sort|history|who|w|id)$/.test(
      tool,
    )
  )
    return null;
  return word.startsWith("-") || word === "" ? tool : `${tool} ${word}`;
}

/** A probe in the middle of the session that shows that one part of the work is done. */
function endsPart(attempt: Attempt, before: Before, attempts: readonly Attempt[]): boolean {
  const { key, effects } = attempt.reading;
  if (!isLive(effects))
    return (
      isShownAnew(attempt, attempts) ||
      isShownByItsTool(attempt, attempts) ||
      (wasAskedBefore(attempt, before, attempts) && followsChange(attempt, attempts))
    );
  return (
    before.failed.has(key) ||
    before.seen.has(key) ||
    failedAlike(attempt, attempts) ||
    followsChange(attempt, attempts)
  );
}

/** It comes right after a restart, or asks about the very thing that was changed last. */
function followsChange(attempt: Attempt, attempts: readonly Attempt[]): boolean {
  const change = lastKept(attempts, attempt.at);
  if (
    !change ||
    attempts
      .slice(change.at + 1, attempt.at)
      .some(({ reading }) => reading.worked === false && reading.record.exitCode !== 130)
  )
    return false;
  return attempt.reading.nature !== "log" || isAboutFix(attempt, wordsOf(allText(change)));
}

/** The same was looked at before what was changed last. */
const wasAskedBefore = (attempt: Attempt, { first }: Before, attempts: readonly Attempt[]): boolean =>
  (first.get(lookStem(attempt.reading)) ?? attempt.at) < (lastKept(attempts, attempt.at)?.at ?? 0);

/** A look at the very file that was changed last, or into what was mounted. */
function isShownAnew(attempt: Attempt, attempts: readonly Attempt[]): boolean {
  const change = lastKept(attempts, attempt.at);
  const changed = change ? changesOf(change).flatMap(({ target }) => placeOf(target) ?? []) : [];
  return (
    attempt.reading.nature === "look" &&
    attempt.reading.effects.some(({ target }) => {
      const seen = placeOf(target);
      return seen !== null && changed.some((place) => isInside(seen, place));
    })
  );
}

/** The path that a target names, with the host it is on. */
function placeOf(target: string): string | null {
  const [, host = "", path] = /^(.*>)?(?:file|line|content|mode|chown|mount):(\/[^:]*)/.exec(target) ?? [];
  return path === undefined ? null : `${host}${path}`;
}

/** `flag get X` after `flag set X on`, `rpm -qa` after `rpm --rebuilddb`: what made the change shows it. */
function isShownByItsTool(attempt: Attempt, attempts: readonly Attempt[]): boolean {
  const change = lastKept(attempts, attempt.at);
  const tools = new Set(change ? changesOf(change).map(({ tool }) => tool) : []);
  return (
    attempt.reading.nature === "look" &&
    attempt.reading.effects.some(({ tool }) => tool !== "git" && tools.has(tool)) &&
    followsChange(attempt, attempts)
  );
}

/** Somebody sat before it and saw that it was well, until they stopped it. */
const isWatched = (attempt: Attempt): boolean => isStream(attempt) || wasStopped(attempt);

/** Stopped by hand: it went on showing. What asks over a network may have hung instead. */
const wasStopped = ({ reading, looks, dropped }: Attempt): boolean =>
  looks &&
  dropped === null &&
  reading.record.exitCode === 130 &&
  !/^(curl|wget|ssh|nc|telnet|psql|mysql|dig|openssl|nslookup|host|http|grpcurl|mongosh?|redis-cli|htop|top|less|more|man)\b/.test(
    reading.key,
  );

const isStream = ({ reading, dropped }: Attempt): boolean =>
  (reading.nature === "follow" || /^(sudo )?watch\s/.test(reading.key)) &&
  reading.worked !== false &&
  dropped === null &&
  /^(sudo )?watch\s|\s(-\w*[fFwW]\w*|--follow|--watch\S*|--tail|tail)([\s'"]|$)/.test(reading.key);

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
      attempt.looks &&
      attempt.dropped === null &&
      (attempt.reading.worked !== false || isCountOfNone(attempt)) &&
      !isEndless(attempt),
  );
  const shown = new Set(looks);
  const asked = new Set<string>();
  const again = attempts
    .filter(({ looks: isLook }) => isLook)
    .flatMap((attempt) => {
      const ways = waysOfAsking(attempt.reading.key);
      const isAgain = ways.some((way) => asked.has(way));
      for (const way of ways) asked.add(way);
      return shown.has(attempt) ? [isAgain] : [];
    });
  // One new look may end the session: a page that is there at last.
  const known = again.at(-1) === false && again.length > 1 ? again.slice(0, -1) : again;
  if (known.at(-1) !== true) return [];
  const end = known.findLastIndex((isAgain) => !isAgain);
  return looks.slice(end + 1);
}

/** By its first words, and by its tool with each thing that it asks about. */
function waysOfAsking(key: string): string[] {
  const words = key.split(" ");
  const things = words.slice(1).filter((word) => /^[^-|'"{].*[./:]/.test(word));
  return [words.slice(0, 3).join(" "), ...things.map((thing) => `${words[0]} … ${thing}`)];
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
