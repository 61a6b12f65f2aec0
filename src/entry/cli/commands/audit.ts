import { usageError } from "../../../base/kernel/errors.ts";
import { exitCode } from "../../../base/kernel/exit-code.ts";
import { visible } from "../../../base/kernel/visible.ts";
import type { Command } from "../cli.ts";

export const listAudit: Command = async (cli) => {
  const { arguments: words, print } = cli;
  const filter = {
    ...time("since", words.text("since")),
    ...time("until", words.text("until")),
    ...asked("type", words.text("type")),
    ...asked("actor", words.text("actor")),
  };
  const lines = (await (await cli.app()).journal()).read(filter);
  for (const line of lines) {
    if (print.json) print.document(line);
    else
      print.answer(
        `${line.seq}  ${line.at}  ${visible(line.actor)}  ${line.type}  ${visible(line.subject)}  ${visible(JSON.stringify(line.data))}`,
      );
  }
  if (lines.length === 0)
    print.note(Object.keys(filter).length === 0 ? "nothing was done yet" : "no entry fits");
  return exitCode.done;
};

const asked = (key: string, value: string | null): Record<string, string> =>
  value === null ? {} : { [key]: value };

function time(key: "since" | "until", value: string | null): Record<string, string> {
  if (value === null) return {};
  const at = Date.parse(value);
  if (Number.isNaN(at))
    throw usageError(`--${key} ${value}: not a time`, `type: --${key} 2026-03-02T02:00:00Z`);
  return { [key]: new Date(at).toISOString() };
}

export const verifyAudit: Command = async (cli) => {
  const checked = (await (await cli.app()).journal()).verify();
  if (cli.print.json) cli.print.document(checked);
  else if (checked.ok)
    cli.print.answer(
      checked.lines === 0
        ? "the audit is empty: nothing was done yet"
        : `the audit chain is whole: ${checked.lines} entries, head ${checked.head}`,
    );
  else cli.print.answer(`the audit chain is broken at entry ${checked.firstBad}: ${checked.why}`);
  return checked.ok ? exitCode.done : exitCode.no;
};
