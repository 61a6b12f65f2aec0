import { isoTime } from "../../../base/kernel/clock.ts";
import { errorText } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import type { Execution } from "../../../base/model/execution.ts";
import type { Paused } from "../../../base/ports/pauses.ts";
import type { Application } from "../../../loops/application.ts";
import { unattendedActor } from "../../../loops/autonomy.ts";
import type { Cli, Command } from "../cli.ts";
import { endExecution, executing } from "./abort.ts";

export const pause: Command = async (cli) => {
  const app = await cli.app();
  const what = cli.arguments.flag("operator") ? "operator" : "recording";
  const before = app.pauses.now();
  if (before[what] !== null) return answer(cli, before, `${what} is paused already since ${before[what]}`);
  // What was typed until now was typed while recording was on.
  if (what === "recording") await takeInAll(app);
  const paused = { ...before, [what]: isoTime(app.clock.now()) };
  const running = what === "operator" ? await runningNow(app) : [];
  app.pauses.save(paused);
  await note(app, `${what}.paused`);
  await endUnattended(cli, running);
  return answer(
    cli,
    paused,
    what === "recording"
      ? "recording is paused; what you type is not kept. To go on: reifier resume"
      : "the operator is paused; nothing is suggested or run by itself. To go on: reifier resume",
  );
};

/** Only to be told of: what cannot be read keeps no pause from holding. */
async function runningNow(app: Application): Promise<readonly Execution[]> {
  try {
    return await (await app.stores()).graph.executions({ running: true });
  } catch (error) {
    app.log.warn("pause.not-read", { reason: errorText(error) });
    return [];
  }
}

/** What no person asked for does not go on either: it is ended with its whole tree, and named. */
async function endUnattended(cli: Cli, running: readonly Execution[]): Promise<void> {
  for (const { id, runbook, by } of running) {
    if (by !== unattendedActor) {
      cli.print.note(`${runbook} (${id}) goes on: ${by} confirmed it. To end it: reifier abort ${id}`);
      continue;
    }
    const { result, reason } = await endExecution(await executing(cli), id);
    cli.print.note(`ended what ran by itself: ${runbook} (${id}), ${result}: ${reason}`);
  }
}

export const resume: Command = async (cli) => {
  const app = await cli.app();
  const before = app.pauses.now();
  const recording = cli.arguments.flag("operator") ? before.recording : null;
  const after: Paused = { recording, operator: null };
  const resumed = [
    ...(before.recording !== null && after.recording === null ? ["recording"] : []),
    ...(before.operator !== null ? ["operator"] : []),
  ];
  if (resumed.length === 0) {
    answer(cli, after, "nothing was paused");
    return exitCode.no;
  }
  // What was typed meanwhile is passed over while the pause still holds.
  if (resumed.includes("recording")) await takeInAll(app);
  app.pauses.save(after);
  for (const what of resumed) await note(app, `${what}.resumed`);
  if (resumed.includes("recording"))
    cli.print.note(
      "a shell that is still open writes its history when it ends: lines typed in the pause are left out by their time, and without times (no HISTTIMEFORMAT) where the hook saw them; a shell without both cannot tell them apart",
    );
  return answer(cli, after, `going on: ${resumed.join(" and ")}`);
};

function answer(cli: Cli, paused: Paused, text: string): typeof exitCode.done {
  if (cli.print.json) cli.print.document({ paused });
  else cli.print.answer(text);
  return exitCode.done;
}

async function takeInAll(app: Application): Promise<void> {
  const observer = await app.observer();
  observer.takeIn();
  await observer.close();
}

async function note(app: Application, type: string): Promise<void> {
  (await app.journal()).append({ actor: app.environment.user, type, subject: "workspace", data: {} });
}
