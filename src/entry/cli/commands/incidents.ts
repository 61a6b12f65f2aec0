import { usageError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import { visible } from "../../../base/kernel/visible.ts";
import type { Command } from "../cli.ts";

export const listIncidents: Command = async (cli) => {
  const rows = await (await cli.app()).incidents();
  if (cli.print.json) cli.print.document(rows);
  for (const row of cli.print.json ? [] : rows) {
    cli.print.answer(
      `${row.id}  ${row.result}  ${visible(row.runbook ?? "-")}  ${visible(row.reason)}  ${row.path}`,
    );
  }
  if (rows.length === 0) cli.print.note("no incidents yet");
  return exitCode.done;
};

export const showIncident: Command = async (cli) => {
  const app = await cli.app();
  const wanted = cli.arguments.word(0);
  const row = (await app.incidents()).find(({ id }) => id === wanted);
  const file = (await app.shelf()).incidents().find(({ id }) => id === wanted);
  if (row === undefined || file === undefined)
    throw usageError(`there is no incident ${JSON.stringify(wanted)}`, "type: reifier incidents");
  if (cli.print.json) cli.print.document({ ...row, report: file.text });
  else cli.print.answer(visible(file.text, { keep: "lines" }).trimEnd());
  return exitCode.done;
};
