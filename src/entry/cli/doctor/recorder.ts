import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { ShellName } from "../../../base/model/scalars.ts";
import { renderRcLine } from "../../../core/history/render-hook.ts";
import type { Application } from "../../../loops/application.ts";
import { leftOutPosition, readLeftOut } from "../../../loops/observe-left-out.ts";
import { recorderHealth, type ShellOnHost } from "../../../loops/recorder-health.ts";
import { rcFile } from "../rc-file.ts";
import { type Finding, fine, look } from "./finding.ts";

/** What is recorded, by which way, when last, and what was left out and why, for each shell found. */
export async function recorder(app: Application): Promise<Finding[]> {
  const { records } = await app.stores();
  const last = records.lastRecords();
  const { files, open, recordProblem } = await app.recorderFacts();
  const { home } = app.environment;
  const shells: ShellOnHost[] = ShellName.options.flatMap((shell) => {
    const rc = home === null ? null : rcFile(shell, home);
    const own = last.filter((record) => record.shell === shell);
    // A shell without a start-up file and without a record is not used here, and is left out.
    if (rc === null || (!existsSync(rc) && own.length === 0)) return [];
    return {
      shell,
      rcFile: rc,
      hooked: textOf(rc).split("\n").includes(renderRcLine(shell, app.paths.state)),
      unfit: shell === "bash" ? unfitBash() : null,
      files: files
        .filter(({ format }) => format === shell)
        .map(({ file }) => ({ path: file, there: existsSync(file) })),
      open: open
        .filter((one) => one.shell.startsWith(`${shell}.`))
        .map(({ pid, problem }) => ({ pid, problem })),
      last: own,
    };
  });
  const health = recorderHealth({
    shells,
    leftOut: readLeftOut(records.cursor(leftOutPosition)),
    ignore: app.settings().observe.ignore,
    paused: app.pauses.now().recording,
    now: app.clock.now(),
  });
  return [...health, recordPossible(await recordProblem())];
}

const recordPossible = (problem: string | null): Finding =>
  problem === null
    ? fine(
        "reifier record",
        "possible (@lydell/node-pty found): type reifier record to keep outputs and edits, too",
      )
    : look("reifier record", problem.split("\n")[0] ?? problem, "npm install --include=optional");

const versionOfBash = (): string | null => {
  const asked = spawnSync(
    "bash",
    ["--noprofile", "--norc", "-c", 'echo "${BASH_VERSINFO[0]}.${BASH_VERSINFO[1]}"'],
    // Not the caller's environment: a BASH_ENV in it would run.
    { encoding: "utf8", timeout: 5_000, env: { PATH: "/usr/local/bin:/usr/bin:/bin" } },
  );
  return asked.status === 0 ? asked.stdout.trim() : null;
};

function unfitBash(): string | null {
  const version = versionOfBash();
  if (version === null) return null;
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 5 || (major === 5 && minor >= 1) ? null : `bash ${version} has no hook (5.1 needed)`;
}

/** Runbooks are run by it. */
export function bash(): Finding {
  const version = versionOfBash();
  return version === null
    ? look("bash", "not found: runbooks cannot run", "install bash")
    : fine("bash", version);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return ""; // Not there, or not ours to read: both mean that no hook of ours is known in it.
  }
}
