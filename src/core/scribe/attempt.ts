import type { Dropped } from "../../base/model/draft.ts";
import { wordText } from "./arguments.ts";
import { type Effect, isChange, isReading } from "./effect.ts";
import { isInside } from "./paths.ts";
import type { Reading } from "./reading.ts";
import { natureOfWords } from "./verbs.ts";

/** A record while the scribe makes up its mind about it. */
export interface Attempt {
  readonly at: number;
  readonly reading: Reading;
  /** It changes something, as far as its text and exit code tell. */
  readonly changes: boolean;
  /** It looks, or writes only to see whether writing works. */
  readonly looks: boolean;
  dropped: Verdict | null;
}
interface Verdict {
  readonly why: Dropped["why"];
  /** One clause for the notes: `undone by record 12`. */
  readonly because: string;
  /** Told by the commands themselves: taken back to the letter, or with nothing left to apply. No evidence counts. */
  readonly isProven?: true;
}

export const isKept = (attempt: Attempt): boolean => attempt.changes && attempt.dropped === null;

/** The nearest change before a place that is not dropped. */
export function lastKept(attempts: readonly Attempt[], before: number): Attempt | undefined {
  for (let at = before - 1; at >= 0; at--) {
    const one = attempts[at];
    if (one && isKept(one)) return one;
  }
  return undefined;
}

export function drop(attempt: Attempt, why: Dropped["why"], because: string): void {
  if (attempt.dropped === null) attempt.dropped = { why, because };
}

/** A try and the change that took it back. */
export function dropPair(first: Attempt, second: Attempt): void {
  const [from, to] = [first.reading.record.n, second.reading.record.n];
  second.dropped ??= { why: "superseded", because: `took back record ${from}`, isProven: true };
  first.dropped ??= { why: "superseded", because: `taken back by record ${to}`, isProven: true };
}

export const changesOf = (attempt: Attempt): readonly Effect[] =>
  attempt.reading.effects.filter((effect) => isChange(effect.nature));

const probeWord =
  /(^|[^a-z])(probe|test(?:print|page|file|mail|msg)?|canary|hello|healthcheck|health-check|smoke|dummy|ping|heartbeat)([^a-z]|$)/i;

/** What puts a thing somewhere, so that one may see whether putting works. */
const putting =
  /(^|\|\s*|\s)(docker|podman|git|skopeo|crane|oras|helm)\s(\S+\s)*?push\s|(?:^|\|\s*)(lp|lpr|srun|sbatch|qsub)\s|\b(s3|s3api|gsutil|mc|rclone|azcopy)\s+(cp|put\S*|copy|pipe|rcat)\s/;

/** Does it write only to see whether writing works? Such a write is a look. */
function isWriteProbe(reading: Reading, again: ReadonlyMap<string, number>): boolean {
  const effects = reading.effects.filter((effect) => isChange(effect.nature));
  if (effects.length === 0) return false;
  if (
    putting.test(reading.key) &&
    (probeWord.test(reading.command) || /\s(hostname|true|uptime|date|nvidia-smi)$/.test(reading.key))
  )
    return true;
  const isSmall = effects.every(
    ({ nature, target }) => nature === "send" || (nature === "add" && /^file:/.test(target)),
  );
  if (!isSmall) return false;
  if (effects.some(({ target, value }) => probeWord.test(`${target} ${value}`))) return true;
  const isData = effects.every(({ nature }) => nature === "send");
  return isData && (again.get(reading.key) ?? 0) > 1;
}

/** Commands that failed and later worked, word for word: even an `ls` is a probe then. */
function failedThenPassed(readings: readonly Reading[]): Set<string> {
  const failed = new Set<string>();
  const cured = new Set<string>();
  for (const { key, worked, record } of readings) {
    if (worked === false && record.exitCode !== 127 && record.exitCode !== 126) failed.add(key);
    else if (worked === true && failed.has(key)) cured.add(key);
  }
  return cured;
}

/**
 * A tool that nobody knows changed something when it needed root's rights, stood between a stop and a start, or came
 * right before a restart.
 */
