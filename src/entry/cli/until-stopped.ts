import { type ExitCode, exitCode } from "../../base/kernel/exit-code.ts";

/** Waits for Ctrl-C (130: interrupted), for SIGTERM (0: it was asked to stop), or until who reads has gone (`| head`: 0). */
export function untilStopped(stdout: NodeJS.WriteStream): Promise<ExitCode> {
  return new Promise((resolve) => {
    stdout.once("error", () => resolve(exitCode.done));
    process.once("SIGINT", () => resolve(exitCode.interrupted));
    process.once("SIGTERM", () => resolve(exitCode.done));
  });
}
