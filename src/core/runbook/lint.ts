import type { LintProblem, Runbook, Step } from "../../base/model/runbook.ts";
import { type Judge, judgeInOrder } from "./judge-in-order.ts";
import type { JudgedStep } from "./judged-step.ts";
import { lintCharacters } from "./lint-characters.ts";
import { lintInputs } from "./lint-inputs.ts";
import { lintOrder } from "./lint-order.ts";
import { lintPlaceholders } from "./lint-placeholders.ts";
import { lintRisk } from "./lint-risk.ts";
import { lintStructure } from "./lint-structure.ts";
import { lintTerminal } from "./lint-terminal.ts";
import { lintVariables } from "./lint-variables.ts";
import { type RunbookFile, understandRunbook } from "./parse.ts";
import { orderSteps } from "./plan.ts";
import { type Problem, problem } from "./problem.ts";
import type { IdleBlock } from "./steps.ts";

/** What lint asks of others. */
export interface LintFacts {
  /** Every command of a block with its verdict. */
  readonly judge: Judge;
  /** What `bash -n` says against a block; null when it parses. */
  syntax(code: string): string | null;
  /** Rules of warnings that this workspace wants to block an approval. */
  readonly blocking?: readonly string[];
}

export interface LintedRunbook {
  readonly runbook: Runbook | null;
  readonly problems: LintProblem[];
  /** Empty when there are too many steps to judge, which is an error of its own. */
  readonly judged: readonly JudgedStep[];
}

/** A runbook of more steps was generated; each would be judged and given to `bash -n`. */
const mostSteps = 2_000;

/** What is wrong with a file as a runbook, in the order of its lines. Never throws unless what it was handed does. */
export const lintRunbook = (file: RunbookFile, facts: LintFacts): LintProblem[] =>
  lintAndJudge(file, facts).problems;

/** The same, with the runbook and the verdicts that it was judged by. */
export function lintAndJudge(file: RunbookFile, facts: LintFacts): LintedRunbook {
  const { runbook, idle, lineOf, problems: structural } = understandRunbook(file);
  const named = (found: readonly Problem[]): LintProblem[] =>
    found.map((one) => ({ file: file.path, ...one }));
  const problems = named(structural);
  if (runbook === null) return { runbook, problems, judged: [] };
  if (runbook.steps.length > mostSteps) {
    const many = problem(
      "too-many-steps",
      1,
      `${runbook.steps.length} steps; at most ${mostSteps} can be approved`,
      "split it",
    );
    return { runbook, problems: ordered([...problems, ...named([many])]), judged: [] };
  }
  const lines = file.text.split(/\r\n|\n|\r/);
  const judged = judgeAll(runbook, facts.judge);
  const found = [
    ...runbook.steps.flatMap((step) => [
      ...lintCharacters(step, lines),
      ...lintPlaceholders(step, lines),
      ...lintSyntax(step, facts),
    ]),
    ...idle.flatMap((block) => lintIdle(block, lines)),
    ...lintVariables(runbook, lines),
    ...lintInputs(runbook, lineOf),
    ...lintOrder(runbook),
    ...judged.flatMap(lintRisk),
    ...judged.flatMap(lintTerminal),
    ...lintStructure(runbook, judged),
  ];
  return { runbook, problems: ordered([...problems, ...named(found)], facts.blocking), judged };
}

/** In the order of the file, each judged as it will run behind the others. */
function judgeAll(runbook: Runbook, judge: Judge): JudgedStep[] {
  const order = orderSteps(runbook);
  const judgeNext = judgeInOrder(judge);
  const nonEmpty = knownNonEmpty(runbook);
  const verdicts = new Map(
    (order.ok ? order.steps : runbook.steps).map((step) => [
      step,
      judgeNext(step, { nonEmpty, cwd: lintDirectory(runbook, step) }),
    ]),
  );
  return runbook.steps.map((step) => ({ step, verdicts: verdicts.get(step) ?? [] }));
}

/** Empty where it is not known before the run: the home of whoever runs it. */
function lintDirectory({ cwd }: Pick<Runbook, "cwd">, step: Pick<Step, "cwd">): string {
  if (step.cwd === null || /^[~/]/.test(step.cwd)) return step.cwd ?? cwd ?? "";
  return cwd === null ? "" : `${cwd}/${step.cwd}`;
}

/** For the policy a declared `env` name or a required input is set and not empty. */
const knownNonEmpty = (runbook: Pick<Runbook, "env" | "inputs">): string[] => [
  ...runbook.env,
  ...Object.entries(runbook.inputs).flatMap(([name, input]) => (input.required ? [name] : [])),
];

/** What does not run cannot do harm until a person copies it. */
const lintIdle = (block: IdleBlock, lines: readonly string[]): Problem[] =>
  [...lintCharacters(block, lines), ...lintPlaceholders(block, lines)].map((one) => ({
    ...one,
    severity: "warning",
  }));

function lintSyntax(step: Step, facts: LintFacts): Problem[] {
  const said = facts.syntax(step.code);
  return said === null
    ? []
    : [problem("syntax", step.lines[0], `bash cannot read this block: ${said}`, "correct it")];
}

function ordered(problems: readonly LintProblem[], blocking: readonly string[] = []): LintProblem[] {
  return problems
    .map((one) => (blocking.includes(one.rule) ? { ...one, severity: "error" as const } : one))
    .toSorted((a, b) => a.line - b.line);
}
