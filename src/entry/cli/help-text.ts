import type { HelpConfiguration } from "commander";
import type { CommandEntry } from "./command-entry.ts";
import { hanging, wrapped, wrappedCommand } from "./wrapped.ts";

/** Columns of help that goes to a file or a pipe. */
export const pipedColumns = 80;

/** Beside its name a description has at least this many columns; where there are fewer, it goes below. */
const besideAtLeast = 30;

const exitCodes: Readonly<Record<string, string>> = {
  0: "done; the answer is yes",
  1: "the answer is no",
  2: "a mistake in the words or the settings",
  10: "denied by the policy, or not approved",
  11: "not confirmed",
  12: "a step failed",
  13: "a service that is needed is away",
  130: "interrupted",
};

/** What stands below the commands in `reifier --help`. `workspace`: its path and why it is this one. */
export function rootTail(workspace: string, columns: number): string {
  return `
${exitLines(exitCodes, columns)}

workspace: ${workspace}
${exampleOf("reifier up", columns)}   (Ctrl-C stops it)`;
}

/** What stands below the options of a command's help. */
export function helpTail(
  { example, exits = {} }: Pick<CommandEntry, "example" | "exits">,
  columns: number,
): string {
  const meanings = {
    0: exits[1] === undefined ? "done" : "done; yes",
    2: "a mistake in the words or the settings",
    ...exits,
  };
  return `
${hanging("Also: ", "--workspace, --json, --no-color, --quiet (reifier --help)", columns)}

${exampleOf(example, columns)}

${exitLines(meanings, columns)}`;
}

function exampleOf(example: string, columns: number): string {
  const line = `example: ${example}`;
  if (line.length < columns) return line;
  return `example:\n  ${wrappedCommand(example, columns - 2).replaceAll("\n", "\n  ")}`;
}

function exitLines(meanings: Readonly<Record<string, string>>, columns: number): string {
  const lines = Object.entries(meanings).map(([code, meaning]) =>
    hanging(`  ${code.padEnd(3)}  `, meaning, columns),
  );
  return ["Exit codes:", ...lines].join("\n");
}

/** How commander sets its help: in a narrow terminal a description stands below its name. */
export function helpLayout(columns: number): HelpConfiguration {
  return {
    helpWidth: columns,
    minWidthToWrap: 20,
    styleUsage: (usage) => hanging("Usage: ", usage, columns).slice("Usage: ".length),
    formatItem: (term, termWidth, description) => {
      const beside = columns - termWidth - 4;
      if (description === "") return `  ${term}`;
      if (beside < besideAtLeast) return `  ${term}\n${indented(wrapped(description, columns - 6), 6)}`;
      const below = indented(wrapped(description, beside + 1), termWidth + 4);
      return `  ${term.padEnd(termWidth)}  ${below.trimStart()}`;
    },
  };
}

const indented = (text: string, by: number): string => text.replace(/^/gm, " ".repeat(by));
