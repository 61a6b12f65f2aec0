import { usageError } from "../../../base/kernel/errors.ts";
import { type ExitCode, exitCode } from "../../../base/kernel/exit-code.ts";
import { visible } from "../../../base/kernel/visible.ts";
import type { ShellName } from "../../../base/model/scalars.ts";
import type { Application } from "../../../loops/application.ts";
import type { Cli, Command } from "../cli.ts";
import type { CommandEntry } from "../command-entry.ts";
import { bashCompletion } from "../completion/bash.ts";
import { fishCompletion } from "../completion/fish.ts";
import { IdKind, type Place, placesOf } from "../completion/places.ts";
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
  async (cli) => {
    if (cli.arguments.word(0) === "ids") return await printIds(cli);
    const shell = shellNamed(cli.arguments.word(0));
    const script = scripts[shell](placesOf(table));
    if (cli.print.json) cli.print.document({ shell, script });
    else cli.streams.stdout.write(script);
    return exitCode.done;
  };

/** For the scripts: one id a line. */
async function printIds(cli: Cli): Promise<ExitCode> {
  const kind = IdKind.safeParse(cli.arguments.word(1));
  if (!kind.success) throw usageError("no such kind of id", `one of: ${IdKind.options.join(", ")}`);
  const ids = await idsOf(await cli.app(), kind.data);
  for (const id of ids) cli.print.answer(visible(id));
  return exitCode.done;
}

async function idsOf(app: Application, kind: IdKind): Promise<string[]> {
  const { records, operator, graph } = await app.stores();
  if (kind === "session") return records.sessions({ limit: 50 }).map(({ id }) => id);
  if (kind === "suggestion") return operator.suggestions("open").map(({ id }) => id);
  if (kind === "pattern") return (await graph.patterns()).map(({ id }) => id);
  if (kind === "execution") return (await graph.executions({ running: true })).map(({ id }) => id);
  const shelf = await app.shelf();
  if (kind === "incident") return shelf.incidents().map(({ id }) => id);
  return (await app.runbookRows()).map(({ id }) => id);
}
