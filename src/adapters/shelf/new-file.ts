import { randomBytes } from "node:crypto";
import { closeSync, constants, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { syncDirectory } from "../../base/kernel/atomic-file.ts";
import { systemCode } from "../../base/kernel/errors.ts";

const mostNames = 10_000;

/**
 * Writes a new file under the first free name (`stem.md`, `stem-2.md` …) and returns the name. Its text appears whole
 * or not at all, and never in the place of another.
 */
export function addFile(folder: string, stem: string, text: string): string {
  const temporary = join(folder, `.new.${randomBytes(6).toString("hex")}.tmp`);
  try {
    const file = openSync(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return moveToFreeName(folder, stem, temporary);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Renames a file into a folder under the first free name. The name is taken by an empty file first, which fails when
 * another process takes it now; a crash between the two leaves that empty file, which readers pass over.
 */
export function moveToFreeName(folder: string, stem: string, source: string): string {
  for (let number = 1; number <= mostNames; number += 1) {
    const name = number === 1 ? `${stem}.md` : `${stem}-${number}.md`;
    const target = join(folder, name);
    if (!reserve(target)) continue;
    try {
      renameSync(source, target);
    } catch (error) {
      rmSync(target, { force: true });
      throw error;
    }
    syncDirectory(folder);
    return name;
  }
  throw new Error(`no free name for ${stem}.md`);
}

function reserve(path: string): boolean {
  try {
    closeSync(openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600));
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    throw error;
  }
}
