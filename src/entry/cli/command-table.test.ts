import { describe, expect, it } from "vitest";
import type { CommandEntry } from "./command-entry.ts";
import { commandTable } from "./command-table.ts";
import { understand } from "./program.ts";
import { exits } from "./tables/exits.ts";

const writers = {
  stdout: () => undefined,
  columns: 80,
  workspace: () => ({ path: "/w", why: "default" as const }),
};

/** What `--help` prints for these words. */
async function helpOf(words: readonly string[], columns: number): Promise<string> {
  let help = "";
  const stdout = (text: string): void => {
    help += text;
  };
  await understand([...words, "--help"], { ...writers, stdout, columns });
  return help;
}

/** The words of an example after `reifier`, as a shell splits them; what is piped in or redirected is left out. */
function wordsOf(example: string): string[] {
  const command = /(?:^|[|(] ?)reifier ([^|<>)]*)/.exec(example)?.[1] ?? "";
  const bare = command.replace(/ {2,}\(.*$/, "");
  return [...bare.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, word]) => double ?? single ?? word ?? "",
  );
}

const usageAfter = ({ name, takes }: CommandEntry): string => {
  const isGroup = commandTable.some((other) => other.name.startsWith(`${name} `));
  return `${isGroup ? " [command]" : ""}${takes === undefined ? "" : ` ${takes}`}`;
};

describe("every command", () => {
  it.each(commandTable.map((entry) => [entry.name, entry] as const))(
    "%s has an example that it understands",
    async (name, entry) => {
      const typed = await understand(wordsOf(entry.example), writers);
      expect(typed.kind === "command" ? typed.entry.name : typed.kind).toBe(name);
    },
  );

  it.each(commandTable.map((entry) => [entry.name, entry] as const))(
    "%s is summed up in a line that fits a narrow terminal's help",
    (_, { summary }) => {
      expect(summary.length).toBeLessThanOrEqual(90);
      expect(summary).not.toMatch(/[.\n]$/);
    },
  );

  it.each(commandTable.map((entry) => [entry.name, entry] as const))(
    "%s has a help like a manual page: usage, purpose, options, example, exit codes",
    async (name, entry) => {
      const help = await helpOf(name.split(" "), writers.columns);
      expect(help.split("\n")[0]).toBe(`Usage: reifier ${name} [options]${usageAfter(entry)}`);
      for (const part of [entry.summary.slice(0, 40), "Options:", `example: ${entry.example}`, "Exit codes:"])
        expect(help).toContain(part);
      for (const [code, meaning] of Object.entries(entry.exits ?? {}))
        expect(help).toMatch(new RegExp(`^ {2}${code} +${meaning.replace(/[()?]/g, "\\$&")}$`, "m"));
    },
  );

  it.each(["", "graph", "service", ...commandTable.map(({ name }) => name)])(
    "%s has a help that fits a terminal of 40 columns",
    async (name) => {
      const help = await helpOf(name === "" ? [] : name.split(" "), 40);
      expect(help.split("\n").filter((line) => line.length > 40)).toEqual([]);
    },
  );

  it.each(["graph", "service"])(
    "%s, which is only a group of commands, has an example too",
    async (group) => {
      expect(await helpOf([group], 80)).toMatch(new RegExp(`^example: reifier ${group} \\w+`, "m"));
    },
  );

  it("is not known to help when it is mistyped, and the nearest is named", async () => {
    await expect(understand(["help", "statsu"], writers)).rejects.toMatchObject({
      message: "unknown command 'statsu'",
      hint: "did you mean status?",
    });
  });

  it("is named by its exit codes", () => {
    const names = commandTable.map(({ name }) => name);
    for (const name of Object.keys(exits)) expect(names).toContain(name);
  });

  it("is named once", () => {
    const names = commandTable.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
