import { type ExitCode, exitCode } from "../../base/kernel/exit-code.ts";
import type { ExecutionResult } from "../../base/model/execution.ts";

/** Why an execution ended as it did: the word that the event, the audit, the report and the exit code share. */
export interface Outcome {
  readonly result: ExecutionResult;
  /** A stable word, such as `no-verify-step`; where it names a step, the number follows: `step-failed 3`. */
  readonly reason: string;
}

const codes: Readonly<Record<ExecutionResult, ExitCode>> = {
  resolved: exitCode.done,
  "dry-run": exitCode.done,
  unverified: exitCode.no,
  "not-applicable": exitCode.no,
  refused: exitCode.denied,
  declined: exitCode.notConfirmed,
  failed: exitCode.stepFailed,
  "rolled-back": exitCode.stepFailed,
  interrupted: exitCode.interrupted,
};

export const exitCodeOf = (result: ExecutionResult): ExitCode => codes[result];

/** How one block ended, as far as the story goes on from it. */
export interface BlockEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly timedOut: boolean;
  readonly interrupted: boolean;
}

export type BlockWord = "ok" | "failed" | "timed-out" | "killed" | "interrupted";

/** A signal, a timeout and an interrupt are never success, whatever exit code came with them. */
export function blockWord(end: BlockEnd): BlockWord {
  if (end.interrupted) return "interrupted";
  if (end.timedOut) return "timed-out";
  if (end.signal !== null) return "killed";
  return end.exitCode === 0 ? "ok" : "failed";
}

/** Wait before the next attempt of a step with `retries`, in milliseconds: 1 s, 2 s, 4 s … at most 15 s. */
export const retryDelayMs = (attempt: number): number => Math.min(1_000 * 2 ** (attempt - 1), 15_000);
