import { basename } from "node:path";
import type { LogSource } from "../../base/ports/log-source.ts";
import { createLineStream, type LineStreamOptions } from "./line-stream.ts";

export interface CommandOptions
  extends Pick<LineStreamOptions, "environment" | "cwd" | "maxLineBytes" | "onWarning"> {
  readonly command: readonly string[];
  readonly source: string;
}

/** Follows what a program writes to its stdout. What it wrote while nobody followed is not given again. */
export function createCommandSource(options: CommandOptions): LogSource {
  const { command, source } = options;
  // Its words may hold a secret: they name nothing that people see.
  const name = `command: ${basename(command[0] ?? "")}`;
  const file = `command:${command.join(" ")}`;
  return createLineStream({
    ...options,
    name,
    command: () => command,
    read: (lines) => lines.map((line) => ({ ...line, file, source })),
    stored: () => undefined,
    ended: ({ code }) =>
      options.onWarning(`${name} ended (${code ?? "not started, or by a signal"}); it is started again`),
  });
}
