import { once } from "node:events";
import { usageError } from "../../../base/kernel/errors.ts";
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
  await source.start(async (lines) => {
    for (const { file, text, offset, truncated } of lines) {
      if (cli.print.json) cli.print.document({ file, text, offset, ...(truncated ? { truncated } : {}) });
      else cli.print.answer(text);
    }
    // The position moves on only when the reader has taken the lines.
    if (stdout.writableNeedDrain) await once(stdout, "drain");
  });
  const code = await untilStopped();
  await source.close();
  return code;
};
