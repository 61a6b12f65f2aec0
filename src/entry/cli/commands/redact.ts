import { once } from "node:events";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import { redactStream } from "../../../base/redact/stream.ts";
import type { Command } from "../cli.ts";

export const redact: Command = async (cli) => {
  const { stdin, stdout } = cli.streams;
  const stream = redactStream((await cli.app()).redactor());
  stdin.setEncoding("utf8");
  const write = async (text: string): Promise<void> => {
    if (text !== "" && !stdout.write(text)) await once(stdout, "drain");
  };
  for await (const chunk of stdin) await write(stream.push(String(chunk)));
  await write(stream.end());
  return exitCode.done;
};
