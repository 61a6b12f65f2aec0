import { isoTime } from "../base/kernel/clock.ts";
import { errorText, ReifierError } from "../base/kernel/errors.ts";
import type { GuardResult } from "../base/model/guard.ts";
import { highestRisk } from "../base/model/scalars.ts";
import type { StepResult } from "../base/ports/step-runner.ts";
import { captureIsNeeded, sandboxOf, worstVerdict } from "../core/runbook/plan.ts";
import { blockEnvironment, handedOn } from "../core/runbook/plan-environment.ts";
import { type BlockWord, blockWord, retryDelayMs } from "../core/runbook/plan-result.ts";
import type { ReportedStep } from "../core/runbook/report-facts.ts";
import type { ExecuteDeps, ExecuteRequest } from "./execute-deps.ts";
import { settleInputs } from "./execute-inputs.ts";
import { type JudgedStep, nonEmptyNames, placeOf, stepDirectory } from "./execute-prepare.ts";

/** Before the yes nothing may take longer (CONTRACT §6, order). */
const beforeYesTimeoutMs = 10_000;

/** No step runs longer, whatever it declares: nobody waits for an answer any more. */
const longestTimeoutMs = 4 * 3_600_000;

/** One execution while it lives: what blocks hand on, and what the report will tell. */
export interface Run {
  readonly id: string;
  readonly deps: ExecuteDeps;
  readonly request: ExecuteRequest;
  /** Ctrl-C, or `abort` from another process. */
  readonly signal: AbortSignal;
  readonly startedAt: string;
  readonly steps: readonly JudgedStep[];
  guards: readonly GuardResult[];
  /** The suggestion is this run's. */
  claimed: boolean;
  /** Values a person or a file gave. */
  readonly given: Record<string, string>;
  inputs: Record<string, string>;
  /** Inputs that wait for a capture. */
  later: readonly string[];
  /** Everything captured so far, for inputs that come `from` a capture. */
  readonly captured: Record<string, string>;
  carried: Readonly<Record<string, string>>;
  cwd: string;
  readonly reported: ReportedStep[];
  readonly approvals: { at: string; text: string }[];
  readonly notes: { at: string; text: string }[];
}

export type StepWord = BlockWord | "capture-empty" | "cannot-run" | "denied-where-it-stands";

/** Runs one step with its retries; audited before and after each attempt. Throws only when the journal cannot be written. */
export async function runStep(
  run: Run,
  judged: JudgedStep,
  phase: "before-yes" | "after-yes",
): Promise<StepWord> {
  const { step } = judged;
  const { deps } = run;
  if (deniedHere(run, judged)) return "denied-where-it-stands";
  for (let attempt = 1; ; attempt++) {
    const result = await runAttempt(run, judged, { attempt, phase });
    if (typeof result === "string") return result;
    const word = blockWord(result);
    const again = word !== "ok" && word !== "interrupted" && attempt <= step.retries;
    if (!again || run.signal.aborted)
      return word === "interrupted" ? word : await handOn(run, judged, result);
    await deps.wait(retryDelayMs(attempt), run.signal);
    if (run.signal.aborted) return "interrupted";
  }
}

/**
 * The policy's last word, with the directory that earlier blocks really left: a step that is denied there, or riskier
 * than what was said yes to, does not run.
 */
function deniedHere(run: Run, { step, risk }: JudgedStep): boolean {
  const { deps, request } = run;
  const cwd = step.cwd === null ? run.cwd : stepDirectory(deps, request.runbook, step);
  if (cwd === stepDirectory(deps, request.runbook, step)) return false;
  const worst = worstVerdict(
    step.code,
    deps.judge(step.code, { nonEmpty: nonEmptyNames(request.runbook), cwd }),
  );
  if (worst.verdict !== "deny" && highestRisk([risk, worst.risk]) === risk) return false;
  const text = `step ${step.number} does not run in ${cwd}: ${worst.reason} (${worst.rule})`;
  run.notes.push({ at: isoTime(deps.clock.now()), text });
  deps.say(text);
  const data = { step: step.number, rule: worst.rule, reason: worst.reason, cwd };
  deps.journal.append({ actor: deps.caller.user, type: "step.denied", subject: run.id, data });
  return true;
}

async function runAttempt(
  run: Run,
  judged: JudgedStep,
  facts: { readonly attempt: number; readonly phase: "before-yes" | "after-yes" },
): Promise<StepResult | "cannot-run"> {
  const { deps, request } = run;
  const { step, risk, worst } = judged;
  const at = isoTime(deps.clock.now());
  const command = deps.redactor.command(step.code).text;
  const verdict = { verdict: worst.verdict, rule: worst.rule, reason: worst.reason };
  deps.journal.append({
    actor: deps.caller.user,
    type: "step.start",
    subject: run.id,
    data: { step: step.number, role: step.role, attempt: facts.attempt, command, risk, ...verdict },
  });
  request.onEvent({
    type: "step.start",
    at,
    step: step.number,
    role: step.role,
    command,
    verdict: shownVerdict(run, judged),
    risk,
  });
  const reported: ReportedStep = {
    number: step.number,
    role: step.role,
    code: command,
    risk,
    verdict,
    startedAt: at,
    attempt: facts.attempt,
    end: null,
  };
  run.reported.push(reported);
  try {
    const result = await runBlock(run, judged, facts.phase);
    noteEnd(run, reported, result);
    return result;
  } catch (error) {
    const reason = deps.redactor.text(errorText(error)).text;
    run.notes.push({ at: isoTime(deps.clock.now()), text: `step ${step.number} could not run: ${reason}` });
    deps.say(`step ${step.number} could not run: ${reason}`);
    deps.journal.append({
      actor: deps.caller.user,
      type: "step.end",
      subject: run.id,
      data: { step: step.number, reason },
    });
    return "cannot-run";
  }
}

