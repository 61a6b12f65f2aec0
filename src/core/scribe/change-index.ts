import { wordText } from "./arguments.ts";
import { type Attempt, changesOf, isKept, wordsOf } from "./attempt.ts";
import { isLasting } from "./effect.ts";
import { lookStem, probeKeys } from "./probe-keys.ts";
import { fileOf } from "./undone.ts";

/** Where in a session something first and last happened, by what it was about. */
class Span {
  readonly #first = new Map<string, number>();
  readonly #last = new Map<string, number>();

  add(key: string, at: number): void {
    if (!this.#first.has(key)) this.#first.set(key, at);
    this.#last.set(key, at);
  }

  isBefore(key: string, at: number): boolean {
    return (this.#first.get(key) ?? at) < at;
  }

  isAfter(key: string, at: number): boolean {
    return (this.#last.get(key) ?? at) > at;
  }
}

/** A change with what the evidence about it asks for again and again. */
export interface ChangeFacts {
  readonly attempt: Attempt;
  /** Its place among the changes. */
  readonly place: number;
  /** Changes with no look between them have the same number. */
  readonly cluster: number;
  readonly targets: ReadonlySet<string>;
  readonly tool: string;
  /** It outlives a restart. */
  readonly lasts: boolean;
  /** All of its text, word by word. */
  readonly tokens: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
  readonly about: ReadonlySet<string>;
  readonly settings: readonly (readonly [name: string, value: string])[];
}

interface Look {
  readonly at: number;
  readonly about: ReadonlySet<string>;
  readonly stem: string;
  /** Files it shows, and `config-test` for one that tests settings before they are put into effect. */
  readonly checks: ReadonlySet<string>;
}

/** A session read once, so that no question about one change walks through all the others. */
export interface ChangeIndex {
  readonly attempts: readonly Attempt[];
  readonly changes: readonly ChangeFacts[];
  /** Words that a look is about, by its place in the session. */
  readonly looks: readonly Look[];
  /** What was looked at after the last change. */
  readonly finals: ReadonlySet<string>;
  /** How many changes each run without a look has, by its number. */
  readonly runLengths: ReadonlyMap<number, number>;
  readonly longestRun: number;
  /** Changes whose text is like that of a failed command shortly before. */
  readonly corrected: ReadonlySet<Attempt>;
  /** By probe: asked, answered with a failure, answered well. */
  readonly asked: Span;
  readonly failed: Span;
  readonly worked: Span;
  /** By target and by text of a command: changed. */
  readonly changed: Span;
  /** By word: typed anywhere, in a change, in something else. */
  readonly typed: Span;
  readonly typedInChange: Span;
  readonly typedElsewhere: Span;
}

export function indexChanges(attempts: readonly Attempt[]): ChangeIndex {
  const changes: ChangeFacts[] = [];
  const looks: Look[] = [];
  const corrected = new Set<Attempt>();
  const index = {
    attempts,
    changes,
    looks,
    corrected,
    asked: new Span(),
    failed: new Span(),
    worked: new Span(),
    changed: new Span(),
    typed: new Span(),
    typedInChange: new Span(),
    typedElsewhere: new Span(),
  };
  for (const attempt of attempts) {
    const { at, reading } = attempt;
    const typed = isKept(attempt) ? index.typedInChange : index.typedElsewhere;
    for (const word of wordsTyped(attempt)) {
      index.typed.add(word, at);
      typed.add(word, at);
    }
    if (isLook(attempt)) noteLook(attempt, index);
    if (reading.worked === true) index.worked.add(reading.key, at);
    if (!isKept(attempt)) continue;
    noteChange(attempt, index);
    if (attempts.slice(Math.max(0, at - 3), at).some((before) => isRetry(attempt, before)))
      corrected.add(attempt);
  }
  const end = changes.at(-1)?.attempt.at ?? attempts.length;
  const finals = new Set(looks.filter((look) => look.at > end).map(({ stem }) => stem));
  const runLengths = runLengthsOf(changes);
  return { ...index, finals, runLengths, longestRun: Math.max(0, ...runLengths.values()) };
}

/** The same command failed, or one with another word in one place. */
const isRetry = ({ reading }: Attempt, before: Attempt): boolean =>
  before.reading.worked === false &&
  !before.looks &&
  (before.reading.key === reading.key || isOneWordOff(before.reading.key, reading.key));

export function isOneWordOff(a: string, b: string): boolean {
  const [first, second] = [a.split(" "), b.split(" ")];
  return first.length === second.length && first.filter((word, n) => word !== second[n]).length === 1;
}

function runLengthsOf(changes: readonly ChangeFacts[]): Map<number, number> {
  const lengths = new Map<number, number>();
  for (const { cluster } of changes) lengths.set(cluster, (lengths.get(cluster) ?? 0) + 1);
  return lengths;
}

function noteLook(
  attempt: Attempt,
  { looks, asked, failed }: Pick<ChangeIndex, "asked" | "failed"> & { looks: Look[] },
): void {
  looks.push({
    at: attempt.at,
    about: aboutOf(attempt),
    stem: lookStem(attempt.reading),
    checks: checksOf(attempt),
  });
  for (const key of probeKeys(attempt.reading)) {
    asked.add(key, attempt.at);
    if (attempt.reading.worked === false) failed.add(key, attempt.at);
  }
}

function noteChange(
  attempt: Attempt,
  { changes, changed, looks }: Pick<ChangeIndex, "changed" | "looks"> & { changes: ChangeFacts[] },
): void {
  const before = changes.at(-1);
  const isLooked = before !== undefined && isLookedAround(before, looks);
  const facts = factsOf(attempt, changes.length, (before?.cluster ?? 0) + (isLooked ? 1 : 0));
  changes.push(facts);
  for (const target of facts.targets) changed.add(target, attempt.at);
  changed.add(`command ${attempt.reading.key}`, attempt.at);
}

/** Was anything looked at since a change but the changed file itself and whether the settings are valid? */
function isLookedAround(change: ChangeFacts, looks: readonly Look[]): boolean {
  for (let i = looks.length - 1; i >= 0; i--) {
    const look = looks[i];
    if (look === undefined || look.at < change.attempt.at) return false;
    if (!look.checks.has("config-test") && !isSeen(change, look.checks)) return true;
  }
  return false;
}

const checksOf = ({ reading }: Attempt): Set<string> =>
  new Set(
    reading.effects.flatMap(({ target }) =>
      target.endsWith("config-test") ? ["config-test"] : (fileOf(target) ?? []),
    ),
  );

/** Does a look only show the file that was just changed? */
const isSeen = ({ targets }: ChangeFacts, checks: ReadonlySet<string>): boolean =>
  checks.size > 0 && [...targets].some((target) => checks.has(fileOf(target) ?? ""));

/** What failed tells as much as a look. */
export const isLook = ({ looks, reading }: Attempt): boolean =>
  looks || (reading.worked === false && reading.record.exitCode !== 127);

function factsOf(attempt: Attempt, place: number, cluster: number): ChangeFacts {
  const effects = changesOf(attempt);
  return {
    attempt,
    place,
    cluster,
    targets: new Set(
      effects.map(({ target }) => target).filter((target) => target !== "" && !target.endsWith(":")),
    ),
    tool: effects[0]?.tool ?? "",
    lasts: effects.some(({ nature }) => isLasting(nature)),
    tokens: new Set(
      attempt.reading.key
        .slice(0, 2_000)
        .toLowerCase()
        .match(/[a-z0-9_][\w.:-]*/g),
    ),
    words: wordsTyped(attempt),
    about: aboutOf(attempt),
    settings: settingsOf(attempt.reading.key),
  };
}

const wordsTyped = ({ reading }: Attempt): Set<string> =>
  new Set(
    reading.runs.flatMap(({ argv }) =>
      argv.slice(1).flatMap(
        (word) =>
          wordText(word)
            .slice(0, 2_000)
            .match(/[\w./:@-]{3,}/g) ?? [],
      ),
    ),
  );

const aboutOf = ({ reading }: Attempt): Set<string> =>
  wordsOf(
    `${reading.command.slice(0, 2_000)} ${reading.effects.map(({ target }) => target.slice(0, 200)).join(" ")}`,
  );

/** `name=value`, `name: value`, `name value`, where the value is a number or a switch. */
const settingsOf = (key: string): (readonly [string, string])[] =>
  [
    ...key
      .slice(0, 2_000)
      .toLowerCase()
      .matchAll(/([a-z][\w.-]{2,60})(?:\s*[=:]\s*|\s+)["']?([\w.%-]{1,60})/g),
  ]
    .map(([, name = "", value = ""]) => [name, value] as const)
    .filter(([, value]) => /\d|^(?:on|off|true|false|yes|no|none|null)$/.test(value));
