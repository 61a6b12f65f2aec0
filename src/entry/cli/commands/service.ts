import { existsSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { writeFileAtomic } from "../../../base/kernel/atomic-file.ts";
import { errorText, ReifierError, usageError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import { makeFolder } from "../../../base/kernel/make-folder.ts";
import { visible } from "../../../base/kernel/visible.ts";
import type { Cli, Command } from "../cli.ts";
import { type ServiceFile, serviceFile } from "../service-file.ts";

/** Shows the file, then writes it. A file of somebody's own making is never overwritten. */
export const installService: Command = async (cli) => {
  const file = await fileOf(cli);
  const there = readOrNull(file.path);
  if (there !== null && there !== file.text) throw otherFile(file.path);
  const dryRun = cli.arguments.flag("dryRun");
  if (!cli.print.json) cli.print.answer(`${visible(file.path)}:\n\n${visible(file.text, { keep: "lines" })}`);
  if (!dryRun && there === null) write(file);
  if (cli.print.json)
    cli.print.document({ path: file.path, text: file.text, written: !dryRun, next: file.start });
  else cli.print.answer(dryRun ? "nothing was written" : `written; now type:\n${lines(file.start)}`);
  if (file.remark !== null) cli.print.note(file.remark);
  return exitCode.done;
};

export const uninstallService: Command = async (cli) => {
  const file = await fileOf(cli);
  const there = readOrNull(file.path);
  const dryRun = cli.arguments.flag("dryRun");
  if (there === null) {
    cli.print.note(`${visible(file.path)} is not there`);
    if (cli.print.json) cli.print.document({ path: file.path, removed: false, next: [] });
    return exitCode.no;
  }
  if (there !== file.text) throw otherFile(file.path);
  if (!dryRun) rmSync(file.path);
  if (cli.print.json) cli.print.document({ path: file.path, removed: !dryRun, next: file.stop });
  else
    cli.print.answer(
      `${dryRun ? "would remove" : "removed"} ${visible(file.path)}; type:\n${lines(file.stop)}`,
    );
  return exitCode.done;
};

async function fileOf(cli: Cli): Promise<ServiceFile> {
  const app = await cli.app();
  const { home, uid, variables } = app.environment;
  if (home === null)
    throw usageError("there is no home directory for a service of your account", "set HOME, then try again");
  return serviceFile({
    home,
    configHome: variables["XDG_CONFIG_HOME"] ?? null,
    platform: process.platform,
    node: process.execPath,
    program: app.program,
    workspace: app.paths.root,
    log: app.paths.log,
    uid,
  });
}

const lines = (commands: readonly string[]): string => commands.map((command) => `  ${command}`).join("\n");

function readOrNull(path: string): string | null {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}

function write(file: ServiceFile): void {
  try {
    makeFolder(dirname(file.path));
    writeFileAtomic(file.path, file.text, 0o644);
  } catch (error) {
    throw usageError(
      `cannot write ${file.path}: ${errorText(error)}`,
      "write the text above there yourself, or check the owner of the folder",
      error,
    );
  }
}

const otherFile = (path: string): ReifierError =>
  new ReifierError({
    code: "FILE_EXISTS",
    message: `${path} is there already and says something else`,
    hint: "look at it, and move it away if it may go; reifier overwrites nothing",
    exitCode: exitCode.no,
  });
