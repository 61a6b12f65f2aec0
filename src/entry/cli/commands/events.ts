import { exitCode } from "../../../base/kernel/exit-code.ts";
import { visible } from "../../../base/kernel/visible.ts";
import { createEventReader, type UnderstoodEvent } from "../../../core/patterns/events.ts";
import type { Command } from "../cli.ts";
import { inputLines } from "../read-input.ts";

export const events: Command = async (cli) => {
  const file = cli.arguments.text("file");
  const reader = createEventReader();
  let count = 0;
  const show = (understood: readonly UnderstoodEvent[]): void => {
    for (const { lines, level, error, message, time } of understood) {
      count += 1;
      if (cli.print.json) cli.print.document({ lines, level, error, message, time, source: file ?? "stdin" });
      else
        cli.print.answer(
          `${lines[0]}-${lines[1]}  ${(level ?? "-").padEnd(5)} ${error ? "error" : "     "}  ${visible(message)}`,
        );
    }
  };
  for await (const text of inputLines(file, cli.streams.stdin)) show(reader.push(text));
  show(reader.flush());
  return count > 0 ? exitCode.done : exitCode.no;
};
