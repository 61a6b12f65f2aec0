import type { Runbook, Step } from "../../base/model/runbook.ts";
import { highestRisk, type Risk, type StepRole } from "../../base/model/scalars.ts";
import type { Verdict } from "../../base/model/verdict.ts";

/** The order of the story (CONTRACT "Order"); the rollback runs only when something went wrong. */
const phases: readonly StepRole[] = ["guard", "diagnose", "fix", "verify", "rollback"];

export type OrderProblem =
  | { readonly reason: "needs-missing"; readonly step: number; readonly name: string }
  | { readonly reason: "needs-later-role"; readonly step: number; readonly name: string }
  | { readonly reason: "needs-cycle"; readonly path: readonly string[] };

export type Order =
  | { readonly ok: true; readonly steps: readonly Step[] }
  | { readonly ok: false; readonly problem: OrderProblem };

/** All steps as they would run: by role, then as written, each after what it `needs`. Chains of any length. */
export function orderSteps(runbook: Pick<Runbook, "steps">): Order {
  const walk: Walk = {
    named: new Map(runbook.steps.flatMap((step) => (step.name === null ? [] : [[step.name, step]]))),
    state: new Map(),
    ordered: [],
  };
  for (const step of inPhases(runbook.steps)) {
    const problem = placeAfterNeeds(step, walk);
    if (problem !== null) return { ok: false, problem };
  }
  return { ok: true, steps: inPhases(walk.ordered) };
}

interface Walk {
  readonly named: ReadonlyMap<string, Step>;
  readonly state: Map<Step, "open" | "done">;
  readonly ordered: Step[];
}

/** Depth first with a stack of our own: a chain of a thousand needs is as good as one of two. */
function placeAfterNeeds(first: Step, { named, state, ordered }: Walk): OrderProblem | null {
  if (state.get(first) === "done") return null;
  const stack: Step[] = [first];
  for (let step = stack.at(-1); step !== undefined; step = stack.at(-1)) {
    state.set(step, "open");
    const next = nextNeed(step, named, state);
    if (next === null) {
      state.set(step, "done");
      ordered.push(step);
      stack.pop();
    } else if ("reason" in next) {
      return next;
    } else if (state.get(next) === "open") {
      return { reason: "needs-cycle", path: cyclePath(stack, next) };
    } else {
      stack.push(next);
    }
  }
  return null;
}

/** Stable: what was ordered within a role stays in that order. */
const inPhases = (steps: readonly Step[]): Step[] =>
  phases.flatMap((role) => steps.filter((step) => step.role === role));

/** The first need that has not run yet, a problem, or null when all have. */
function nextNeed(
  step: Step,
  named: ReadonlyMap<string, Step>,
  state: ReadonlyMap<Step, "open" | "done">,
): Step | OrderProblem | null {
  for (const name of step.needs) {
    const needed = named.get(name);
    if (needed === undefined) return { reason: "needs-missing", step: step.number, name };
    if (phases.indexOf(needed.role) > phases.indexOf(step.role)) {
      return { reason: "needs-later-role", step: step.number, name };
    }
    if (state.get(needed) !== "done") return needed;
  }
  return null;
}

const cyclePath = (stack: readonly Step[], back: Step): string[] =>
  [...stack.slice(stack.indexOf(back)), back].map((step) => step.name ?? String(step.number));

/** What is wrong with the order, in a sentence. */
export function orderProblemText(problem: OrderProblem): string {
  switch (problem.reason) {
    case "needs-missing":
      return `step ${problem.step} needs "${problem.name}", and no step has that name`;
    case "needs-later-role":
      return `step ${problem.step} needs "${problem.name}", which runs after it`;
    case "needs-cycle":
      return `these steps need each other: ${problem.path.join(" -> ")}`;
  }
}

/** Which of the ordered steps run under `--from` and `--only` (step numbers). Guards always do. */
export function selectSteps(
  steps: readonly Step[],
  choice: { readonly from: number | null; readonly only: number | null },
): { readonly steps: readonly Step[]; readonly unknown: number | null } {
  const unknown = [choice.from, choice.only].find(
    (number) => number !== null && !steps.some((step) => step.number === number),
  );
  const chosen = steps.filter((step) => {
    if (step.role === "guard") return true;
    if (choice.only !== null) return step.number === choice.only;
    return step.role === "rollback" || step.number >= (choice.from ?? 0);
  });
  return { steps: chosen, unknown: unknown ?? null };
}

const declared = { read: "low", write: "medium", destructive: "high" } as const;

/** The judged risk, raised (never lowered) by what the author declares. */
export const stepRisk = (step: Pick<Step, "declaredRisk">, verdicts: readonly Verdict[]): Risk =>
  highestRisk([
    ...verdicts.map((verdict) => verdict.risk),
    ...(step.declaredRisk === null ? [] : [declared[step.declaredRisk]]),
  ]);

