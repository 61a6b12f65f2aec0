import { visible } from "../../../base/kernel/visible.ts";
import type { EditNote } from "../../../base/model/kept.ts";
import type { ShellRecord } from "../../../base/model/record.ts";
import type { Kept } from "../../../base/ports/kept-store.ts";
import { enteredPlace } from "../../../core/history/entered-place.ts";

/** A record as `sessions show --json` gives it: what was kept of its output and its edits only where there is something. */
export function recordDocument(record: ShellRecord, kept: Kept | undefined): object {
  const edits = (kept?.edits ?? []).map(({ path, diff, knownFrom, note }) => ({
    path,
    diff,
    knownFrom,
    note,
  }));
  return {
    ...record,
    ...(kept?.output == null ? {} : { output: kept.output }),
    ...(edits.length === 0 ? {} : { edits }),
    ...marksOf(record),
  };
}

/** `standsIn`: ssh, sudo, container or outer shell of the shell it was typed in; `entered`: where the command itself went. */
function marksOf({ command, terminal }: ShellRecord): { standsIn?: string[]; entered?: string } {
  const standsIn = (terminal ?? "").split(" ").slice(1);
  const entered = enteredPlace(command);
  return { ...(standsIn.length === 0 ? {} : { standsIn }), ...(entered === null ? {} : { entered }) };
}

function marksInWords(record: ShellRecord): string {
  const { standsIn = [], entered } = marksOf(record);
  const parts = [...standsIn, ...(entered === undefined ? [] : [`went to: ${entered}`])];
  return parts.length === 0 ? "" : `    [${visible(parts.join("; "))}]`;
}

/** On the screen a long output is told by its last lines; `--json` gives all that is kept. */
const mostLines = 12;

const notes: Readonly<Record<EditNote, string>> = {
  "no-text-before": "changed; its text before is not known",
  binary: "changed; not a text",
  "too-large": "changed; larger than 1 MiB",
  "too-different": "changed; too much to compare",
  "secret-value-changed": "a secret value changed",
  "not-readable": "changed; not readable",
  "not-a-regular-file": "no regular file: left alone",
};

/** A record with what was kept beside it, as lines for a person. */
export function recordLines(record: ShellRecord, kept: Kept | undefined): string[] {
  const exit = record.exitCode === null ? "?" : String(record.exitCode);
  return [
    `${record.startedAt ?? "-"}  ${exit.padStart(3)}  ${visible(record.command)}${marksInWords(record)}`,
    ...(kept === undefined ? [] : [...outputLines(kept), ...editLines(kept)]),
  ];
}

function outputLines({ output }: Kept): string[] {
  if (output === null) return [];
  const lines = output.text.split("\n").filter((line, at, all) => line !== "" || at < all.length - 1);
  const shown = lines.slice(-mostLines).map((line) => `    | ${visible(line, { keep: "lines" })}`);
  const left = lines.length - shown.length;
  return [
    ...(output.fullScreen ? ["    (it took the whole screen: what it drew is not kept)"] : []),
    ...(left > 0 ? [`    (${left} lines before, ${output.bytes} bytes in all: --json)`] : []),
    ...shown,
  ];
}

const editLines = ({ edits }: Kept): string[] =>
  edits.flatMap(({ path, diff, note }) => [
    `    changed ${visible(path)}${note === null ? "" : `: ${notes[note]}`}`,
    ...(diff ?? "")
      .split("\n")
      .slice(2, -1)
      .map((line) => `    ${visible(line, { keep: "lines" })}`),
  ]);
