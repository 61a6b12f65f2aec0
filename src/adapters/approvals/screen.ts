import type { ChalkInstance } from "chalk";
import { oneLine, visible } from "../../base/kernel/visible.ts";
import type { Risk } from "../../base/model/scalars.ts";
import type { Question } from "../../base/ports/approver.ts";

/** Everything a person needs before a yes. Whatever comes from a log, a file or an alert has its controls written out. */
export function questionScreen(question: Question, paint: ChalkInstance): string {
  return [
    "",
    paint.bold(oneLine(question.title, 200)),
    `  runbook  ${visible(question.runbook)}`,
    `  risk     ${riskWord(question.risk, paint)}`,
    `  sandbox  ${visible(question.sandbox)}`,
    ...(question.rollbackBecause === undefined
      ? matchLines(question)
      : [`  why      ${visible(question.rollbackBecause)}: these steps undo what was begun`]),
    ...(question.autonomy ? [`  asked    ${visible(question.autonomy)}`] : []),
    ...(question.switchedOff ?? []).map(
      ({ id, reason }) => `  ${paint.yellow("rule off")} ${visible(id)}: ${visible(reason)}`,
    ),
    ...section("Guards", guardLines(question, paint)),
    ...section("Inputs", inputLines(question)),
    ...roleSections(question, paint),
    ...section(
      "Last results",
      question.lastResults.map((result) => `  ${visible(result)}`),
    ),
    "",
  ].join("\n");
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ["", title, ...lines];

function matchLines(question: Question): string[] {
  const { match } = question;
  if (match === null) return ["  why      started by hand"];
  const times = match.count === undefined || match.count === 1 ? "" : ` (${match.count} times)`;
  return [
    `  why      ${match.kind} match (${match.score.toFixed(2)}) of ${visible(match.pattern)}`,
    ...(match.why ? [`           ${visible(match.why)}`] : []),
    `  line     ${visible(match.line)}${times}`,
  ];
}

function guardWord(holds: boolean | null): string {
  if (holds === null) return "cannot be told";
  return holds ? "holds" : "does not hold";
}

function guardLines(question: Question, paint: ChalkInstance): string[] {
  return question.guards.map((guard) => {
    const measured = guard.value === null ? "no value" : `${guard.name} = ${guard.value}${guard.unit ?? ""}`;
    const word = guardWord(guard.holds);
    const colored = guard.holds === true ? paint.green(word) : paint.red(word);
    return `  ${visible(guard.guard)}: ${colored} (${visible(`${measured}; ${guard.why}`)})`;
  });
}

const inputLines = (question: Question): string[] =>
  Object.entries(question.inputs).map(([name, value]) => `  ${visible(name)} = ${visible(value)}`);

const roleTitles: readonly (readonly [Question["steps"][number]["role"], string, string])[] = [
  ["guard", "Guard blocks", "none"],
  ["diagnose", "Diagnosis", "none"],
  ["fix", "Will run", "nothing"],
  ["verify", "Verified by", "nothing: the result will be unverified"],
  ["rollback", "Rolled back by", "nothing: it cannot be undone from here"],
];

function roleSections(question: Question, paint: ChalkInstance): string[] {
  if (question.rollbackBecause !== undefined)
    return ["", "Will run", ...question.steps.flatMap((step) => stepLines(step, paint))];
  return roleTitles.flatMap(([role, title, none]) => {
    const steps = question.steps.filter((step) => step.role === role);
    if (steps.length > 0) return ["", title, ...steps.flatMap((step) => stepLines(step, paint))];
    return none === "none" ? [] : ["", title, `  ${none}`];
  });
}

function stepLines(step: Question["steps"][number], paint: ChalkInstance): string[] {
  const head = `  ${step.number}. ${riskWord(step.risk, paint)}, ${step.verdict}: ${visible(step.reason)}`;
  return [
    head,
    ...visible(step.code, { keep: "lines" })
      .split("\n")
      .map((line) => `     │ ${line}`),
  ];
}

function riskWord(risk: Risk, paint: ChalkInstance): string {
  if (risk === "high") return paint.red.bold("HIGH risk");
  return risk === "medium" ? paint.yellow("medium risk") : paint.green("low risk");
}
