import { ShellName } from "../base/model/scalars.ts";
import type { IncomingRecord } from "../base/ports/record-store.ts";
import type { SpoolBatch, SpoolFile } from "../base/ports/recorder-source.ts";
import { recordOfSpoolEntry } from "../core/history/make-record.ts";
import { parseShellFacts, terminalOf } from "../core/history/shell-facts.ts";
import { parseSpool } from "../core/history/spool-record.ts";
import { clean, type Keep } from "./observe-keep.ts";
import { rememberPaused } from "./observe-paused.ts";

/** Takes in what hooks wrote: one transaction for the records and the shells that ended, then the files go. */
export function takeInSpool(batch: SpoolBatch, keep: Keep): void {
  if (keep.parts.paused?.() === true) {
    const entries = batch.files.flatMap((file) => parseSpool(file.bytes, shellOf(file)).entries);
    rememberPaused(
      entries.map(({ text }) => text),
      keep,
    );
    keep.tally.leaveOut("paused", entries.length);
    batch.discard();
    return;
  }
  const { host, user } = keep.parts;
  const records = batch.files.flatMap((file) => recordsOf(file, keep));
  const last = batch.ended.find((shell) => shell.last);
  const ended = last === undefined ? {} : { shellsEnded: [{ host, user, at: last.at }] };
  if (records.length > 0 || last !== undefined) keep.store({ records, ...ended });
  batch.stored();
}

const shellOf = (file: SpoolFile): ShellName => ShellName.parse(file.shell.slice(0, file.shell.indexOf(".")));

function recordsOf(file: SpoolFile, keep: Keep): IncomingRecord[] {
  const name = shellOf(file);
  const { entries, damaged, torn } = parseSpool(file.bytes, name);
  const lost = damaged + (torn && file.final ? 1 : 0);
  // A file that may still grow is read again: what is left out of it counts at the last reading.
  const tally = file.final ? keep.tally : { ...keep.tally, leaveOut: () => undefined };
  tally.leaveOut("damaged", lost);
  if (lost > 0)
    keep.tally.warn(`${lost} damaged ${lost === 1 ? "record" : "records"} of ${file.shell} left out`);
  const cut = entries.filter((entry) => entry.cut).length;
  tally.leaveOut("cut", cut);
  if (cut > 0) keep.tally.warn(`${cut} very long ${cut === 1 ? "command" : "commands"} of ${file.shell} cut`);
  const shell = { name, terminal: file.marker === null ? null : terminalOf(parseShellFacts(file.marker)) };
  return entries.flatMap((entry) => {
    const raw = recordOfSpoolEntry(entry, shell, keep.parts);
    return (
      (raw === null
        ? null
        : clean(raw, `${file.shell}#${entry.sequence}`, file.environment, { ...keep, tally })) ?? []
    );
  });
}
