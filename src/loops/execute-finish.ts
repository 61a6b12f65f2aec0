import { isoTime } from "../base/kernel/clock.ts";
import { errorText } from "../base/kernel/errors.ts";
import type { Execution } from "../base/model/execution.ts";
import type { IncidentNode } from "../base/ports/graph-store.ts";
import { hintAfter, unasked } from "../core/runbook/plan-hint.ts";
import type { Outcome } from "../core/runbook/plan-result.ts";
import { renderIncident } from "../core/runbook/report.ts";
import type { IncidentFacts } from "../core/runbook/report-facts.ts";
import { patternOf } from "./execute-deps.ts";
import { shownInputs } from "./execute-inputs.ts";
import { riskOf } from "./execute-prepare.ts";
import type { Run } from "./execute-steps.ts";

/** Evidence reaches this far back before the run. */
const evidenceMs = 600_000;
const mostEvidence = 30;

/** Leaves the traces of a run: report, audit, memory, the suggestion's answer, the last event. Returns the report's path. */
export async function finishRun(run: Run, outcome: Outcome): Promise<string | null> {
  const { deps, request } = run;
  const endedAt = isoTime(deps.clock.now());
  const incident = leavesIncident(run, outcome) ? writeIncident(run, outcome, endedAt) : null;
  const memory = memoryOf(run, outcome, { endedAt, incident });
  if (outcome.result !== "dry-run") {
    const data = { ...outcome, runbook: request.runbook.id, incident, memory };
    deps.journal.append({ actor: deps.caller.user, type: "run.end", subject: run.id, data });
  }
  await settleMemory(run, memory);
  await settleSuggestion(run, outcome, incident);
  request.onEvent({ type: "run.end", at: endedAt, ...outcome, incident });
  return incident;
}

/** What to type next, for a person who reads along; null after a run that did what it was for. */
export function hintOf(run: Run, outcome: Outcome, incident: string | null): string | null {
  const { request, steps, guards } = run;
  return hintAfter(outcome, {
    runbook: request.runbook.id,
    suggestion: request.suggestion?.id ?? null,
    risk: riskOf(steps),
    objections: request.objections,
    safer: steps.find(({ worst }) => worst.verdict === "deny")?.worst.safer ?? null,
    guard: guards.find(({ holds }) => holds !== true)?.name ?? null,
    incident,
  });
}

/** Nothing happened in a dry run, a refusal, or where nobody could be asked. */
function leavesIncident(run: Run, outcome: Outcome): boolean {
  if (outcome.result === "dry-run" || outcome.result === "refused") return false;
  return outcome.result !== "declined" || !unasked(outcome.reason) || run.reported.length > 0;
}

function writeIncident(run: Run, outcome: Outcome, endedAt: string): string | null {
  const { deps } = run;
  try {
    return deps.shelf.addIncident(incidentId(run.startedAt), (id) =>
      renderIncident(incidentFacts(run, outcome, { id, endedAt })),
    );
  } catch (error) {
    // The journal holds the run; a report that cannot be written (full disk) must not hide how it ended.
    deps.say(`the report could not be written: ${errorText(error)}`);
    deps.log.warn("incident.not-written", { execution: run.id, error: errorText(error) });
    return null;
  }
}

/** `INC-20260302-021109` of a start time. */
export const incidentId = (startedAt: string): string =>
  `INC-${startedAt.slice(0, 19).replaceAll(/[-:]/g, "").replace("T", "-")}`;

