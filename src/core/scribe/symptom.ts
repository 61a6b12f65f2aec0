import type { Bundle } from "../../base/model/draft.ts";
import { type Attempt, wordsOf } from "./attempt.ts";
import { described, isMet, named, namesPath, partsOf, pathsOf } from "./symptom-words.ts";

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
const grave =
  /\b(fatal|panic|emerg|alert|crit(?:ical)?|segfault|oom|out of memory|no space left|corrupt\w*|lockup|hung task|split.brain)\b|\bBUG:/i;
const error =
  /\b(err(?:or)?|exception|fail(?:ed|ure|s|ing)?|cannot|can't|could not|unable|refused|denied|timed? ?out|timeout|unreachable|unhealthy|invalid|unexpected|expired|not found|no such|too many|deadlock|still waiting|blocked|exceeded|reset by peer|broken|stale|down|exhausted|back-?off|crash\w*|killed|oom\w*|full|rejected|aborted|lost|lag\w*|duplicate|conflict|undefined|unavailable|read-only|already exists|50[0234]|traceback|missing|backlog|throttl\w*|overload\w*|unresponsive|stuck|pressure|hogging|degraded|fault\w*|dropp(?:ed|ing)|flap\w*|inactive|suspended|not indexed|unauthori[sz]ed|mismatch|insufficient|not enough|no valid|lack of|deadline|limiting|flood\w*|slow|leak\w*|spike|not[- ]?(?:ready|healthy|writable|responding)|notready|warn\w* .*took|skew)\b|\w+(?:Error|Exception)\b|E!/i;
const mild = /\b(warn(?:ing)?|deprecated|retrying)\b/i;

interface Candidate {
  readonly text: string;
  readonly source: string | null;
  readonly at: number | null;
  readonly times: number;
  readonly shape: number;
  /** The word before the source: a host, or the system that the source belongs to. */
  readonly before?: string;
  /** The engineer had it on the screen. */
  readonly isRead?: boolean;
}

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

/** What was wrong: the note, else the log line that fits best (of warnings where no error fits), else the probe that failed. */
export function chooseSymptom(
  bundle: Bundle,
  evidence: readonly EvidenceEvent[],
  attempts: readonly Attempt[],
  fix: readonly Attempt[],
): Symptom | null {
  const note = bundle.note ?? typedNote(bundle);
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
  if (!failed) return null;
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

/** A typed `# comment` line says what the engineer saw, when it says more than a word. */
function typedNote(bundle: Bundle): string | null {
  for (const record of bundle.records.slice(0, 2000)) {
    const text = /^\s*#+\s*(.*\S)/.exec(record.command)?.[1];
    if (text !== undefined && text.split(/\s+/).length >= 3 && !text.startsWith("!")) return text;
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

const timeOf = (text: string): number | null => {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
};

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
    const tagged = /^(?:([\w.-]+)\s+)?([\w./-]+)(?:\[[^\]]*\])?:\s+(.*)$/s.exec(rest);
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

/** Words shared with what was touched and looked at weigh most, then the shape of an error, nearness and novelty. */
function judgeOf(
  candidates: readonly Candidate[],
  bundle: Bundle,
  attempts: readonly Attempt[],
  fix: readonly Attempt[],
): (candidate: Candidate) => { readonly score: number; readonly related: number } {
  const touched = partsOf(fix.map(named).join(" "));
  const active = attempts.filter(({ looks, changes }) => looks || changes);
  const looked = partsOf(active.map(described).join(" "));
  const paths = pathsOf(active);
  const dull = frequentWords(candidates);
  for (const { host } of bundle.records) for (const word of partsOf(host)) dull.add(word);
  const start = timeOf(bundle.records[0]?.startedAt ?? "");
  const end = timeOf(bundle.records.at(-1)?.startedAt ?? "");
  return (candidate) => {
    const words = [
      ...partsOf(`${candidate.before ?? ""} ${candidate.source ?? ""} ${candidate.text}`),
    ].filter((word) => !dull.has(word));
    const count = (known: ReadonlySet<string>): number =>
      Math.min(3, words.filter((word) => known.has(word)).length);
    const related =
      2 * count(touched) +
      count(looked) +
      (isMet(candidate.text, attempts) ? 2 : 0) +
      (namesPath(candidate.text, paths) ? 3 : 0);
    if (candidate.shape === 0 && related < 3) return { score: 0, related };
    const seen = candidate.isRead ? 1.5 : 0;
    const time = seen + nearness(candidate.at, start, end) + novelty(candidate, start);
    return { score: candidate.shape * 1.5 + related + time, related };
  };
}

/** Words of most lines, such as the host's name, tell nothing. */
function frequentWords(candidates: readonly Candidate[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { text, source } of candidates)
    for (const word of partsOf(`${source ?? ""} ${text}`)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Set(
    [...counts]
      .filter(([, count]) => candidates.length >= 6 && count > candidates.length / 2)
      .map(([word]) => word),
  );
}

/** 1 in the minutes before the first command and during the session, less the longer before. */
function nearness(at: number | null, start: number | null, end: number | null): number {
  if (at === null || start === null) return 0;
  if (at > start) return end !== null && at > end ? -1 : 0.7;
  return Math.max(0, 1 - (start - at) / 3_600_000);
}

/** A line that has been there for long is no news. */
function novelty(candidate: Candidate, start: number | null): number {
  if (candidate.at === null || start === null) return 0;
  const isOld = start - candidate.at > 2_400_000;
  return isOld && candidate.times > 5 ? -2 : 0;
}
