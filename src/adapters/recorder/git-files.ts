import { execFileSync } from "node:child_process";
import { realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { readRegularFile } from "../../base/kernel/atomic-file.ts";
import type { TreeFile, WorkFiles } from "../../base/ports/work-files.ts";

const sizeLimit = 1024 * 1024;
const gitTimeout = 3_000;

/** Files under git, asked by the `git` command where there is one. Every failure means: not known, so left out. */
export function createGitFiles(): WorkFiles {
  return {
    changedSince: (paths, since) => {
      const changed: Record<string, { before: string | null; after: string | null }> = {};
      for (const path of new Set(paths)) {
        const texts = beforeAndAfter(path, since);
        if (texts !== null && texts.before !== texts.after) changed[path] = texts;
      }
      return changed;
    },
    workTrees: treesOf,
    definitions: (directories, names) => {
      const trees = treesOf(directories).slice(0, mostTrees);
      return trees
        .flatMap((tree) => definitionsIn(tree, names, trees.length === 1))
        .slice(0, mostDefinitions);
    },
  };
}

const mostTrees = 3;
/** Each costs a process. */
const mostDirectories = 40;
const mostDefinitions = 60;
/** Files that define services, targets and functions. */
const defining = [
  "*Makefile",
  "*.mk",
  "*.yml",
  "*.yaml",
  "*.service",
  "*.timer",
  "*.sh",
  "*Procfile",
  "*.toml",
];

const treesOf = (directories: readonly string[]): string[] => [
  ...new Set(
    [...new Set(directories)]
      .slice(0, mostDirectories)
      .map(workTree)
      .filter((tree) => tree !== null),
  ),
];

function definitionsIn(tree: string, names: readonly string[], alone: boolean): TreeFile[] {
  if (names.length === 0) return [];
  const wanted = names.flatMap((name) => ["-e", name]);
  const grep = git(tree, ["grep", "-lzIF", "--max-depth", "6", ...wanted, "--", ...defining]);
  const listed = git(tree, ["ls-files", "-z"]);
  const named = new Set(names.flatMap((name) => [name, `${name}.service`]));
  const own = (listed ?? "").split("\0").filter((path) => path !== "" && named.has(basename(path)));
  const found = [...new Set([...own, ...(grep ?? "").split("\0")])].filter((path) => path !== "");
  return found.slice(0, mostDefinitions).flatMap((path) => {
    const text = currentText(join(tree, path));
    return text === null ? [] : [{ path: alone ? path : join(tree, path), text }];
  });
}

function beforeAndAfter(path: string, since: number): { before: string | null; after: string | null } | null {
  const tree = workTree(dirname(path));
  if (tree === null) return null;
  const name = relative(tree, realDirectory(path));
  const revision = git(tree, ["rev-list", "-1", `--before=${Math.floor(since / 1000)}`, "HEAD"])?.trim();
  if (revision === undefined || revision === "") return null;
  const before = git(tree, ["show", `${revision}:${name}`]);
  const after = currentText(path);
  // Neither committed then nor readable now: nothing is known of it.
  return before === null && git(tree, ["ls-files", "--error-unmatch", "--", name]) === null
    ? null
    : { before, after };
}

function realDirectory(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path; // Deleted meanwhile: the path as typed is all there is.
  }
}

export function workTree(directory: string): string | null {
  return git(directory, ["rev-parse", "--show-toplevel"])?.trim() ?? null;
}

function currentText(path: string): string | null {
  try {
    if (statSync(path).size > sizeLimit) return null;
    const { text } = readRegularFile(path);
    return text.includes("\0") ? null : text;
  } catch {
    return null; // Gone or unreadable now.
  }
}

export function git(directory: string, words: readonly string[]): string | null {
  try {
    // Optional locks off: looking never touches the person's index. Nor does it run what a repository's own settings
    // name: no file-system monitor, and no transport that would fetch what a partial clone lacks.
    const quiet = ["--no-optional-locks", "-c", "core.fsmonitor=false", "-C", directory];
    const alone = ["-u", "GIT_DIR", "-u", "GIT_WORK_TREE", "GIT_ALLOW_PROTOCOL=", "GIT_NO_LAZY_FETCH=1"];
    return execFileSync("env", [...alone, "git", ...quiet, ...words], {
      encoding: "utf8",
      timeout: gitTimeout,
      maxBuffer: sizeLimit * 2,
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return null; // Not a work tree, not committed, or no git on this host.
  }
}
