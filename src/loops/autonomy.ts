import type { Clock } from "../base/kernel/clock.ts";
import type { ApprovalLedger } from "../base/ports/approvals.ts";
import type { Journal } from "../base/ports/journal.ts";
import {
  type AutonomyDecision,
  type AutonomyFacts,
  type AutonomyRecord,
  mayRunByItself,
} from "../core/trust/autonomy.ts";
import { outcomesFor, type PastRun } from "../core/trust/outcomes.ts";
import type { AutonomyQuestion } from "./operate-deps.ts";

/** Who acts where no person did: the actor of the audit's lines. */
export const unattendedActor = "autonomy";

/** A runbook that may one day run by itself, and how far it is. */
export interface AutonomyRow extends AutonomyDecision {
  readonly runbook: string;
}

const hourMs = 3_600_000;

export interface AutonomyDeps {
  readonly journal: Journal;
  readonly ledger: Pick<ApprovalLedger, "current">;
  readonly clock: Clock;
  readonly paused: () => boolean;
  readonly settings: () => AutonomyFacts["settings"];
}

/** Decides whether a runbook may run by itself. */
export interface Autonomy {
  /** By what was known when the audit last grew: for the way of log lines. */
  decide(question: AutonomyQuestion): AutonomyDecision;
  /** By the audit as it is, read again from its first line: before something runs. */
  decideNow(question: AutonomyQuestion): AutonomyDecision;
}

/**
 * What counts is the audit, which only this installation's key can write: a copied database, a report that somebody
 * wrote, or runs of other hosts make nothing trusted.
 */
export function createAutonomy(deps: AutonomyDeps): Autonomy {
  let known: { readonly head: string | null; readonly audit: ReadAudit } | null = null;
  const kept = (): ReadAudit => {
    const head = deps.journal.head();
    if (known === null || known.head !== head) known = { head, audit: readAudit(deps.journal) };
    return known.audit;
  };
  return {
    decide: (question) => decide(deps, question, kept),
    decideNow: (question) => decide(deps, question, () => readAudit(deps.journal)),
  };
}

function decide(deps: AutonomyDeps, question: AutonomyQuestion, audit: () => ReadAudit): AutonomyDecision {
  const { runbook, risk, verdicts } = question.known;
  const approval = deps.ledger.current(runbook.id);
  return mayRunByItself({
    settings: deps.settings(),
    paused: deps.paused(),
    declared: runbook.autonomy,
    approvedForAutonomy: approval?.autonomy === true && approval.digest === runbook.digest,
    match: question.match,
    guards: question.guards.map(({ holds }) => holds),
    verdicts: verdicts ?? [],
    risk,
    record: () => recordOf(audit(), question, deps.clock.now()),
  });
}

interface ReadAudit {
  readonly sound: boolean;
  /** Runs that ended, newest first. */
  readonly runs: readonly (PastRun & { readonly runbook: string })[];
  /** When unattended runs began, epoch milliseconds. */
  readonly unattended: readonly number[];
}

function readAudit(journal: Journal): ReadAudit {
  const ends = new Map(journal.read({ type: "run.end" }).map((line) => [line.subject, line.data]));
  const runs = journal.read({ type: "run.start" }).flatMap(({ subject, data }) => {
    const end = ends.get(subject);
    return end === undefined ? [] : [pastRun(data, end)];
  });
  const begun = journal.read({ type: "run.confirmed", actor: unattendedActor });
  return {
    sound: journal.verify().ok,
    runs: runs.reverse(),
    unattended: begun.map(({ at }) => Date.parse(at)),
  };
}

type Data = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

const pastRun = (start: Data, end: Data): ReadAudit["runs"][number] => ({
  runbook: textOf(start["runbook"]) ?? "",
  digest: textOf(start["digest"]) ?? "",
  pattern: textOf(start["pattern"]),
  result: textOf(end["result"]),
  reason: textOf(end["reason"]),
});

function recordOf(audit: ReadAudit, { known, pattern }: AutonomyQuestion, now: number): AutonomyRecord {
  const { id, digest } = known.runbook;
  const own = audit.runs.filter(({ runbook }) => runbook === id);
  return {
    sound: audit.sound,
    outcomes: outcomesFor(own, { pattern, digest }),
    runsLastHour: audit.unattended.filter((at) => now - at < hourMs).length,
  };
}
