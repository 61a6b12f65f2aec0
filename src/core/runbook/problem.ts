import type { LintProblem } from "../../base/model/runbook.ts";

/** A lint problem of a file that the caller names. */
export type Problem = Omit<LintProblem, "file">;

/** Something that blocks the approval: rule, 1-based line, one sentence, and what to do about it. */
export const problem = (rule: string, line: number, message: string, fix: string | null): Problem => ({
  line,
  rule,
  severity: "error",
  message,
  fix,
});

/** Something that a person should know and may leave. */
export const warning = (rule: string, line: number, message: string, fix: string | null): Problem => ({
  ...problem(rule, line, message, fix),
  severity: "warning",
});
