import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  statSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { writeFileAtomic } from "../../base/kernel/atomic-file.ts";
import { systemCode, usageError } from "../../base/kernel/errors.ts";
import { makeFolder } from "../../base/kernel/make-folder.ts";
import type { ShellName } from "../../base/model/scalars.ts";

/** Where a shell reads its start-up lines. */
export function rcFile(shell: ShellName, home: string): string {
  if (shell === "fish") return join(home, ".config", "fish", "config.fish");
  return join(home, shell === "zsh" ? ".zshrc" : ".bashrc");
}

/**
 * Adds a line at the end, once; false when it is there already. The rc file may be a symlink into a dotfiles repository:
 * the file it points to is changed, the link stays. Throws a usage error for a file that cannot be read or written.
 */
export function addLine(file: string, line: string): boolean {
  const before = readOr(file, "");
  if (before.split("\n").includes(line)) return false;
  const separator = before === "" || before.endsWith("\n") ? "" : "\n";
  writeThrough(file, `${before}${separator}${line}\n`);
  return true;
}

/** Takes the line out wherever it stands; false when it is not there. */
export function removeLine(file: string, line: string): boolean {
  const lines = readOr(file, "").split("\n");
  const kept = lines.filter((text) => text !== line);
  if (kept.length === lines.length) return false;
  writeThrough(file, kept.join("\n"));
  return true;
}

/** Is the line in the file? */
export const holdsLine = (file: string, line: string): boolean => readOr(file, "").split("\n").includes(line);

function readOr(file: string, fallback: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (systemCode(error) === "ENOENT") return fallback;
    throw usageError(`cannot read ${file}`, `check its mode, or add the line by hand`, error);
  }
}

function writeThrough(file: string, text: string): void {
  const target = linkedTo(file);
  try {
    makeFolder(dirname(target));
    // Replacing a file asks its folder only; one that its owner closed stays as it is.
    if (existsSync(target)) accessSync(target, constants.W_OK);
    writeFileAtomic(target, text, existsSync(target) ? statSync(target).mode & 0o777 : 0o644);
  } catch (error) {
    throw usageError(
      `cannot write ${target}`,
      "check the owner and mode of the file and its folder, or add the line by hand",
      error,
    );
  }
}

/** What a link leads to, also where nothing is there yet: the link stays. */
function linkedTo(file: string): string {
  if (existsSync(file)) return realpathSync(file);
  const isLink = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return isLink ? resolve(dirname(file), readlinkSync(file)) : file;
}
