import { mkdirSync, type Stats, statSync } from "node:fs";
import { dirname } from "node:path";
import { systemCode } from "./errors.ts";

/**
 * Makes the folder and what is missing above it, with this mode; true when it was not there. Throws the system's error.
 * Not by `recursive: true`: where the system has no room for a new name in a folder that is there (`/proc/x`: ENOENT),
 * Node tries again for ever.
 */
export function makeFolder(folder: string, mode = 0o777): boolean {
  const missing: string[] = [];
  for (let part = folder; !isFolder(part); part = dirname(part)) missing.unshift(part);
  for (const each of missing) makeOne(each, mode);
  return missing.length > 0;
}

/** Null where nothing is, also because a part of the path is a file. */
export function factsOf(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    if (systemCode(error) === "ENOTDIR") return null;
    throw error;
  }
}

const isFolder = (path: string): boolean => factsOf(path)?.isDirectory() === true;

/** Another process may have made it meanwhile. */
function makeOne(folder: string, mode: number): void {
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    if (systemCode(error) !== "EEXIST" || !isFolder(folder)) throw error;
  }
}