const strictness: readonly Verdict["verdict"][] = ["allow", "confirm", "deny"];

/** The strictest verdict of a step; among equals the one of the highest risk. */
export function worstVerdict(code: string, verdicts: readonly Verdict[]): Verdict {
  const rank = (verdict: Verdict): number =>
    strictness.indexOf(verdict.verdict) * 3 + ["low", "medium", "high"].indexOf(verdict.risk);
  const [first = noCommand(code), ...rest] = verdicts;
  return rest.reduce((worst, verdict) => (rank(verdict) > rank(worst) ? verdict : worst), first);
}

const noCommand = (code: string): Verdict => ({
  command: code,
  verdict: "allow",
  risk: "low",
  rule: "no-command",
  category: "none",
  reason: "nothing here runs a command",
  span: [0, code.length],
  argv: [],
  safer: null,
});

/** May a step run before the person's yes? Only a look at things, judged so (CONTRACT "Order"). */
export function runsBeforeYes(
  step: Pick<Step, "role" | "declaredRisk">,
  verdicts: readonly Verdict[],
): { readonly before: boolean; readonly reason: string } {
  if (step.role !== "guard" && step.role !== "diagnose") return { before: false, reason: "role-changes" };
  if (verdicts.some((verdict) => verdict.verdict !== "allow"))
    return { before: false, reason: "not-allowed-unasked" };
  if (stepRisk(step, verdicts) !== "low") return { before: false, reason: "not-low-risk" };
  if (verdicts.reduce((sum, verdict) => sum + sleepSeconds(verdict), 0) >= longestWaitSeconds)
    return { before: false, reason: "waits-too-long" };
  return { before: true, reason: "reads-only" };
}

/** Before the yes a block has 10 s (CONTRACT "Order"); one that waits as long by itself has its own time after it. */
const longestWaitSeconds = 10;

/** How long `sleep 5` or `sleep 1m 30s` waits, as far as it is written down. */
function sleepSeconds({ argv }: Pick<Verdict, "argv">): number {
  if (argv[0] !== "sleep") return 0;
  const units: Readonly<Record<string, number>> = { m: 60, h: 3_600, d: 86_400 };
  return argv.slice(1).reduce((sum, word) => {
    const [, number = "0", unit = ""] = /^(\d*\.?\d+|inf(?:inity)?)([smhd]?)$/.exec(word) ?? [];
    return sum + (number.startsWith("inf") ? Number.POSITIVE_INFINITY : Number(number) * (units[unit] ?? 1));
  }, 0);
}

/** A server that tests its configuration opens its own logs and pid file to write, as it would when it starts. */
const testsConfiguration =
  /\b(?:nginx|openresty|angie)\b[^\n;|&]*\s-[a-zA-Z]*[tT][a-zA-Z]*\b|\b(?:apache2?|apache2ctl|apachectl|httpd)\b[^\n;|&]*(?:\bconfigtest\b|\s-t\b)|\bpostfix\s+check\b|\bnamed-checkconf\b/;

/**
 * Under which sandbox a step runs: what the runbook declares, else read-only for a look at things judged low. The one
 * exception is a verify that lets a server test its configuration: it comes after the yes, with the rights of the fix.
 */
export function sandboxOf(
  runbook: Pick<Runbook, "sandbox">,
  step: Pick<Step, "role" | "code">,
  risk: Risk,
):
  | { readonly kind: "none" }
  | { readonly kind: "read-only" }
  | { readonly kind: "declared"; readonly network: boolean; readonly writes: readonly string[] } {
  if (runbook.sandbox !== null) return { kind: "declared", ...runbook.sandbox };
  const { role, code } = step;
  const looks =
    role === "guard" || role === "diagnose" || (role === "verify" && !testsConfiguration.test(code));
  return looks && risk === "low" ? { kind: "read-only" } : { kind: "none" };
}

/** The rollback steps for what was begun, last begun first; those without `reverts` come after, in written order. */
export function rollbackFor(steps: readonly Step[], begun: readonly Step[]): Step[] {
  const rollbacks = steps.filter((step) => step.role === "rollback");
  const reverting = begun
    .toReversed()
    .flatMap((done) => rollbacks.filter((step) => step.reverts !== null && step.reverts === done.name));
  return [...new Set([...reverting, ...rollbacks.filter((step) => step.reverts === null)])];
}

/** Whether a later step cannot do without what this one captures. */
export function captureIsNeeded(runbook: Pick<Runbook, "inputs" | "steps">, step: Step): boolean {
  const name = step.capture;
  if (name === null) return false;
  const mentioned = new RegExp(`\\$\\{?${name}\\b`);
  return (
    Object.values(runbook.inputs).some((input) => input.from === `capture ${name}`) ||
    runbook.steps.some(
      (other) =>
        other.number !== step.number &&
        ((step.name !== null && other.needs.includes(step.name)) || mentioned.test(other.code)),
    )
  );
}
