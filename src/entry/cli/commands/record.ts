import { systemCode, usageError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import { visible } from "../../../base/kernel/visible.ts";
import type { Application } from "../../../loops/application.ts";
import { type Recorded, recordShell } from "../../../loops/record.ts";
import type { Cli, Command } from "../cli.ts";

/** A sub-shell of which more is kept than what is typed. */
export const record: Command = async (cli) => {
  const app = await cli.app();
  refuseNested(app.environment.variables["REIFIER_RECORD"]);
  const { stdin, stdout } = cli.streams;
  if (!stdin.isTTY || !stdout.isTTY)
    throw usageError("record needs a terminal to show the shell on", "type it in a terminal: reifier record");
  const deps = await app.recording(cli.directory);
  if (deps.paused()) cli.print.note("recording is paused, so nothing will be kept; to go on: reifier resume");
  cli.print.note(
    `recording this ${deps.shell.name}: what commands print and which files they change, secrets taken out; to end it: exit`,
  );
  const recorded = await recordShell(deps);
  await app.takeIn();
  await nameSessions(app, recorded, cli.arguments.text("name"));
  report(cli, recorded);
  return recorded.interrupted ? exitCode.interrupted : exitCode.done;
};

/** One recording in another would keep everything twice. A recorder that is gone does not count. */
function refuseNested(pid: string | undefined): void {
  if (pid === undefined || !/^\d{1,10}$/.test(pid) || !isThere(Number(pid))) return;
  throw usageError("this shell is being recorded already", "go on in it, or end it first: exit");
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === "EPERM";
  }
}

/** The name is what the scribe is told of the symptom, where nobody said it otherwise. */
async function nameSessions(app: Application, { sessions }: Recorded, name: string | null): Promise<void> {
  const { records } = await app.stores();
  for (const id of name === null ? [] : sessions) {
    const note = records.session(id)?.session.note ?? null;
    if (note === null && name !== null) records.note(id, app.redactor().text(name).text);
  }
}

function report(cli: Cli, { commands, sessions, silent }: Recorded): void {
  if (silent) {
    cli.print.note(
      "nothing was recorded: the shell did not load the hook (bash 5.1 or newer is needed); what is wrong: reifier doctor",
    );
    return;
  }
  cli.print.note(`recorded ${commands} ${commands === 1 ? "command" : "commands"}`);
  for (const id of sessions) cli.print.note(`to see them: reifier sessions show ${visible(id)}`);
}