function withUnknownJudged(readings: readonly Reading[]): Reading[] {
  let isStopped = false;
  return readings.map((reading, at) => {
    if (reading.worked !== false) isStopped = stoppedAfter(reading, isStopped);
    if (reading.nature === "unknown" && reading.worked === true && probeWord.test(reading.command))
      return {
        ...reading,
        nature: "probe",
        effects: reading.effects.map((effect) => ({ ...effect, nature: "probe" })),
      };
    const isMaybe =
      reading.nature === "unknown" && reading.worked === true && (reading.runs[0]?.argv.length ?? 0) > 1;
    if (!isMaybe || shownOnly.test(reading.command)) return reading;
    const isRoots = reading.runs.some(({ via }) => via.some((way) => /^(sudo|doas)\b/.test(way)));
    if (!isRoots && !isStopped && !isRestart(readings.slice(at + 1, at + 6))) return reading;
    return {
      ...reading,
      nature: "run",
      effects: reading.effects.map((effect) => ({ ...effect, nature: "run" })),
    };
  });
}

const shownOnly = /\|\s*(head|tail|e?grep|less|more|wc|sort|awk|jq|cut|column)\b/;

function stoppedAfter({ effects }: Reading, before: boolean): boolean {
  if (effects.some(({ nature }) => nature === "resume")) return false;
  return before || effects.some(({ nature }) => nature === "pause");
}

/** Is the next thing that matters a restart or a start? */
function isRestart(following: readonly Reading[]): boolean {
  const next = following.find(({ nature, worked }) => nature !== "trivial" && worked !== false);
  return next?.nature === "kick" || next?.nature === "resume";
}

/** Each reading with what it is on the face of it. */
/** A program by its path, of which no word says what it does: one that failed and later passed tests the cure. */
function isPlainProgram({ nature, runs }: Reading): boolean {
  const words = runs.length === 1 ? (runs[0]?.argv.map(wordText) ?? []) : [];
  const [path = ""] = words;
  if (nature !== "run" || words.length !== 1 || !path.includes("/")) return false;
  const name = path.slice(path.lastIndexOf("/") + 1);
  return natureOfWords(name, [], []) === null || /^run\b/.test(name);
}

/** A listing of one place that was asked for more than once is watched, not just looked at. */
const isListing = (
  reading: Reading,
  times: ReadonlyMap<string, number>,
  failed: ReadonlySet<string>,
): boolean =>
  reading.nature === "trivial" &&
  (((times.get(reading.key) ?? 0) > 1 &&
    /^((ls|ll|tree)\s.*\/|date\b.*\s|(which|type|getent|hostname|id|groups)\s|\S+ --version)/.test(
      reading.key,
    )) ||
    listedPlaces(reading).some((place) => [...failed].some((one) => isInside(place, one))));

const listedPlaces = ({ key }: Reading): string[] =>
  /^(ls|ll|tree|stat|cd)\s/.test(key) ? key.split(" ").filter((word) => word.includes("/")) : [];

export function attemptsOf(typed: readonly Reading[]): Attempt[] {
  const readings = withUnknownJudged(typed);
  const times = new Map<string, number>();
  for (const { key } of readings) times.set(key, (times.get(key) ?? 0) + 1);
  const cured = failedThenPassed(readings);
  const missing = new Set(readings.filter(({ worked }) => worked === false).flatMap(listedPlaces));
  return readings.map((reading, at) => {
    const probes =
      isWriteProbe(reading, times) ||
      ((!isChange(reading.nature) ||
        isPlainProgram(reading) ||
        /^(-u \S+ )?(touch|(docker|podman|nerdctl|crictl)( image| compose)? pull)\s/.test(reading.key)) &&
        cured.has(reading.key)) ||
      isListing(reading, times, missing);
    return {
      at,
      reading,
      changes: isChange(reading.nature) && !probes,
      looks: isReading(reading.nature) || probes,
      dropped: null,
    };
  });
}

const dull = new Set([
  "the",
  "and",
  "etc",
  "var",
  "usr",
  "lib",
  "log",
  "srv",
  "opt",
  "com",
  "http",
  "https",
  "localhost",
  "sudo",
  "service",
  "file",
  "conf",
  "true",
  "false",
  "null",
  "all",
  "app",
  "json",
  "type",
]);

/** The words of a text that can name a thing. */
export function wordsOf(text: string): Set<string> {
  const found = text.toLowerCase().match(/[a-z][a-z0-9_]{2,}/g) ?? [];
  return new Set(found.filter((word) => !dull.has(word)));
}

export const shareWord = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => {
  for (const word of a) if (b.has(word)) return true;
  return false;
};
