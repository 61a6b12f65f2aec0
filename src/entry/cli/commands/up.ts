import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { ReifierError } from "../../../base/kernel/errors.ts";
import { type ExitCode, exitCode } from "../../../base/kernel/exit-code.ts";
import { visible } from "../../../base/kernel/visible.ts";
import { renderRcLine } from "../../../core/history/render-hook.ts";
import type { Application } from "../../../loops/application.ts";
import { boot, type Daemon } from "../../daemon/boot.ts";
import { runningDaemon, type Watching } from "../../daemon/presence.ts";
import type { Cli, Command } from "../cli.ts";
import { createScreen } from "../screen.ts";

const startPatienceMs = 15_000;

export const up: Command = async (cli) => {
  if (cli.arguments.flag("detach")) return await detach(cli);
  const app = await cli.app();
  const screen = createScreen(cli, app);
  app.alsoTell(screen.notifier);
  const daemon = await boot(app, screen.say);
  // Also without a terminal: a service's log should say what is watched.
  if (cli.print.json)
    cli.print.document({
      pid: process.pid,
      workspace: app.paths.root,
      observing: daemon.observing,
      patrolling: daemon.patrolling(),
    });
  else if (!screen.draws) for (const line of greeting(app, daemon)) cli.print.answer(line);
  const code = await screen.untilStopped(daemon);
  await daemon.stop();
  return code;
};

function greeting(app: Application, daemon: Daemon): string[] {
  const { root, state } = app.paths;
  const logs = daemon.patrolling();
  return [
    `reifier is watching (pid ${process.pid})`,
    `  workspace   ${root} (${app.choice.why})`,
    ...daemon.observing.map((what) => `  observing   ${visible(what)}`),
    ...(logs.length === 0
      ? [`  patrolling  nothing yet; name log files under patrol.logs in ${root}/reifier.yaml`]
      : logs.map((log) => `  patrolling  ${visible(log)}`)),
    "",
    "To record exit codes and times too, put this line into ~/.bashrc:",
    `  ${renderRcLine("bash", state)}`,
    "",
    "Ctrl-C stops",
  ];
}

async function detach(cli: Cli): Promise<ExitCode> {
  const app = await cli.app();
  const locks = await app.locks();
  refuseSecond(runningDaemon(app.paths, locks), app.paths.root);
  const log = openSync(app.paths.log, "a", 0o600);
  const child = spawn(process.execPath, [app.program, "--workspace", app.paths.root, "up"], {
    detached: true,
    stdio: ["ignore", log, log],
    cwd: "/",
  });
  closeSync(log);
  child.unref();
  for (let waited = 0; waited < startPatienceMs; waited += 50) {
    const daemon = runningDaemon(app.paths, locks);
    if (daemon !== null && daemon.pid === child.pid) {
      if (cli.print.json) cli.print.document({ pid: daemon.pid, workspace: app.paths.root });
      else cli.print.answer(`running in the background (pid ${daemon.pid}); log: ${app.paths.log}`);
      return exitCode.done;
    }
    if (child.exitCode !== null) break;
    await sleep(50);
  }
  // Two that were started at once: the other one was first.
  if (child.exitCode !== null) refuseSecond(runningDaemon(app.paths, locks), app.paths.root);
  throw new ReifierError({
    code: "DAEMON_NOT_STARTED",
    message: "the daemon did not start",
    hint: `the reason is at the end of ${app.paths.log}`,
    exitCode: exitCode.no,
  });
}

function refuseSecond(running: Watching | null, workspace: string): void {
  if (running === null) return;
  throw new ReifierError({
    code: "ALREADY_RUNNING",
    message: `another daemon${running.pid === 0 ? "" : ` (pid ${running.pid})`} holds the workspace ${workspace}`,
    hint: "look at it: reifier status; stop it: reifier down",
    exitCode: exitCode.usage,
  });
}
