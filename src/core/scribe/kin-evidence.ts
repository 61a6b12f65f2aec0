import { changesOf } from "./attempt.ts";
import { type ChangeFacts, type ChangeIndex, isOneWordOff } from "./change-index.ts";
import { areOpposed } from "./opposed.ts";

/**
 * What speaks for and against a change having been a try that did not help, each from 0 to 1. Nothing in it knows a
 * tool: only what was looked at before and after, what came later, and how the work went on.
 */
export type Evidence = Readonly<Record<string, number>>;

export const flag = (is: boolean): number => (is ? 1 : 0);

/** Was the same thing changed again, in another way? */
export function kinEvidence(
  change: ChangeFacts,
  later: readonly ChangeFacts[],
  session: ChangeIndex,
): Evidence {
  const { attempt, targets, tool, settings, place } = change;
  const { at, reading } = attempt;
  const [next] = later;
  const pairs = (nature: string, others: readonly ChangeFacts[]): boolean =>
    others.some((other) =>
      changesOf(other.attempt).some((effect) => effect.nature === nature && targets.has(effect.target)),
    );
  const earlier = session.changes.slice(Math.max(0, place - 30), place);
  return {
    "same thing before": flag(
      earlier.some((other) => [...other.targets].some((target) => targets.has(target))),
    ),
    "one word exchanged before": flag(
      earlier.some((other) => isOneWordOff(other.attempt.reading.key, reading.key)),
    ),
    "one word exchanged after work": flag(
      later.some(
        (other) =>
          isOneWordOff(reading.key, other.attempt.reading.key) &&
          isWorkBetween(change, other, session.changes),
      ),
    ),
    "failed just before": flag(session.corrected.has(attempt)),
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

/** How far apart two changes of one thing may stand to be a try and its taking back. */
const reach = 12;

/** Was it tried, looked at and given up, or is it what gave the other up? */
export function trialEvidence(
  change: ChangeFacts,
  later: readonly ChangeFacts[],
  session: ChangeIndex,
): Evidence {
  const { place } = change;
  const { changes } = session;
  const near = (others: readonly ChangeFacts[]): ChangeFacts | undefined =>
    others.find((other) => isOtherOf(change, other) && !isWorkBetween(change, other, changes));
  const first = near(changes.slice(Math.max(0, place - reach), place).toReversed());
  const second = near(later.slice(0, reach));
  const earlier = changes.slice(Math.max(0, place - 30), place).toReversed();
  const opened = earlier.find((other) => areOpposed(change.attempt, other.attempt));
  const closed = later.find((other) => areOpposed(change.attempt, other.attempt));
  const isBack = first !== undefined && takesAway.test(change.attempt.reading.key);
  return {
    "given up for other work": flag(
      first !== undefined && isLookedBetween(first, change, session) && isOtherWorkAfter(change, changes),
    ),
    "then given up for other work": flag(
      second !== undefined && isLookedBetween(change, second, session) && isOtherWorkAfter(second, changes),
    ),
    "another value and nothing else later": flag(
      second !== undefined && isLookedBetween(change, second, session) && !isOtherWorkAfter(second, changes),
    ),
    "opens a bracket": flag(closed !== undefined && isWorkBetween(change, closed, changes)),
    "closes a bracket": flag(opened !== undefined && isWorkBetween(opened, change, changes)),
    "put back with nothing done": flag(closed !== undefined && !isWorkBetween(change, closed, changes)),
    "puts back with nothing done": flag(opened !== undefined && !isWorkBetween(opened, change, changes)),
    "taken back in words": flag(isBack && !takesAway.test(first.attempt.reading.key)),
    "applies the one before, then other things": flag(
      isApplying(change, changes) && !later.some((other) => isRelated(change, other, changes)),
    ),
    "applies the one before, then more of it": flag(
      isApplying(change, changes) && later.some((other) => isRelated(change, other, changes)),
    ),
    "nothing alike later": flag(later.length > 0 && !later.some((other) => areKin(change, other))),
    "whole run again later": flag(isRunAgain(change, changes)),
    "same command before work": flag(
      later.some(
        (other, at) =>
          other.attempt.reading.key === change.attempt.reading.key &&
          later.slice(0, at).some(({ lasts }) => lasts),
      ),
    ),
  };
}

const takesAway =
  /\b(reset|remove|rm|del|delete|off|disable|unset|revert|undo|private|drop|down|restore|back|no|false|in|unban)\b|\s-[dD]\b|--(delete|remove)\b/;

/** A slight change right after a lasting one. */
function isApplying({ place, lasts, cluster }: ChangeFacts, changes: readonly ChangeFacts[]): boolean {
  const before = changes[place - 1];
  return !lasts && before !== undefined && before.lasts && before.cluster === cluster;
}

/** Is the later one about what this one or the one before it is about? */
function isRelated(change: ChangeFacts, later: ChangeFacts, changes: readonly ChangeFacts[]): boolean {
  const own = [change, changes[change.place - 1] ?? change];
  return own.some((one) => areKin(one, later) || [...one.about].some((word) => later.about.has(word)));
}

/** They change the same thing, or are of one tool and mostly of the same words. */
function areKin(a: ChangeFacts, b: ChangeFacts): boolean {
  if ([...a.targets].some((target) => b.targets.has(target))) return true;
  if (a.tool !== b.tool) return false;
  const shared = [...a.tokens].filter((token) => b.tokens.has(token)).length;
  return shared >= Math.max(1, Math.min(a.tokens.size, b.tokens.size)) / 2;
}

const isOtherOf = (a: ChangeFacts, b: ChangeFacts): boolean =>
  a.attempt.reading.key !== b.attempt.reading.key && areKin(a, b);

/** Something lasting was done between them, about neither of the two. */
function isWorkBetween(a: ChangeFacts, b: ChangeFacts, changes: readonly ChangeFacts[]): boolean {
  return changes
    .slice(Math.min(a.place, b.place) + 1, Math.max(a.place, b.place))
    .some((one) => one.lasts && !areKin(one, a) && !areKin(one, b));
}

const isOtherWorkAfter = (change: ChangeFacts, changes: readonly ChangeFacts[]): boolean =>
  changes.slice(change.place + 1, change.place + 31).some((one) => one.lasts && !areKin(one, change));

const isLookedBetween = (a: ChangeFacts, b: ChangeFacts, { attempts }: ChangeIndex): boolean =>
  attempts.slice(a.attempt.at + 1, Math.min(b.attempt.at, a.attempt.at + 60)).some(({ looks }) => looks);

/** A later run has as many changes, each like the one in its place here. */
function isRunAgain(change: ChangeFacts, changes: readonly ChangeFacts[]): boolean {
  const near = changes.slice(Math.max(0, change.place - 10), change.place + 31);
  const own = near.filter(({ cluster }) => cluster === change.cluster);
  if (own.length < 2) return false;
  const later = new Set(near.map(({ cluster }) => cluster).filter((cluster) => cluster > change.cluster));
  return [...later].some((cluster) => {
    const run = near.filter((one) => one.cluster === cluster);
    return (
      run.length === own.length &&
      run.every((one, at) => {
        const mine = own[at];
        return mine !== undefined && areKin(one, mine);
      })
    );
  });
}
