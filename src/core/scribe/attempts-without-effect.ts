import { type Attempt, changesOf, drop, isKept, shareWord, wordsOf } from "./attempt.ts";
import { backToLooking } from "./back-to-looking.ts";
import { type Effect, isLasting } from "./effect.ts";
import { probeKeys } from "./probe-keys.ts";
import { keptAfter, type SessionIndex } from "./session-index.ts";

/**
 * Drops what was tried and did not help. Exit codes do not tell (`pg_cancel_backend` returns true and changes nothing);
 * the probe after it does, and so does the fact that the engineer looked and went on changing the same thing.
 */
export function dropWithoutEffect(index: SessionIndex): boolean {
  const { attempts } = index;
  const probes = failedThenPassed(attempts);
  let isAny = false;
  for (const attempt of attempts.filter(isKept)) {
    const [next] = keptAfter(index, attempt.at, 1);
    if (!next) break;
    const looks = attempts.slice(attempt.at + 1, next.at).filter((between) => isEvidence(between, probes));
    const early = beforeTheWork(attempt, next, attempts);
    if (early !== null) {
      drop(attempt, "superseded", early);
      isAny = true;
    }
    if (looks.length === 0 || early !== null) continue;
    const because =
      jogWithoutEffect(attempt, next, looks, attempts) ??
      stoppedStarting(attempt, next, attempts) ??
      stillFailing(attempt, looks, probes, attempts) ??
      backToLooking(attempt, next, looks, index);
    if (because === null) continue;
    const before = attempts.slice(0, attempt.at).findLast(isKept);
    // A stop must not stay behind when the start that belongs to it goes.
    if (before !== undefined && isBarePair(attempt, before, attempts)) drop(before, "superseded", because);
    drop(attempt, "superseded", because);
    isAny = true;
  }
  return isAny;
}

const isEvidence = (attempt: Attempt, probes: ReadonlyMap<string, Probe>): boolean =>
  attempt.looks || (attempt.dropped?.why === "failed" && probes.has(uncut(attempt.reading.key)));

const mayRule = /\b(sudo|doas)\b/;

/** It failed for want of rights, and was typed again with them at once. */
function lackedRights({ at, reading }: Attempt, attempts: readonly Attempt[]): boolean {
  const next = attempts[at + 1]?.reading;
  return next?.key === reading.key && mayRule.test(next.command) && !mayRule.test(reading.command);
}

/** A look without what only cuts its answer down. */
const uncut = (key: string): string => key.replace(/\s*\|\s*(head|tail|wc|sort|column|less|cut)\b[^|]*$/, "");

interface Probe {
  readonly failedAt: readonly number[];
  readonly passedAt: number;
}

/** Commands that failed and later passed, word for word: what tells sick from healthy. */
function failedThenPassed(attempts: readonly Attempt[]): Map<string, Probe> {
  const failed = new Map<string, number[]>();
  const passed = new Map<string, number>();
  for (const { at, reading } of attempts) {
    const key = uncut(reading.key);
    if (reading.worked === false) failed.set(key, [...(failed.get(key) ?? []), at].slice(-50));
    if (reading.worked === true && reading.record.exitCode === 0) passed.set(key, at);
  }
  const probes = new Map<string, Probe>();
  for (const [key, failedAt] of failed) {
    const passedAt = passed.get(key);
    const first = failedAt[0];
    if (passedAt !== undefined && first !== undefined && passedAt > first)
      probes.set(key, { failedAt, passedAt });
  }
  return probes;
}

/** A value with which the service would not start, set anew in another way. */
function stoppedStarting(attempt: Attempt, next: Attempt, attempts: readonly Attempt[]): string | null {
  const names = settingNames(attempt);
  if (names.length === 0 || !settingNames(next).some((name) => names.includes(name))) return null;
  const failed = attempts
    .slice(attempt.at + 1, next.at)
    .find(({ dropped, reading }) => dropped?.why === "failed" && reading.effects.every(isStarting));
  return failed === undefined ? null : `record ${failed.reading.record.n} failed with it`;
}

