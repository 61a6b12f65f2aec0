import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fsyncSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
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
 * Takes the first free name by a hidden file beside it, which fails when another process takes it now, and puts the real
 * one in its place: nobody ever sees the name without its text.
 */
function underFreeName(folder: string, stem: string, put: (target: string, taken: string) => void): string {
  for (let number = 1; number <= mostNames; number += 1) {
    const taken = number === 1 ? stem : `${stem}-${number}`;
    const target = join(folder, `${taken}.md`);
    const reservation = join(folder, `.${taken}.md.taken`);
    if (!reserve(reservation)) continue;
    try {
      if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) continue;
      put(target, taken);
    } finally {
      rmSync(reservation, { force: true });
    }
    syncDirectory(folder);
    return `${taken}.md`;
  }
  throw new Error(`no free name for ${stem}.md`);
}

/** A reservation lasts a moment; what is older was left by a crash. */
const staleMs = 60_000;

function reserve(path: string): boolean {
  const left = lstatSync(path, { throwIfNoEntry: false });
  if (left !== undefined && Date.now() - left.mtimeMs > staleMs) rmSync(path, { force: true });
  try {
    closeSync(openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600));
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    throw error;
  }
}
