import { isoTime } from "../base/kernel/clock.ts";
import type { ExitCode } from "../base/kernel/exit-code.ts";
import { newId } from "../base/kernel/ids.ts";
import type { ExecutionResult } from "../base/model/execution.ts";
import type { LockHandle } from "../base/ports/lock.ts";
import { exitCodeOf, type Outcome } from "../core/runbook/plan-result.ts";
import { askBeforeFix } from "./execute-ask.ts";
import { claimSuggestion } from "./execute-claim.ts";
import { type ExecuteDeps, type ExecuteRequest, patternOf } from "./execute-deps.ts";
import { finishRun, hintOf } from "./execute-finish.ts";
import { givenInputs, settleGuards, settleInputs, shownInputs } from "./execute-inputs.ts";
import { checkRequest, checkVariables, judgeSteps, refusal, startDirectory } from "./execute-prepare.ts";
import { rollBack } from "./execute-rollback.ts";
import {
  comingCaptures,
  environmentOf,
  type Run,
  runStep,
  type StepWord,
  shownVerdict,
} from "./execute-steps.ts";

export type { ExecuteDeps, ExecuteRequest } from "./execute-deps.ts";

export interface ExecutionOutcome {
  readonly execution: string;
  readonly result: ExecutionResult;
  readonly reason: string;
  readonly exitCode: ExitCode;
  /** Path of the report relative to the workspace. */
  readonly incident: string | null;
  /** What to type next; null after a run that did what it was for. */
  readonly hint: string | null;
}

/** How often `abort` from another process is looked for. */
const abortPollMs = 500;
const turnPollMs = 500;

/**
 * Runs an approved runbook: inputs, guards, diagnosis, the person's yes, fix, verify, rollback, report (CONTRACT §6,
 * "Order"). What was judged and approved in memory is what runs. Throws usage errors (exit 2) before anything has
 * happened, and `JOURNAL_UNWRITABLE` when no audit entry can be written: then nothing (more) runs.
 */
export async function executeRunbook(deps: ExecuteDeps, request: ExecuteRequest): Promise<ExecutionOutcome> {
  checkRequest(request);
  const aborter = new AbortController();
  const run = openRun(deps, request, aborter.signal);
  const refused = request.dryRun ? null : refusal(deps, request, run.steps);
  if (refused === null && !request.dryRun) checkVariables(deps, request.runbook);
  if (refused === null) await settleQuestions(run);
  announce(run);
  const held: { turn: LockHandle | null } = { turn: null };
  const watching = watchForAbort(run, aborter);
  try {
    const outcome =
      refused === null ? await tell(run, held) : { result: "refused" as const, reason: refused };
    const incident = await finishRun(run, outcome);
    const hint = hintOf(run, outcome, incident);
    return { execution: run.id, ...outcome, exitCode: exitCodeOf(outcome.result), incident, hint };
  } finally {
    held.turn?.release();
    watching.stop();
  }
}

function openRun(deps: ExecuteDeps, request: ExecuteRequest, aborted: AbortSignal): Run {
  const now = deps.clock.now();
  return {
    id: newId("x", now),
    deps,
    request,
    signal: AbortSignal.any([request.signal, aborted]),
    startedAt: isoTime(now),
    steps: judgeSteps(deps, request),
    guards: [],
    claimed: false,
    given: {},
    inputs: {},
    later: [],
    captured: {},
    carried: {},
    cwd: startDirectory(deps, request.runbook),
    reported: [],
    approvals: [],
    notes: autonomyNote(request).map((text) => ({ at: isoTime(now), text })),
  };
}

/** The report says why nobody was asked, or why somebody was. */
function autonomyNote({ unattended, suggestion }: ExecuteRequest): string[] {
  if (unattended !== undefined) return [`runs by itself: ${unattended}`];
  const word = suggestion?.autonomy;
  return word === undefined || word.startsWith("trusted:") ? [] : [`a person is asked: ${word}`];
}

async function settleQuestions(run: Run): Promise<void> {
  const { deps, request } = run;
  Object.assign(run.given, givenInputs(deps, request));
  const settled = await settleInputs(deps, request, { ...run, coming: comingCaptures(run) });
  run.inputs = settled.values;
  run.later = settled.later;
  run.guards = await settleGuards(deps, request);
}

function announce(run: Run): void {
  const { deps, request } = run;
  const facts = {
    runbook: request.runbook.id,
    digest: request.runbook.digest,
    inputs: shownInputs(deps, request, run.inputs),
    sandbox: deps.runner.sandboxKind,
  };
  if (!request.dryRun) {
    const suggestion = request.suggestion?.id ?? null;
    const off = deps.switchedOff?.() ?? [];
    for (const { id, reason } of off) deps.say(`the policy rule ${id} is switched off here: ${reason}`);
    const data = {
      ...facts,
      guards: run.guards,
      suggestion,
      pattern: patternOf(request),
      unattended: request.unattended ?? null,
      owner: deps.runner.owner,
      host: deps.caller.host,
      ...(off.length === 0 ? {} : { switchedOff: off.map(({ id, reason }) => ({ id, reason })) }),
    };
    deps.journal.append({ actor: deps.caller.user, type: "run.start", subject: run.id, data });
    if (facts.sandbox === "unsandboxed") deps.say("UNSANDBOXED: bubblewrap does not work on this host");
  }
  const at = isoTime(deps.clock.now());
  request.onEvent({
    type: "run.start",
    at,
    execution: run.id,
    ...facts,
    guards: [...run.guards],
    dryRun: request.dryRun,
  });
}

