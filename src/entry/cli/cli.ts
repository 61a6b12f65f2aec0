import type { ExitCode } from "../../base/kernel/exit-code.ts";
import type { Application } from "../../loops/application.ts";
import type { CommandArguments } from "./arguments.ts";
import type { Printer, Streams } from "./print.ts";

/** What a command gets: its words, a way to answer, and the house when it needs it. */
export interface Cli {
  readonly print: Printer;
  readonly streams: Streams;
  readonly arguments: CommandArguments;
  /** Where it was typed. */
  readonly directory: string;
  /** Opens the workspace (made on first use); the same one for the whole command. */
  app(): Promise<Application>;
}

export type Command = (cli: Cli) => Promise<ExitCode>;
