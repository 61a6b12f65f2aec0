import type { Command } from "./cli.ts";
import type { Exits } from "./tables/exits.ts";

/** One line of `reifier --help`. `load` fetches the code only when the command is typed, so `--help` stays cheap. */
export interface CommandEntry {
  /** Name, with the parent's before it: `sessions show`. */
  readonly name: string;
  /** Positional arguments in commander's form. */
  readonly takes?: string;
  readonly summary: string;
  /** Heading in `reifier --help`; the table fills it in. */
  readonly group?: string;
  readonly options?: readonly (readonly [flags: string, description: string])[];
  readonly example: string;
  /** The table fills it in. */
  readonly exits?: Exits;
  /** It ends or stops something, and does so with settings that are broken, too. */
  readonly stops?: true;
  readonly load: () => Promise<Command>;
}

/** Options that several commands share. */
export const set = [
  "--set <name=value...>",
  "an input's or a guard's value; NAME=@FILE for a secret",
] as const;
export const yes = ["--yes", "answer low and medium risk with yes; never high, never a deny"] as const;
export const file = (what: string) => ["--file <file>", what] as const;
