import { isoTime } from "../base/kernel/clock.ts";
import { newId } from "../base/kernel/ids.ts";
import type { Logger } from "../base/kernel/logger.ts";
import type { Alert, AlertInput, PatternMatch } from "../base/model/alert.ts";
import type { ErrorPattern, MeasuredValue } from "../base/model/pattern.ts";
import type { LogLine } from "../base/ports/log-source.ts";
import type { Evidence } from "../base/ports/operator-store.ts";
import type { Redactor } from "../base/ports/redactor.ts";
import { createEventReader, type EventReader, type UnderstoodEvent } from "../core/patterns/events.ts";
import { valuesOf } from "../core/patterns/guards.ts";
import { learnPattern } from "../core/patterns/learn.ts";
import { createMatcher, type Matcher } from "../core/patterns/match.ts";
import { type OperateDeps, type Raised, raise } from "./operate.ts";

export interface PatrolDeps extends OperateDeps {
  readonly redactor: Redactor;
  readonly log: Logger;
}

/** Log lines in, suggestions out. One patrol per daemon; `take` is the consumer of every followed log. */
export interface Patrol {
  take(lines: readonly LogLine[]): Promise<void>;
  /** Ends events that wait for more lines which did not come; call it several times a second, or with `all` at the end. */
  settle(all?: "all"): Promise<void>;
  /** The approved runbooks or their patterns changed. */
  refresh(): Promise<void>;
}

/** What one batch of lines said, written once at its end: a flood costs one transaction, not one per line. */
interface Round {
  readonly seen: Map<string, Seen>;
  readonly measured: Map<string, { readonly value: MeasuredValue; readonly source: string }>;
}

/** All events of one pattern and source in the batch; the newest stands for them. */
interface Seen {
  readonly pattern: ErrorPattern;
  readonly match: PatternMatch | null;
  evidence: Evidence;
}

/** The lines of one stack trace are written at once; after this pause an event is complete. */
const quietMs = 150;

export function createPatrol(deps: PatrolDeps): Patrol {
  const readers = new Map<
    string,
    { readonly reader: EventReader; readonly source: string; lastAt: number }
  >();
  let known: Known = { matcher: createMatcher([]), guardNames: [] };

  const refresh = async (): Promise<void> => {
    known = await readKnown(deps);
  };
  const digest = (source: string, events: readonly UnderstoodEvent[], round: Round): void => {
    for (const event of events) takeEvent(deps, known, { source, event, round });
  };
  return {
    refresh,
    take: async (lines) => {
      const round = emptyRound();
      for (const line of lines) {
        let entry = readers.get(line.file);
        if (entry === undefined) {
          entry = { reader: createEventReader(), source: line.source, lastAt: 0 };
          readers.set(line.file, entry);
        }
        entry.lastAt = deps.clock.now();
        measure(known.guardNames, line, round);
        digest(entry.source, entry.reader.push(line.text), round);
      }
      await remember(deps, round);
    },
    settle: async (all) => {
      const round = emptyRound();
      const now = deps.clock.now();
      for (const { reader, source, lastAt } of readers.values()) {
        if (all === "all" || now - lastAt >= quietMs) digest(source, reader.flush(), round);
      }
      await remember(deps, round);
    },
  };
}

interface Known {
  readonly matcher: Matcher;
  /** Names that guards of approved runbooks ask for, in lower case. */
  readonly guardNames: readonly string[];
}

async function readKnown(deps: PatrolDeps): Promise<Known> {
  const approved = await deps.approved();
  const rows = (await deps.graph.patterns()).filter((row) => row.runbooks.some((id) => approved.has(id)));
  const guardNames = [...approved.values()].flatMap(({ runbook }) =>
    runbook.guards.map((guard) => guard.name.toLowerCase()),
  );
  return {
    matcher: createMatcher(rows.map((row) => ({ id: row.id, examples: [row.example] }))),
    guardNames: [...new Set(guardNames)],
  };
}

