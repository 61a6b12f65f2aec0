import { isoTime } from "../base/kernel/clock.ts";
import { errorText, usageError } from "../base/kernel/errors.ts";
import { oneLine } from "../base/kernel/visible.ts";
import type { AuditLine } from "../base/model/audit.ts";
import type { Execution } from "../base/model/execution.ts";
import { Risk, StepRole } from "../base/model/scalars.ts";
import { renderIncident } from "../core/runbook/report.ts";
import type { ReportedStep } from "../core/runbook/report-facts.ts";
import { abortKey } from "./execute.ts";
import type { ExecuteDeps } from "./execute-deps.ts";
import { incidentId, incidentName } from "./execute-finish.ts";

type RecoverDeps = Pick<
  ExecuteDeps,
  | "journal"
  | "graph"
  | "operator"
  | "shelf"
  | "runner"
  | "locks"
  | "clock"
  | "caller"
  | "notifier"
  | "say"
  | "log"
>;

const lockWaitMs = 10_000;

/**
 * Executions whose process died while they ran become `interrupted`: their tree is ended or named, with an incident
 * and an audit entry. Nothing is ever taken up again by itself. Returns their ids.
 */
export async function recoverInterrupted(deps: RecoverDeps): Promise<string[]> {
  const recovered: string[] = [];
  for (const start of unfinished(deps)) {
    if (deps.runner.ownerAlive(String(start.data["owner"]))) continue;
    if (await closeInterrupted(deps, start)) recovered.push(start.subject);
  }
  return recovered;
}

/** Asks a running execution to end; its own process does it. Throws a usage error for one that is not known. */
export async function abortExecution(
  deps: RecoverDeps,
  execution: string,
): Promise<"asked" | "recovered" | "ended"> {
  const start = deps.journal.read({ type: "run.start" }).find((line) => line.subject === execution);
  if (start === undefined) throw usageError(`there is no execution ${execution}`, "type: reifier status");
  if (ended(deps).has(execution)) return "ended";
  if (!deps.runner.ownerAlive(String(start.data["owner"]))) {
    await closeInterrupted(deps, start);
    return "recovered";
  }
  deps.journal.append({ actor: deps.caller.user, type: "run.abort", subject: execution, data: {} });
  deps.operator.savePosition(abortKey(execution), isoTime(deps.clock.now()));
  return "asked";
}

const ended = (deps: RecoverDeps): Set<string> =>
  new Set(deps.journal.read({ type: "run.end" }).map((line) => line.subject));

function unfinished(deps: RecoverDeps): AuditLine[] {
  const done = ended(deps);
  return deps.journal.read({ type: "run.start" }).filter((line) => !done.has(line.subject));
}

async function closeInterrupted(deps: RecoverDeps, start: AuditLine): Promise<boolean> {
  const { subject: execution } = start;
  const own = deps.journal.read({ since: start.at }).filter((line) => line.subject === execution);
  const steps = stepsOf(own);
  const cut = steps.findLast((step) => step.end === null);
  const left =
    cut === undefined ? { found: [], survivors: [] } : await deps.runner.endLeftovers(execution, cut.number);
  const endedAt = isoTime(deps.clock.now());
  const runbook = String(start.data["runbook"]);
  const digest = String(start.data["digest"]);
  const reason = cut === undefined ? "operator-died" : `operator-died-at-step ${cut.number}`;
  const notes = [
    ...left.found.map(({ pid, command }) => `process ${pid} was still running: ${command}`),
    ...left.survivors.map(({ pid, command }) => `process ${pid} would not end: ${command}`),
  ];
  const running = (await deps.graph.executions({ running: true })).find(({ id }) => id === execution);
  const known: Execution | null =
    running === undefined ? null : { ...running, endedAt, result: "interrupted", reason };
  const claimed = deps.locks.within("journal", lockWaitMs, () => {
    // Another process may have closed it while this one ended the tree.
    if (ended(deps).has(execution)) return false;
    const data = { result: "interrupted", reason, runbook, processes: left, memory: { execution: known } };
    deps.journal.append({ actor: deps.caller.user, type: "run.end", subject: execution, data });
    return true;
  });
  if (!claimed) return false;
  for (const note of notes) deps.say(note);
  const suggestion = textOrNull(start.data["suggestion"]);
  try {
    const textFor = (id: string): string =>
      renderIncident({
        id,
        execution,
        runbook: { id: runbook, title: runbook, digest },
        result: "interrupted",
        reason,
        startedAt: start.at,
        endedAt,
        host: deps.caller.host,
        alert: null,
        match: null,
        pattern: textOrNull(start.data["pattern"]),
        suggestion,
        evidence: [],
        inputs: textRecord(start.data["inputs"]),
        guards: [],
        steps,
        approvals: own
          .filter((line) => line.type === "run.confirmed")
          .map((line) => ({ at: line.at, text: `${line.actor} said yes` })),
        notes: notes.map((text) => ({ at: endedAt, text })),
        sandbox: String(start.data["sandbox"]),
        auditHead: deps.journal.head(),
        hasVerify: true,
        hasRollback: true,
      });
    const path = deps.shelf.addIncident(incidentId(start.at), textFor);
    await rememberInterrupted(deps, start, { endedAt, reason, path, suggestion, known });
    await tellInterrupted(deps, { execution, runbook, path, begun: cut !== undefined || steps.length > 0 });
  } catch (error) {
    deps.log.warn("interrupted.not-remembered", { execution, error: errorText(error) });
    deps.say(`the report of ${execution} could not be written: ${errorText(error)}`);
  }
  return true;
}

