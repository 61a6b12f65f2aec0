import { exitCode } from "../../../base/kernel/exit-code.ts";
import { visible } from "../../../base/kernel/visible.ts";
import { forgetCopies } from "../../../loops/edited-files.ts";
import { forgetRecords } from "../../../loops/forget.ts";
import type { Command } from "../cli.ts";

export const forget: Command = async (cli) => {
  const app = await cli.app();
  await app.takeIn();
  const { records, operator, outbox } = await app.stores();
  const edited = await app.editedFiles();
  const forgotten = await forgetRecords(
    {
      records,
      operator,
      outbox,
      shelf: await app.shelf(),
      journal: await app.journal(),
      notifier: await app.notifier(),
      user: app.environment.user,
      forgetFiles: (gone) => forgetCopies(edited, gone),
    },
    cli.arguments.words(0),
  );
  if (cli.print.json) cli.print.document(forgotten);
  else {
    cli.print.answer(`${forgotten.records} ${forgotten.records === 1 ? "record" : "records"} deleted`);
    for (const path of forgotten.drafts) cli.print.answer(`draft deleted: ${visible(path)}`);
  }
  for (const path of forgotten.kept)
    cli.print.note(`${visible(path)} was made of it and is yours now; delete or edit it yourself`);
  return exitCode.done;
};
