import { errorText, ReifierError } from "../../base/kernel/errors.ts";
import type { Application } from "../../loops/application.ts";

// What executes is a large part of the program: a daemon that never has to look after a run does not carry it.
const recovery = () => import("../../loops/execute-recover.ts");

/** Runs that a dead process left behind become `interrupted`. A broken policy file stops what executes, never the recording. */
export async function lookBack(app: Application, say: (text: string) => void): Promise<void> {
  try {
    if (!(await somethingStopped(app))) return;
    const { recoverInterrupted } = await recovery();
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
  const { graph, operator } = await app.stores();
  const running = (await graph.executions({ running: true })).length + operator.suggestions("running").length;
  if (running > 0) await lookBack(app, say);
}

/** The audit has a run without an end: somebody carries it out now, or died over it. */
async function somethingStopped(app: Application): Promise<boolean> {
  const journal = await app.journal();
  const ended = new Set(journal.read({ type: "run.end" }).map((line) => line.subject));
  return journal.read({ type: "run.start" }).some((line) => !ended.has(line.subject));
}
