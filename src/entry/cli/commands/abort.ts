import { setTimeout as sleep } from "node:timers/promises";
import { ReifierError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import { visible } from "../../../base/kernel/visible.ts";
import type { Application } from "../../../loops/application.ts";
import type { ExecuteDeps } from "../../../loops/execute-deps.ts";
import { abortExecution } from "../../../loops/execute-recover.ts";
import type { Cli, Command } from "../cli.ts";

/** The run looks for the wish twice a second, then its processes get a few seconds to end by themselves. */
const patienceMs = 30_000;
const pollMs = 200;

/** How an execution ended. */
export interface Ended {
  readonly execution: string;
  /** `false`: it had ended before anybody asked. */
  readonly aborted: boolean;
  readonly result: string;
  readonly reason: string;
  readonly incident: string | null;
}

export const abort: Command = async (cli) => {
  const ended = await endExecution(await executing(cli), cli.arguments.word(0));
  const { execution, aborted, result, reason, incident } = ended;
  if (cli.print.json) cli.print.document(ended);
  else {
    const before = aborted ? "" : "had ended before: ";
    cli.print.answer(`${execution}  ${before}${result}  ${visible(reason)}  ${incident ?? ""}`.trimEnd());
  }
  return aborted ? exitCode.done : exitCode.no;
};

/** Nobody is asked anything by who ends a run. */
export async function executing(cli: Cli): Promise<ExecuteDeps> {
  const app: Application = await cli.app();
  const nobody = await app.approver({ yes: false, color: false });
  return await app.executing(nobody, (text) => cli.print.note(text));
}

/** Asks an execution to end and waits until its whole tree is gone. Throws a usage error for one that is not known. */
export async function endExecution(deps: ExecuteDeps, execution: string): Promise<Ended> {
  const answer = await abortExecution(deps, execution);
  for (let waited = 0; waited <= patienceMs; waited += pollMs) {
    const end = deps.journal.read({ type: "run.end" }).find((line) => line.subject === execution);
    if (end !== undefined) {
      const { result, reason, incident } = end.data;
      return {
        execution,
        aborted: answer !== "ended",
        result: String(result),
        reason: String(reason),
        incident: typeof incident === "string" ? incident : null,
      };
    }
    await sleep(pollMs);
  }
  throw new ReifierError({
    code: "ABORT_NOT_DONE",
    message: `${execution} was asked to end and has not within ${patienceMs / 1_000} s`,
    hint: "look at it: reifier status; its terminal takes Ctrl-C too",
    exitCode: exitCode.no,
  });
}
