import { randomBytes } from "node:crypto";
import { closeSync, constants, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { syncDirectory } from "../../base/kernel/atomic-file.ts";
import { systemCode } from "../../base/kernel/errors.ts";

const mostNames = 10_000;

/**
 * Writes a new file under the first free name (`stem.md`, `stem-2.md` …) and returns the name; the text is made for the
 * stem that it got. It appears whole or not at all, and never in the place of another.
 */
export function addFile(folder: string, stem: string, textFor: (stem: string) => string): string {
  const temporary = join(folder, `.new.${randomBytes(6).toString("hex")}.tmp`);
  try {
    return underFreeName(folder, stem, (target, taken) => {
      writeSynced(temporary, textFor(taken));
      renameSync(temporary, target);
    });
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function writeSynced(path: string, text: string): void {
  const file = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Renames a file into a folder under the first free name, which it returns. */
export const moveToFreeName = (folder: string, stem: string, source: string): string =>
  underFreeName(folder, stem, (target) => renameSync(source, target));

/**
 * Takes the first free name by an empty file, which fails when another process takes it now, and puts the real one in
 * its place. A crash between the two leaves that empty file, which readers pass over.
 */
function underFreeName(folder: string, stem: string, put: (target: string, taken: string) => void): string {
  for (let number = 1; number <= mostNames; number += 1) {
    const taken = number === 1 ? stem : `${stem}-${number}`;
    const target = join(folder, `${taken}.md`);
    if (!reserve(target)) continue;
    try {
      put(target, taken);
    } catch (error) {
      rmSync(target, { force: true });
      throw error;
    }
    syncDirectory(folder);
    return `${taken}.md`;
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
