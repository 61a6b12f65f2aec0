import { spawn } from "node:child_process";
import { systemCode } from "../../base/kernel/errors.ts";
import type { Logger } from "../../base/kernel/logger.ts";
import type { Notifier } from "../../base/ports/notifier.ts";

/** Runs `notify.command` with the notice as JSON on stdin. Whatever becomes of it, the product goes on. */
export function createCommandNotifier(
  command: string | readonly string[],
  log: Logger,
  timeoutMs = 30_000,
): Notifier {
  const [program = "", ...words] = typeof command === "string" ? ["/bin/sh", "-c", command] : command;
  return {
    tell: (notice) => {
      // A group of its own: one that hangs is ended with everything that it started.
      const child = spawn(program, words, { stdio: ["pipe", "ignore", "ignore"], detached: true });
      const overdue = setTimeout(() => endGroup(child.pid), timeoutMs).unref();
      child.on("error", (error) => log.warn("notify.failed", { reason: error.message }));
      child.on("exit", (code, signal) => {
        clearTimeout(overdue);
        if (code !== 0) log.warn("notify.failed", { reason: signal === null ? `exit ${code}` : signal });
      });
      // A command that does not read its stdin closes it early; that is its right.
      child.stdin.on("error", () => {});
      child.stdin.end(`${JSON.stringify(notice)}\n`);
      child.unref();
      return Promise.resolve();
    },
    clear: () => Promise.resolve(),
  };
}

function endGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, "SIGKILL");
  } catch (error) {
    if (systemCode(error) !== "ESRCH") throw error;
  }
}

/** Several ways to tell, as one. */
export const tellAll = (notifiers: readonly Notifier[]): Notifier => ({
  tell: async (notice) => {
    for (const notifier of notifiers) await notifier.tell(notice);
  },
  clear: async (id) => {
    for (const notifier of notifiers) await notifier.clear(id);
  },
});
