import { type Attempt, changesOf, isKept } from "./attempt.ts";
import type { Effect } from "./effect.ts";
import { askedFor } from "./probe-keys.ts";
import { isAskedAround, type SessionIndex } from "./session-index.ts";
import { isVerb } from "./verbs.ts";

/**
 * A change after which the engineer asked what they had asked before, then asked something new, changed something else
 * about the same thing, and asked again in the end: it did not help. What frees space or works off a queue is measured
 * time and again and helps bit by bit.
 */
export function backToLooking(
  attempt: Attempt,
  next: Attempt,
  looks: readonly Attempt[],
  index: SessionIndex,
): string | null {
  if (!changesOf(attempt).every(isTrial)) return null;
  const { attempts, asked } = index;
  const last = attempts.findLast(isKept)?.at ?? attempts.length;
  const isOld = (key: string): boolean => (asked.get(key)?.[0] ?? attempt.at) < attempt.at;
  const again = looks
    .slice(0, 2)
    .find(
      ({ reading }) =>
        !measure.test(reading.key) &&
        askedFor(reading).some((key) => isAskedAround(index, key, attempt.at, last)),
    );
  if (again === undefined) return null;
  const isNew = looks.some(
    (look) => look.looks && look.reading.worked !== null && !askedFor(look.reading).some(isOld),
  );
  if (!isNew || !isAboutSame(attempt, next, attempts)) return null;
  return `did not help: record ${again.reading.record.n} was asked again and the search went on`;
}

const measure =
  /\b(df|du|free|zfs|zpool|disk-usage|system df|allocation|lag|count\w*|wc|depth|queues?|mailq|qshape|list_queues|stats|rollout|wait|pods?|nodes?)\b/;

/** Not a file that is built up, and no step of a bracket. */
const isTrial = ({ nature, target }: Effect): boolean =>
  (/^(set|run|kick|loosen|send)$/.test(nature) ||
    (nature === "resume" && /(^|[>/])(account|lockout)/.test(target))) &&
  !/(^|[>/])(file|line|content|script|package|manifest|image|container|k8s\S*|migration|release|volume|device|filesystem|table|mount|cluster|tf|repo\S*|archive|compose|certificate|dependencies|stack|found)[:@]/.test(
    target,
  );

/** Names and numbers of a change's words. */
const thingsOf = ({ reading }: Attempt): Set<string> => {
  const words = reading.key.toLowerCase().match(/[a-z][\w.-]{3,}|\d{3,}/g) ?? [];
  const tools = new Set(reading.effects.map(({ tool }) => tool));
  return new Set(
    words.filter(
      (word) => !tools.has(word) && !isVerb(word) && !/^(sudo|true|false|null|none|systemctl)$/.test(word),
    ),
  );
};

function isAboutSame(attempt: Attempt, next: Attempt, attempts: readonly Attempt[]): boolean {
  const own = thingsOf(attempt);
  const rest = attempts.slice(next.at).filter(isKept);
  return rest.some((later) => [...thingsOf(later)].some((word) => own.has(word)));
}
