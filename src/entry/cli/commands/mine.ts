import { exitCode } from "../../../base/kernel/exit-code.ts";
import { createMiner } from "../../../core/patterns/miner.ts";
import type { Command } from "../cli.ts";
import { inputLines } from "../read-input.ts";

export const mine: Command = async (cli) => {
  const miner = createMiner();
  let line = 0;
  for await (const text of inputLines(null, cli.streams.stdin)) {
    line += 1;
    const { group, template } = miner.add(text);
    if (cli.print.json) cli.print.document({ line, group, template });
  }
  const groups = miner.final();
  if (cli.print.json)
    for (const { group, template } of groups) cli.print.document({ group, template, final: true });
  else for (const { group, template } of groups) cli.print.answer(`${group}  ${template}`);
  return line > 0 ? exitCode.done : exitCode.no;
};
