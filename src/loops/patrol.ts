import type { PatternMatch } from "../base/model/alert.ts";
import type { MeasuredValue } from "../base/model/pattern.ts";
import type { GuardSentence } from "../base/model/runbook.ts";
import type { LogLine } from "../base/ports/log-source.ts";
import { createEventReader, type EventReader, type UnderstoodEvent } from "../core/patterns/events.ts";
import { createFamiliar, type Familiar } from "../core/patterns/familiar.ts";
import { mentionOf } from "../core/patterns/guard-names.ts";
import { guardOnLine } from "../core/patterns/guards.ts";
import { createMatcher, type Matcher } from "../core/patterns/match.ts";
import { signatureKey } from "../core/patterns/signature.ts";
import { graver, levelOf } from "./evidence-level.ts";
import type { ApprovedRunbook } from "./operate-deps.ts";
import { cleaned, type Seen } from "./patrol-clean.ts";
import { createNewKinds, type NewKinds } from "./patrol-kinds.ts";
import {
  alertOf,
  createSlowRaises,
  type PatrolDeps,
  raiseOne,
  type SlowRaises,
  seenFrom,
} from "./patrol-raises.ts";
import { linksKey, ownRules } from "./patrol-rules.ts";

export type { PatrolDeps } from "./patrol-raises.ts";

/** Log lines in, suggestions out. One patrol per daemon; `take` is the consumer of every followed log. */
export interface Patrol {
  take(lines: readonly LogLine[]): Promise<void>;
  /**
   * Ends events that wait for more lines which did not come; `all` at the end. True: some log still spoke a moment ago,
   * so it has to be asked again soon.
   */
  settle(all?: "all"): Promise<boolean>;
  /** The approved runbooks or their patterns changed. */
  refresh(): Promise<void>;
  /** The same where another process said that it changed them; cheap. */
  lookAgain(): Promise<void>;
}

/** What one batch of lines said, written once at its end: a flood costs one transaction, not one per line. */
interface Round {
  readonly seen: Map<string, Seen>;
  /** Lines that may hold a guard's value, the newest last: few of many are read. */
  readonly telling: LogLine[];
}

/** A service that comes back complains for a while. */
const coolDownMs = 60_000;

/** The way of log lines from here on: what they know, and who takes what has to wait. */
interface Lines {
  readonly deps: PatrolDeps;
  readonly kinds: NewKinds;
  readonly slow: Pick<SlowRaises, "add"> & { takes(pattern: string): boolean };
}

/** The lines of one stack trace are written at once; after this pause an event is complete. */
const quietMs = 150;

export function createPatrol(deps: PatrolDeps): Patrol {
  const readers = new Map<string, OpenLog>();
  let known: Known = nothingKnown;

  let links: string | null = null;
  const refresh = async (): Promise<void> => {
    links = deps.operator.position(linksKey);
    known = await readKnown(deps);
  };
  const slow = createSlowRaises();
  const kinds = createNewKinds();
  const linesOf = (now: Known): Lines => ({
    deps: { ...seenFrom(deps, now), coolDownMs },
    kinds,
    slow: { ...slow, takes: (pattern) => deps.probe !== undefined && now.probed.has(pattern) },
  });
  const digest = (source: string, events: readonly UnderstoodEvent[], round: Round): void => {
    for (const event of events) takeEvent(deps, known, { source, event, round });
  };
  return {
    refresh,
    lookAgain: async () => {
      if (deps.operator.position(linksKey) !== links) await refresh();
    },
    take: async (lines) => {
      const round = emptyRound();
      for (const line of lines) {
        let entry = readers.get(line.file);
        if (entry === undefined) {
          entry = openReader(deps, line.source);
          readers.set(line.file, entry);
        }
        entry.lastAt = deps.clock.now();
        keepTelling(known, line, round);
        digest(entry.source, entry.reader.push(line.text), round);
      }
      await remember(linesOf(known), round, known);
    },
    settle: async (all) => {
      const round = emptyRound();
      let again = false;
      const now = deps.clock.now();
      for (const [file, { reader, source, lastAt, openedAt }] of readers) {
        // Also where the clock was set back: then it is long ago.
        if (all !== "all" && Math.abs(now - lastAt) < quietMs) {
          again = true;
          continue;
        }
        digest(source, reader.flush(), round);
        if (Math.abs(now - openedAt) > renewMs) readers.delete(file);
      }
      await remember(linesOf(known), round, known);
      if (all === "all") await slow.idle();
      return again;
    },
  };
}

interface OpenLog {
  readonly reader: EventReader;
  readonly source: string;
  readonly openedAt: number;
  lastAt: number;
}

/** A reader completes times without a year or zone from the moment it was made, so it is made anew now and then. */
const renewMs = 3_600_000;

function openReader({ clock, zoneMinutes }: PatrolDeps, source: string): OpenLog {
  const now = clock.now();
  return { reader: createEventReader({ now, zoneMinutes }), source, openedAt: now, lastAt: now };
}

export interface Known {
  readonly matcher: Matcher;
  readonly approved: ReadonlyMap<string, ApprovedRunbook>;
  /** What guards of approved runbooks ask for. */
  readonly guards: readonly GuardSentence[];
  /** A line without any of these words measures none of them. */
  readonly telling: RegExp | null;
  /** Names of alerts that people wrote down, as `ruleKey` has them, with the pattern that each leads to. */
  readonly rules: ReadonlyMap<string, string>;
  /** Some example holds a mask. */
  readonly masked: boolean;
  /** Kinds of lines that fit no pattern. */
  readonly unmatched: Familiar;
  /** Patterns with a runbook that has guard blocks: to measure them takes a while. */
  readonly probed: ReadonlySet<string>;
}

