import type { Environment } from "../base/config/environment.ts";
import type { Settings } from "../base/config/schema.ts";
import type { Approver } from "../base/ports/approver.ts";
import type { Notifier } from "../base/ports/notifier.ts";
import type { Application } from "../loops/application.ts";

/** Everybody who is told: hooked shells, `notify.command` as it is set now, and who listens in this process. */
export async function notifierOf(app: Application, listeners: readonly Notifier[]): Promise<Notifier> {
  const { createPromptNotices } = await import("../adapters/notify/prompt-notices.ts");
  const { createCommandNotifier, tellAll } = await import("../adapters/notify/command.ts");
  const notices = createPromptNotices({
    path: app.paths.notices,
    locks: await app.locks(),
    clock: app.clock,
  });
  const everybody = (): Notifier => {
    const { command } = app.settings().notify;
    const told = command === null ? [] : [createCommandNotifier(command, app.log)];
    return tellAll([notices, ...told, ...listeners]);
  };
  return { tell: (notice) => everybody().tell(notice), clear: (id) => everybody().clear(id) };
}

/** The person at this process's terminal. */
export async function terminalApprover(
  environment: Environment,
  settings: Settings,
  options: Parameters<Application["approver"]>[0],
): Promise<Approver> {
  const { createTerminalApprover } = await import("../adapters/approvals/terminal.ts");
  return createTerminalApprover({
    input: process.stdin,
    output: process.stderr,
    timeoutMs: settings.operator.promptTimeoutSeconds * 1_000,
    user: environment.user,
    ...options,
  });
}
