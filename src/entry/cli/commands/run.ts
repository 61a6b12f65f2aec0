import { closeSync } from "node:fs";
import { usageError } from "../../../base/kernel/errors.ts";
import type { ExitCode } from "../../../base/kernel/exit-code.ts";
import { visible } from "../../../base/kernel/visible.ts";
import type { ExecutionEvent } from "../../../base/model/execution.ts";
import type { Suggestion } from "../../../base/model/suggestion.ts";
import type { Application } from "../../../loops/application.ts";
import { executeRunbook } from "../../../loops/execute.ts";
import { alertOfSuggestion, matchOfSuggestion } from "../../../loops/execute-suggestion.ts";
import type { Cli, Command } from "../cli.ts";
import { closeInterrupted } from "../close-interrupted.ts";
import { createExecutionView } from "../execution-view.ts";
import { findRunnable, type Runnable } from "../find-runnable.ts";
import { findOpen } from "./pending.ts";

/** What the person typed besides the id. */
interface Given {
  readonly yes: boolean;
  readonly values: Readonly<Record<string, string>>;
}

export const run: Command = async (cli) => {
  const { arguments: words } = cli;
  const app = await cli.app();
  await app.reconcile();
  return await execute(cli, app, {
    id: words.word(0),
    given: { yes: words.flag("yes"), values: words.pairs("set") },
    dryRun: words.flag("dryRun"),
    from: words.number("from"),
    only: words.number("only"),
    suggestion: null,
  });
};

export const confirm: Command = async (cli) => {
  const app = await cli.app();
  await app.reconcile();
  await closeInterrupted(cli, app, "thorough");
  const suggestion = findOpen((await app.stores()).operator, cli.arguments.word(0));
  return await confirmSuggestion(cli, app, suggestion, {
    yes: cli.arguments.flag("yes"),
    values: cli.arguments.pairs("set"),
  });
};

export async function confirmSuggestion(
  cli: Cli,
  app: Application,
  suggestion: Suggestion,
  given: Given,
): Promise<ExitCode> {
  if (suggestion.kind === "approve") {
    throw usageError(
      `${suggestion.id} offers a file for approval; there is nothing to run yet`,
      `type: reifier approve ${suggestion.runbook}`,
    );
  }
  return await execute(cli, app, {
    id: suggestion.runbook,
    given,
    dryRun: false,
    from: null,
    only: null,
    suggestion,
  });
}

interface Wanted {
  readonly id: string;
  readonly given: Given;
  readonly dryRun: boolean;
  readonly from: number | null;
  readonly only: number | null;
  readonly suggestion: Suggestion | null;
}

async function execute(cli: Cli, app: Application, wanted: Wanted): Promise<ExitCode> {
  const { suggestion } = wanted;
  // A broken policy file stops everything that executes, before anything else is looked at.
  (await app.policy())();
  const found = findRunnable(await app.approving(), cli.directory, wanted.id);
  if (wanted.dryRun) for (const note of unready(found)) cli.print.note(`would not run yet: ${visible(note)}`);
  const stop = new AbortController();
  const approver = await app.approver({ yes: wanted.given.yes, color: cli.print.color, signal: stop.signal });
  const deps = await app.executing(approver, (text) => cli.print.note(text));
  const interrupt = (): void => stop.abort();
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  // A terminal that goes away is no reason to leave a change half done (CONTRACT §4).
  process.on("SIGHUP", loseTerminal);
  try {
    const outcome = await executeRunbook(deps, {
      runbook: found.runbook,
      objections: found.objections,
      sets: wanted.given.values,
      dryRun: wanted.dryRun,
      from: wanted.from,
      only: wanted.only,
      suggestion,
      alert: suggestion === null ? null : alertOfSuggestion(suggestion),
      match: suggestion === null ? null : await matchOfSuggestion((await app.stores()).graph, suggestion),
      signal: stop.signal,
      onEvent: view(cli),
    });
    if (outcome.hint !== null) cli.print.note(`hint: ${visible(outcome.hint)}`);
    return outcome.exitCode;
  } finally {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
    process.off("SIGHUP", loseTerminal);
  }
}

/** A rehearsal shows any file; what stands against a real run is said beside it. */
const unready = ({ status, objections }: Runnable): string[] => [
  ...(status === null || status === "approved" ? [] : [`it is ${status}; type: reifier approve`]),
  ...objections,
];

const loseTerminal = (): void => {
  process.once("exit", () => {
    // Node resets the terminal when it exits, and aborts where that terminal is gone; a closed descriptor it passes over.
    for (const descriptor of [0, 1, 2]) closeQuietly(descriptor);
  });
};

function closeQuietly(descriptor: number): void {
  try {
    closeSync(descriptor);
  } catch {
    // Closed already.
  }
}

const view = (cli: Cli): ((event: ExecutionEvent) => void) =>
  cli.print.json ? (event) => cli.print.document(event) : createExecutionView(cli.print);
