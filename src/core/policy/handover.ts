import type { CommandRun, ShellWord } from "../../base/shell/types.ts";

/** Where a runbook's block writes what it hands on: a file of the run itself, set anew for each block. */
const handoverName = "RUNBOOK_OUTPUT";

/** The word is `$RUNBOOK_OUTPUT`, whole and unchanged: nothing in the text gives that name another value. */
export function isHandover(word: ShellWord, run: CommandRun, runs: readonly CommandRun[]): boolean {
  const [piece, ...more] = word.pieces;
  return (
    piece?.kind === "variable" &&
    piece.name === handoverName &&
    more.length === 0 &&
    /^"?\$(?:RUNBOOK_OUTPUT|\{RUNBOOK_OUTPUT\})"?$/.test(word.raw) &&
    run.where === "local" &&
    !runs.some(maySet)
  );
}

const setters = /^(?:read|mapfile|readarray|getopts|declare|typeset|local|readonly|export|unset|let|printf)$/;

/** The run gives the name a value, or a name that only running would tell. */
function maySet(run: CommandRun): boolean {
  if (run.assignments.some(({ name }) => name === handoverName)) return true;
  const name = run.argv[0]?.value?.replace(/^.*\//, "") ?? "";
  if (!setters.test(name)) return false;
  const words = run.argv.slice(1);
  if (name === "printf" && !mayBeOption(words[0])) return false;
  return words.some(namesIt);
}

const namesIt = ({ value, pieces }: ShellWord): boolean =>
  value === null ? /^$|^-v/.test(beginning(pieces)) : value.replace(/^-v/, "").startsWith(handoverName);

/** `printf -v NAME`, or a first word that may be that. */
const mayBeOption = (word: ShellWord | undefined): boolean =>
  word !== undefined && /^$|^-v/.test(word.value ?? beginning(word.pieces));

const beginning = ([first]: ShellWord["pieces"]): string => (first?.kind === "text" ? first.text : "");
