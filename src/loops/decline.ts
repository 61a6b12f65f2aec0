import { isoTime } from "../base/kernel/clock.ts";
import { errorText } from "../base/kernel/errors.ts";
import type { Logger } from "../base/kernel/logger.ts";
import type { Suggestion } from "../base/model/suggestion.ts";
import type { IncidentNode } from "../base/ports/graph-store.ts";
import type { RunbookShelf } from "../base/ports/shelf.ts";
import { renderIncident } from "../core/runbook/report.ts";
import { incidentId, incidentName } from "./execute-finish.ts";
import type { OperateDeps } from "./operate-deps.ts";

export interface DeclineDeps
  extends Pick<OperateDeps, "graph" | "operator" | "journal" | "notifier" | "redactor" | "clock" | "host"> {
  readonly shelf: Pick<RunbookShelf, "addIncident">;
  readonly log: Logger;
  readonly user: string;
  approved: OperateDeps["approved"];
}

/**
 * A person's no without a run: the suggestion is closed and audited, and the incident leaves its report as after a no at the
 * question. Returns the report's path; null for a file that was only offered, or where no report could be written.
 */
export async function declineSuggestion(
  deps: DeclineDeps,
  suggestion: Suggestion,
  reason: string,
): Promise<string | null> {
  const incident = suggestion.kind === "run" ? await report(deps, suggestion, reason) : null;
  deps.journal.append({
    actor: deps.user,
    type: "suggestion.declined",
    subject: suggestion.id,
    data: {
      runbook: suggestion.runbook,
      reason,
      ...(incident === null ? {} : { incident: incident.path, memory: { execution: null, incident } }),
    },
  });
  deps.operator.answer(suggestion.id, "declined");
  await deps.notifier.clear(suggestion.id);
  try {
    if (incident !== null) await deps.graph.recordIncident(incident);
  } catch (error) {
    deps.log.warn("incident.not-remembered", { suggestion: suggestion.id, error: errorText(error) });
  }
  return incident?.path ?? null;
}

/** Evidence reaches this far back. */
const evidenceMs = 600_000;
const mostEvidence = 30;

async function report(
  deps: DeclineDeps,
  suggestion: Suggestion,
  reason: string,
): Promise<IncidentNode | null> {
  const endedAt = isoTime(deps.clock.now());
  const known = (await deps.approved()).get(suggestion.runbook)?.runbook;
  const has = (role: string): boolean => known?.steps.some((step) => step.role === role) ?? true;
  const { pattern } = suggestion;
  const textFor = (id: string): string =>
    renderIncident({
      id,
      // Nothing was executed: the suggestion itself is what the report is about.
      execution: suggestion.id,
      runbook: {
        id: suggestion.runbook,
        title: deps.redactor.text(suggestion.title).text,
        digest: known?.digest ?? "",
      },
      result: "declined",
      reason,
      startedAt: suggestion.createdAt,
      endedAt,
      host: deps.host,
      alert: suggestion.line,
      match: null,
      pattern,
      suggestion: suggestion.id,
      evidence: deps.operator
        .evidence(Date.parse(suggestion.createdAt) - evidenceMs, deps.clock.now())
        .filter((event) => event.pattern === pattern)
        .slice(-mostEvidence)
        .map(({ at, source, message }) => ({ at: isoTime(at), source, message })),
      inputs: {},
      guards: suggestion.guards,
      steps: [],
      approvals: [{ at: endedAt, text: `${deps.user} said no to "${suggestion.title}": ${reason}` }],
      notes: [],
      sandbox: "none",
      auditHead: deps.journal.head(),
      hasVerify: has("verify"),
      hasRollback: has("rollback"),
    });
  try {
    const path = deps.shelf.addIncident(incidentId(endedAt), textFor);
    return {
      id: incidentName(path),
      runbook: suggestion.runbook,
      pattern,
      execution: null,
      host: deps.host,
      result: "declined",
      reason,
      raisedAt: suggestion.createdAt,
      endedAt,
      path,
    };
  } catch (error) {
    // The audit holds the no; a full disk must not keep a person from saying it.
    deps.log.warn("incident.not-written", { suggestion: suggestion.id, error: errorText(error) });
    return null;
  }
}
