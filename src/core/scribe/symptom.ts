import type { Bundle } from "../../base/model/draft.ts";
import { type Attempt, wordsOf } from "./attempt.ts";
import { type Candidate, judgeOf, timeOf } from "./symptom-score.ts";
import { error, grave, mild } from "./symptom-shapes.ts";

/** An error event that the patrol kept. */
export interface EvidenceEvent {
  readonly source: string;
  readonly at: string;
  readonly level: string;
  readonly message: string;
  readonly count: number;
}

export interface Symptom {
  readonly text: string;
  /** `note`: the engineer's words; `log`: a line; `probe`: a command that failed before the fix. */
  readonly from: "note" | "log" | "probe";
  readonly source: string | null;
  readonly times: number;
  /** What the runbook is found by when it happens again: the log's line, then the note. */
  readonly lines: readonly string[];
}

const longest = 300;
const header =
  /^(?:<\d+>)?(?:\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?\]?|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d\d:\d\d:\d\d(?:[.,]\d+)?)\s+/;

/** Lines that the looks before the fix printed, where that was kept. */
function fromOutputs(attempts: readonly Attempt[], fix: readonly Attempt[]): Candidate[] {
  const before = fix[0]?.at ?? attempts.length;
  const told = attempts.filter(
    ({ at, looks, reading }) =>
      at < before && reading.record.output !== null && (looks || reading.worked === false),
  );
  const lines = told.flatMap(({ reading }) =>
    (reading.record.output ?? "").slice(-64_000).split("\n").slice(-400),
  );
  return fromLogs(lines.filter((line) => line.trim() !== ""))
    .filter(({ shape }) => shape > 1)
    .map((candidate) => ({ ...candidate, at: null, isRead: true }));
}

/**
 * What was wrong: the note, else the log line that fits best (of warnings where no error fits), else the probe that failed,
 * else what was said at the end.
 */
export function chooseSymptom(
  bundle: Bundle,
  evidence: readonly EvidenceEvent[],
  attempts: readonly Attempt[],
  fix: readonly Attempt[],
): Symptom | null {
  const note = bundle.note ?? typedNote(attempts, fix);
  const shown = fromOutputs(attempts, fix);
  const logged = (level: (event: EvidenceEvent) => boolean): Candidate | null => {
    const lines = [...fromEvidence(evidence.filter(level)), ...fromLogs(bundle.logs), ...shown];
    return bestLine(causes(lines, attempts, fix), bundle, attempts, fix);
  };
  const best = logged(isError) ?? logged(isWarning) ?? logged((event) => !isError(event));
  const line = best === null ? [] : [cut(best.text)];
  if (note !== null)
    return { text: cut(note), from: "note", source: null, times: 1, lines: [...line, cut(note)] };
  if (best) return { text: cut(best.text), from: "log", source: best.source, times: best.times, lines: line };
  const before = fix[0]?.at ?? attempts.length;
  const failed = attempts.find(
    ({ at, reading, looks }) =>
      at < before && looks && reading.worked === false && reading.nature === "probe",
  );
  if (!failed) {
    const late = lateNote(attempts);
    return late === null
      ? null
      : { text: cut(late), from: "note", source: null, times: 1, lines: [cut(late)] };
  }
  return {
    text: cut(`${failed.reading.command} failed with exit code ${failed.reading.record.exitCode}`),
    from: "probe",
    source: null,
    times: 1,
    lines: [],
  };
}

/** The patrol keeps what a service calls a warning too, and ordinary lines of a known pattern. */
const isError = ({ level }: EvidenceEvent): boolean => level === "error" || level === "fatal";
const isWarning = ({ level }: EvidenceEvent): boolean => level === "warn";

/** A typed `# comment` line that says more than a word. */
function saidIn({ reading }: Attempt): string | null {
  const text = /^\s*#+\s*(.*\S)/.exec(reading.record.command)?.[1];
  return text !== undefined && text.split(/\s+/).length >= 3 && !text.startsWith("!") ? text : null;
}

/** The first thing that was said at all; where nothing else tells what was wrong, it is better than nothing. */
const lateNote = (attempts: readonly Attempt[]): string | null =>
  attempts
    .slice(0, 2000)
    .map(saidIn)
    .find((text) => text !== null) ?? null;

/** What the engineer saw: as the first thing of a session, or in the words of trouble before anything was changed. */
function typedNote(attempts: readonly Attempt[], fix: readonly Attempt[]): string | null {
  const first = fix[0]?.at ?? attempts.length;
  let isBegun = false;
  for (const attempt of attempts.slice(0, 2000)) {
    const text = saidIn(attempt);
    if (text !== null && attempt.at < first && (!isBegun || shapeOf(text) > 1)) return text;
    isBegun ||= attempt.looks || attempt.changes;
  }
  return null;
}

