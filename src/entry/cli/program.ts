import { Command, CommanderError } from "commander";
import type { WorkspaceChoice } from "../../base/config/workspace.ts";
import { ReifierError, usageError } from "../../base/kernel/errors.ts";
import { nearestName } from "../../base/kernel/nearest.ts";
import { CommandArguments } from "./arguments.ts";
import type { CommandEntry } from "./command-entry.ts";
import { commandTable } from "./command-table.ts";
import { helpLayout, helpTail, rootTail } from "./help-text.ts";
import { groupSummaries } from "./tables/groups.ts";

/** What was typed, understood: a command to run, or text that commander answered itself (`--help`). */
export type Typed =
  | {
      readonly kind: "command";
      readonly entry: CommandEntry;
      readonly arguments: CommandArguments;
      readonly globals: Globals;
    }
  | { readonly kind: "answered" };

interface Globals {
  readonly workspace: string | undefined;
  readonly json: boolean;
  readonly color: boolean;
  readonly quiet: boolean;
}

interface Writers {
  readonly stdout: (text: string) => void;
  /** How wide help may be. */
  readonly columns: number;
  /** Which workspace would be used, for `--help`; throws where there is none. */
  readonly workspace: () => WorkspaceChoice;
}

/** Reads the words. Throws a usage error (exit 2) with the nearest known command or option. */
export async function understand(words: readonly string[], writers: Writers): Promise<Typed> {
  let typed: Typed = { kind: "answered" };
  const program = rootCommand(writers);
  const groups = new Map<string, Command>();
  for (const entry of commandTable) {
    const command = place({ program, groups, columns: writers.columns }, entry);
    describe(command, entry, writers.columns);
    command.action((...all: unknown[]) => {
      const positional = all.slice(0, -2);
      typed = {
        kind: "command",
        entry,
        arguments: new CommandArguments(positional, command.opts()),
        globals: globals(program),
      };
    });
  }
  try {
    await program.parseAsync(words, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: "answered" };
    throw usageMistake(error, words);
  }
  return typed;
}

function rootCommand(writers: Writers): Command {
  const program = new Command("reifier");
  program
    .description(
      "Records what you type, drafts a runbook from it, and runs it again when the error comes back.",
    )
    .option("--workspace <dir>", "where everything is kept")
    .option("--json", "answer with JSON on stdout")
    .option("--no-color", "no colours")
    .option("--quiet", "no progress or notes on stderr")
    .version("0.1.0", "-V, --version")
    .configureOutput({ writeOut: writers.stdout, writeErr: () => {}, outputError: () => {} })
    .configureHelp(helpLayout(writers.columns))
    .showSuggestionAfterError(true)
    .exitOverride()
    .addHelpText("after", () => rootTail(workspaceLine(writers), writers.columns));
  return program;
}

function workspaceLine(writers: Writers): string {
  try {
    const choice = writers.workspace();
    return `${choice.path} (${choice.why})`;
  } catch (error) {
    return error instanceof ReifierError ? `none: ${error.message}` : "none";
  }
}

interface Places {
  readonly program: Command;
  readonly groups: Map<string, Command>;
  readonly columns: number;
}

/** `sessions show` hangs below `sessions`; a group without an action of its own (`graph`) is made when first needed. */
function place({ program, groups, columns }: Places, entry: CommandEntry): Command {
  const [first = "", second] = entry.name.split(" ");
  if (second === undefined) {
    const command = program.command(first);
    groups.set(first, command);
    return command;
  }
  let group = groups.get(first);
  if (group === undefined) {
    group = program.command(first).description(groupSummaries[first] ?? "");
    group.addHelpText("after", helpTail({ example: entry.example }, columns));
    if (entry.group !== undefined) group.helpGroup(entry.group);
    groups.set(first, group);
  }
  return group.command(second);
}

function describe(command: Command, entry: CommandEntry, columns: number): void {
  command.summary(entry.summary).description(entry.summary);
  if (entry.takes !== undefined) command.arguments(entry.takes);
  for (const [flags, description] of entry.options ?? []) command.option(flags, description);
  if (entry.group !== undefined && !entry.name.includes(" ")) command.helpGroup(entry.group);
  command.addHelpText("after", helpTail(entry, columns));
}

function globals(program: Command): Globals {
  const options: Record<string, unknown> = program.opts();
  const workspace = options["workspace"];
  return {
    workspace: typeof workspace === "string" ? workspace : undefined,
    json: options["json"] === true,
    color: options["color"] !== false,
    quiet: options["quiet"] === true,
  };
}

function usageMistake(error: CommanderError, words: readonly string[]): ReifierError {
  const [first = "", suggestion] = error.message.replace(/^error: /, "").split("\n");
  const near = suggestion?.match(/Did you mean (.+)\?\)/)?.[1];
  if (near !== undefined) return usageError(first, `did you mean ${near}?`, error);
  const entry = entryOf(words);
  const command = entry?.name ?? groupOf(words) ?? "";
  if (error.code === "commander.missingArgument" && entry !== null)
    return usageError(
      first,
      `type: reifier ${command} ${entry.takes}   for example: ${entry.example}`,
      error,
    );
  if (error.code === "commander.unknownOption" && entry?.takes?.includes("...") === true)
    return usageError(first, `put words that begin with - in quotes: ${entry.example}`, error);
  if (error.code === "commander.excessArguments") {
    const meant = nearestBelow(command, namesIn(words)[1] ?? "");
    if (meant !== null) return usageError(first, `did you mean ${meant}?`, error);
  }
  if (error.code === "commander.help") return noCommand(command, words, error);
  return usageError(first, `type: reifier ${command === "" ? "" : `${command} `}--help`, error);
}

/** A group without a word behind it, or `help` with one that is no command. */
function noCommand(group: string, words: readonly string[], cause: unknown): ReifierError {
  const [help, command] = namesIn(words);
  if (help !== "help" || command === undefined)
    return usageError("no command was given", `type: reifier ${group === "" ? "" : `${group} `}--help`);
  const near = nearestName(
    command,
    commandTable.map(({ name }) => name),
  );
  return usageError(
    `unknown command '${command}'`,
    near === null ? "type: reifier --help" : `did you mean ${near}?`,
    cause,
  );
}

/** The command that was typed: `sessions note`, else `sessions`. */
function entryOf(words: readonly string[]): CommandEntry | null {
  const [first, second] = namesIn(words);
  const named = (name: string): CommandEntry | undefined => commandTable.find((entry) => entry.name === name);
  return named(`${first} ${second}`) ?? named(`${first}`) ?? null;
}

/** `sessions shwo`: the command below `sessions` that was meant. */
function nearestBelow(group: string, typed: string): string | null {
  const below = commandTable.flatMap(({ name }) =>
    name.startsWith(`${group} `) ? [name.slice(group.length + 1)] : [],
  );
  const near = nearestName(typed, below);
  return near === null ? null : `${group} ${near}`;
}

function groupOf(words: readonly string[]): string | null {
  const [first] = namesIn(words);
  return first !== undefined && groupSummaries[first] !== undefined ? first : null;
}

const namesIn = (words: readonly string[]): string[] =>
  words.filter((word, index) => !word.startsWith("-") && words[index - 1] !== "--workspace");

/** `--json` is honoured for errors that happen before the words are understood. */
export const asksForJson = (words: readonly string[]): boolean => {
  const end = words.indexOf("--");
  return words.slice(0, end < 0 ? words.length : end).includes("--json");
};
