import { setTimeout as sleep } from "node:timers/promises";
import { ReifierError, systemCode } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import { runningDaemon } from "../../daemon/presence.ts";
import type { Command } from "../cli.ts";

/** A graceful stop takes at most two seconds; the rest is patience with a busy machine. */
const patienceMs = 10_000;

export const down: Command = async (cli) => {
  const app = await cli.app();
  const locks = await app.locks();
  const daemon = runningDaemon(app.paths, locks);
  if (daemon === null) {
    if (cli.print.json) cli.print.document({ stopped: null });
    cli.print.note("no daemon runs on this workspace");
    return exitCode.no;
  }
  const [running] = await (await app.stores()).graph.executions({ running: true });
  if (running !== undefined && !cli.arguments.flag("force")) {
    throw new ReifierError({
      code: "RUN_IN_PROGRESS",
      message: `the runbook ${running.runbook} is running (${running.id})`,
      hint: "wait for it, or type: reifier down --force",
      exitCode: exitCode.no,
    });
  }
  stop(daemon.pid);
  for (let waited = 0; runningDaemon(app.paths, locks) !== null; waited += 50) {
    if (waited >= patienceMs) throw stuck(daemon.pid);
    await sleep(50);
  }
  if (cli.print.json) cli.print.document({ stopped: daemon.pid });
  else cli.print.answer(`stopped (pid ${daemon.pid})`);
  return exitCode.done;
};

function stop(pid: number): void {
  if (pid <= 1) return; // The daemon is just starting and has not said its pid yet; waiting is all there is to do.
  try {
    process.kill(pid, "SIGTERM");
  } catch (error) {
    if (systemCode(error) !== "ESRCH") throw error;
  }
}

const stuck = (pid: number): ReifierError =>
  new ReifierError({
    code: "DAEMON_STUCK",
    message: `the daemon (pid ${pid}) did not stop within ${patienceMs / 1_000} s`,
    hint: `look at state/reifier.log; to end it: kill -9 ${pid} (nothing recorded is lost)`,
    exitCode: exitCode.no,
  });
