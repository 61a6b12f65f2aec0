import type { Runbook } from "../../base/model/runbook.ts";
import { orderProblemText, orderSteps } from "./plan.ts";
import { type Problem, problem } from "./problem.ts";

/** Names that steps give each other: every one there, once, and no circle. */
export function lintOrder(runbook: Runbook): Problem[] {
  const lines = new Map<string, number>();
  const found: Problem[] = [];
  for (const {
    name,
    lines: [line],
  } of runbook.steps) {
    if (name === null) continue;
    const first = lines.get(name);
    if (first !== undefined)
      found.push(
        problem(
          "duplicate-name",
          line,
          `"${name}" is the name of the block in line ${first} too`,
          "give it another name",
        ),
      );
    else lines.set(name, line);
  }
  const missing = runbook.steps.flatMap((step) =>
    step.needs
      .filter((name) => !lines.has(name))
      .map((name) =>
        problem(
          "needs-missing",
          step.lines[0],
          `no block has the name "${name}" that this one needs`,
          `name a block "${name}", or correct needs`,
        ),
      ),
  );
  const reverts = runbook.steps.flatMap((step) =>
    step.reverts === null || lines.has(step.reverts)
      ? []
      : [
          problem(
            "reverts-missing",
            step.lines[0],
            `no block has the name "${step.reverts}" that this one reverts`,
            "correct reverts",
          ),
        ],
  );
  found.push(...missing, ...reverts);
  const order = orderSteps(runbook);
  if (!order.ok && order.problem.reason !== "needs-missing") {
    found.push(
      problem(
        order.problem.reason,
        lineOf(runbook, order.problem),
        orderProblemText(order.problem),
        "correct needs",
      ),
    );
  }
  return found;
}

function lineOf(
  runbook: Runbook,
  found: Extract<ReturnType<typeof orderSteps>, { ok: false }>["problem"],
): number {
  const step =
    "step" in found
      ? runbook.steps.find((one) => one.number === found.step)
      : runbook.steps.find((one) => one.name === found.path[0]);
  return step?.lines[0] ?? 1;
}