const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);

async function rememberInterrupted(
  deps: RecoverDeps,
  start: AuditLine,
  end: {
    readonly endedAt: string;
    readonly reason: string;
    readonly path: string;
    readonly suggestion: string | null;
    readonly known: Execution | null;
  },
): Promise<void> {
  if (end.known !== null) await deps.graph.recordExecution(end.known);
  await deps.graph.recordIncident({
    id: incidentName(end.path),
    runbook: String(start.data["runbook"]),
    pattern: textOrNull(start.data["pattern"]),
    execution: end.known === null ? null : start.subject,
    host: deps.caller.host,
    result: "interrupted",
    reason: end.reason,
    raisedAt: start.at,
    endedAt: end.endedAt,
    path: end.path,
  });
  if (end.suggestion === null || deps.operator.suggestion(end.suggestion)?.state !== "running") return;
  deps.operator.answer(end.suggestion, "answered");
  await deps.notifier.clear(end.suggestion);
}

/** Nobody takes it up again by itself: a person has to look how far it came. */
async function tellInterrupted(
  deps: RecoverDeps,
  { execution, runbook, path, begun }: { execution: string; runbook: string; path: string; begun: boolean },
): Promise<void> {
  if (!begun) return;
  const name = oneLine(runbook, 40);
  const text = `${name} was interrupted and may be half done; look: reifier incidents show ${incidentName(path)}`;
  await deps.notifier.tell({ kind: "execution", id: execution, title: name, text });
}

/** The steps as the journal knows them: outputs are gone with the process, what began and ended is not. */
function stepsOf(lines: readonly AuditLine[]): ReportedStep[] {
  const steps: ReportedStep[] = [];
  for (const line of lines) {
    const number = Number(line.data["step"]);
    if (line.type === "step.start") steps.push(begunStep(line, number));
    const last = steps.at(-1);
    if (line.type === "step.end" && last !== undefined && last.number === number) {
      steps[steps.length - 1] = { ...last, end: endedStep(line) };
    }
  }
  return steps;
}

function begunStep(line: AuditLine, number: number): ReportedStep {
  const { data } = line;
  const verdict = String(data["verdict"]);
  return {
    number,
    role: StepRole.catch("fix").parse(data["role"]),
    code: String(data["command"]),
    risk: Risk.catch("high").parse(data["risk"]),
    verdict: {
      verdict: verdict === "allow" || verdict === "deny" ? verdict : "confirm",
      rule: String(data["rule"]),
      reason: String(data["reason"]),
    },
    startedAt: line.at,
    attempt: Number(data["attempt"] ?? 1),
    end: null,
  };
}

function endedStep({ data }: AuditLine): NonNullable<ReportedStep["end"]> {
  const exitCode = data["exitCode"];
  const signal = data["signal"];
  return {
    exitCode: typeof exitCode === "number" ? exitCode : null,
    signal: typeof signal === "string" ? signal : null,
    timedOut: data["timedOut"] === true,
    durationMs: Number(data["durationMs"] ?? 0),
    stdout: "",
    stderr: "",
    bytes: { stdout: 0, stderr: 0 },
    detached: [],
    survivors: [],
  };
}

function textRecord(value: unknown): Record<string, string> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)]));
}
