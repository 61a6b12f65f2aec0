import { type ExitCode, exitCode } from "../../base/kernel/exit-code.ts";

/** Waits for Ctrl-C (130: interrupted) or for SIGTERM (0: it was asked to stop). */
export function untilStopped(): Promise<ExitCode> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve(exitCode.interrupted));
    process.once("SIGTERM", () => resolve(exitCode.done));
  });
}
