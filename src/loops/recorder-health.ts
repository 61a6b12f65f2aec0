import type { ShellName } from "../base/model/scalars.ts";
import type { LastRecord } from "../base/ports/record-store.ts";
import { type LeftOut, leftOutWhy } from "./observe-left-out.ts";

/** What is known of one shell on this account. Times are epoch milliseconds. */
export interface ShellOnHost {
  readonly shell: ShellName;
  readonly rcFile: string;
  /** The hook's line stands in the start-up file. */
  readonly hooked: boolean;
  /** Why this version cannot have the hook; null where it can. */
  readonly unfit: string | null;
  /** The history files that are followed for it. */
  readonly files: readonly { readonly path: string; readonly there: boolean }[];
  /** Hooked shells that are open now: what they say of themselves that keeps them from being recorded. */
  readonly open: readonly { readonly pid: number; readonly problem: string | null }[];
  readonly last: readonly LastRecord[];
}

export interface RecorderFacts {
  readonly shells: readonly ShellOnHost[];
  readonly leftOut: LeftOut;
  /** The patterns of `observe.ignore`. */
  readonly ignore: readonly string[];
  /** Since when recording is paused. */
  readonly paused: string | null;
  readonly now: number;
}

/** One line of `doctor`'s recorder part; `fix` is what to type where something is not in order. */
export interface RecorderFinding {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly fix: string | null;
}

/** What is recorded of each shell, by which way, when last, and what was left out and why. */
export function recorderHealth(facts: RecorderFacts): RecorderFinding[] {
  return [...facts.shells.map((shell) => ofShell(shell, facts.now)), ofLeftOut(facts), ofPause(facts)].filter(
    (finding) => finding !== null,
  );
}

function ofShell(shell: ShellOnHost, now: number): RecorderFinding {
  const problems = shell.open.flatMap(({ pid, problem }) =>
    problem === null ? [] : [`the shell ${pid} is not recorded by its hook: ${problem}`],
  );
  const detail = [`${waysOf(shell)}; ${lastOf(shell, now)}`, openOf(shell), ...problems]
    .filter((part) => part !== "")
    .join("; ");
  const check = `${shell.shell} recording`;
  if (shell.unfit !== null) return { check, ok: false, detail, fix: `install a newer ${shell.shell}` };
  if (!shell.hooked) return { check, ok: false, detail, fix: `reifier init --shell ${shell.shell} --yes` };
  if (problems.length === 0) return { check, ok: true, detail, fix: null };
  return { check, ok: false, detail, fix: `type in that shell: declare -p PROMPT_COMMAND HISTFILE HISTSIZE` };
}

function waysOf({ shell, rcFile, hooked, unfit, files }: ShellOnHost): string {
  const there = files.filter((file) => file.there).map((file) => file.path);
  const missing = files.filter((file) => !file.there).map((file) => `${file.path} (not there yet)`);
  const followed = [...there, ...missing].join(", ");
  const file = followed === "" ? "no history file is followed" : `history file ${followed}`;
  if (unfit !== null) return `${unfit}: no exit codes, times only where ${shell} writes them; ${file}`;
  if (!hooked) return `no hook in ${rcFile}: no exit codes, durations or directories; ${file}`;
  return `hook in ${rcFile} (commands, exit codes, times, directories) and ${file}`;
}

function lastOf({ last }: ShellOnHost, now: number): string {
  const newest = [...last].sort((a, b) => b.at - a.at)[0];
  if (newest === undefined) return "nothing recorded yet";
  return `last command ${age(now - newest.at)} ago, by ${newest.source === "history" ? "history file" : newest.source}`;
}

const openOf = ({ open }: ShellOnHost): string =>
  open.length === 0 ? "" : `${open.length} ${open.length === 1 ? "shell" : "shells"} open`;

/** `12 s`, `3 min`, `5 h`, `2 d`. */
function age(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} d`;
}

function ofLeftOut({ leftOut, ignore }: RecorderFacts): RecorderFinding {
  const counted = leftOutWhy.flatMap(({ why, words }) => {
    const count = leftOut[why] ?? 0;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  const patterns = ignore.length === 0 ? "" : ` (observe.ignore: ${ignore.join(", ")})`;
  const detail = counted.length === 0 ? "nothing" : counted.join("; ");
  return {
    check: "left out",
    ok: true,
    detail: `${detail}${patterns}; what a shell hides (a leading space, HISTIGNORE, private mode) is never read and not counted`,
    fix: null,
  };
}

const ofPause = ({ paused }: RecorderFacts): RecorderFinding | null =>
  paused === null
    ? null
    : { check: "recording", ok: false, detail: `paused since ${paused}`, fix: "reifier resume" };