const nothingKnown: Known = {
  matcher: createMatcher([]),
  approved: new Map(),
  guards: [],
  telling: null,
  rules: new Map(),
  masked: false,
  unmatched: createFamiliar(),
  probed: new Set(),
};

export async function readKnown(deps: PatrolDeps): Promise<Known> {
  const approved = await deps.approved();
  const rows = (await deps.graph.patterns("linked")).filter((row) =>
    row.runbooks.some((id) => approved.has(id)),
  );
  const guards = [...approved.values()].flatMap(({ runbook }) => runbook.guards);
  return {
    approved,
    matcher: createMatcher(
      rows.map((row) => ({ id: row.id, examples: [row.example] })),
      { contained: true },
    ),
    rules: ownRules(deps, approved, rows),
    guards,
    telling: mentionOf(guards.map(({ name }) => name)),
    masked: rows.some((row) => row.example.includes("‹redacted:")),
    unmatched: createFamiliar(),
    probed: new Set(
      rows.filter((row) => row.runbooks.some((id) => hasGuardBlock(approved.get(id)))).map(({ id }) => id),
    ),
  };
}

const hasGuardBlock = (known: ApprovedRunbook | undefined): boolean =>
  known?.runbook.steps.some(({ role }) => role === "guard") ?? false;

const emptyRound = (): Round => ({ seen: new Map(), telling: [] });

/** Of a flood the newest lines say how things stand. */
const mostTelling = 50;

function keepTelling({ telling }: Known, line: LogLine, round: Round): void {
  if (telling === null || !telling.test(line.text)) return;
  round.telling.push(line);
  if (round.telling.length > 2 * mostTelling) round.telling.splice(0, mostTelling);
}

/** Measurements are kept, so they are taken from what is left of a line without its secrets. Of equal names the newest counts. */
function measure({ redactor, operator, clock }: PatrolDeps, known: Known, round: Round): void {
  const measured = new Map<string, { name: string; value: MeasuredValue; source: string }>();
  for (const { text, source } of round.telling.slice(-mostTelling)) {
    const clean = redactor.text(text).text;
    for (const sentence of known.guards) {
      const { name, value, unit } = guardOnLine(sentence, clean);
      if (value !== null) measured.set(name.toLowerCase(), { name, value: { value, unit }, source });
    }
  }
  operator.measureAll([...measured.values()], clock.now());
}

function takeEvent(
  deps: PatrolDeps,
  known: Known,
  { source, event, round }: { source: string; event: UnderstoodEvent; round: Round },
): void {
  const raw = matchOf(deps, known, event);
  // A line that is no error is taken only for the very pattern a person linked, never for one that is merely similar.
  const match = raw !== null && (event.error || raw.kind === "exact") ? raw : null;
  if (!event.error && match === null && event.level !== "warn") return;
  const now = deps.clock.now();
  // A line cannot be of later than now: another zone, or a clock that was set.
  const at = event.time === null ? now : Math.min(Date.parse(event.time), now);
  const newest = { raw: event.message, whole: event.text, at, level: levelOf(event) };
  const key = `${source} ${match?.pattern ?? signatureKey(event.message)}`;
  const before = round.seen.get(key);
  if (before === undefined) round.seen.set(key, { source, match, ...newest, times: 1 });
  else {
    const level = graver(before.level, newest.level);
    Object.assign(before, newest, { match, level, times: before.times + 1 });
  }
}

/** Of a longer line the masked words are not all compared. */
const longLine = 1_000;

/** The whole text is matched: of a stack trace the innermost exception says most. What fitted nothing before is not asked again. */
function matchOf(deps: PatrolDeps, known: Known, event: UnderstoodEvent): PatternMatch | null {
  const oneLine = event.lines[0] === event.lines[1] && event.text.length < longLine && !known.masked;
  if (oneLine && known.unmatched.has(event.text)) return null;
  const match = known.matcher.match(event.text) ?? matchCleaned(deps, known, event);
  if (oneLine && match === null) known.unmatched.add(event.text);
  return match;
}

/** A pattern learned from a line that held a secret has a mask in that place: such a line fits only when it is cleaned too. */
function matchCleaned(deps: PatrolDeps, known: Known, event: UnderstoodEvent): PatternMatch | null {
  if (!known.masked || !event.error) return null;
  const { text, count } = deps.redactor.text(event.text);
  return count > 0 ? known.matcher.match(text) : null;
}

async function remember(lines: Lines, round: Round, known: Known): Promise<void> {
  const { deps } = lines;
  const now = deps.clock.now();
  const all = [...round.seen.values()].map((seen) => cleaned(deps, seen));
  if (all.length > 0) deps.operator.addEvidence(all.map(({ evidence }) => evidence));
  if (round.telling.length > 0) measure(deps, known, round);
  const errors = all.filter(
    ({ evidence, match, pattern }) =>
      match !== null || (evidence.level !== "warn" && lines.kinds.keeps(pattern.id, now)),
  );
  const seen = errors.map(({ pattern, evidence }) => ({ pattern, at: now, times: evidence.times }));
  if (seen.length > 0) await deps.graph.sawPatterns(deps.host, seen);
  for (const { evidence, match } of all) {
    if (match === null) continue;
    const { source, message, at, times } = evidence;
    const one = { alert: alertOf(source, message, at), match, times };
    if (lines.slow.takes(match.pattern)) lines.slow.add(deps, one);
    else await raiseOne(deps, one);
  }
}