const emptyRound = (): Round => ({ seen: new Map(), measured: new Map() });

function measure(names: readonly string[], line: LogLine, round: Round): void {
  if (names.length === 0) return;
  const text = line.text.toLowerCase();
  if (!names.some((name) => text.includes(name))) return;
  for (const [name, value] of Object.entries(valuesOf(line.text)))
    round.measured.set(name, { value, source: line.source });
}

function takeEvent(
  deps: PatrolDeps,
  known: Known,
  { source, event, round }: { source: string; event: UnderstoodEvent; round: Round },
): void {
  const raw = known.matcher.match(event.message);
  // A line that is no error is taken only for the very pattern a person linked, never for one that is merely similar.
  const match = raw !== null && (event.error || raw.kind === "exact") ? raw : null;
  if (!event.error && match === null) return;
  const message = deps.redactor.text(event.message).text;
  const at = event.time === null ? deps.clock.now() : Date.parse(event.time);
  const pattern = learnPattern(message);
  const id = match?.pattern ?? pattern.id;
  const key = `${id} ${source}`;
  const before = round.seen.get(key);
  const evidence = {
    source,
    at,
    level: event.level ?? "error",
    message,
    pattern: id,
    times: (before?.evidence.times ?? 0) + 1,
  };
  if (before === undefined) round.seen.set(key, { pattern: { ...pattern, id }, match, evidence });
  else before.evidence = evidence;
}

const alertOf = (source: string, message: string, at: number): Alert => ({
  id: newId("a", at),
  source,
  title: null,
  message,
  severity: null,
  labels: {},
  values: valuesOf(message),
  startsAt: isoTime(at),
});

async function remember(deps: PatrolDeps, round: Round): Promise<void> {
  const now = deps.clock.now();
  const all = [...round.seen.values()];
  if (all.length > 0) deps.operator.addEvidence(all.map(({ evidence }) => evidence));
  for (const [name, { value, source }] of round.measured) deps.operator.measure(name, value, source, now);
  for (const { pattern, match, evidence } of all) {
    if ((await deps.graph.pattern(pattern.id)) === null) await deps.graph.recordPattern(pattern);
    await deps.graph.patternSeen(pattern.id, deps.host, now, evidence.times);
    if (match === null) continue;
    const raised = await raise(
      deps,
      alertOf(evidence.source, evidence.message, evidence.at),
      match,
      evidence.times,
    );
    deps.log.info("patrol.match", {
      pattern: pattern.id,
      kind: match.kind,
      outcome: raised.kind === "quiet" ? raised.reason : raised.kind,
    });
  }
}

/** One alert handed in from outside; what it matched and what became of it. */
export async function takeAlert(
  deps: PatrolDeps,
  input: AlertInput,
): Promise<{ readonly alert: Alert; readonly match: PatternMatch | null; readonly raised: Raised | null }> {
  const now = deps.clock.now();
  const message = deps.redactor.text(input.message).text;
  const base = alertOf(input.source ?? "alert", message, now);
  const alert: Alert = {
    ...base,
    id: input.id ?? base.id,
    title: input.title ?? null,
    severity: input.severity ?? null,
    labels: input.labels ?? {},
    values: { ...base.values, ...input.values },
    startsAt: input.startsAt ?? base.startsAt,
  };
  const { matcher } = await readKnown(deps);
  const match = matcher.match(message);
  const pattern = learnPattern(message);
  const id = match?.pattern ?? pattern.id;
  const evidence = {
    source: alert.source,
    at: Date.parse(alert.startsAt),
    level: "error",
    message,
    pattern: id,
    times: 1,
  };
  await remember(deps, {
    seen: new Map([[id, { pattern: { ...pattern, id }, match: null, evidence }]]),
    measured: new Map(),
  });
  const raised = match === null ? null : await raise(deps, alert, match, 1);
  return { alert, match, raised };
}
