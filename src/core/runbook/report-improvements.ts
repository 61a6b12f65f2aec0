import type { IncidentFacts } from "./report-facts.ts";

/** What this run shows could be better in the runbook or the setup. Each follows from a fact of the report. */
export function improvements(facts: IncidentFacts): string[] {
  return [
    ...aboutTheRunbook(facts),
    ...facts.steps.flatMap(aboutTheStep),
    ...aboutTheResult(facts),
    ...facts.guards
      .filter((guard) => guard.why.includes("as told by"))
      .map((guard) => `${guard.name} had to be asked for: let the alert or a patrolled log carry it.`),
    ...(facts.sandbox === "unsandboxed" ? ["Blocks ran unsandboxed: install bubblewrap."] : []),
  ];
}

function aboutTheRunbook(facts: IncidentFacts): string[] {
  const list: string[] = [];
  if (!facts.hasVerify) list.push("There is no verify step: nothing shows whether the fix worked.");
  const changed = facts.steps.some((step) => step.role === "fix" && step.risk !== "low");
  if (changed && !facts.hasRollback)
    list.push("There is no rollback: write how to undo the fix, or why it cannot be undone.");
  if (changed && facts.guards.length === 0 && !facts.steps.some((step) => step.role === "guard")) {
    list.push("No guard says when the fix is right: add one, such as a sentence with a value of the alert.");
  }
  return list;
}

function aboutTheStep(step: IncidentFacts["steps"][number]): string[] {
  const name = `Step ${step.number}`;
  if (step.end === null) return [`${name} was cut off: look at what it left half done.`];
  const list: string[] = [];
  if (step.end.timedOut) list.push(`${name} ran into its timeout: raise it, or make the step quicker.`);
  if (step.role === "diagnose" && step.end.exitCode !== 0)
    list.push(`${name} (diagnose) did not succeed: does it still fit this host?`);
  if (step.role === "verify" && step.attempt > 1)
    list.push(`${name} was tried ${step.attempt} times: wait for the service in the fix itself.`);
  if (step.end.survivors.length > 0)
    list.push(`${name} left processes that would not end: end them by hand.`);
  return list;
}

function aboutTheResult(facts: IncidentFacts): string[] {
  if (facts.result === "unverified" && facts.hasVerify)
    return ["The fix ran and the verify step did not pass: the cause may be another one."];
  if (facts.result === "failed" || facts.result === "rolled-back")
    return ["The fix did not go through: correct the failed step and approve the runbook again."];
  if (facts.result === "interrupted")
    return ["The run was interrupted: check the state of the service before running it again."];
  return [];
}
