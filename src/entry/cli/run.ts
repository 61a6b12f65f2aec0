import { readEnvironment } from "../../base/config/environment.ts";
import { chooseWorkspace, type WorkspaceChoice } from "../../base/config/workspace.ts";
import { systemCode } from "../../base/kernel/errors.ts";
import { exitCode } from "../../base/kernel/exit-code.ts";
import type { Application } from "../../loops/application.ts";
import type { Cli } from "./cli.ts";
import { pipedColumns } from "./help-text.ts";
import { createPrinter, reportError, type Streams, watchWriting } from "./print.ts";
import { asksForJson, understand } from "./program.ts";

/** Opens a workspace (`anyway`: with broken settings too): handed in by main.ts, because only app.ts knows every room. */
export type OpenApplication = (choice: WorkspaceChoice, anyway: boolean) => Promise<Application>;

/** One command from its words to its exit code. Never throws. */
export async function runCli(
  words: readonly string[],
  streams: Streams,
  open: OpenApplication,
): Promise<number> {
  const notWritten = watchWriting(streams);
  const environment = readEnvironment();
  const directory = process.cwd();
  const workspace = (option?: string): WorkspaceChoice => chooseWorkspace(option, directory, environment);
  let json = asksForJson(words);
  let application: Promise<Application> | null = null;
  try {
    const typed = await understand(words, {
      stdout: (text) => void streams.stdout.write(text),
      columns: streams.stdout.isTTY === true ? streams.stdout.columns : pipedColumns,
      workspace: () => workspace(workspaceOption(words)),
    });
    if (typed.kind === "answered") return exitCode.done;
    const { globals, entry } = typed;
    json = globals.json;
    const cli: Cli = {
      print: createPrinter(streams, {
        json,
        color: globals.color && !environment.noColor,
        quiet: globals.quiet,
      }),
      streams,
      arguments: typed.arguments,
      directory,
      app: () => {
        application ??= open(workspace(globals.workspace), entry.stops === true);
        return application;
      },
    };
    const command = await entry.load();
    const code = await command(cli);
    const failure = await notWritten();
    if (failure !== null && code === exitCode.done) throw failure;
    return code;
  } catch (error) {
    // Who reads has seen enough (`| head`).
    if (systemCode(error) === "EPIPE") return exitCode.done;
    return reportError(error, json, (text) => void streams.stderr.write(text));
  } finally {
    await close(application);
  }
}

/** A workspace that could not be opened has been reported already; there is nothing to close then. */
async function close(application: Promise<Application> | null): Promise<void> {
  const opened = await application?.catch(() => null);
  await opened?.close();
}

/** For `--help`, which commander answers before the options are handed over. */
function workspaceOption(words: readonly string[]): string | undefined {
  const at = words.indexOf("--workspace");
  if (at >= 0) return words[at + 1];
  return words.find((word) => word.startsWith("--workspace="))?.slice("--workspace=".length);
}
