import type { Step } from "../../base/model/runbook.ts";

/** The line in the file of a step's code line (from 0): the first line of the block, from there on, that holds it. */
export function lineOfCode(
  step: Pick<Step, "code" | "lines">,
  index: number,
  fileLines: readonly string[],
): number {
  const wanted = (step.code.split("\n")[index] ?? "").trim();
  const [first, last] = step.lines;
  for (let line = Math.min(first + index, last); line <= last; line += 1) {
    if (fileLines[line - 1]?.includes(wanted) === true) return line;
  }
  return first;
}