/** What a setting is called, wherever it is set. */
const settingNames = (attempt: Attempt): string[] =>
  changesOf(attempt).flatMap(({ nature, target }) =>
    nature === "set" ? (/[:=/]([a-z][\w.-]{4,})[ =.*]*$/i.exec(target)?.slice(1) ?? []) : [],
  );

const isJog = ({ nature }: Effect): boolean => nature === "kick" || nature === "loosen";

/** A restart, reload or deleted pod that applied nothing, was looked at, and was not the end of it. */
function jogWithoutEffect(
  attempt: Attempt,
  next: Attempt,
  looks: readonly Attempt[],
  attempts: readonly Attempt[],
): string | null {
  const before = attempts.slice(0, attempt.at).findLast(isKept);
  const isPairStart = isBarePair(attempt, before, attempts);
  if (!changesOf(attempt).every(isJog) && !isPairStart) return null;
  if (!isPairStart && isApplying(attempt, attempts)) return null;
  if (changesOf(attempt).every(({ tool }) => tool === "git"))
    return "brought the checkout up to date before the work began";
  const about = wordsOf(
    changesOf(attempt)
      .map((effect) => `${effect.tool} ${effect.target}`)
      .join(" "),
  );
  const isSick = looks.some(
    ({ reading }) =>
      reading.worked === false &&
      (shareWord(about, wordsOf(reading.command)) || wasFailing(attempts, attempt, reading.key)),
  );
  const rest = attempts.slice(next.at).filter(isKept);
  const isSameTrouble = rest.some(({ reading }) =>
    shareWord(
      about,
      wordsOf(`${reading.command} ${reading.effects.map((effect) => effect.target).join(" ")}`),
    ),
  );
  const isStillLooked = looks.some(
    ({ reading }) => reading.nature === "log" && shareWord(about, wordsOf(reading.command)),
  );
  // A probe that passed before as well proves no cure.
  const passed = looks.some(
    ({ reading }) =>
      reading.nature === "probe" && reading.worked === true && !passedBefore(reading, attempt.at, attempts),
  );
  if (!isSick && passed && !isSameTrouble && !isStillLooked) return null;
  return `did not help: record ${looks.at(-1)?.reading.record.n} was looked at and the work went on`;
}

/** A restart before anything was changed, when the next thing that worked was a lasting change of another kind. */
function beforeTheWork(attempt: Attempt, next: Attempt, attempts: readonly Attempt[]): string | null {
  if (attempts.find(isKept) !== attempt) return null;
  const isServiceJog = changesOf(attempt).every(
    ({ nature, target }) =>
      nature === "kick" &&
      /(^|[>/])(service|container|process|process-name|job|k8s|web-server|haproxy|dns|cache):/.test(target),
  );
  const between = attempts.slice(attempt.at + 1, next.at);
  const isTried = between.some(({ dropped, changes }) => dropped?.why === "failed" && changes);
  return isServiceJog && isTried && changesOf(next).every(({ nature }) => isLasting(nature))
    ? `did not help: record ${next.reading.record.n} changed something after it`
    : null;
}

/** Does it put into effect what was changed before it, since the last time the same was jogged? */
function isApplying(attempt: Attempt, attempts: readonly Attempt[]): boolean {
  const targets = changesOf(attempt).map(({ target }) => target);
  for (const before of attempts.slice(0, attempt.at).toReversed()) {
    if (!isKept(before)) continue;
    const changes = changesOf(before);
    if (!changes.every(isJog)) return true;
    if (changes.some(({ target }) => targets.includes(target))) return false;
  }
  return false;
}

/** The same was asked before, however it was cut down, and answered as well. */
function passedBefore(reading: Attempt["reading"], at: number, attempts: readonly Attempt[]): boolean {
  const keys = probeKeys(reading);
  return attempts
    .slice(0, at)
    .some(
      (other) => other.reading.worked === true && probeKeys(other.reading).some((key) => keys.includes(key)),
    );
}

