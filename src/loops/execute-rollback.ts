import { isoTime } from "../base/kernel/clock.ts";
import { rollbackFor } from "../core/runbook/plan.ts";
import type { Outcome } from "../core/runbook/plan-result.ts";
import { askBeforeRollback } from "./execute-ask.ts";
import type { JudgedStep } from "./execute-prepare.ts";
import { type Run, runStep } from "./execute-steps.ts";

/** After a fix that failed or did not verify: undo what was begun, offered or as approved. Else the outcome as it is. */
export async function rollBack(run: Run, stopped: Outcome): Promise<Outcome> {
  if (stopped.result !== "failed" && stopped.result !== "unverified") return stopped;
  const steps = stepsThatUndo(run);
  if (steps.length === 0) return stopped;
  const { deps, request } = run;
  if (request.runbook.onVerifyFail === "offer" && !(await askBeforeRollback(run, steps, stopped.reason))) {
    return run.signal.aborted ? { result: "interrupted", reason: "interrupted-at-the-question" } : stopped;
  }
  const at = isoTime(deps.clock.now());
  deps.journal.append({
    actor: deps.caller.user,
    type: "rollback.start",
    subject: run.id,
    data: { because: stopped.reason },
  });
  request.onEvent({ type: "rollback.start", at });
  run.notes.push({ at, text: `rollback, because: ${stopped.reason}` });
  for (const judged of steps) {
    const word = run.signal.aborted ? "interrupted" : await runStep(run, judged, "after-yes");
    if (word === "interrupted") {
      return { result: "interrupted", reason: `interrupted-in-rollback ${judged.step.number}` };
    }
    if (word !== "ok") return { result: "failed", reason: `rollback-${word} ${judged.step.number}` };
  }
  return { result: "rolled-back", reason: stopped.reason };
}

function stepsThatUndo(run: Run): JudgedStep[] {
  const all = run.steps.map(({ step }) => step);
  const begun = all.filter(
    (step) => step.role === "fix" && run.reported.some((reported) => reported.number === step.number),
  );
  if (begun.length === 0) return [];
  const undo = rollbackFor(all, begun);
  return undo.flatMap((step) => run.steps.filter((judged) => judged.step === step));
}
