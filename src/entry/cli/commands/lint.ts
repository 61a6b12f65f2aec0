import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { readRegularFile } from "../../../base/kernel/atomic-file.ts";
import { errorText, usageError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import { visible } from "../../../base/kernel/visible.ts";
import type { LintProblem } from "../../../base/model/runbook.ts";
import { lintRunbook } from "../../../core/runbook/lint.ts";
import type { ApproveDeps } from "../../../loops/approve-deps.ts";
import { findRunbook } from "../../../loops/runbook-shelf.ts";
import type { Cli, Command } from "../cli.ts";

export const lint: Command = async (cli) => {
  const app = await cli.app();
  const deps = await app.approving();
  const named = cli.arguments.words(0);
  const files = named.length > 0 ? named.map((name) => fileOf(cli, deps, name)) : deps.shelf.list();
  const problems = files.flatMap((file) => lintRunbook(file, deps));
  if (cli.print.json) cli.print.document(problems);
  for (const problem of cli.print.json ? [] : problems)
    for (const line of describe(problem)) cli.print.answer(line);
  if (problems.length === 0) cli.print.note("nothing to mend");
  return problems.some((problem) => problem.severity === "error") ? exitCode.no : exitCode.done;
};

/** A file anywhere on disk, else a runbook of the shelf by its id, name or path. */
function fileOf(cli: Cli, deps: ApproveDeps, name: string): { path: string; text: string } {
  const path = resolve(cli.directory, name);
  if (!existsSync(path)) return deps.shelf.read(name) ?? findRunbook(deps, name).file;
  try {
    return { path: name, text: readRegularFile(path).text };
  } catch (error) {
    throw usageError(
      `cannot read ${name}: ${errorText(error)}`,
      "name a Markdown file or a runbook's id",
      error,
    );
  }
}

const describe = ({ file, line, severity, rule, message, fix }: LintProblem): string[] => [
  `${visible(file)}:${line}: ${severity}: ${visible(message)} (${rule})`,
  ...(fix === null ? [] : [`    ${visible(fix)}`]),
];