/** The id that the report got: its file's name, which the shelf numbers on a clash. */
export const incidentName = (path: string): string => path.replace(/^.*\//, "").replace(/\.md$/, "");

function incidentFacts(
  run: Run,
  outcome: Outcome,
  end: { readonly id: string; readonly endedAt: string },
): IncidentFacts {
  const { deps, request } = run;
  const { runbook } = request;
  const clean = (text: string): string => deps.redactor.text(text).text;
  const line = request.suggestion?.line ?? request.match?.line ?? request.alert?.message ?? null;
  const has = (role: string): boolean => runbook.steps.some((step) => step.role === role);
  return {
    id: end.id,
    execution: run.id,
    runbook: { id: runbook.id, title: clean(runbook.title), digest: runbook.digest },
    ...outcome,
    startedAt: run.startedAt,
    endedAt: end.endedAt,
    host: deps.caller.host,
    alert: line === null ? null : clean(line),
    match: request.match,
    pattern: patternOf(request),
    suggestion: request.suggestion?.id ?? null,
    evidence: evidenceOf(run),
    inputs: shownInputs(deps, request, run.inputs),
    guards: run.guards.map((guard) => ({ ...guard, why: clean(guard.why) })),
    steps: run.reported,
    approvals: run.approvals,
    notes: run.notes,
    sandbox: deps.runner.sandboxKind,
    auditHead: deps.journal.head(),
    hasVerify: has("verify"),
    hasRollback: has("rollback"),
  };
}

function evidenceOf(run: Run): IncidentFacts["evidence"] {
  const { deps, request } = run;
  const pattern = patternOf(request);
  if (pattern === null) return [];
  const started = Date.parse(run.startedAt);
  return deps.operator
    .evidence(started - evidenceMs, deps.clock.now())
    .filter((event) => event.pattern === pattern)
    .slice(-mostEvidence)
    .map(({ at, source, message }) => ({ at: isoTime(at), source, message }));
}

/** What the graph is to know of a run. The audit keeps it too, so that the graph can be made again. */
interface RunMemory {
  /** Only of a run that a person let begin. */
  readonly execution: Execution | null;
  readonly incident: IncidentNode | null;
}

function memoryOf(
  run: Run,
  outcome: Outcome,
  end: { readonly endedAt: string; readonly incident: string | null },
): RunMemory {
  const { deps, request } = run;
  const runbook = request.runbook.id;
  const pattern = patternOf(request);
  const begun = run.approvals.some(({ text }) => text.includes(" said yes "));
  const execution: Execution = {
    id: run.id,
    runbook,
    digest: request.runbook.digest,
    pattern,
    suggestion: request.suggestion?.id ?? null,
    startedAt: run.startedAt,
    endedAt: end.endedAt,
    ...outcome,
    by: deps.caller.user,
  };
  const incident = (path: string): IncidentNode => ({
    id: incidentName(path),
    runbook,
    pattern,
    execution: begun ? run.id : null,
    host: deps.caller.host,
    ...outcome,
    raisedAt: request.alert?.startsAt ?? request.suggestion?.createdAt ?? run.startedAt,
    endedAt: end.endedAt,
    path,
  });
  return {
    execution: begun ? execution : null,
    incident: end.incident === null ? null : incident(end.incident),
  };
}

/** What came of it teaches the graph. */
async function settleMemory({ deps, id }: Run, { execution, incident }: RunMemory): Promise<void> {
  try {
    if (execution !== null) await deps.graph.recordExecution(execution);
    if (incident !== null) await deps.graph.recordIncident(incident);
  } catch (error) {
    deps.say(
      `the memory could not be written: ${errorText(error)}; reifier graph rebuild makes it whole again`,
    );
    deps.log.warn("execution.not-remembered", { execution: id, error: errorText(error) });
  }
}

/** Only an answer closes a suggestion: a run, or a no on a terminal. */
async function settleSuggestion(run: Run, outcome: Outcome, incident: string | null): Promise<void> {
  const { deps, request } = run;
  const { suggestion } = request;
  const declined = outcome.result === "declined" && !unasked(outcome.reason);
  if (suggestion === null || !(declined || run.claimed)) return;
  try {
    deps.operator.answer(suggestion.id, declined ? "declined" : "answered");
  } catch (error) {
    // A full disk: the journal has the claim, so it cannot run twice.
    deps.log.warn("suggestion.not-closed", { suggestion: suggestion.id, error: errorText(error) });
  }
  await deps.notifier.clear(suggestion.id);
  if (declined) {
    const data = { runbook: suggestion.runbook, reason: outcome.reason };
    deps.journal.append({
      actor: deps.caller.user,
      type: "suggestion.declined",
      subject: suggestion.id,
      data,
    });
    return;
  }
  const title = deps.redactor.text(request.runbook.title).text;
  const alone = request.unattended === undefined ? "" : " (ran by itself)";
  const text = `${title}: ${outcome.result}${alone}${incident === null ? "" : `, see ${incident}`}`;
  await deps.notifier.tell({ kind: "execution", id: run.id, title, text });
}
