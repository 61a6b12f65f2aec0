import type { Bundle } from "../../base/model/draft.ts";
import type { Attempt } from "./attempt.ts";
import { isHousekeeping } from "./symptom-shapes.ts";
import { described, isMet, named, namesPath, partsOf, pathsOf } from "./symptom-words.ts";

/** A line that may be what was wrong. */
export interface Candidate {
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

export const timeOf = (text: string): number | null => {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
};

/** Words shared with what was touched and looked at weigh most, then the shape of an error, nearness and novelty. */
export function judgeOf(
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
    const { text, before, source } = candidate;
    const words = [...partsOf(`${before ?? ""} ${source ?? ""} ${text}`)].filter((word) => !dull.has(word));
    const count = (known: ReadonlySet<string>): number =>
      Math.min(3, words.filter((word) => known.has(word)).length);
    const met = (isMet(text, attempts) ? 2 : 0) + (namesPath(text, paths) ? 3 : 0);
    const related = 2 * count(touched) + count(looked) + met;
    if (candidate.shape === 0 && related < 3) return { score: 0, related };
    const isOfSource = namesSource(source ?? "", touched) || namesSource(source ?? "", looked);
    const time = nearness(candidate.at, start, end) + novelty(candidate, start);
    const kind = isOfSource ? 0.7 : idleness(candidate);
    return { score: candidate.shape * 1.5 + related + time + kind + tellingOf(candidate), related };
  };
}

/** Is one of the words the source's name, or the beginning of it, or the other way round (`cron`, `crontab`)? */
function namesSource(source: string, words: ReadonlySet<string>): boolean {
  const names = [...partsOf(source)];
  return [...words].some((word) =>
    names.some(
      (name) => name.length >= 4 && (word.startsWith(name) || (word.length >= 4 && name.startsWith(word))),
    ),
  );
}

const idleness = ({ source, text }: Candidate): number => (isHousekeeping(source ?? "", text) ? -3 : 0);

const tellingOf = ({ text, isRead }: Candidate): number =>
  (isRead ? 1.5 : 0) + (/\w(Exception|Error)\b/.test(text) ? 0.4 : 0);

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
