import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { readRegularFile } from "../../base/kernel/atomic-file.ts";
import { errorText, usageError } from "../../base/kernel/errors.ts";
import type { Runbook, RunbookStatus } from "../../base/model/runbook.ts";
import { lintAndJudge } from "../../core/runbook/lint.ts";
import type { ApproveDeps } from "../../loops/approve-deps.ts";
import { findRunbook, objectionsOf } from "../../loops/runbook-shelf.ts";

export interface Runnable {
  readonly runbook: Runbook;
  /** Why it may not run; a file that is not on the shelf always has one. */
  readonly objections: readonly string[];
  /** null: a file elsewhere, which nobody can have approved. */
  readonly status: RunbookStatus | null;
}

/**
 * What `run` was asked for: a file that is not on the shelf when a path leads to one, else a runbook by id, name or
 * path. Throws a usage error (exit 2) for what cannot be found, read or understood.
 */
export function findRunnable(deps: ApproveDeps, directory: string, word: string): Runnable {
  const path = resolve(directory, word);
  const isPath = /[/]|\.md$/i.test(word) && existsSync(path);
  if (!isPath || deps.shelf.read(realPlace(path)) !== null) return findRunbook(deps, word);
  const text = textOf(word, path);
  const { runbook, problems } = lintAndJudge({ path: word, text }, deps);
  const objections = objectionsOf({ file: { unsafe: [] }, problems });
  if (runbook === null) {
    throw usageError(
      `${word} cannot be understood: ${objections[0] ?? "unknown"}`,
      `look at it: reifier lint ${word}`,
    );
  }
  const outside = "outside-the-workspace: only a file in runbooks/approved/ can run";
  return { runbook, objections: [...objections, outside], status: null };
}

/** The shelf knows its files by where they really are. */
const realPlace = (path: string): string => join(realpathSync(dirname(path)), basename(path));

function textOf(word: string, path: string): string {
  try {
    return readRegularFile(path).text;
  } catch (error) {
    throw usageError(
      `cannot read ${word}: ${errorText(error)}`,
      "name a Markdown file or a runbook's id",
      error,
    );
  }
}
