import { highestRisk, type Risk } from "../../base/model/scalars.ts";
import type { JudgedStep } from "./judged-step.ts";
import { type Problem, problem } from "./problem.ts";

const declared = { read: "low", write: "medium", destructive: "high" } as const;
const words: Readonly<Record<Risk, string>> = { low: "read", medium: "write", high: "destructive" };

/** What the policy denies, and steps that are more dangerous than their author says. */
export function lintRisk({ step, verdicts }: JudgedStep): Problem[] {
  const denied = verdicts
    .filter(({ verdict }) => verdict === "deny")
    .map((one) =>
      problem("denied", step.lines[0], `the policy denies this (${one.rule}): ${one.reason}`, one.safer),
    );
  const judged = highestRisk(verdicts.map(({ risk }) => risk));
  if (step.declaredRisk === null) return denied;
  const says = declared[step.declaredRisk];
  if (highestRisk([says, judged]) === says) return denied;
  return [
    ...denied,
    problem(
      "risk-understated",
      step.lines[0],
      `this is declared ${step.declaredRisk} and judged ${judged}`,
      `write "risk":"${words[judged]}"`,
    ),
  ];
}