/** `start` right after `stop` of the same thing is a restart. */
function isBarePair(attempt: Attempt, before: Attempt | undefined, attempts: readonly Attempt[]): boolean {
  const [own] = changesOf(attempt);
  const [stop] = before ? changesOf(before) : [];
  if (!own || !stop || !before) return false;
  if (own.nature !== "resume" || stop.nature !== "pause" || own.target !== stop.target) return false;
  const earlier = attempts.slice(0, before.at).findLast(isKept);
  return earlier === undefined || changesOf(earlier).every(isJog);
}

const wasAsked = (attempts: readonly Attempt[], attempt: Attempt, key: string): boolean =>
  attempts.slice(0, attempt.at).some(({ reading }) => uncut(reading.key) === uncut(key));

const wasFailing = (attempts: readonly Attempt[], attempt: Attempt, key: string): boolean =>
  attempts.slice(0, attempt.at).some(({ reading }) => reading.key === key && reading.worked === false);

/** The probe that failed before it failed after it too, and passed only later. */
function stillFailing(
  attempt: Attempt,
  looks: readonly Attempt[],
  probes: ReadonlyMap<string, Probe>,
  attempts: readonly Attempt[],
): string | null {
  const failing = looks.find((look) => {
    const { at, reading } = look;
    const probe = probes.get(uncut(reading.key));
    return (
      reading.worked === false &&
      probe !== undefined &&
      probe.passedAt > at &&
      !lackedRights(look, attempts) &&
      !looks.some(
        (other) => other.at > at && other.reading.key === reading.key && other.reading.worked === true,
      ) &&
      (probe.failedAt.some((earlier) => earlier < attempt.at) ||
        (changesOf(attempt).every(({ nature }) => nature === "remove") &&
          wasAsked(attempts, attempt, reading.key)))
    );
  });
  if (!failing) return null;
  const next = attempts.slice(failing.at).find(isKept);
  if (next !== undefined && isOtherTry(attempt, next))
    return `did not help: record ${next.reading.record.n} tried another value`;
  const before = attempts.slice(0, attempt.at).findLast(isKept);
  const isApplying =
    changesOf(attempt).every(isStarting) &&
    before !== undefined &&
    changesOf(before).some(({ nature }) => isLasting(nature));
  if (isApplying) return null;
  const isSlight = changesOf(attempt).every(
    ({ nature, target }) =>
      isRuntime(nature, target) || nature === "remove" || nature === "kick" || nature === "loosen",
  );
  if (!isSlight) return null;
  const later = attempts.slice(failing.at).filter(isKept);
  const isApplied =
    changesOf(attempt).some(({ nature }) => nature === "remove") &&
    later.every((other) => changesOf(other).every(isStarting));
  if (isApplied) return null;
  return `did not help: record ${failing.reading.record.n} still failed`;
}

/** The same command with one word exchanged. */
function isOtherTry(a: Attempt, b: Attempt): boolean {
  const [first, second] = [a.reading.key.split(" "), b.reading.key.split(" ")];
  if (first.length !== second.length || first.length < 2 || a.reading.nature !== b.reading.nature)
    return false;
  const at = first.findIndex((word, i) => word !== second[i]);
  const isOne = first.filter((word, i) => word !== second[i]).length === 1;
  return isOne && isAlike(first[at] ?? "", second[at] ?? "");
}

/** Much the same word, or a number in both places; two keys have nothing in common. */
function isAlike(a: string, b: string): boolean {
  if (`${a}${b}`.includes("‹redacted")) return false;
  if (/^\d[\d.]*\w?$/.test(a) && /^\d[\d.]*\w?$/.test(b)) return true;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return (start + end) / Math.max(a.length, b.length) >= 0.4;
}

const isStarting = ({ nature }: Effect): boolean => nature === "kick" || nature === "resume";

/** A setting that lives only until the next restart. */
const isRuntime = (nature: Effect["nature"], target: string): boolean =>
  nature === "set" &&
  /^(sysctl|redis-config|k8s-replicas|sql:setting|priority|limit|line-none|chain|mode|cache)/.test(target);
