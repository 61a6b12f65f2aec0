import { readRegularFile } from "../../../base/kernel/atomic-file.ts";
import { errorText, usageError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import { visible } from "../../../base/kernel/visible.ts";
import { codeBlocks } from "../../../core/runbook/blocks.ts";
import type { Command } from "../cli.ts";

export const blocks: Command = (cli) => {
  const found = codeBlocks(read(cli.arguments.word(0)));
  if (cli.print.json) cli.print.document(found);
  for (const block of cli.print.json ? [] : found) {
    const heading = block.headingPath.length === 0 ? "" : `  ${visible(block.headingPath.join(" > "))}`;
    cli.print.answer(
      `${block.lines[0]}-${block.lines[1]}  ${block.kind} ${visible(block.language ?? "-")}${heading}`,
    );
    cli.print.answer(visible(block.code, { keep: "lines" }).replace(/^/gm, "    "));
  }
  return Promise.resolve(found.length > 0 ? exitCode.done : exitCode.no);
};

function read(path: string): string {
  try {
    return readRegularFile(path).text;
  } catch (error) {
    throw usageError(`cannot read ${path}: ${errorText(error)}`, "name a Markdown file", error);
  }
}
