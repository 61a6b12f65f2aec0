import { basename } from "node:path";
import { usageError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import { visible } from "../../../base/kernel/visible.ts";
import { readIncidents } from "../../../loops/incidents.ts";
import type { Command } from "../cli.ts";

export const listIncidents: Command = async (cli) => {
  const rows = readIncidents(await (await cli.app()).shelf()).map(({ row }) => row);
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
  const wanted = cli.arguments.word(0);
  // As the list prints it, or as the file is named.
  const id = basename(wanted, ".md");
  const found = readIncidents(await (await cli.app()).shelf()).find(({ row }) => row.id === id);
  if (found === undefined)
    throw usageError(`there is no incident ${JSON.stringify(wanted)}`, "type: reifier incidents");
  if (cli.print.json) cli.print.document({ ...found.row, report: found.text });
  else cli.print.answer(visible(found.text, { keep: "lines" }).trimEnd());
  return exitCode.done;
};
