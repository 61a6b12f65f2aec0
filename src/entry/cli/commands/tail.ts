import { once } from "node:events";
import { usageError } from "../../../base/kernel/errors.ts";
import type { LogBlock, LogLine } from "../../../base/ports/log-source.ts";
import type { Command } from "../cli.ts";
import { untilStopped } from "../until-stopped.ts";

export const tail: Command = async (cli) => {
  const from = cli.arguments.text("from") ?? "end";
  if (from !== "start" && from !== "end")
    throw usageError(`--from ${from}: expected start or end`, "type: --from start");
  const app = await cli.app();
  const { stdout } = cli.streams;
  const { json } = cli.print;
  const source = await app.follow({
    paths: cli.arguments.words(0),
    from,
    state: cli.arguments.text("state"),
    onBlock: (block) => written(stdout, json ? blockAsJson(block) : block.bytes),
  });
  const show = json ? asJson() : ({ text }: LogLine): string => `${text}\n`;
  await source.start(async (lines) => {
    // One write per batch; the position moves on only when the reader has taken the lines.
    if (!stdout.write(lines.map(show).join(""))) await once(stdout, "drain");
  });
  const code = await untilStopped(stdout);
  await source.close();
  return code;
};

/** Resolves when the bytes may be used again. */
const written = (stdout: NodeJS.WriteStream, bytes: Buffer | string): Promise<void> =>
  new Promise((resolve) => {
    // Also when who reads has gone (`| head`), which ends us.
    stdout.write(bytes, () => resolve());
  });

/** What JSON writes differently inside a text. */
const escaped = /[\u0000-\u0009\u000b-\u001f"\\]/;

/** The lines of a block as JSON objects; where nothing needs escaping, which one look at all of them tells, as they are. */
function blockAsJson({ file, offset, bytes }: LogBlock): string {
  const text = bytes.toString("utf8");
  const head = `{"file":${JSON.stringify(file)},"text":`;
  const plain = !escaped.test(text);
  const ascii = text.length === bytes.length;
  let out = "";
  let at = offset;
  for (let from = 0; from < text.length; ) {
    const stop = text.indexOf("\n", from);
    const line = text.slice(from, stop);
    out += `${head}${plain ? `"${line}"` : JSON.stringify(line)},"offset":${at}}\n`;
    at += ascii ? stop - from + 1 : Buffer.byteLength(line) + 1;
    from = stop + 1;
  }
  return out;
}

/** A file's name is the same on all its lines: it is escaped once. */
function asJson(): (line: LogLine) => string {
  let last = "";
  let head = "";
  return ({ file, text, offset, truncated }) => {
    if (file !== last) {
      last = file;
      head = `{"file":${JSON.stringify(file)},"text":`;
    }
    return `${head}${JSON.stringify(text)},"offset":${offset}${truncated ? ',"truncated":true' : ""}}\n`;
  };
}