/** The story itself. Each `return` is an end with its reason. */
async function tell(run: Run, held: { turn: LockHandle | null }): Promise<Outcome> {
  const { deps, request } = run;
  if (request.dryRun) return showOnly(run);
  const against = run.guards.find((guard) => guard.holds !== true);
  if (against !== undefined) {
    const word = against.holds === null ? "guard-not-evaluable" : "guard-does-not-hold";
    return { result: "not-applicable", reason: `${word}: ${against.why}` };
  }
  const early = await runSteps(run, "before-yes");
  if (early !== null) return early;
  const no = await askBeforeFix(run);
  if (no !== null) return no;
  held.turn = await takeTurn(run);
  if (held.turn === null) return { result: "interrupted", reason: "interrupted-while-waiting" };
  // A retirement, or another terminal's yes, may have come while the question stood or the turn was awaited.
  const refused = refusal(deps, request, run.steps);
  if (refused !== null) return { result: "refused", reason: refused };
  if (!claimSuggestion(run)) return { result: "refused", reason: "suggestion-not-open" };
  await remember(run);
  const stopped = await runSteps(run, "after-yes");
  return stopped === null ? verified(run) : await rollBack(run, stopped);
}

/** The steps of a phase in order; null: all went as they should. */
async function runSteps(run: Run, phase: "before-yes" | "after-yes"): Promise<Outcome | null> {
  for (const judged of run.steps) {
    const { step } = judged;
    if (judged.beforeYes !== (phase === "before-yes") || step.role === "rollback") continue;
    if (run.signal.aborted)
      return { result: "interrupted", reason: `interrupted-before-step ${step.number}` };
    const outcome = afterStep(step.role, step.number, await runStep(run, judged, phase));
    if (outcome !== null) return outcome;
  }
  return null;
}

/** Where a step's end leads; null: on to the next one. */
function afterStep(role: string, number: number, word: StepWord): Outcome | null {
  if (word === "interrupted") return { result: "interrupted", reason: `interrupted-at-step ${number}` };
  if (word === "denied-where-it-stands") return { result: "failed", reason: `${word} ${number}` };
  if (word === "capture-empty") return { result: "failed", reason: `capture-empty ${number}` };
  if (word === "ok" || role === "diagnose") return null;
  if (role === "guard") return { result: "not-applicable", reason: `guard-block-${word} ${number}` };
  if (role === "verify") return { result: "unverified", reason: `verify-${word} ${number}` };
  return { result: "failed", reason: `step-${word} ${number}` };
}

function verified(run: Run): Outcome {
  if (run.reported.some((reported) => reported.role === "verify"))
    return { result: "resolved", reason: "verified" };
  const written = run.request.runbook.steps.some((step) => step.role === "verify");
  return { result: "unverified", reason: written ? "verify-not-selected" : "no-verify-step" };
}

/** `--dry-run`: every step as it would run, and which programs are missing. Nothing runs. */
function showOnly(run: Run): Outcome {
  const { deps, request } = run;
  for (const judged of run.steps) {
    const { step, risk } = judged;
    const command = deps.redactor.command(step.code).text;
    const verdict = shownVerdict(run, judged);
    const at = isoTime(deps.clock.now());
    request.onEvent({ type: "step.start", at, step: step.number, role: step.role, command, verdict, risk });
  }
  const names = run.steps.flatMap(({ verdicts }) => verdicts.flatMap(({ argv }) => argv.slice(0, 1)));
  const missing = deps.missingPrograms([...new Set(names)], environmentOf(run)["PATH"] ?? "");
  return {
    result: "dry-run",
    reason: missing.length === 0 ? "nothing-ran" : `missing-programs: ${missing.join(", ")}`,
  };
}

/** One changing execution at a time; who waits says so. null: interrupted while waiting. */
async function takeTurn(run: Run): Promise<LockHandle | null> {
  const { deps } = run;
  for (let waited = false; !run.signal.aborted; waited = true) {
    const turn = deps.locks.hold("run");
    if (turn !== null) return turn;
    if (!waited) {
      const [other] = await deps.graph.executions({ running: true });
      const text = `waiting for ${other === undefined ? "another execution" : `${other.runbook} (${other.id})`} to end`;
      deps.say(text);
      run.notes.push({ at: isoTime(deps.clock.now()), text });
    }
    await deps.wait(turnPollMs, run.signal);
  }
  return null;
}

/** The memory may be away or full; the journal has the run already. */
async function remember(run: Run): Promise<void> {
  const { deps, request } = run;
  try {
    await deps.graph.recordExecution({
      id: run.id,
      runbook: request.runbook.id,
      digest: request.runbook.digest,
      pattern: patternOf(request),
      suggestion: request.suggestion?.id ?? null,
      startedAt: run.startedAt,
      endedAt: null,
      result: null,
      reason: null,
      by: deps.caller.user,
    });
  } catch (error) {
    deps.log.warn("execution.not-remembered", { execution: run.id, error: String(error) });
  }
}

function watchForAbort(run: Run, aborter: AbortController): { stop(): void } {
  const { deps } = run;
  const over = new AbortController();
  const look = async (): Promise<void> => {
    while (!over.signal.aborted) {
      await deps.wait(abortPollMs, over.signal);
      if (!over.signal.aborted && deps.operator.position(abortKey(run.id)) !== null) aborter.abort();
    }
  };
  // A store that cannot be read is no reason to stop a run; Ctrl-C still does.
  look().catch((error: unknown) => deps.log.warn("abort.not-watched", { error: String(error) }));
  return { stop: () => over.abort() };
}

/** Where another process leaves its wish to end an execution. */
export const abortKey = (execution: string): string => `abort:${execution}`;
