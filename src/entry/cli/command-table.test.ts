import { describe, expect, it } from "vitest";
import { commandTable } from "./command-table.ts";
import { understand } from "./program.ts";

const writers = { stdout: () => undefined, workspace: () => ({ path: "/w", why: "default" as const }) };

/** The words of an example after `reifier`, as a shell splits them; what is piped in or redirected is left out. */
function wordsOf(example: string): string[] {
  const command = /(?:^|[|(] ?)reifier ([^|<>)]*)/.exec(example)?.[1] ?? "";
  const bare = command.replace(/ {2,}\(.*$/, "");
  return [...bare.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, word]) => double ?? single ?? word ?? "",
  );
}

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

  it("is named once", () => {
    const names = commandTable.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
