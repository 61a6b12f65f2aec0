import type { Runbook } from "../../base/model/runbook.ts";
import { highestRisk } from "../../base/model/scalars.ts";
import type { JudgedStep } from "./judged-step.ts";
import { type Problem, problem, warning } from "./problem.ts";

/** What a runbook as a whole lacks. */
export function lintStructure(runbook: Runbook, judged: readonly JudgedStep[]): Problem[] {
  const has = (role: string): boolean => runbook.steps.some((step) => step.role === role);
  const fixes = judged.filter(({ step }) => step.role === "fix");
  const found: Problem[] = [];
  const [first] = fixes;
  if (runbook.steps.length === 0) {
    return [
      problem(
        "no-steps",
        1,
        "there is nothing to run in this file",
        "write a block of sh under a heading such as Fix",
      ),
    ];
  }
  if (first !== undefined && !has("verify")) {
    const high = fixes.find(({ verdicts }) => highestRisk(verdicts.map(({ risk }) => risk)) === "high");
    found.push(
      high === undefined
        ? warning(
            "no-verify",
            first.step.lines[0],
            "nothing checks whether the fix worked: no run will count as resolved",
            "add a block under the heading Verify",
          )
        : warning(
            "destructive-without-verify",
            high.step.lines[0],
            "this is high risk and nothing checks whether it worked",
            "add a block under the heading Verify",
          ),
    );
  }
  const restart = fixes.find(({ step }) => restarts.test(step.code));
  if (restart !== undefined && !has("rollback")) {
    found.push(
      warning(
        "restart-without-rollback",
        restart.step.lines[0],
        "a service is stopped or restarted, and there is no way back",
        "add a block under the heading Rollback",
      ),
    );
  }
  if (runbook.onVerifyFail === "rollback" && !has("rollback")) {
    found.push(
      problem(
        "rollback-missing",
        1,
        "onVerifyFail is rollback, and there is no rollback block",
        "add one, or write onVerifyFail: offer",
      ),
    );
  }
  return [...found, ...sudoWarnings(runbook), ...symptomWarning(runbook)];
}

const restarts =
  /\b(?:systemctl|service|rc-service|supervisorctl|docker|podman|kubectl)\b[^\n;|&]*\b(?:restart|stop|kill)\b/;

/** Blocks have no terminal: sudo that wants a password fails, and says so sooner with -n. */
const sudoWarnings = (runbook: Runbook): Problem[] =>
  runbook.steps.flatMap((step) =>
    /(?:^|[\s;|&(])sudo\s+(?!(?:-\S+\s+)*(?:-[A-Za-z]*n|--non-interactive)\b)/.test(step.code)
      ? [warning("sudo-asks", step.lines[0], "sudo cannot ask for a password here", "write sudo -n")]
      : [],
  );

const symptomWarning = (runbook: Runbook): Problem[] =>
  runbook.symptoms.length + runbook.alerts.length === 0
    ? [
        warning(
          "no-symptom",
          1,
          "no symptom and no alert leads to this runbook: it is only run by hand",
          'write symptoms: ["the error line"] in the front matter',
        ),
      ]
    : [];
