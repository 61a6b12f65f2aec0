import { errorText, ReifierError } from "../../base/kernel/errors.ts";
import type { Application } from "../../loops/application.ts";
import { recoverInterrupted, somethingRuns } from "../../loops/execute-recover.ts";

/** Runs that a dead process left behind become `interrupted`. A broken policy file stops what executes, never the recording. */
export async function lookBack(app: Application, say: (text: string) => void): Promise<void> {
  try {
    const nobody = await app.approver({ yes: false, color: false });
    const interrupted = await recoverInterrupted(await app.executing(nobody, say));
    for (const execution of interrupted) say(`${execution} was interrupted: see reifier incidents`);
  } catch (error) {
    const text = error instanceof ReifierError ? `${error.message}; ${error.hint}` : errorText(error);
    app.log.warn("daemon.failed", { what: "look back", reason: text });
    say(`look back: ${text}`);
  }
}

/** The same while the daemon runs, where something is said to be running: its process may be gone. */
export async function lookBackAgain(app: Application, say: (text: string) => void): Promise<void> {
  if (await somethingRuns(await app.stores())) await lookBack(app, say);
}
