import { analyseShell } from "../shell/analyse.ts";
import type { CommandRun, ShellWord } from "../shell/types.ts";
import { findArgvSecrets } from "./argv-secrets.ts";
import { isStandIn } from "./judge-value.ts";
import { kindOf } from "./key-values.ts";
import type { LooseCommand, LooseWord } from "./loose-words.ts";
import type { Found, Secret } from "./mask.ts";
import { findPipedSecrets } from "./piped-secrets.ts";
import { nameStrength } from "./secret-name.ts";

/**
 * Secrets that only the syntax tree shows: a value assigned under a plain name and used as a password (`X=…; mysql -p"$X"`),
 * split by quotes, decoded or spliced on the way. Each is masked wherever its value stands in the text. Text that does not parse
 * gives nothing here; the rules for plain text look at it in any case.
 */
export function findTreeSecrets(text: string): readonly Found[] {
  const analysis = analyseShell(text);
  if (!analysis.ok) return [];
  const secrets = [
    ...analysis.runs.flatMap(ofArguments),
    ...ofAssignments(analysis.runs),
    ...ofPipes(analysis.runs),
  ];
  return secrets.flatMap((secret) => everywhere(text, secret));
}

const valuesOf = (run: CommandRun): readonly string[] => run.argv.map(textOf);

/** What is not known of a word is written as a variable: no rule takes that for a secret. */
const textOf = (word: ShellWord): string =>
  word.value ?? word.pieces.map((piece) => ("text" in piece ? piece.text : "${unknown}")).join("");

const ofArguments = (run: CommandRun): readonly Secret[] => {
  const values = valuesOf(run);
  return findArgvSecrets(values).map(({ word, from, to, kind }) => ({
    value: (values[word] ?? "").slice(from, to),
    kind,
  }));
};

const ofAssignments = (runs: readonly CommandRun[]): readonly Secret[] =>
  runs.flatMap((run) =>
    run.assignments.flatMap(({ name, word }) => {
      const value = word?.value ?? "";
      return nameStrength(name) === "strong" && value.length >= 4 && !isStandIn(value)
        ? [{ value, kind: kindOf(name) }]
        : [];
    }),
  );

function ofPipes(runs: readonly CommandRun[]): readonly Secret[] {
  return runs.flatMap((run) => {
    const producer = run.pipedFrom === null ? undefined : runs[run.pipedFrom];
    const commands = [...(producer === undefined ? [] : [asLoose(producer, "")]), asLoose(run, "|")];
    return findPipedSecrets(commands).map(({ word, from, to }) => ({
      value: word.value.slice(from, to),
      kind: "password",
    }));
  });
}

const plainWord = (value: string): LooseWord => ({ value, plain: true, spans: () => [] });

const asLoose = (run: CommandRun, after: string): LooseCommand => ({
  words: valuesOf(run).map(plainWord),
  after,
  output: [],
  input: run.redirects.flatMap(({ op, body }) =>
    op.startsWith("<<") && body !== null ? [plainWord(body)] : [],
  ),
});

/** Every place where the value stands by itself. Shorter than 4 it would hit anything. */
function everywhere(text: string, { value, kind }: Secret): readonly Found[] {
  if (value.length < 4 || value.length > 8192) return [];
  const found: Found[] = [];
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) {
    const end = at + value.length;
    if (value.length >= 8 || !(/\w/.test(text.charAt(at - 1)) && /\w/.test(text.charAt(end))))
      found.push({ start: at, end, kind });
  }
  return found;
}
