import { type Attempt, drop, isKept, shareWord, wordsOf } from "./attempt.ts";
import type { Effect } from "./effect.ts";

export interface Roles {
  readonly fix: readonly Attempt[];
  readonly diagnose: readonly Attempt[];
  readonly verify: readonly Attempt[];
}

const mostDiagnose = 12;

/** Gives each record that is left its role; the others get their reason. */
export function giveRoles(attempts: readonly Attempt[]): Roles {
  const fix = attempts.filter(isKept);
  const verify = chooseVerify(attempts, fix);
  const chosen = new Set(verify);
  const diagnose = chooseDiagnose(attempts, fix, chosen);
  for (const attempt of diagnose) chosen.add(attempt);
  for (const attempt of attempts) {
    if (chosen.has(attempt) || isKept(attempt)) continue;
    drop(attempt, ...leftOut(attempt, attempts));
  }
  return { fix, diagnose, verify };
}

function leftOut(
  attempt: Attempt,
  attempts: readonly Attempt[],
): ["failed" | "noise" | "duplicate" | "diagnose-extra", string] {
  if (attempt.reading.nature === "unknown") return ["noise", "not known to change or show anything"];
  if (attempts.some((other) => other.at > attempt.at && other.reading.key === attempt.reading.key))
    return ["duplicate", "looked at again"];
  if (attempt.reading.worked === false)
    return ["failed", `failed with exit code ${attempt.reading.record.exitCode}`];
  return ["diagnose-extra", "looking around"];
}

const endless = (attempt: Attempt): boolean =>
  attempt.reading.nature === "follow" || /^\s*(sudo )?(watch|top|less|more)\b/.test(attempt.reading.command);
const isLive = (effects: readonly Effect[]): boolean =>
  effects.some(({ nature }) => nature === "probe" || nature === "send" || nature === "add");

/** Looks after the fix that succeeded; a log that was read again counts only when nothing else tells. */
function chooseVerify(attempts: readonly Attempt[], fix: readonly Attempt[]): Attempt[] {
  const [first] = fix;
  const last = fix.at(-1);
  if (!first || !last) return chooseRelook(attempts);
  const failedBefore = new Set(
    attempts
      .filter(({ at, reading }) => at < last.at && reading.worked === false)
      .map(({ reading }) => reading.key),
  );
  const seenBefore = new Set(
    attempts.filter(({ at, looks }) => at < first.at && looks).map(({ reading }) => reading.key),
  );
  const candidates = attempts.filter(
    (attempt) =>
      attempt.at > first.at &&
      attempt.looks &&
      attempt.dropped === null &&
      attempt.reading.worked !== false &&
      !endless(attempt),
  );
  const about = wordsOf(
    fix
      .map(({ reading }) => `${reading.command} ${reading.effects.map((effect) => effect.target).join(" ")}`)
      .join(" "),
  );
  const strong = candidates.filter((attempt) => {
    const { key, effects, nature } = attempt.reading;
    const isAgain = failedBefore.has(key) || seenBefore.has(key);
    if (attempt.at > last.at)
      return (
        isLive(effects) || (isAgain && nature !== "log") || (nature === "look" && isAboutFix(attempt, about))
      );
    return isLive(effects) && (isAgain || isEndOfPart(attempt, attempts));
  });
  const chosen =
    strong.length > 0
      ? strong
      : candidates.filter((attempt) => attempt.at > last.at && attempt.reading.nature !== "unknown");
  return lastOfEach(chosen);
}

const isAboutFix = (attempt: Attempt, about: ReadonlySet<string>): boolean =>
  shareWord(
    about,
    wordsOf(`${attempt.reading.command} ${attempt.reading.effects.map((effect) => effect.target).join(" ")}`),
  );

/** A probe right after a start or restart, in the middle of the session: the end of one of several fixes. */
function isEndOfPart(attempt: Attempt, attempts: readonly Attempt[]): boolean {
  for (let at = attempt.at - 1; at >= 0; at--) {
    const before = attempts[at];
    if (!before || !isKept(before)) continue;
    return before.reading.effects.some(({ nature }) => nature === "kick" || nature === "resume");
  }
  return false;
}

/** Without a fix: the last look that repeats an earlier one, for whatever mended it was not typed. */
function chooseRelook(attempts: readonly Attempt[]): Attempt[] {
  const looks = attempts.filter(
    (attempt) =>
      attempt.looks && attempt.dropped === null && attempt.reading.worked !== false && !endless(attempt),
  );
  const last = looks.at(-1);
  if (!last || looks.length < 2) return [];
  const stem = (attempt: Attempt): string => attempt.reading.key.split(" ").slice(0, 3).join(" ");
  return looks.slice(0, -1).some((attempt) => stem(attempt) === stem(last)) ? [last] : [];
}

function lastOfEach(attempts: readonly Attempt[]): Attempt[] {
  return attempts.filter(
    (attempt, at) => !attempts.slice(at + 1).some((later) => later.reading.key === attempt.reading.key),
  );
}

function chooseDiagnose(
  attempts: readonly Attempt[],
  fix: readonly Attempt[],
  taken: ReadonlySet<Attempt>,
): Attempt[] {
  const last = fix.at(-1)?.at ?? attempts.length;
  const seen = new Set<string>([...taken].map((attempt) => attempt.reading.key));
  const about = wordsOf(fix.map(({ reading }) => reading.command).join(" "));
  const looks: Attempt[] = [];
  for (const attempt of attempts) {
    const { reading } = attempt;
    const isShown = reading.worked !== false || isTellingFailure(attempt, attempts);
    if (attempt.at >= last || !attempt.looks || attempt.dropped !== null || !isShown || endless(attempt))
      continue;
    if (attempt.reading.effects.some(({ nature }) => nature === "send" || nature === "add")) continue;
    if (seen.has(reading.key)) continue;
    seen.add(reading.key);
    looks.push(attempt);
  }
  if (looks.length <= mostDiagnose) return looks;
  const rank = (attempt: Attempt): number =>
    (isAboutFix(attempt, about) ? 2 : 0) +
    (attempt.reading.nature === "log" ? 1 : 0) +
    (attempt.reading.worked === false ? 1 : 0);
  const best = new Set([...looks].sort((a, b) => rank(b) - rank(a) || a.at - b.at).slice(0, mostDiagnose));
  return looks.filter((attempt) => best.has(attempt));
}

/** A probe that failed tells something; a mistyped look does not. */
function isTellingFailure(attempt: Attempt, attempts: readonly Attempt[]): boolean {
  const { reading } = attempt;
  if (
    attempts.some(
      (other) => other.at > attempt.at && other.reading.key === reading.key && other.reading.worked === true,
    )
  )
    return true;
  const [name = ""] = reading.key.split(" ");
  const isFamiliar = /^(systemctl|service|curl|nc|ping|ps|grep|diff|test|nginx|ss|pgrep|kubectl-wait)$/.test(
    name,
  );
  return (
    isFamiliar &&
    reading.nature !== "log" &&
    reading.record.exitCode !== 2 &&
    !(name === "curl" && reading.record.exitCode === 3)
  );
}
