import { z } from "zod";
import { usageError } from "../../../base/kernel/errors.ts";
import { type ExitCode, exitCode } from "../../../base/kernel/exit-code.ts";
import { visible } from "../../../base/kernel/visible.ts";
import type { GuardResult } from "../../../base/model/guard.ts";
import { guardOnLine } from "../../../core/patterns/guards.ts";
import { parseGuardSentence } from "../../../core/runbook/guard-sentence.ts";
import type { Cli, Command } from "../cli.ts";
import { inputLines, parseJsonLine } from "../read-input.ts";

const GuardLine = z.object({ guard: z.string(), line: z.string() });

export const guard: Command = async (cli) => {
  const file = cli.arguments.text("file");
  if (file !== null) return await fromFile(cli, file);
  const sentence = cli.arguments.words(0).join(" ");
  const line = cli.arguments.text("line");
  if (sentence === "" || line === null) {
    throw usageError(
      "a guard and a line are needed",
      "type: reifier guard 'CPU > 90%' --line 'CPU usage 97%'",
    );
  }
  const result = evaluate(sentence, line);
  if (cli.print.json) cli.print.document({ line: 1, ...shown(result) });
  else cli.print.answer(words(result));
  return codeOf(result);
};

async function fromFile(cli: Cli, file: string): Promise<ExitCode> {
  let code: ExitCode = exitCode.done;
  let number = 0;
  for await (const text of inputLines(file, cli.streams.stdin)) {
    number += 1;
    if (text.trim() === "") continue;
    const given = parseJsonLine(text, { file, line: number }, (value) => GuardLine.parse(value));
    const result = evaluateLine(given);
    if (cli.print.json) cli.print.document({ line: number, ...shown(result) });
    else cli.print.answer(`${number}  ${words(result)}`);
    if (codeOf(result) !== exitCode.done) code = exitCode.no;
  }
  return code;
}

/** Of many lines one that is no condition is answered like any that cannot be evaluated. */
function evaluateLine({ guard: sentence, line }: z.infer<typeof GuardLine>): GuardResult {
  const parsed = parseCondition(sentence);
  if (parsed !== null) return guardOnLine(parsed, line);
  const why = `${JSON.stringify(sentence)} is not a condition`;
  return { guard: sentence, holds: null, name: sentence, value: null, unit: null, why };
}

const parseCondition = (sentence: string) =>
  parseGuardSentence(sentence) ?? parseGuardSentence(`Only do this if ${sentence}`);

function evaluate(sentence: string, line: string): GuardResult {
  const parsed = parseCondition(sentence);
  if (parsed !== null) return guardOnLine(parsed, line);
  throw usageError(
    `${JSON.stringify(sentence)} is not a condition`,
    "write NAME OP NUMBER[UNIT], or NAME is WORD: 'CPU > 90%'",
  );
}

const shown = ({ holds, name, value, unit, why }: GuardResult) => ({ holds, name, value, unit, why });

const codeOf = (result: GuardResult): ExitCode => (result.holds === true ? exitCode.done : exitCode.no);

function words(result: GuardResult): string {
  const answer = { true: "holds", false: "does not hold", null: "cannot be evaluated" }[String(result.holds)];
  return `${answer}: ${visible(result.why)}`;
}
