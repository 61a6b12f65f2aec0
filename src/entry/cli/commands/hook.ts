import { usageError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import { nearestName } from "../../../base/kernel/nearest.ts";
import { ShellName } from "../../../base/model/scalars.ts";
import type { Command } from "../cli.ts";

export const hook: Command = async (cli) => {
  const shell = shellNamed(cli.arguments.word(0));
  cli.streams.stdout.write(await (await cli.app()).hook(shell));
  return exitCode.done;
};

export function shellNamed(typed: string): ShellName {
  const known = ShellName.safeParse(typed);
  if (known.success) return known.data;
  const near = nearestName(typed, ShellName.options);
  throw usageError(
    `unknown shell ${JSON.stringify(typed)}`,
    near === null ? "known shells: bash, zsh, fish" : `did you mean ${near}?`,
  );
}
