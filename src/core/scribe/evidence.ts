import { changesOf } from "./attempt.ts";
import { type ChangeFacts, type ChangeIndex, isLook } from "./change-index.ts";
import { isLasting } from "./effect.ts";
import { probeKeys } from "./probe-keys.ts";

/**
 * What speaks for and against a change having been a try that did not help, each from 0 to 1. Nothing in it knows a
 * tool: only what was looked at before and after, what came later, and how the work went on.
 */
export type Evidence = Readonly<Record<string, number>>;

export function evidenceOf(change: ChangeFacts, session: ChangeIndex): Evidence {
  const later = session.changes.slice(change.place + 1, change.place + 31);
  return {
    [change.attempt.reading.nature]: 1,
    ...placeEvidence(change, session),
    ...lookEvidence(change, session),
    ...kinEvidence(change, later, session),
    ...wordEvidence(change, later, session),
  };
}

const flag = (is: boolean): number => (is ? 1 : 0);

const nextAt = ({ place }: ChangeFacts, { changes, attempts }: ChangeIndex): number =>
  changes[place + 1]?.attempt.at ?? attempts.length;

const lasts = ({ attempt }: ChangeFacts): boolean =>
  changesOf(attempt).some(({ nature }) => isLasting(nature));

/** The fix comes at the end, its steps one after the other; a try stands alone and before. */
function placeEvidence(change: ChangeFacts, { changes }: ChangeIndex): Evidence {
  const { place, cluster } = change;
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
    "alone and slight": flag(isAlone && !lasts(change)),
    "applies the one before": flag(before !== undefined && before.cluster === cluster && lasts(before)),
  };
}

/** Was the same looked at again, did it still fail, and did the search go on? */
function lookEvidence(change: ChangeFacts, session: ChangeIndex): Evidence {
  const { at } = change.attempt;
  const next = nextAt(change, session);
  const looks = session.attempts.slice(at + 1, Math.min(next, at + 31)).filter(isLook);
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
    "lasting and still failed": flag(still.length > 0 && lasts(change)),
    "works now": flag(
      looks.some(({ reading }) => reading.worked === true && session.failed.isBefore(reading.key, at)),
    ),
  };
}

/** Was the same thing changed again, in another way? */
function kinEvidence(
  { attempt, targets, tool, settings, place }: ChangeFacts,
  later: readonly ChangeFacts[],
  session: ChangeIndex,
): Evidence {
  const { at, reading } = attempt;
  const [next] = later;
  const pairs = (nature: string, others: readonly ChangeFacts[]): boolean =>
    others.some((other) =>
      changesOf(other.attempt).some((effect) => effect.nature === nature && targets.has(effect.target)),
    );
  const earlier = session.changes.slice(Math.max(0, place - 30), place);
  return {
    "same thing next": flag(next !== undefined && [...next.targets].some((target) => targets.has(target))),
    "same thing later": flag([...targets].some((target) => session.changed.isAfter(target, at))),
    "same tool next": flag(next?.tool === tool),
    "same command later": flag(session.changed.isAfter(`command ${reading.key}`, at)),
    "one word exchanged later": flag(
      later.some((other) => isOneWordOff(reading.key, other.attempt.reading.key)),
    ),
    "more of the same later": flag(
      later.some((other) => other.attempt.reading.key.startsWith(`${reading.key} `)),
    ),
    "other value later": flag(
      settings.some(([name, value]) =>
        later.some((other) => other.settings.some((one) => one[0] === name && one[1] !== value)),
      ),
    ),
    "stopped, started later": flag(reading.nature === "pause" && pairs("resume", later)),
    "started, stopped before": flag(reading.nature === "resume" && pairs("pause", earlier)),
  };
}

function isOneWordOff(a: string, b: string): boolean {
  const [first, second] = [a.split(" "), b.split(" ")];
  return first.length === second.length && first.filter((word, n) => word !== second[n]).length === 1;
}

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
