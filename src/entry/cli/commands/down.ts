import { setTimeout as sleep } from "node:timers/promises";
import { ReifierError, systemCode } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import type { Application } from "../../../loops/application.ts";
import { recoverInterrupted } from "../../../loops/execute-recover.ts";
import { askDaemon, socketPath } from "../../daemon/control.ts";
import { runningDaemon } from "../../daemon/presence.ts";
import type { Cli, Command } from "../cli.ts";
import { type Ended, endExecution, executing } from "./abort.ts";

/** A graceful stop takes at most two seconds; the rest is patience with a busy machine. */
const patienceMs = 10_000;

export const down: Command = async (cli) => {
  const app = await cli.app();
  const locks = await app.locks();
  const daemon = runningDaemon(app.paths, locks);
  if (daemon === null) {
    if (cli.print.json) cli.print.document({ stopped: null, aborted: [] });
    cli.print.note("no daemon runs on this workspace");
    return exitCode.no;
  }
  const ended = await endRuns(cli, app);
  const asked = await askDaemon(socketPath(app.paths.state, app.environment.runtimeDirectory), "stop");
  if (asked === null) {
    stop(daemon.pid);
    cli.print.note(`it does not answer, so a signal was sent; waiting up to ${patienceMs / 1_000} s`);
  }
  for (let waited = 0; runningDaemon(app.paths, locks) !== null; waited += 50) {
    if (waited >= patienceMs) throw stuck(daemon.pid);
    await sleep(50);
  }
  if (cli.print.json) cli.print.document({ stopped: daemon.pid, aborted: ended });
  else cli.print.answer(`stopped (pid ${daemon.pid})`);
  return exitCode.done;
};

/** A run in progress keeps the daemon up; with `--force` it is ended first. One whose process died is closed either way. */
async function endRuns(cli: Cli, app: Application): Promise<Ended[]> {
  const { graph } = await app.stores();
  if ((await graph.executions({ running: true })).length === 0) return [];
  const deps = await executing(cli);
  await recoverInterrupted(deps);
  const ended: Ended[] = [];
  for (const { id, runbook } of await graph.executions({ running: true })) {
    if (!cli.arguments.flag("force")) throw inProgress(id, runbook);
    cli.print.note(`ending ${runbook} (${id})`);
    ended.push(await endExecution(deps, id));
  }
  return ended;
}

const inProgress = (id: string, runbook: string): ReifierError =>
  new ReifierError({
    code: "RUN_IN_PROGRESS",
    message: `the runbook ${runbook} is running (${id})`,
    hint: `wait for it, end it (reifier abort ${id}), or type: reifier down --force`,
    exitCode: exitCode.no,
  });

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
