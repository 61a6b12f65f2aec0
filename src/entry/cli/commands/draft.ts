import { usageError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import { visible } from "../../../base/kernel/visible.ts";
import { Bundle, type DraftResult } from "../../../base/model/draft.ts";
import type { KnownRunbook } from "../../../core/scribe/draft-session.ts";
import { draftBundle, draftById, rewordDraft } from "../../../loops/draft.ts";
import type { Cli, Command } from "../cli.ts";
import { showDrafted } from "../draft-shown.ts";
import { inputLines, parseJsonLine } from "../read-input.ts";

export const draft: Command = async (cli) => {
  const bundle = cli.arguments.text("bundle");
  if (bundle !== null) return await draftFile(cli, bundle);
  const app = await cli.app();
  await app.takeIn();
  const { records } = await app.stores();
  const typed = cli.arguments.word(0);
  const id = typed === "" ? records.sessions({ open: false, limit: 1 })[0]?.id : typed;
  if (id === undefined) throw usageError("there is no closed session to draft", "type: reifier sessions end");
  const deps = await app.drafting();
  const { drafted, notice } = await rewordDraft(deps, await draftById(deps, id));
  if (notice !== null) cli.print.note(notice);
  if (cli.print.json) cli.print.document(drafted.result);
  else await showDrafted(cli, deps, drafted);
  return exitCode.done;
};

/** Sessions of one bundle know the earlier ones, so a fix that comes again is recognised. */
async function draftFile(cli: Cli, file: string): Promise<typeof exitCode.done | typeof exitCode.no> {
  const deps = await (await cli.app()).drafting();
  const known: KnownRunbook[] = [];
  let number = 0;
  for await (const text of inputLines(file, cli.streams.stdin)) {
    number += 1;
    if (text.trim() === "") continue;
    const { result, notice } = await draftBundle(
      deps,
      parseJsonLine(text, { file, line: number }, (value) => Bundle.parse(value)),
      known,
    );
    if (notice !== null) cli.print.note(`${result.id}: ${notice}`);
    known.push(knownFrom(result));
    if (cli.print.json) cli.print.document(result);
    else cli.print.answer(visible(result.draft, { keep: "lines" }));
  }
  return number > 0 ? exitCode.done : exitCode.no;
}

const knownFrom = (result: DraftResult): KnownRunbook => ({
  id: result.id,
  title: result.title,
  fixes: result.steps.filter((step) => step.role === "fix").map((step) => step.command),
});
