import { statSync } from "node:fs";
import { isAbsolute } from "node:path";
import { ReifierError } from "../../base/kernel/errors.ts";
import { exitCode } from "../../base/kernel/exit-code.ts";
import type { StepRequest } from "../../base/ports/step-runner.ts";
import { maxCodeBytes } from "./block-script.ts";

/** Throws `STEP_CANNOT_RUN` for a block that could not even be started. */
export function checkRequest(request: StepRequest): void {
  if (request.code.includes("\0") || Buffer.byteLength(request.code) > maxCodeBytes) {
    throw cannotRun(
      `step ${request.step} is larger than ${maxCodeBytes} bytes or holds a NUL`,
      "split the block, or call a script file",
    );
  }
  if (!isDirectory(request.cwd)) {
    throw cannotRun(`the directory ${request.cwd} of step ${request.step} is not there`, "correct its cwd");
  }
  const bad = Object.entries(request.env).find(([, value]) => value.includes("\0"));
  if (bad !== undefined) throw cannotRun(`the value of ${bad[0]} holds a NUL`, "give another value");
}

export const isDirectory = (path: string): boolean =>
  isAbsolute(path) && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

const cannotRun = (message: string, hint: string): ReifierError =>
  new ReifierError({ code: "STEP_CANNOT_RUN", message, hint, exitCode: exitCode.stepFailed });

export const toolMissing = (name: string): ReifierError =>
  new ReifierError({
    code: "TOOL_MISSING",
    message: `${name} is not on this host`,
    hint: `install ${name}; runbooks are run by bash and coreutils`,
    exitCode: exitCode.stepFailed,
  });

export const sandboxMissing = (): ReifierError =>
  new ReifierError({
    code: "SANDBOX_MISSING",
    message: "operator.sandbox is required, and bubblewrap does not work on this host",
    hint: "install bubblewrap, or set operator.sandbox: auto",
    exitCode: exitCode.denied,
  });

export const processesHidden = (): ReifierError =>
  new ReifierError({
    code: "PROCESSES_HIDDEN",
    message: "this host has no /proc, so what a block starts could outlive it",
    hint: "run it on Linux; recording, drafting, approving and patrolling work here",
    exitCode: exitCode.denied,
  });
