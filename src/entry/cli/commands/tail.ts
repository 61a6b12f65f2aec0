import { once } from "node:events";
import { usageError } from "../../../base/kernel/errors.ts";
import type { LogLine } from "../../../base/ports/log-source.ts";
import type { Command } from "../cli.ts";
import { untilStopped } from "../until-stopped.ts";

export const tail: Command = async (cli) => {
  const from = cli.arguments.text("from") ?? "end";
  if (from !== "start" && from !== "end")
    throw usageError(`--from ${from}: expected start or end`, "type: --from start");
  const app = await cli.app();
  const source = await app.follow({
    paths: cli.arguments.words(0),
    from,
    state: cli.arguments.text("state"),
  });
  const { stdout } = cli.streams;
  const show = cli.print.json ? asJson : ({ text }: LogLine): string => `${text}\n`;
  await source.start(async (lines) => {
    // One write per batch; the position moves on only when the reader has taken the lines.
    if (!stdout.write(lines.map(show).join(""))) await once(stdout, "drain");
  });
  const code = await untilStopped();
  await source.close();
  return code;
};

const asJson = ({ file, text, offset, truncated }: LogLine): string =>
  `${JSON.stringify({ file, text, offset, ...(truncated ? { truncated } : {}) })}\n`;
