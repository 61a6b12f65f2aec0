import { basename, resolve } from "node:path";
import { ReifierError, usageError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import { visible } from "../../../base/kernel/visible.ts";
import type { ShellRecord } from "../../../base/model/record.ts";
import type { ShellName } from "../../../base/model/scalars.ts";
import type { ObserverProgress } from "../../../loops/observe-keep.ts";
import { createBulkOutput } from "../bulk-output.ts";
import type { Command } from "../cli.ts";
import { createProgressBar } from "../progress-bar.ts";
import { untilStopped } from "../until-stopped.ts";
import { shellNamed } from "./hook.ts";

export const observe: Command = async (cli) => {
  const typed = cli.arguments.text("history");
  if (typed === null)
    throw usageError("no history file was named", "type: reifier observe --history ~/.bash_history --once");
  const file = resolve(cli.directory, typed);
  const format = cli.arguments.text("format");
  const app = await cli.app();
  // A paused pass would count the lines as read: nobody who imports a file wants that.
  if (app.pauses.now().recording !== null) throw recordingPaused();
  const bar = createProgressBar(cli.streams.stderr, app.clock);
  const show = (records: readonly ShellRecord[]): void => {
    if (records.length > 0) cli.print.answer(records.map(cli.print.json ? jsonOf : lineOf).join("\n"));
  };
  const observer = await app.historyObserver({
    file,
    format: format === null ? formatOf(file) : shellNamed(format),
  });
  const output = createBulkOutput(cli.streams.stdout);
  let at: ObserverProgress["read"] = null;
  const first = await observer.takeInSlowly(
    ({ added, read }) => {
      for (const record of added) output.add(cli.print.json ? jsonOf(record) : lineOf(record));
      at = read;
    },
    async () => {
      // On a terminal what is printed goes where the bar was.
      if (cli.streams.stdout.isTTY) bar.clear();
      await (cli.streams.stdout.isTTY ? output.end() : output.settle());
      if (at !== null && !cli.print.quiet) bar.show(at.bytes, at.of);
    },
  );
  bar.clear();
  await output.end();
  for (const warning of first.warnings) cli.print.note(`reifier: ${warning}`);
  if (cli.arguments.flag("once")) return exitCode.done;
  await observer.start((taken) => show(taken.added));
  const code = await untilStopped(cli.streams.stdout);
  await observer.close();
  return code;
};

const recordingPaused = (): ReifierError =>
  new ReifierError({
    code: "RECORDING_PAUSED",
    message: "recording is paused",
    hint: "type: reifier resume",
    exitCode: exitCode.no,
  });

const jsonOf = (record: ShellRecord): string => JSON.stringify(record);

const lineOf = ({ startedAt, command }: ShellRecord): string => `${startedAt ?? "-"}  ${visible(command)}`;

function formatOf(file: string): ShellName {
  const name = basename(file);
  if (name.includes("fish")) return "fish";
  return name.includes("zsh") || name === ".zhistory" ? "zsh" : "bash";
}
