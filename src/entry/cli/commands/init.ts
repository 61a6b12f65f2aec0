import { existsSync } from "node:fs";
import { basename } from "node:path";
import { settingsTemplate } from "../../../base/config/settings-template.ts";
import { writeFileAtomic } from "../../../base/kernel/atomic-file.ts";
import { usageError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import { ShellName } from "../../../base/model/scalars.ts";
import { renderRcLine } from "../../../core/history/render-hook.ts";
import type { Application } from "../../../loops/application.ts";
import type { Cli, Command } from "../cli.ts";
import { addLine, rcFile, removeLine } from "../rc-file.ts";
import { shellNamed } from "./hook.ts";
import { askSetUp } from "./init-wizard.ts";

export const init: Command = async (cli) => {
  const app = await cli.app();
  const { home, variables } = app.environment;
  if (home === null)
    throw usageError(
      "there is no home directory whose rc file could be changed",
      "set HOME, or print the hook: reifier hook bash",
    );
  const typed = cli.arguments.text("shell");
  const shell = typed === null ? accountShell(variables["SHELL"]) : shellNamed(typed);
  const line = renderRcLine(shell, app.paths.state);
  const file = rcFile(shell, home);
  if (cli.arguments.flag("undo")) return undo(cli, file, line);
  const created = [...app.created, ...(await writeWorkspaceFiles(app))];
  if (cli.arguments.flag("yes") && addLine(file, line)) created.push(file);
  if (cli.print.json) cli.print.document({ workspace: app.paths.root, created });
  else
    for (const text of explanation(app, { shell, file, line, written: cli.arguments.flag("yes") }))
      cli.print.answer(text);
  const isAsked = !cli.print.json && !cli.arguments.flag("yes") && cli.streams.stdin.isTTY === true;
  if (isAsked) {
    for (const changed of await askSetUp(cli, app, home, shell)) cli.print.answer(`changed: ${changed}`);
    cli.print.answer("Next: reifier up");
  }
  return exitCode.done;
};

function accountShell(path: string | undefined): ShellName {
  const known = ShellName.safeParse(basename(path ?? "bash"));
  return known.success ? known.data : "bash";
}

async function writeWorkspaceFiles(app: Application): Promise<string[]> {
  const created: string[] = [];
  if (!existsSync(app.paths.settings)) {
    writeFileAtomic(app.paths.settings, settingsTemplate);
    created.push(app.paths.settings);
  }
  await app.writeHooks();
  return created;
}

function undo(cli: Cli, file: string, line: string): typeof exitCode.done | typeof exitCode.no {
  const removed = removeLine(file, line);
  if (cli.print.json) cli.print.document({ file, removed });
  else cli.print.answer(removed ? `took the line out of ${file}` : `${file} does not hold the line`);
  return removed ? exitCode.done : exitCode.no;
}

interface Explained {
  readonly shell: ShellName;
  readonly file: string;
  readonly line: string;
  readonly written: boolean;
}

const explanation = (app: Application, { shell, file, line, written }: Explained): string[] => [
  `workspace: ${app.paths.root}`,
  "",
  "What is recorded: the commands you type, with time, exit code and folder. Secrets are replaced before anything is stored.",
  "What never is: lines that begin with a space, lines your HISTIGNORE drops, the output of commands, environment values.",
  `Where: ${app.paths.state} (only you can read it). Nothing leaves this machine.`,
  "",
  written
    ? `${shell} is recorded from your next shell on; this line is in ${file}:`
    : `To record ${shell} with exit codes and times, add this line to ${file} (or: reifier init --yes):`,
  `  ${line}`,
  "",
  "Next: reifier up",
];
