import { type ChangeFacts, type ChangeIndex, isLook } from "./change-index.ts";
import { type Evidence, flag, kinEvidence, trialEvidence } from "./kin-evidence.ts";
import { lookStem, probeKeys } from "./probe-keys.ts";

/** All the evidence about one change of a session. */
export function evidenceOf(change: ChangeFacts, session: ChangeIndex): Evidence {
  const later = session.changes.slice(change.place + 1, change.place + 31);
  const place = placeEvidence(change, session);
  const looks = lookEvidence(change, session);
  return {
    [change.attempt.reading.nature]: 1,
    ...place,
    ...looks,
    ...lateEvidence(place, looks),
    ...kinEvidence(change, later, session),
    ...trialEvidence(change, later, session),
    ...neighbours(change, session),
    ...wordEvidence(change, later, session),
  };
}

const nextAt = ({ place }: ChangeFacts, { changes, attempts }: ChangeIndex): number =>
  changes[place + 1]?.attempt.at ?? attempts.length;

/** The fix comes at the end, its steps one after the other; a try stands alone and before. */
function placeEvidence(change: ChangeFacts, { changes, runLengths, longestRun }: ChangeIndex): Evidence {
  const { place, cluster } = change;
  const run = runLengths.get(cluster) ?? 1;
  const isLastingLater = changes.slice(place + 1, place + 31).some(({ lasts }) => lasts);
  const last = changes.at(-1)?.cluster ?? 0;
  const before = changes[place - 1];
  const isAlone = before?.cluster !== cluster && changes[place + 1]?.cluster !== cluster;
  return {
    position: changes.length < 2 ? 1 : place / (changes.length - 1),
    "is the last": flag(place === changes.length - 1),
    "in the last run": flag(cluster === last),
    "runs after it": Math.min(1, (last - cluster) / 4),
    "changes in all": Math.min(1, changes.length / 10),
    "ends a run": flag(changes[place + 1]?.cluster !== cluster),
    "alone and slight": flag(isAlone && !change.lasts),
    "more changes later": Math.min(1, (changes.length - 1 - place) / 8),
    "lasting change later": flag(isLastingLater),
    "slight and alone, lasting later": flag(isLastingLater && run === 1 && !change.lasts),
    "slight, before anything lasting": flag(
      isLastingLater &&
        !change.lasts &&
        !changes.slice(Math.max(0, place - 30), place).some(({ lasts }) => lasts),
    ),
    "in the longest run": flag(run === longestRun),
    "right after a change": flag(before?.cluster === cluster),
    "right before a change": flag(changes[place + 1]?.cluster === cluster),
    "applies the one before": flag(before !== undefined && before.cluster === cluster && before.lasts),
  };
}

/** Was the same looked at again, did it still fail, and did the search go on? */
function lookEvidence(change: ChangeFacts, session: ChangeIndex): Evidence {
  const { at } = change.attempt;
  const next = nextAt(change, session);
  const looks = session.attempts.slice(at + 1, Math.min(next, at + 31)).filter(isLook);
  const [first] = looks.filter((look) => look.looks);
  const isMore = change.place < session.changes.length - 1;
  const keys = looks.map(({ reading }) => probeKeys(reading));
  const isOld = (of: readonly string[]): boolean => of.some((key) => session.asked.isBefore(key, at));
  const isAskedLater = (of: readonly string[]): boolean =>
    of.some((key) => session.asked.isAfter(key, next - 1));
  const again = keys.filter(isOld);
  const fresh = keys.filter((of) => !isOld(of));
  const still = looks.filter(
    ({ reading }) =>
      reading.worked === false && probeKeys(reading).some((key) => session.failed.isBefore(key, at)),
  );
  return {
    "looked after it": flag(looks.length > 0),
    "many looks after it": Math.min(1, looks.length / 5),
    "asked again": flag(again.length > 0),
    "asked before, after and at the end": flag(again.some(isAskedLater)),
    "new questions": flag(fresh.length > 0),
    "several new questions": flag(fresh.length > 1),
    "new questions never asked again": flag(fresh.some((of) => !isAskedLater(of))),
    "still failed": flag(still.length > 0),
    "still failed and worked later": flag(
      still.some(({ reading }) => session.worked.isAfter(reading.key, next - 1)),
    ),
    "lasting and still failed": flag(still.length > 0 && change.lasts),
    "first asked what was asked in the end": flag(
      isMore && first !== undefined && session.finals.has(lookStem(first.reading)),
    ),
    "a probe passed after it": flag(
      looks.some(({ reading }) => reading.nature === "probe" && reading.worked === true),
    ),
    "a change failed after it": flag(
      session.attempts
        .slice(at + 1, Math.min(next, at + 31))
        .some((one) => !one.looks && one.reading.worked === false),
    ),
    "works now": flag(
      looks.some(({ reading }) => reading.worked === true && session.failed.isBefore(reading.key, at)),
    ),
  };
}

/** What tells little early in a session tells much in its second half. */
function lateEvidence(place: Evidence, looks: Evidence): Evidence {
  const isLate = flag((place["position"] ?? 0) > 0.5);
  return {
    "late, and a probe passed": isLate * (looks["a probe passed after it"] ?? 0),
    "late, and many looks": isLate * flag((looks["many looks after it"] ?? 0) > 0.5),
    "late, right after a change": isLate * (place["right after a change"] ?? 0),
  };
}

/** What kind of change comes next, and what kind came before. */
const neighbours = ({ place }: ChangeFacts, { changes }: ChangeIndex): Evidence => ({
  [`next: ${changes[place + 1]?.attempt.reading.nature ?? "none"}`]: 1,
  [`before: ${changes[place - 1]?.attempt.reading.nature ?? "none"}`]: 1,
});

/** Do others name what it brought into being, and is it about what the rest is about? */
function wordEvidence(
  { attempt, words, about }: ChangeFacts,
  later: readonly ChangeFacts[],
  { typed, typedInChange, typedElsewhere, looks, changes }: ChangeIndex,
): Evidence {
  const { at } = attempt;
  const coined = [...words].filter(
    (word) => word.length >= 4 && !/^-|^\d+$/.test(word) && !typed.isBefore(word, at),
  );
  const end = changes.at(-1)?.attempt.at ?? at;
  const before = looks.filter((look) => look.at < at).slice(-30);
  const final = looks.filter((look) => look.at > end).slice(0, 30);
  return {
    "its words in later changes": flag(coined.some((word) => typedInChange.isAfter(word, at))),
    "its words in later looks": flag(coined.some((word) => typedElsewhere.isAfter(word, at))),
    "about what was looked at": sharing(about, before),
    "about what is changed later": sharing(about, later),
    "its words in the rest": shareOf(about, new Set(later.flatMap((other) => [...other.about]))),
    "words of the next": shareOf(later[0]?.about ?? new Set(), about),
    "about what is looked at last": sharing(about, final),
  };
}

/** The share of the others that name one of the words. */
function sharing(
  about: ReadonlySet<string>,
  others: readonly { readonly about: ReadonlySet<string> }[],
): number {
  if (others.length === 0) return 0;
  const alike = others.filter((other) => [...about].some((word) => other.about.has(word)));
  return alike.length / others.length;
}

/** How many of the words the others have, from 0 to 1. */
function shareOf(words: ReadonlySet<string>, others: ReadonlySet<string>): number {
  return words.size === 0 ? 0 : [...words].filter((word) => others.has(word)).length / words.size;
}
