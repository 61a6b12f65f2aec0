import type { Clock } from "../base/kernel/clock.ts";
import { isoTime } from "../base/kernel/clock.ts";
import { newShortId } from "../base/kernel/ids.ts";
import { oneLine } from "../base/kernel/visible.ts";
import type { Alert, PatternMatch } from "../base/model/alert.ts";
import type { GuardResult } from "../base/model/guard.ts";
import type { MeasuredValue } from "../base/model/pattern.ts";
import type { Runbook } from "../base/model/runbook.ts";
import type { Risk } from "../base/model/scalars.ts";
import type { MemoryGraph, RankedRunbook } from "../base/ports/graph-store.ts";
import type { Journal } from "../base/ports/journal.ts";
import type { Notifier } from "../base/ports/notifier.ts";
import type { OperatorStore } from "../base/ports/operator-store.ts";
import { evaluateGuard } from "../core/patterns/guards.ts";

/** A runbook that is approved now, exactly as it stands in its file. */
export interface ApprovedRunbook {
  readonly runbook: Runbook;
  readonly risk: Risk;
}

export interface OperateDeps {
  readonly graph: MemoryGraph;
  readonly operator: OperatorStore;
  readonly journal: Journal;
  readonly notifier: Notifier;
  readonly clock: Clock;
  readonly host: string;
  readonly maxAgeSeconds: number;
  readonly suggestionTtlSeconds: number;
  /** The operator is paused: alerts are counted, nothing is suggested. */
  readonly paused?: () => boolean;
  /** By id; checked against the ledger and the file when it is called. */
  approved(): Promise<ReadonlyMap<string, ApprovedRunbook>>;
}

/** What became of an alert. The reason is the word that the audit, the command and the tests quote. */
export type Raised =
  | { readonly kind: "suggested" | "counted"; readonly suggestion: string; readonly runbook: string }
  | { readonly kind: "quiet"; readonly reason: QuietReason; readonly runbook: string | null };

type QuietReason =
  | "operator-paused"
  | "too-old"
  | "no-approved-runbook"
  | "runbook-is-running"
  | "handled-meanwhile"
  | "failed-twice"
  | "guard-does-not-hold";

/** A measurement that is older than this says nothing of now (CONTRACT §6, guards). */
const measurementMs = 60_000;

/** One alert (seen so many times) that fits a pattern: the best approved runbook whose guards do not speak against it becomes a suggestion. */
export async function raise(
  deps: OperateDeps,
  alert: Alert,
  match: PatternMatch,
  times: number,
): Promise<Raised> {
  if (deps.paused?.() === true) return { kind: "quiet", reason: "operator-paused", runbook: null };
  const age = deps.clock.now() - Date.parse(alert.startsAt);
  if (age > deps.maxAgeSeconds * 1_000) return { kind: "quiet", reason: "too-old", runbook: null };
  const approved = await deps.approved();
  const running = await deps.graph.executions({ running: true });
  let quiet: Raised = { kind: "quiet", reason: "no-approved-runbook", runbook: null };
  for (const ranked of await deps.graph.runbooksFor(match.pattern, 5)) {
    const known = approved.get(ranked.id);
    if (known === undefined) continue;
    const busy = running.some((execution) => execution.runbook === ranked.id);
    const reason = busy ? "runbook-is-running" : await objection(deps, alert, ranked);
    const guards = measureGuards(deps, known.runbook, { ...alert.values, ...match.values });
    if (reason === null && guards.every((guard) => guard.holds !== false)) {
      return await suggest(deps, { alert, match, known, guards, times });
    }
    quiet = { kind: "quiet", reason: reason ?? "guard-does-not-hold", runbook: ranked.id };
    if (reason === null) noteGuard(deps, ranked.id, guards, alert);
  }
  return quiet;
}

