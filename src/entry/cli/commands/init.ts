import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { settingsTemplate } from "../../../base/config/settings-template.ts";
import type { WorkspacePaths } from "../../../base/config/workspace.ts";
import { writeFileAtomic } from "../../../base/kernel/atomic-file.ts";
import { usageError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import { ShellName } from "../../../base/model/scalars.ts";
import { renderRcLine } from "../../../core/history/render-hook.ts";
import type { Application } from "../../../loops/application.ts";
import type { Cli, Command } from "../cli.ts";
import { addLine, rcFile, removeLine } from "../rc-file.ts";
import { wrapped } from "../wrapped.ts";
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
  const account = basename(variables["SHELL"] ?? "bash");
  const shell = typed === null ? recordable(account) : shellNamed(typed);
  const line = renderRcLine(shell, app.paths.state);
  const file = rcFile(shell, home);
  if (cli.arguments.flag("undo")) return undo(cli, file, line);
  const created = [...app.created, ...(await writeWorkspaceFiles(app))];
  const written = cli.arguments.flag("yes");
  const changed = written && addLine(file, line) ? [file] : [];
  if (cli.print.json) {
    cli.print.document({ workspace: app.paths.root, created: [...created, ...changed] });
    return exitCode.done;
  }
  explain(cli, app.paths);
  if (typed === null && shell !== account)
    cli.print.answer(`\n${account} cannot be recorded; bash, zsh and fish can, and this is about ${shell}.`);
  if (!written && cli.streams.stdin.isTTY === true) changed.push(...(await askSetUp(cli, app, home, shell)));
  else for (const text of rcAdvice({ shell, file, line, written })) cli.print.answer(text);
  sayWhatNext(cli, changed, file);
  return exitCode.done;
};

function explain(cli: Cli, paths: Pick<WorkspacePaths, "root" | "state">): void {
  const width = cli.streams.stdout.isTTY === true ? cli.streams.stdout.columns : null;
  for (const text of explanation(paths)) cli.print.answer(wrapped(text, width));
}

function sayWhatNext(cli: Cli, changed: readonly string[], rc: string): void {
  for (const path of changed) cli.print.answer(`changed: ${path}`);
  if (changed.includes(rc)) cli.print.answer(`New shells are recorded; this one after: . ${rc}`);
  cli.print.answer("Next: reifier up");
}

function recordable(shell: string): ShellName {
  const known = ShellName.safeParse(shell);
  return known.success ? known.data : "bash";
}

async function writeWorkspaceFiles(app: Application): Promise<string[]> {
  const created: string[] = [];
  if (!existsSync(app.paths.settings)) {
    writeFileAtomic(app.paths.settings, settingsTemplate);
    created.push(app.paths.settings);
  }
  const hooks = ShellName.options.map((shell) => join(app.paths.state, `hook.${shell}`));
  created.push(...hooks.filter((path) => !existsSync(path)));
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

const explanation = ({ root, state }: Pick<WorkspacePaths, "root" | "state">): string[] => [
  `workspace: ${root}`,
  "",
  "What is recorded: the commands you type, with time, exit code and folder. Secrets are replaced before anything is stored.",
  "What never is: lines that begin with a space, lines your HISTIGNORE drops, the output of commands, environment values.",
  `Where: ${state} (only you can read it). Nothing leaves this machine.`,
];

const rcAdvice = ({ shell, file, line, written }: Explained): string[] => [
  "",
  written
    ? `${shell} is recorded from your next shell on; this line is in ${file}:`
    : `To record ${shell} with exit codes and times, add this line to ${file} (or: reifier init --yes):`,
  `  ${line}`,
  "",
];
