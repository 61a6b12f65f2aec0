import type { CommandEntry } from "./command-entry.ts";
import { exits } from "./tables/exits.ts";
import { operating } from "./tables/operating.ts";
import { recording } from "./tables/recording.ts";
import { runbooks } from "./tables/runbooks.ts";

const completion: CommandEntry = {
  name: "completion",
  takes: "<shell> [kind]",
  summary: "print what the Tab key completes; in fish: reifier completion fish | source",
  example: 'eval "$(reifier completion bash)"',
  load: async () => (await import("./commands/completion.ts")).completionOf(commandTable),
};

const under = (group: string, entries: readonly CommandEntry[]): CommandEntry[] =>
  entries.map((entry) => ({ ...entry, group, exits: exits[entry.name] ?? {} }));

export const commandTable: readonly CommandEntry[] = [
  ...under("Recording and drafting:", [...recording, completion]),
  ...under("Runbooks:", runbooks),
  ...under("Operating:", operating),
];
