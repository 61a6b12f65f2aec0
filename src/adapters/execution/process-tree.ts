import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { systemCode } from "../../base/kernel/errors.ts";
import type { RunningProcess } from "../../base/ports/step-runner.ts";

/** How processes of a block are known: by the mark in their environment, or as members of the block's own session. */
export interface TreeMark {
  /** Text that one `NAME=value` of the environment begins with. */
  readonly environment: string;
  /** The block's bash, leader of its own session; null when it is not known (after a crash). */
  readonly session: number | null;
}

interface ProcessFacts {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
}

/** Milliseconds between TERM and KILL; with the polling after KILL the whole stays under 2 s. */
const graceMs = 1_000;
const giveUpMs = 1_900;
const pollMs = 25;

/** Living processes (no zombies) that carry the mark, belong to the session, or descend from one that does. */
function processesOf(mark: TreeMark, known: readonly number[]): number[] {
  const all = listProcesses();
  const members = new Set<number>(known);
  for (const process of all) {
    const own = mark.session !== null && (process.session === mark.session || process.group === mark.session);
    if (own || carriesMark(process.pid, mark.environment)) members.add(process.pid);
  }
  for (let grown = true; grown; ) {
    grown = false;
    for (const process of all) {
      if (!members.has(process.parent) || members.has(process.pid)) continue;
      members.add(process.pid);
      grown = true;
    }
  }
  members.delete(process.pid);
  return [...members];
}

/** Living processes that carry the mark, with their command lines; of those that `among` lets through. */
export function markedProcesses(
  environment: string,
  among: (pid: number) => boolean = () => true,
): RunningProcess[] {
  return named(processIds().filter((pid) => among(pid) && carriesMark(pid, environment)));
}

/** What a block left running: who carries its mark, its `children` (zombies are none) and theirs. */
export function leftBehind(
  environment: string,
  among: (pid: number) => boolean,
  children: readonly number[],
): RunningProcess[] {
  const living = children.filter((pid) => processIdentity(pid) !== null);
  // Reading every process is spared where there is none to find.
  if (living.length === 0) return markedProcesses(environment, among);
  return named(processesOf({ environment, session: null }, living).filter(among));
}

const named = (pids: readonly number[]): RunningProcess[] =>
  pids.map((pid) => ({ pid, command: commandLine(pid) }));

/**
 * TERM, then KILL after a grace; returns what would not end. Never waits longer than 2 s. `adopted`: living processes
 * that are the block's without its mark.
 */
export async function endTree(mark: TreeMark, adopted: readonly number[] = []): Promise<RunningProcess[]> {
  const started = performance.now();
  const told = new Map<number, string | null>();
  let members = processesOf(
    mark,
    adopted.filter((pid) => processIdentity(pid) !== null),
  );
  while (members.length > 0) {
    const passed = performance.now() - started;
    if (passed > giveUpMs) break;
    for (const pid of members) {
      if (passed >= graceMs) tell(pid, "SIGKILL");
      else if (!told.has(pid)) tell(pid, "SIGTERM");
      if (!told.has(pid)) told.set(pid, processIdentity(pid));
    }
    await wait(pollMs);
    // Who has thrown off mark, session and parent since is still known by pid and start.
    const known = [...told].flatMap(([pid, identity]) =>
      identity !== null && processIdentity(pid) === identity ? [pid] : [],
    );
    members = processesOf(mark, known);
  }
  return named(members);
}

/** `pid:start:boot`: names one process of one boot; the kernel's start ticks tell a reused pid apart. */
export function processIdentity(pid: number): string | null {
  const fields = statFields(pid);
  const gone = fields === null || fields[0] === "Z" || fields[0] === "X";
  return gone ? null : `${pid}:${fields[19] ?? ""}:${bootId()}`;
}

function listProcesses(): ProcessFacts[] {
  const found: ProcessFacts[] = [];
  for (const pid of processIds()) {
    const fields = statFields(pid);
    if (fields === null || fields[0] === "Z" || fields[0] === "X") continue;
    found.push({
      pid,
      parent: Number(fields[1]),
      group: Number(fields[2]),
      session: Number(fields[3]),
    });
  }
  return found;
}

/** The fields of `/proc/PID/stat` after the name, which may itself hold blanks and brackets; null when it is gone. */
function statFields(pid: number): string[] | null {
  const stat = readProc(pid, "stat");
  return stat === "" ? null : stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function carriesMark(pid: number, environment: string): boolean {
  const text = readProc(pid, "environ");
  return text.startsWith(environment) || text.includes(`\0${environment}`);
}

function commandLine(pid: number): string {
  return readProc(pid, "cmdline").replaceAll("\0", " ").trim().slice(0, 400);
}

/** Empty when the process is gone or belongs to somebody else: both mean "not ours to see". */
function readProc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "latin1");
  } catch {
    return "";
  }
}

export const processIds = (): number[] =>
  readdirSync("/proc")
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid > 0);

const bootId = (): string => readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim();

function tell(pid: number, signal: "SIGTERM" | "SIGKILL"): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // Gone already, or another user's: what is still there at the end is named by the caller.
    if (systemCode(error) !== "ESRCH" && systemCode(error) !== "EPERM") throw error;
  }
}
