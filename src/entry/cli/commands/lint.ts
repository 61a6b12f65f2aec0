import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { readRegularFile } from "../../../base/kernel/atomic-file.ts";
import { errorText, usageError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import { visible } from "../../../base/kernel/visible.ts";
import type { LintProblem } from "../../../base/model/runbook.ts";
import { lintRunbook } from "../../../core/runbook/lint.ts";
import { mendRunbook } from "../../../core/runbook/lint-fix.ts";
import type { ApproveDeps } from "../../../loops/approve-deps.ts";
import { findFile } from "../../../loops/runbook-shelf.ts";
import type { Cli, Command } from "../cli.ts";
import { replaceFile, replaceOnShelf } from "./lint-write.ts";

/** A file to look at, and how to put another text in its place. */
interface Linted {
  readonly path: string;
  readonly text: string;
  replace(text: string): void;
}

export const lint: Command = async (cli) => {
  const app = await cli.app();
  const deps = await app.approving();
  const named = cli.arguments.words(0);
  const found =
    named.length > 0
      ? named.map((name) => fileOf(cli, deps, name))
      : deps.shelf
          .list()
          .filter(({ folder }) => folder !== "retired")
          .map((file) => onShelf(deps, file));
  const files = cli.arguments.flag("fix") ? found.map((file) => mend(cli, file)) : found;
  const problems = files.flatMap((file) => lintRunbook(file, deps));
  if (cli.print.json) cli.print.document(problems);
  for (const problem of cli.print.json ? [] : problems)
    for (const line of describe(problem)) cli.print.answer(line);
  if (problems.length === 0) cli.print.note("nothing to mend");
  return problems.some((problem) => problem.severity === "error") ? exitCode.no : exitCode.done;
};

/** The file as it stands after what is safe to mend was mended. */
function mend(cli: Cli, file: Linted): Linted {
  const { text, changes } = mendRunbook(file);
  if (changes.length === 0) return file;
  file.replace(text);
  for (const change of changes) cli.print.note(`mended: ${visible(file.path)}: ${visible(change)}`);
  return { ...file, text };
}

/** A file anywhere on disk, else a runbook of the shelf by its id, name or path. */
function fileOf(cli: Cli, deps: ApproveDeps, name: string): Linted {
  const path = resolve(cli.directory, name);
  if (!existsSync(path)) return onShelf(deps, deps.shelf.read(name) ?? findFile(deps, name));
  const shelved = deps.shelf.read(path);
  if (shelved !== null) return { ...onShelf(deps, shelved), path: name };
  try {
    const { text } = readRegularFile(path);
    return { path: name, text, replace: (put) => replaceFile(path, text, put) };
  } catch (error) {
    throw usageError(
      `cannot read ${name}: ${errorText(error)}`,
      "name a Markdown file or a runbook's id",
      error,
    );
  }
}

const onShelf = (deps: ApproveDeps, file: ReturnType<ApproveDeps["shelf"]["list"]>[number]): Linted => ({
  path: file.path,
  text: file.text,
  replace: (text) => replaceOnShelf(deps.shelf, file, text),
});

const describe = ({ file, line, severity, rule, message, fix }: LintProblem): string[] => [
  `${visible(file)}:${line}: ${severity}: ${visible(message)} (${rule})`,
  ...(fix === null ? [] : [`    ${visible(fix)}`]),
];
