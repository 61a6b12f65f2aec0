import type { Application } from "../../loops/application.ts";
import { somethingRuns } from "../../loops/something-runs.ts";
import type { Cli } from "./cli.ts";

/** What another process left behind when it was killed is said before something new begins. */
export async function closeInterrupted(
  cli: Cli,
  app: Application,
  looking: "quick" | "thorough",
): Promise<void> {
  // What was killed before the yes changed nothing and is only in the audit, which takes longer to read.
  if (looking === "quick" && !(await somethingRuns(await app.stores()))) return;
  const { recoverInterrupted } = await import("../../loops/execute-recover.ts");
  const nobody = await app.approver({ yes: false, color: false });
  const found = await recoverInterrupted(await app.executing(nobody, (text) => cli.print.note(text)));
  for (const execution of found) cli.print.note(`${execution} was interrupted: see reifier incidents`);
}
