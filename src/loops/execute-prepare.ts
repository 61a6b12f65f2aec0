import { usageError } from "../base/kernel/errors.ts";
import { nearestName } from "../base/kernel/nearest.ts";
import type { Runbook, Step } from "../base/model/runbook.ts";
import { highestRisk, type Risk } from "../base/model/scalars.ts";
import type { Verdict } from "../base/model/verdict.ts";
import { judgeInOrder } from "../core/runbook/judge-in-order.ts";
import {
  orderProblemText,
  orderSteps,
  runsBeforeYes,
  selectSteps,
  stepRisk,
  worstVerdict,
} from "../core/runbook/plan.ts";
import { missingVariables } from "../core/runbook/plan-environment.ts";
import type { Refusal } from "../core/runbook/plan-hint.ts";
import type { ExecuteDeps, ExecuteRequest } from "./execute-deps.ts";

/** A step with what the policy says of exactly its bytes. */
export interface JudgedStep {
  readonly step: Step;
  readonly verdicts: readonly Verdict[];
  readonly worst: Verdict;
  readonly risk: Risk;
  readonly beforeYes: boolean;
}

/** The steps of a run in order, judged. Throws a usage error for an impossible order or selection. */
export function judgeSteps(
  deps: Pick<ExecuteDeps, "judge" | "caller">,
  request: Pick<ExecuteRequest, "runbook" | "from" | "only">,
): JudgedStep[] {
  const { runbook } = request;
  const order = orderSteps(runbook);
  if (!order.ok) {
    throw usageError(orderProblemText(order.problem), `correct the "needs": reifier lint ${runbook.id}`);
  }
  const selected = selectSteps(order.steps, request);
  if (selected.unknown !== null) {
    const numbers = order.steps.map((step) => step.number).toSorted((a, b) => a - b);
    throw usageError(
      `there is no step ${selected.unknown} in ${runbook.id}`,
      numbers.length === 0 ? "the runbook has no runnable step" : `its steps are: ${numbers.join(", ")}`,
    );
  }
  const nonEmpty = nonEmptyNames(runbook);
  const judgeNext = judgeInOrder(deps.judge);
  const early = new Set<string | null>();
  return selected.steps.map((step) => {
    const cwd = stepDirectory(deps, runbook, step);
    const verdicts = judgeNext(step, { nonEmpty, cwd });
    const needsAreEarly = step.needs.every((name) => early.has(name));
    const beforeYes = needsAreEarly && runsBeforeYes(step, verdicts).before;
    if (beforeYes) early.add(step.name);
    return {
      step,
      verdicts,
      worst: worstVerdict(step.code, verdicts),
      risk: stepRisk(step, verdicts),
      beforeYes,
    };
  });
}

export const nonEmptyNames = (runbook: Runbook): string[] => [
  ...runbook.env,
  ...Object.entries(runbook.inputs)
    .filter(([, input]) => input.required)
    .map(([name]) => name),
];

/** Pinned: what the runbook says, else the home of the user. Never where somebody happened to stand. */
export function startDirectory(deps: Pick<ExecuteDeps, "caller">, runbook: Pick<Runbook, "cwd">): string {
  return expandHome(deps, runbook.cwd ?? deps.caller.home ?? "/");
}

/** Where a step starts when no earlier block moved: a relative `cwd` counts from where the runbook starts. */
export function stepDirectory(
  deps: Pick<ExecuteDeps, "caller">,
  runbook: Pick<Runbook, "cwd">,
  { cwd }: Pick<Step, "cwd">,
): string {
  return cwd === null ? startDirectory(deps, runbook) : placeOf(deps, runbook, cwd);
}

/** A path that a runbook names: from the root, from the home, or from where the runbook starts. */
export function placeOf(
  deps: Pick<ExecuteDeps, "caller">,
  runbook: Pick<Runbook, "cwd">,
  path: string,
): string {
  return /^(?:\/|~(?:\/|$))/.test(path) ? expandHome(deps, path) : `${startDirectory(deps, runbook)}/${path}`;
}

function expandHome(deps: Pick<ExecuteDeps, "caller">, path: string): string {
  const home = deps.caller.home ?? "/";
  return path === "~" || path.startsWith("~/") ? home + path.slice(1) : path;
}

/** Risk of the question: the highest of everything that may run after the yes, the rollback included. */
export const riskOf = (steps: readonly JudgedStep[]): Risk => highestRisk(steps.map(({ risk }) => risk));

/** Why nothing of this may run, as `word detail`; null when it may. The reason is audited and shown. */
export function refusal(
  deps: Pick<ExecuteDeps, "ledger" | "operator" | "runner" | "settings">,
  request: Pick<ExecuteRequest, "runbook" | "objections" | "suggestion">,
  steps: readonly JudgedStep[],
): Refusal | null {
  const approval = deps.ledger.current(request.runbook.id);
  if (approval === null) return "not-approved";
  if (approval.digest !== request.runbook.digest) return "changed-since-approval";
  const [objection] = request.objections;
  if (objection !== undefined) return `not-runnable: ${objection}`;
  const { suggestion } = request;
  if (suggestion !== null && deps.operator.suggestion(suggestion.id)?.state !== "open") {
    return "suggestion-not-open";
  }
  const denied = steps.find(({ worst }) => worst.verdict === "deny");
  if (denied !== undefined) return `denied-by-policy: step ${denied.step.number}, ${denied.worst.rule}`;
  if (deps.settings.sandbox === "required" && deps.runner.sandboxKind !== "bubblewrap")
    return "sandbox-missing";
  return null;
}

/** A `--set` that nobody asked for is a usage error before anything happens. */
export function checkRequest({ runbook, sets }: Pick<ExecuteRequest, "runbook" | "sets">): void {
  const known = [...Object.keys(runbook.inputs), ...runbook.guards.map((guard) => guard.name)];
  for (const name of Object.keys(sets)) {
    if (known.some((one) => one.toLowerCase() === name.toLowerCase())) continue;
    const near = nearestName(name, known);
    const hint = known.length === 0 ? "it has no inputs" : `its inputs and guards are: ${known.join(", ")}`;
    throw usageError(`${runbook.id} has no input "${name}"`, near === null ? hint : `did you mean ${near}?`);
  }
}

/** A declared variable that is not there is a usage error, of a runbook that may run. */
export function checkVariables(deps: Pick<ExecuteDeps, "caller">, runbook: Runbook): void {
  const [missing] = missingVariables(runbook.env, deps.caller.variables);
  if (missing !== undefined) {
    throw usageError(
      `the variable ${missing}, which ${runbook.id} declares in env, is not set or empty`,
      `type: export ${missing}=…`,
    );
  }
}