const cut = (text: string): string => {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
};

const shapeOf = (line: string): number => {
  const text = line.replace(/_/g, " ").replace(/([a-z])([A-Z])/g, "$1 $2");
  if (grave.test(text)) return 3;
  if (error.test(text)) return 2;
  return mild.test(text) ? 1 : 0;
};

/** Events of one shape and source are one candidate: the first of them, with how often it was seen in all. */
function fromEvidence(events: readonly EvidenceEvent[]): Candidate[] {
  const groups = new Map<string, { first: EvidenceEvent; times: number }>();
  for (const event of events) {
    const key = `${event.source} ${event.message.replace(/\d+/g, "0")}`;
    const group = groups.get(key);
    const first = group !== undefined && group.first.at <= event.at ? group.first : event;
    groups.set(key, { first, times: (group?.times ?? 0) + event.count });
  }
  return [...groups.values()].map(({ first, times }) => ({
    text: first.message,
    source: first.source,
    at: timeOf(first.at),
    times,
    shape: Math.max(2, shapeOf(`${first.level} ${first.message}`)),
  }));
}

/** The first line of a log and the clock of a shell need not agree to the millisecond. */
const slackMs = 250;
const echoMs = 1_500;

/**
 * What may have brought the person here. A line that was never there before the fix began is its consequence, and one
 * that came with a failed command and holds a word that only this command has is the person's own mistake. Both stay
 * where nothing else is known.
 */
function causes(
  candidates: readonly Candidate[],
  attempts: readonly Attempt[],
  fix: readonly Attempt[],
): readonly Candidate[] {
  const begun = timeOf(fix[0]?.reading.record.startedAt ?? "");
  const failed = attempts.filter(({ dropped }) => dropped?.why === "failed");
  const left = candidates.filter(({ at, text }) => {
    if (at === null) return true;
    if (begun !== null && at >= begun - slackMs) return false;
    return !failed.some((attempt) => isEcho(attempt, attempts, { at, text }));
  });
  return left.length > 0 ? left : candidates;
}

function isEcho(
  { reading }: Attempt,
  attempts: readonly Attempt[],
  line: { readonly at: number; readonly text: string },
): boolean {
  const started = timeOf(reading.record.startedAt ?? "");
  if (started === null || line.at < started - slackMs) return false;
  if (line.at > started + (reading.record.durationMs ?? 0) + echoMs) return false;
  const others = wordsOf(
    attempts
      .filter((other) => other.reading.worked !== false)
      .map((other) => other.reading.command)
      .join(" "),
  );
  const said = wordsOf(line.text);
  return [...wordsOf(reading.command)].some(
    (word) => word.length >= 5 && said.has(word) && !others.has(word),
  );
}

/** Lines of the same shape are one candidate, counted. */
function fromLogs(lines: readonly string[]): Candidate[] {
  const groups = new Map<string, { line: string; times: number }>();
  for (const line of lines.slice(-20_000)) {
    const template = line.replace(header, "").replace(/\d+/g, "0").slice(0, 400);
    const group = groups.get(template);
    groups.set(template, { line: group?.line ?? line, times: (group?.times ?? 0) + 1 });
  }
  return [...groups.values()].map(({ line, times }) => {
    const time = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?/.exec(
      line.slice(0, 60),
    )?.[0];
    const rest = line.replace(header, "");
    const tagged = /^(?:([\w.-]+)\s+)?([\w./-]+)(?:\[\S*\])?:\s+(.*)$/s.exec(rest);
    const text = tagged?.[3] ?? rest;
    return {
      text,
      source: tagged?.[2] ?? null,
      before: tagged?.[1] ?? "",
      at: time ? timeOf(time.replace(" ", "T")) : null,
      times,
      shape: shapeOf(text),
    };
  });
}

function bestLine(
  candidates: readonly Candidate[],
  bundle: Bundle,
  attempts: readonly Attempt[],
  fix: readonly Attempt[],
): Candidate | null {
  const judge = judgeOf(candidates, bundle, attempts, fix);
  // A line without the shape of an error counts only where no error has to do with the work.
  const isShaped = candidates.some((one) => one.shape > 1 && judge(one).related > 0);
  let best: Candidate | null = null;
  let bestScore = 2.3;
  for (const candidate of candidates) {
    if (candidate.shape === 0 && (isShaped || candidate.source === null)) continue;
    const { score } = judge(candidate);
    if (score > bestScore) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}
