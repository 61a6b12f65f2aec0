import { lstatSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { ReifierError, systemCode } from "../../base/kernel/errors.ts";
import { exitCode } from "../../base/kernel/exit-code.ts";
import type { ShelfFolder } from "../../base/ports/shelf.ts";

export const shelfFolders: readonly ShelfFolder[] = ["drafts", "approved", "retired"];

/**
 * The real path of one of the workspace's folders, null when it is not there. Throws `UNSAFE_PERMISSIONS` (exit 10)
 * when it is a symlink or others can write to it: anybody could swap what is in it.
 */
export function safeFolder(workspace: string, name: string): string | null {
  const path = join(realpathSync(workspace), ...name.split("/"));
  const parts = name.split("/").map((_part, index, all) => all.slice(0, index + 1).join("/"));
  for (const part of parts) {
    const problem = folderFault(join(realpathSync(workspace), ...part.split("/")));
    if (problem === "missing") return null;
    if (problem !== null) throw unsafeFolder(part, problem);
  }
  return path;
}

function folderFault(
  path: string,
): "missing" | "is a symlink" | "is not a folder" | "can be written by others" | null {
  try {
    const facts = lstatSync(path);
    if (facts.isSymbolicLink()) return "is a symlink";
    if (!facts.isDirectory()) return "is not a folder";
    return (facts.mode & 0o022) === 0 ? null : "can be written by others";
  } catch (error) {
    if (systemCode(error) === "ENOENT") return "missing";
    throw error;
  }
}

const unsafeFolder = (name: string, problem: string): ReifierError =>
  new ReifierError({
    code: "UNSAFE_PERMISSIONS",
    message: `${name} in the workspace ${problem}; nothing in it counts`,
    hint:
      problem === "can be written by others"
        ? `type: chmod go-w ${name}`
        : `make ${name} a folder of its own`,
    exitCode: exitCode.denied,
  });
