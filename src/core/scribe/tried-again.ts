import { wordText } from "./arguments.ts";
import { type Attempt, changesOf } from "./attempt.ts";
import { type Effect, isLasting } from "./effect.ts";
import { probeKeys } from "./probe-keys.ts";
import type { Overtaker } from "./put-back-changes.ts";
import { isAskedAround, keptAfter, type SessionIndex, typedWords } from "./session-index.ts";
import { isVerb, verbNature } from "./verbs.ts";

/**
 * What was made under a new name and thrown away again by that name, with nothing lasting done between: a try. Told by
 * words alone, so that it holds for tools nobody knows.
 */
export function thrownAway(attempt: Attempt, effect: Effect, index: SessionIndex): Overtaker | null {
  if (!/^(add|run|set|resume|send)$/.test(effect.nature)) return null;
  const made = newWords(attempt, index);
  if (made.size === 0) return null;
  for (const later of keptAfter(index, attempt.at)) {
    const isRemoval = changesOf(later).every(({ nature }) => nature === "remove" || nature === "kick");
    const isSame = isRemoval && toolOf(later) === toolOf(attempt) && saysRemove(later);
    if (isSame && typedWords(later).some((word) => made.has(word))) return { attempt: later, undoes: true };
    if (changesOf(later).some(({ nature }) => isLasting(nature))) return null;
  }
  return null;
}

const saysRemove = ({ reading }: Attempt): boolean =>
  reading.runs.some(({ argv }) =>
    argv.some((word) =>
      /^-{0,2}(delete|del|rm|remove|destroy|drop|purge|kill|stop|down|uninstall|unset|undo)$/.test(
        wordText(word),
      ),
    ),
  );

/** Families of tools that take away what the others made. */
const toolOf = ({ reading }: Attempt): string => {
  const tool = reading.effects[0]?.tool ?? "";
  return /^(docker|podman|nerdctl|docker-compose)$/.test(tool) ? "docker" : tool;
};

/** Names that no command before this one had as a word of its own. */
function newWords(attempt: Attempt, { typed }: SessionIndex): Set<string> {
  const { runs } = attempt.reading;
  const given = runs.flatMap(({ stdin }) => (stdin ?? "").slice(0, 20_000).match(/[\w.:/-]{4,}/g) ?? []);
  const words = [...typedWords(attempt), ...given].filter(
    (word) => word.length >= 4 && !word.startsWith("-") && !word.includes("=") && !isVerb(word),
  );
  return new Set(words.filter((word) => (typed.get(word) ?? attempt.at) >= attempt.at));
}

/**
 * The same act on the same thing once more with one value exchanged, after a look at what the first had done: the
 * first value was not the right one.
 */
export function triedAgain(attempt: Attempt, effect: Effect, index: SessionIndex): Overtaker | null {
  if (!/^(run|set|add|send|kick)$/.test(effect.nature)) return null;
  const [next] = keptAfter(index, attempt.at, 1);
  if (!next || next.reading.nature !== attempt.reading.nature) return null;
  const between = index.attempts.slice(attempt.at + 1, next.at);
  if (!between.some(({ looks }) => looks)) return null;
  if (effect.nature === "kick")
    return isAskedThroughout(attempt, next, index) &&
      isSameAct(attempt, next) &&
      hasMoreOptions(attempt, next)
      ? { attempt: next, undoes: false }
      : null;
  return isOtherValue(attempt, next) || isStronger(attempt, next) ? { attempt: next, undoes: false } : null;
}

/** The tool and the word that says what it does. */
const actOf = ({ reading }: Attempt): string => {
  const words = reading.runs.length === 1 ? (reading.runs[0]?.argv.map(wordText) ?? []) : [];
  return `${words[0]} ${words.find((word, at) => at > 0 && verbNature(word) !== null) ?? ""}`;
};

const isSameAct = (a: Attempt, b: Attempt): boolean => {
  const act = actOf(a);
  return act === actOf(b) && !act.endsWith(" ");
};

const hasMoreOptions = (a: Attempt, b: Attempt): boolean => {
  const options = ({ reading }: Attempt): string[] =>
    reading.key.split(" ").filter((word) => word.startsWith("-"));
  return options(b).length > options(a).length;
};

/** Some probe was asked before the first, between the two, and again after the second. */
function isAskedThroughout(first: Attempt, second: Attempt, index: SessionIndex): boolean {
  return index.attempts
    .slice(first.at + 1, second.at)
    .some(
      ({ looks, reading }) =>
        looks && probeKeys(reading).some((key) => isAskedAround(index, key, first.at, second.at)),
    );
}

/** One word is another one, and it is a value: what the act is about stands in the other words. */
function isOtherValue(a: Attempt, b: Attempt): boolean {
  const [first, second] = [a.reading.key.split(" "), b.reading.key.split(" ")];
  if (first.length !== second.length) return false;
  const differing = first.flatMap((word, at) => (word === second[at] ? [] : [at]));
  const [at] = differing;
  if (differing.length !== 1 || at === undefined || at < 2) return false;
  const [old, better] = [first[at] ?? "", second[at] ?? ""];
  if (!isValue(old) || !isValue(better)) return false;
  return first.some((word, i) => i > 0 && i !== at && isThing(word));
}

/** A number, a version, a date, a port, `--name=7d`. */
const isValue = (word: string): boolean => /^(?:--?[\w-]+=)?["']?[v:]?\d[\w.:%-]*["']?$/.test(word);

/** A word that names one thing, not a kind of things. */
const isThing = (word: string): boolean => /[./:@]|\w-\w|\d/.test(word) && !word.startsWith("-");

/** The same words with more or stronger options: `prune -f`, then `prune -af --filter until=168h`. */
function isStronger(a: Attempt, b: Attempt): boolean {
  const [first, second] = [a.reading.key.split(" "), b.reading.key.split(" ")];
  const plain = (words: readonly string[]): string => words.filter((word) => !word.startsWith("-")).join(" ");
  const options = (words: readonly string[]): string[] => words.filter((word) => word.startsWith("-"));
  if (
    first.length < 3 ||
    second.length < first.length ||
    a.reading.runs.length !== 1 ||
    b.reading.runs.length !== 1
  )
    return false;
  if (!plain(second).startsWith(plain(first)) || options(second).length === 0) return false;
  if (plain(second) !== plain(first) && options(second).length <= options(first).length) return false;
  const letters = (words: readonly string[]): string[] =>
    options(words).flatMap((word) => (/^-[a-zA-Z]+$/.test(word) ? [...word.slice(1)] : [word]));
  const stronger = new Set(letters(second));
  return letters(first).every((letter) => stronger.has(letter)) && a.reading.key !== b.reading.key;
}
