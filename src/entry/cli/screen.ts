import { type ExitCode, exitCode } from "../../base/kernel/exit-code.ts";
import { visible } from "../../base/kernel/visible.ts";
import type { Suggestion } from "../../base/model/suggestion.ts";
import type { Notifier } from "../../base/ports/notifier.ts";
import type { Application } from "../../loops/application.ts";
import type { Cli } from "./cli.ts";
import { confirmSuggestion } from "./commands/run.ts";

const lookEveryMs = 1_000;

/** The screen of `up`: says what happens, and opens a suggestion when `c` is pressed. */
interface Screen {
  readonly notifier: Notifier;
  /** Resolves with the exit code when a person or a signal ends it. */
  untilStopped(): Promise<ExitCode>;
}

export function createScreen(cli: Cli, app: Application): Screen {
  const shown = new Set<string>();
  const offer = (suggestion: Suggestion): void => {
    if (shown.has(suggestion.id)) return;
    shown.add(suggestion.id);
    const question = suggestion.kind === "run" ? "Execute" : "Approve";
    const answer =
      suggestion.kind === "run"
        ? `reifier confirm ${suggestion.id}`
        : `reifier approve ${suggestion.runbook}`;
    const key = cli.streams.stdin.isTTY === true && suggestion.kind === "run" ? "press c, or " : "";
    cli.print.answer(`${question} '${visible(suggestion.title)}'?  (${key}type: ${answer})`);
    if (suggestion.line !== null) cli.print.answer(`  because of: ${visible(suggestion.line)}`);
  };
  // Suggestions may also be opened by another process (`reifier alert`), so the store is asked, not only the notifier.
  const look = async (): Promise<void> => {
    for (const suggestion of (await app.stores()).operator.suggestions("open")) offer(suggestion);
  };
  return {
    notifier: {
      tell: async (notice) => {
        if (notice.kind === "draft" || notice.kind === "execution") cli.print.answer(visible(notice.text));
        else await look();
      },
      clear: () => Promise.resolve(),
    },
    untilStopped: () => watchKeys(cli, app, look),
  };
}

function watchKeys(cli: Cli, app: Application, look: () => Promise<void>): Promise<ExitCode> {
  const { stdin } = cli.streams;
  return new Promise((resolve, reject) => {
    let confirming = false;
    const looking = setInterval(() => void look().catch(reject), lookEveryMs);
    const end = (code: ExitCode): void => {
      clearInterval(looking);
      if (stdin.isTTY === true) stdin.setRawMode(false);
      stdin.pause();
      resolve(code);
    };
    process.on("SIGINT", () => end(exitCode.interrupted));
    process.on("SIGTERM", () => end(exitCode.done));
    process.on("SIGHUP", () => end(exitCode.done));
    if (stdin.isTTY !== true) return;
    const raw = (on: boolean): void => {
      stdin.setRawMode(on);
      if (on) stdin.on("data", press).resume();
      else stdin.off("data", press).pause();
    };
    const press = (key: Buffer): void => {
      const char = key.toString("utf8");
      if (char === "\u0003") end(exitCode.interrupted);
      if (char !== "c" || confirming) return;
      confirming = true;
      raw(false);
      confirmNewest(cli, app)
        .catch((error: unknown) =>
          cli.print.note(`reifier: ${error instanceof Error ? error.message : String(error)}`),
        )
        .finally(() => {
          confirming = false;
          raw(true);
        });
    };
    raw(true);
  });
}

async function confirmNewest(cli: Cli, app: Application): Promise<void> {
  const open = (await app.stores()).operator
    .suggestions("open")
    .filter((suggestion) => suggestion.kind === "run");
  const newest = open.at(-1);
  if (newest === undefined) cli.print.note("nothing waits for an answer");
  else await confirmSuggestion(cli, app, newest, { yes: false, values: {} });
}
