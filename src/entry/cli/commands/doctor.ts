import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ReifierError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import { visible } from "../../../base/kernel/visible.ts";
import type { Application } from "../../../loops/application.ts";
import type { Command } from "../cli.ts";
import { type Finding, fine, look } from "../doctor/finding.ts";
import { logSources } from "../doctor/log-sources.ts";
import { bash, recorder } from "../doctor/recorder.ts";
import { daemon, graph, narrator, webhook } from "../doctor/services.ts";
import { clock, disk, permissions } from "../doctor/workspace-files.ts";

export const doctor: Command = async (cli) => {
  const app = await cli.app();
  const findings = [
    nodeVersion(),
    await daemon(app),
    await lastCommand(app),
    disk(app),
    permissions(app),
    await clock(app),
    spool(app),
    ...(await recorder(app)),
    bash(),
    await policy(app),
    await approvals(app),
    await audit(app),
    sandbox(),
    await orphans(app),
    inotify(),
    await graph(app),
    logSources(app),
    await webhook(app),
    narrator(app),
  ];
  if (cli.print.json) cli.print.document(findings);
  for (const { check, ok, detail, fix } of cli.print.json ? [] : findings) {
    cli.print.answer(`${ok ? "ok  " : "LOOK"}  ${check}: ${visible(detail)}`);
    if (fix !== null) cli.print.answer(`      ${visible(fix)}`);
  }
  return findings.every((finding) => finding.ok) ? exitCode.done : exitCode.no;
};

function nodeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const enough = major > 20 || (major === 20 && minor >= 19);
  return enough
    ? fine("node", process.version)
    : look("node", `${process.version} is too old`, "install Node 20.19 or newer");
}

async function lastCommand(app: Application): Promise<Finding> {
  return fine("last command", (await app.stores()).records.lastRecordAt() ?? "none yet");
}

/** The spool is the one place with unredacted text of ours, so its bytes and age are shown. */
function spool(app: Application): Finding {
  const files = readdirSync(app.paths.spool).map((name) =>
    statSync(join(app.paths.spool, name), { throwIfNoEntry: false }),
  );
  const bytes = files.reduce((sum, facts) => sum + (facts?.size ?? 0), 0);
  const oldest = Math.min(...files.map((facts) => facts?.mtimeMs ?? Number.POSITIVE_INFINITY));
  const age = files.length === 0 ? "" : `, the oldest ${Math.round((app.clock.now() - oldest) / 1_000)} s`;
  return fine("spool", `${bytes} bytes in ${files.length} files${age}`);
}

async function policy(app: Application): Promise<Finding> {
  try {
    const { off } = (await app.policy())();
    const switchedOff = off.map(({ id, reason }) => `; switched off: ${id} (${reason})`).join("");
    return fine("policy", `every rule is understood${switchedOff}`);
  } catch (error) {
    if (!(error instanceof ReifierError)) throw error;
    return look("policy", `${error.message}: nothing is executed until it is mended`, error.hint);
  }
}

async function approvals(app: Application): Promise<Finding> {
  const ledger = await app.ledger();
  if (ledger.isCut())
    return look(
      "approvals",
      "lines at the end of the ledger are gone, and may have been retirements: nothing from before counts",
      "approve what should run again: reifier runbooks",
    );
  const forged = ledger.forged();
  if (forged === 0) return fine("approvals", `${ledger.all().length} authentic entries`);
  return look(
    "approvals",
    `${forged} entries were not made with this workspace's key and count for nothing`,
    "approve what should run again: reifier runbooks",
  );
}

async function audit(app: Application): Promise<Finding> {
  const checked = (await app.journal()).verify();
  return checked.ok
    ? fine("audit", `the chain of ${checked.lines} entries is whole`)
    : look("audit", `broken at entry ${checked.firstBad}: ${checked.why}`, "reifier audit verify");
}

function sandbox(): Finding {
  const asked = spawnSync("bwrap", ["--version"], { encoding: "utf8", timeout: 5_000 });
  if (asked.status === 0) return fine("sandbox", asked.stdout.trim());
  return fine(
    "sandbox",
    "bubblewrap is not installed: reading blocks run unsandboxed (install bubblewrap to change that)",
  );
}

/** Without it a process of a block that drops environment, session and parent within milliseconds is not seen any more. */
async function orphans(app: Application): Promise<Finding> {
  if (process.platform !== "linux") return fine("processes", "runbooks run on Linux only");
  const keeper = await app.orphanKeeper();
  if (keeper !== null) return fine("processes", `what a block starts stays in view (by ${keeper})`);
  return look(
    "processes",
    "neither perl nor python3 is here: what a block starts and hides at once may outlive its timeout",
    "apt-get install perl-base (or: dnf install perl-interpreter, apk add perl)",
  );
}

function inotify(): Finding {
  const limit = Number(textOrNull("/proc/sys/fs/inotify/max_user_watches") ?? Number.NaN);
  if (Number.isNaN(limit)) return fine("file events", "not Linux: the system's own way is used");
  return limit >= 1_024
    ? fine("file events", `${limit} watches allowed`)
    : look("file events", `only ${limit} watches allowed`, "sysctl fs.inotify.max_user_watches=8192");
}

function textOrNull(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null; // Not there, or not ours to read: both mean that nothing is known of it.
  }
}
