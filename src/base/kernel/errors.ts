import { type ExitCode, exitCode } from "./exit-code.ts";

interface ErrorFacts {
  /** A stable word for programs, such as `CONFIG_INVALID`. */
  readonly code: string;
  /** One line: what is wrong. */
  readonly message: string;
  /** One line: what to type or do next. */
  readonly hint: string;
  readonly exitCode: ExitCode;
}

/** The one error class. Rooms make theirs by small functions beside their use; only the entries turn it into words. */
export class ReifierError extends Error {
  readonly code: string;
  readonly hint: string;
  readonly exitCode: ExitCode;

  constructor(facts: ErrorFacts, options?: ErrorOptions) {
    super(facts.message, options);
    this.name = "ReifierError";
    this.code = facts.code;
    this.hint = facts.hint;
    this.exitCode = facts.exitCode;
  }
}

/** A usage or configuration mistake: exit 2. */
export const usageError = (message: string, hint: string, cause?: unknown): ReifierError =>
  new ReifierError({ code: "USAGE", message, hint, exitCode: exitCode.usage }, { cause });

/** The system's own error code (`ENOENT`, `ENOSPC` …), or null for any other error. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}

/** The words of any thrown thing, on one line. */
export function errorText(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\s*\n\s*/g, " ").trim();
}