/** Why this runbook is not suggested for this alert, apart from its guards; null when nothing speaks against it. */
async function objection(
  deps: OperateDeps,
  alert: Alert,
  ranked: RankedRunbook,
): Promise<QuietReason | null> {
  const failed = (result: string | undefined): boolean =>
    ["failed", "rolled-back", "unverified"].includes(result ?? "");
  if (failed(ranked.lastResults[0]) && failed(ranked.lastResults[1])) return "failed-twice";
  const { lastRunAt, lastResult } = await deps.graph.runStats(ranked.id);
  // The lines that a run was started for are still arriving while it ends.
  const handled =
    lastRunAt !== null && lastResult === "resolved" && Date.parse(alert.startsAt) < Date.parse(lastRunAt);
  return handled ? "handled-meanwhile" : null;
}

/** The guards with what is known now: the alert's own values, else what was measured within the last minute. */
function measureGuards(
  deps: Pick<OperateDeps, "operator" | "clock">,
  runbook: Runbook,
  values: Readonly<Record<string, MeasuredValue>>,
): GuardResult[] {
  return runbook.guards.map((sentence) => {
    const direct = evaluateGuard(sentence, values);
    if (direct.holds !== null) return direct;
    const measured = deps.operator.measured(sentence.name, deps.clock.now() - measurementMs);
    return measured === null ? direct : evaluateGuard(sentence, { [sentence.name]: measured });
  });
}

interface Candidate {
  readonly alert: Alert;
  readonly match: PatternMatch;
  readonly known: ApprovedRunbook;
  readonly guards: readonly GuardResult[];
  readonly times: number;
}

async function suggest(
  deps: OperateDeps,
  { alert, match, known, guards, times }: Candidate,
): Promise<Raised> {
  const now = deps.clock.now();
  const { runbook, risk } = known;
  const opened = deps.operator.openSuggestion(
    {
      id: newShortId("g"),
      kind: "run",
      title: runbook.title,
      runbook: runbook.id,
      pattern: match.pattern,
      line: alert.message,
      count: times,
      values: { ...alert.values, ...match.values },
      guards: [...guards],
      risk,
      createdAt: isoTime(now),
      expiresAt: isoTime(now + deps.suggestionTtlSeconds * 1_000),
    },
    deps.host,
  );
  if (!opened.fresh) return { kind: "counted", suggestion: opened.id, runbook: runbook.id };
  deps.journal.append({
    actor: "daemon",
    type: "suggestion.opened",
    subject: opened.id,
    data: {
      runbook: runbook.id,
      pattern: match.pattern,
      match: match.kind,
      score: match.score,
      line: alert.message,
    },
  });
  const title = oneLine(runbook.title, 60);
  const text = `Execute '${title}'? reifier confirm ${opened.id}`;
  await deps.notifier.tell({ kind: "suggestion", id: opened.id, title, text });
  return { kind: "suggested", suggestion: opened.id, runbook: runbook.id };
}

/** A guard that keeps a runbook back is said once per minute and runbook, so a flood of lines does not fill the audit. */
function noteGuard(deps: OperateDeps, runbook: string, guards: readonly GuardResult[], alert: Alert): void {
  const key = `guard-noted:${runbook}`;
  const last = Number(deps.operator.position(key) ?? 0);
  if (deps.clock.now() - last < measurementMs) return;
  deps.operator.savePosition(key, String(deps.clock.now()));
  const against = guards.filter((guard) => guard.holds === false).map((guard) => guard.why);
  deps.journal.append({
    actor: "daemon",
    type: "suggestion.not-applicable",
    subject: runbook,
    data: { reason: "guard-does-not-hold", guards: against, line: alert.message },
  });
}

/** Suggestions whose time is over: closed, audited, taken back from the prompts. */
export async function expireSuggestions(
  deps: Pick<OperateDeps, "operator" | "clock" | "journal" | "notifier">,
): Promise<void> {
  for (const suggestion of deps.operator.expire(deps.clock.now())) {
    deps.journal.append({
      actor: "daemon",
      type: "suggestion.expired",
      subject: suggestion.id,
      data: { runbook: suggestion.runbook },
    });
    await deps.notifier.clear(suggestion.id);
  }
}
