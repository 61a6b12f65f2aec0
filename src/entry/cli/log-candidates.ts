import { accessSync, constants, type Dirent, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const weekMs = 7 * 86_400_000;
const most = 12;
const deepest = 2;
const isLog = /(?:\.log|^syslog|^messages|^auth\.log|^kern\.log|^daemon\.log|_log)$/;

/** Log files below a folder that were written within a week and may be read, the newest first, at most 12. */
export function logCandidates(folder: string, now: number): string[] {
  return filesBelow(folder, deepest)
    .flatMap((path) => {
      const facts = statSync(path, { throwIfNoEntry: false });
      const isFresh = facts !== undefined && facts.size > 0 && now - facts.mtimeMs < weekMs;
      return isFresh && mayRead(path) ? [{ path, time: facts.mtimeMs }] : [];
    })
    .sort((a, b) => b.time - a.time || a.path.localeCompare(b.path))
    .slice(0, most)
    .map(({ path }) => path);
}

function filesBelow(folder: string, depth: number): string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return depth > 1 ? filesBelow(path, depth - 1) : [];
    return entry.isFile() && isLog.test(entry.name) ? [path] : [];
  });
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // Not there, or not ours to list: nothing to offer.
  }
}

function mayRead(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false; // The answer of this call.
  }
}
