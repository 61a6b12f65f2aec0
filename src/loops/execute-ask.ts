import { isoTime } from "../base/kernel/clock.ts";
import type { Answer, Question } from "../base/ports/approver.ts";
import type { Outcome } from "../core/runbook/plan-result.ts";
import { shownInputs } from "./execute-inputs.ts";
import { type JudgedStep, riskOf } from "./execute-prepare.ts";
import type { Run } from "./execute-steps.ts";

/** The one question before anything changes. null: yes. */
export async function askBeforeFix(run: Run): Promise<Outcome | null> {
  const { title } = run.request.runbook;
  const answer = await ask(run, await questionOf(run, title, run.steps));
  if (answer === "interrupted") return { result: "interrupted", reason: "interrupted-at-the-question" };
  if (answer.kind === "yes") return null;
  return { result: "declined", reason: answer.reason };
}

/** After a fix that did not do: whether the steps that undo it may run. `because` is how the fix stopped. */
export async function askBeforeRollback(
  run: Run,
  steps: readonly JudgedStep[],
  because: string,
): Promise<boolean> {
  const question = await questionOf(run, `Roll back: ${run.request.runbook.title}`, steps);
  const answer = await ask(run, { ...question, rollbackBecause: because });
  return answer !== "interrupted" && answer.kind === "yes";
}

async function ask(run: Run, question: Question): Promise<Answer | "interrupted"> {
  const { deps } = run;
  const { title } = question;
  const answer = await Promise.race([deps.approver.ask(question), interrupted(run.signal)]);
  if (answer === "interrupted") return answer;
  const type = answer.kind === "yes" ? "run.confirmed" : "run.declined";
  deps.journal.append({
    actor: deps.caller.user,
    type,
    subject: run.id,
    data: { title, risk: question.risk, ...answer },
  });
  run.approvals.push({ at: isoTime(deps.clock.now()), text: answerText(title, answer) });
  return answer;
}

async function questionOf(run: Run, title: string, steps: readonly JudgedStep[]): Promise<Question> {
  const { deps, request } = run;
  const { runs, verified, lastResult, lastRunAt } = await deps.graph.runStats(request.runbook.id);
  const waiting = run.later.map((name) => [name, `‹${request.runbook.inputs[name]?.from ?? "captured"}›`]);
  return {
    runbook: request.runbook.id,
    title,
    risk: riskOf(steps),
    match: request.match,
    guards: run.guards,
    inputs: { ...shownInputs(deps, request, run.inputs), ...Object.fromEntries(waiting) },
    steps: steps.map(({ step, risk, worst }) => ({
      number: step.number,
      role: step.role,
      code: step.code,
      risk,
      verdict: worst.verdict,
      reason: worst.reason,
    })),
    lastResults:
      runs === 0 ? [] : [`${verified} of ${runs} runs verified; last ${lastResult} at ${lastRunAt}`],
    sandbox: deps.runner.sandboxKind,
    switchedOff: deps.switchedOff?.() ?? [],
    autonomy: request.suggestion?.autonomy ?? null,
  };
}

function answerText(title: string, answer: Answer): string {
  if (answer.kind === "yes") return `${answer.by} said yes to "${title}" (${answer.how})`;
  return `no to "${title}": ${answer.reason}`;
}

const interrupted = (signal: AbortSignal): Promise<"interrupted"> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve("interrupted");
    signal.addEventListener("abort", () => resolve("interrupted"), { once: true });
  });
