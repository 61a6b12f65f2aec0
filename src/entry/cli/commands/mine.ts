import { once } from "node:events";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import { createMineReport } from "../../../core/patterns/mine-report.ts";
import { createMiner } from "../../../core/patterns/miner.ts";
import type { Command } from "../cli.ts";
import { inputLines } from "../read-input.ts";

export const mine: Command = async (cli) => (cli.print.json ? await asJson(cli.streams) : await asText(cli));

/** Text in pieces, not line by line: a million lines take two seconds. */
async function asJson({ stdin, stdout }: Parameters<Command>[0]["streams"]): Promise<0 | 1> {
  const report = createMineReport();
  let any = false;
  const write = async (pieces: Iterable<string>): Promise<void> => {
    for (const piece of pieces) {
      any = true;
      if (!stdout.write(piece)) await once(stdout, "drain");
    }
  };
  stdin.setEncoding("utf8");
  for await (const text of stdin) await write(report.push(String(text)));
  await write(report.end());
  return any ? exitCode.done : exitCode.no;
}

async function asText(cli: Parameters<Command>[0]): Promise<0 | 1> {
  const miner = createMiner();
  for await (const text of inputLines(null, cli.streams.stdin)) miner.add(text);
  const groups = miner.final();
  for (const { group, template } of groups) cli.print.answer(`${group}  ${template}`);
  return groups.length > 0 ? exitCode.done : exitCode.no;
}
