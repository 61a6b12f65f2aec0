import { Chalk, type ChalkInstance } from "chalk";
import { visible } from "../../base/kernel/visible.ts";
import type { LintProblem } from "../../base/model/runbook.ts";
import type { Risk } from "../../base/model/scalars.ts";
import { stepRisk } from "../../core/runbook/plan.ts";
import type { ShelfRunbook } from "../../loops/approve-deps.ts";

/**
 * A runbook as a person reads it on a terminal: every line of the file as it is, headings and commands set apart, the
 * judged risk in words beside each step, and what lint and the policy say below the line that they are about.
 */
export function runbookView(
  found: Pick<ShelfRunbook, "file" | "judged" | "problems">,
  color: boolean,
): string[] {
  const paint = new Chalk({ level: color ? 1 : 0 });
  const steps = stepsByLine(found);
  let inFront = found.file.text.startsWith("---");
  return found.file.text
    .replace(/\r?\n$/, "")
    .split(/\r?\n/)
    .flatMap((text, index) => {
      const line = index + 1;
      const step = steps.get(line);
      const shown = styled(visible(text), { inFront, inCode: step !== undefined }, paint);
      if (inFront && index > 0 && text.trimEnd() === "---") inFront = false;
      const risk = step?.first === line ? `  ${riskWord(step.risk, step.denied, paint)}` : "";
      return [
        `${shown}${risk}`,
        ...found.problems.filter((problem) => problem.line === line).map((problem) => remark(problem, paint)),
      ];
    });
}

interface StepLine {
  readonly first: number;
  readonly risk: Risk;
  /** The policy's reason where it says no. */
  readonly denied: string | null;
}

function stepsByLine({ judged }: Pick<ShelfRunbook, "judged">): Map<number, StepLine> {
  const lines = new Map<number, StepLine>();
  for (const { step, verdicts } of judged) {
    const [first, last] = step.lines;
    const denied = verdicts.find(({ verdict }) => verdict === "deny")?.reason ?? null;
    for (let line = first; line <= last; line++)
      lines.set(line, { first, risk: stepRisk(step, verdicts), denied });
  }
  return lines;
}

interface Where {
  readonly inFront: boolean;
  readonly inCode: boolean;
}

function styled(text: string, { inFront, inCode }: Where, paint: ChalkInstance): string {
  if (inFront) return paint.dim(text);
  if (inCode) return paint.cyan(text);
  if (/^#{1,6} /.test(text)) return paint.bold(text);
  return text.replace(/\*\*[^*]+\*\*/g, (bold) => paint.bold(bold));
}

function riskWord(risk: Risk, denied: string | null, paint: ChalkInstance): string {
  if (denied !== null) return paint.red.bold(`[denied: ${visible(denied)}]`);
  if (risk === "high") return paint.red.bold("[HIGH risk]");
  return risk === "medium" ? paint.yellow("[medium risk]") : paint.green("[low risk]");
}

function remark({ severity, message, fix, rule }: LintProblem, paint: ChalkInstance): string {
  const word = severity === "error" ? paint.red(severity) : paint.yellow(severity);
  return `    ^ ${word}: ${visible(message)} (${rule})${fix === null ? "" : `; ${visible(fix)}`}`;
}
