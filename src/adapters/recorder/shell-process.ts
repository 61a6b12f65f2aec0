import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { systemCode } from "../../base/kernel/errors.ts";

const procIsThere = existsSync("/proc/self/stat");

/** The time a process started, as its marker file or /proc/PID/stat tells it (field 22, clock ticks), or null. */
const startTicks = (fields: readonly string[]): string | null => fields[19] ?? null;

/** Clock ticks at which the shell of this marker started; null where the hook could not know. */
export function markedStart(marker: Uint8Array | null): string | null {
  if (marker === null) return null;
  const stat = /(?:^|\0)stat=([^\0]*)\0/.exec(Buffer.from(marker).toString("latin1"))?.[1];
  return stat === undefined ? null : startTicks(stat.split(" "));
}

/** Why the hook of this shell records nothing, or less, in its own words; null where nothing is in its way. */
export function markedProblem(marker: Uint8Array): string | null {
  const said = /(?:^|\0)problem=([^\0]*)\0/.exec(Buffer.from(marker).toString("latin1"))?.[1] ?? "";
  return said.replace(/^; /, "") || null;
}

/** The processes that this shell was started in, nearest first, as its marker tells them. */
export function markedAncestors(marker: Uint8Array): number[] {
  const above = /(?:^|\0)above=([ \d]*)\0/.exec(Buffer.from(marker).toString("latin1"))?.[1] ?? "";
  return above
    .split(" ")
    .filter((pid) => pid !== "")
    .map(Number);
}

/** Is this very shell still there? A process that took over its number since does not count. */
export function isAlive(pid: number, start: string | null): boolean {
  if (!procIsThere) return answersSignal(pid);
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return false;
    return start === null || startTicks(fields) === start;
  } catch {
    return false;
  }
}

function answersSignal(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === "EPERM";
  }
}

/** What a shell can still do to a file of its own that was renamed away from it. */
export type Writer =
  /** The shell is gone, or sleeps and has the file closed: it cannot be inside an open() by the old name either. */
  | "none"
  /** Has it closed, but runs: it may be about to have it open. */
  | "busy"
  | "open"
  /** Nothing about it can be seen. */
  | "unseen";

export function writerOf(pid: number, path: string): Writer {
  const asleep = sleeps(pid);
  // A descriptor that is being moved to another number may escape one look.
  for (let look = 0; look < 4; look++) {
    const open = hasOpen(pid, path);
    if (open === null) return "unseen";
    if (open) return "open";
  }
  return asleep ? "none" : "busy";
}

/** Every thread of it waits for something other than the disk (`S` or `T` of proc(5) stat). */
function sleeps(pid: number): boolean {
  try {
    return readdirSync(`/proc/${pid}/task`).every((task) => {
      const stat = readFileSync(`/proc/${pid}/task/${task}/stat`, "latin1");
      return /^\) [STt] /.test(stat.slice(stat.lastIndexOf(")")));
    });
  } catch {
    return false;
  }
}

/** Whether the process has this file open; null where that cannot be seen. */
function hasOpen(pid: number, path: string): boolean | null {
  if (!procIsThere) return null;
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).some((fd) => linkTarget(`${folder}/${fd}`) === path);
  } catch (error) {
    return systemCode(error) === "ENOENT" ? false : null;
  }
}

function linkTarget(link: string): string | null {
  try {
    return readlinkSync(link);
  } catch {
    return null;
  }
}

/** Names of the variables a process started with, sorted; values are dropped here. null where it may not be read. */
export function environmentNames(pid: number): readonly string[] | null {
  const pairs = environmentOf(pid);
  return pairs === null ? null : [...new Set(pairs.map(([name]) => name))].sort();
}

const longestValue = 1_024;

/** Values of the variables a process started with, short ones of one line; none where it may not be read. */
export const environmentValues = (pid: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (environmentOf(pid) ?? []).filter(([, value]) => value.length <= longestValue && !value.includes("\n")),
  );

/** Is this the shell of a running `reifier record`? The recorder names itself in its environment, and is its parent. */
export function isRecorded(pid: number): boolean {
  const recorder = environmentOf(pid)?.find(([name]) => name === "REIFIER_RECORD")?.[1];
  if (recorder === undefined) return false;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1] === recorder;
  } catch {
    return false;
  }
}

function environmentOf(pid: number): [string, string][] | null {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8")
      .split("\0")
      .flatMap((pair): [string, string][] => {
        const name = pair.slice(0, Math.max(0, pair.indexOf("=")));
        return /^[A-Za-z_]\w{0,127}$/.test(name) ? [[name, pair.slice(name.length + 1)]] : [];
      });
  } catch {
    return null;
  }
}
