import { exitCode } from "../../../base/kernel/exit-code.ts";
import type { ShellName } from "../../../base/model/scalars.ts";
import type { Command } from "../cli.ts";
import type { CommandEntry } from "../command-entry.ts";
import { bashCompletion } from "../completion/bash.ts";
import { fishCompletion } from "../completion/fish.ts";
import { type Place, placesOf } from "../completion/places.ts";
import { zshCompletion } from "../completion/zsh.ts";
import { shellNamed } from "./hook.ts";

const scripts: Readonly<Record<ShellName, (places: readonly Place[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** The table is handed in: it names this command too. */
export const completionOf =
  (table: readonly CommandEntry[]): Command =>
  (cli) => {
    const shell = shellNamed(cli.arguments.word(0));
    const script = scripts[shell](placesOf(table));
    if (cli.print.json) cli.print.document({ shell, script });
    else cli.streams.stdout.write(script);
    return Promise.resolve(exitCode.done);
  };
