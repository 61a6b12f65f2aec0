import { readFileSync, rmSync } from "node:fs";
import { z } from "zod";
import type { WorkspacePaths } from "../../base/config/workspace.ts";
import { writeFileAtomic } from "../../base/kernel/atomic-file.ts";
import { systemCode } from "../../base/kernel/errors.ts";
import type { Locks } from "../../base/ports/lock.ts";

const Watching = z.object({
  pid: z.int(),
  since: z.string(),
  observing: z.array(z.string()),
  patrolling: z.array(z.string()),
});

/** What the running daemon says of itself in `state/pid`. The lock is the truth; this file only adds words to it. */
export type Watching = z.infer<typeof Watching>;

export const announce = (paths: WorkspacePaths, watching: Watching): void =>
  writeFileAtomic(paths.pid, `${watching.pid}\n${JSON.stringify(watching)}\n`);

export const withdraw = (paths: WorkspacePaths): void => rmSync(paths.pid, { force: true });

/** The daemon that runs now, or null. A file that a killed daemon left behind does not count: its lock is free. */
export function runningDaemon(paths: WorkspacePaths, locks: Locks): Watching | null {
  const free = locks.hold("daemon");
  if (free !== null) {
    free.release();
    return null;
  }
  return readWatching(paths) ?? { pid: 0, since: "", observing: [], patrolling: [] };
}

export function readWatching(paths: WorkspacePaths): Watching | null {
  try {
    const line = readFileSync(paths.pid, "utf8").split("\n")[1] ?? "";
    return Watching.parse(JSON.parse(line));
  } catch (error) {
    if (systemCode(error) === "ENOENT" || error instanceof SyntaxError || error instanceof z.ZodError)
      return null;
    throw error;
  }
}
