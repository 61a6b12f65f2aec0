import { analyseShell } from "../../base/shell/analyse.ts";
import type { CommandRun, ShellWord } from "../../base/shell/types.ts";

/**
 * Does the rewritten text run the same words as the recorded one when the variables have these values? Judged on the
 * shell tree; what cannot be read is not the same.
 */
export function runsSameWords(
  recorded: string,
  rewritten: string,
  values: Readonly<Record<string, string>>,
): boolean {
  const before = analyseShell(recorded);
  const after = analyseShell(rewritten, { constants: values });
  if (!before.ok || !after.ok || before.runs.length !== after.runs.length) return false;
  return before.runs.every((run, at) => {
    const other = after.runs[at];
    return other !== undefined && wordsOfRun(run, {}) === wordsOfRun(other, values);
  });
}

function wordsOfRun(run: CommandRun, values: Readonly<Record<string, string>>): string {
  return JSON.stringify([
    run.argv.map(textOf),
    run.assignments.map(({ name, word }) => [name, word === null ? null : textOf(word)]),
    run.redirects.map(({ op, fd, target, body }) => [op, fd, target === null ? null : textOf(target), body]),
    run.stdin,
    run.via.map((way) => withValues(way, values)),
  ]);
}

/** A way there is told as typed (`ssh "$node"`): with the values where `withVariable` puts their names. */
const withValues = (way: string, values: Readonly<Record<string, string>>): string =>
  Object.entries(values).reduce(
    (text, [name, value]) =>
      [`'"$${name}"'`, `"$${name}"`, `\${${name}}`].reduce(
        (rest, form) => rest.replaceAll(form, () => value),
        text,
      ),
    way,
  );

/** A word without how it was quoted. */
function textOf({ value, pieces }: ShellWord): string {
  if (value !== null) return value;
  return pieces
    .map((piece) => {
      if (piece.kind === "text") return piece.text;
      if (piece.kind === "glob") return `*${piece.text}`;
      return piece.kind === "variable" ? `$${piece.name}` : `?${piece.why}`;
    })
    .join("");
}