/** A verdict as it may be shown: without what the redactor takes out of its command. */
export const shownVerdict = (run: Pick<Run, "deps">, { worst }: JudgedStep): JudgedStep["worst"] => ({
  ...worst,
  command: run.deps.redactor.command(worst.command).text,
  argv: worst.argv.map((word) => run.deps.redactor.text(word).text),
});

function runBlock(
  run: Run,
  { step, risk }: JudgedStep,
  phase: "before-yes" | "after-yes",
): Promise<StepResult> {
  const { deps, request } = run;
  const timeoutMs = Math.min(step.timeoutMs ?? deps.settings.stepTimeoutMs, longestTimeoutMs);
  return deps.runner.run(
    {
      execution: run.id,
      step: step.number,
      code: step.code,
      cwd: step.cwd === null ? run.cwd : stepDirectory(deps, request.runbook, step),
      env: environmentOf(run),
      timeoutMs: phase === "before-yes" ? Math.min(timeoutMs, beforeYesTimeoutMs) : timeoutMs,
      sandbox: sandboxAtHome(run, sandboxOf(request.runbook, step, risk)),
    },
    (stream, text) =>
      request.onEvent({
        type: "step.output",
        at: isoTime(deps.clock.now()),
        step: step.number,
        stream,
        text,
      }),
    run.signal,
  );
}

/** What a runbook declares to write, as paths of this host. */
const sandboxAtHome = (
  { deps, request }: Pick<Run, "deps" | "request">,
  sandbox: ReturnType<typeof sandboxOf>,
): typeof sandbox =>
  sandbox.kind === "declared"
    ? { ...sandbox, writes: sandbox.writes.map((path) => placeOf(deps, request.runbook, path)) }
    : sandbox;

/** What the next block will find in its environment. */
export const environmentOf = (run: Run): Record<string, string> =>
  blockEnvironment({
    caller: run.deps.caller.variables,
    declared: run.request.runbook.env,
    carried: run.carried,
    inputs: run.inputs,
  });

/** The end of a block: in the report, the audit and the events, in this order. */
function noteEnd(run: Run, reported: ReportedStep, result: StepResult): void {
  const { deps, request } = run;
  const { exitCode, signal, timedOut, durationMs, stdout, stderr, bytes, detached, survivors } = result;
  const end = { exitCode, signal, timedOut, durationMs, stdout, stderr, bytes, detached, survivors };
  run.reported[run.reported.indexOf(reported)] = { ...reported, end };
  const brief = { step: reported.number, exitCode, signal, durationMs, timedOut };
  deps.journal.append({
    actor: deps.caller.user,
    type: "step.end",
    subject: run.id,
    data: { ...brief, bytes, detached, survivors },
  });
  request.onEvent({ type: "step.end", at: isoTime(deps.clock.now()), ...brief, detached: [...detached] });
  for (const process of survivors) deps.say(`process ${process.pid} would not end: ${process.command}`);
}

/** What a block leaves for the next one, also when it failed: a rollback needs to know where it stands. */
async function handOn(run: Run, { step }: JudgedStep, result: StepResult): Promise<StepWord> {
  const own = step.capture === null ? {} : { [step.capture]: result.captured };
  const captured = { ...result.outputs, ...own };
  run.carried = handedOn(result.exported, captured);
  run.cwd = result.cwd;
  Object.assign(run.captured, captured);
  const empty = step.capture !== null && result.captured === "";
  if (empty && captureIsNeeded(run.request.runbook, step)) return "capture-empty";
  if (run.later.length > 0 && !(await settleLater(run))) return "capture-empty";
  return blockWord(result);
}

/** Inputs that waited for a capture. False: what was captured does not fit, or nobody could say it instead. */
async function settleLater(run: Run): Promise<boolean> {
  try {
    const settled = await settleInputs(run.deps, run.request, { ...run, coming: comingCaptures(run) });
    run.inputs = settled.values;
    run.later = settled.later;
    return true;
  } catch (error) {
    if (!(error instanceof ReifierError)) throw error;
    run.notes.push({ at: isoTime(run.deps.clock.now()), text: error.message });
    run.deps.say(error.message);
    return false;
  }
}

/** What steps that have not begun may still capture; null: every name, through `$RUNBOOK_OUTPUT`. */
export function comingCaptures(run: Pick<Run, "steps" | "reported">): string[] | null {
  const begun = new Set(run.reported.map((reported) => reported.number));
  const left = run.steps.filter(({ step }) => !begun.has(step.number) && step.role !== "rollback");
  if (left.some(({ step }) => step.code.includes("RUNBOOK_OUTPUT"))) return null;
  return left.flatMap(({ step }) => (step.capture === null ? [] : [step.capture]));
}
