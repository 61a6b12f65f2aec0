import { exitCode } from "../../../base/kernel/exit-code.ts";
import { visible } from "../../../base/kernel/visible.ts";
import { createEventReader, type UnderstoodEvent } from "../../../core/patterns/events.ts";
import { createBulkOutput } from "../bulk-output.ts";
import type { Command } from "../cli.ts";
import { logLineBlocks } from "../read-input.ts";

export const events: Command = async (cli) => {
  const file = cli.arguments.text("file");
  const source = file ?? "stdin";
  const reader = createEventReader();
  const output = createBulkOutput(cli.streams.stdout);
  const show = cli.print.json ? (event: UnderstoodEvent) => jsonOf(event, source) : lineOf;
  let any = false;
  const add = (understood: readonly UnderstoodEvent[]): void => {
    for (const event of understood) {
      any = true;
      output.add(show(event));
    }
  };
  for await (const lines of logLineBlocks(file, cli.streams.stdin)) {
    for (const line of lines) add(reader.push(line));
    if (!(await output.settle())) return exitCode.done;
  }
  add(reader.flush());
  await output.end();
  return any ? exitCode.done : exitCode.no;
};

const jsonOf = ({ lines, level, error, message, time }: UnderstoodEvent, source: string): string =>
  JSON.stringify({ lines, level, error, message, time, source });

const lineOf = ({ lines, level, error, message }: UnderstoodEvent): string =>
  `${lines[0]}-${lines[1]}  ${(level ?? "-").padEnd(5)} ${error ? "error" : "     "}  ${visible(message)}`;
