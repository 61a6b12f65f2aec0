import type { Runbook, RunbookInput } from "../../base/model/runbook.ts";
import { forbiddenVariable } from "./plan-environment.ts";
import { type Problem, problem, warning } from "./problem.ts";

/** Inputs and passed-through variables that cannot work, or are not safe. `lineOf`: of a front matter key. */
export function lintInputs(runbook: Runbook, lineOf: (key: string) => number): Problem[] {
  return [
    ...Object.entries(runbook.inputs).flatMap(([name, input]) =>
      lintInput(runbook, name, input).map((found) => ({ ...found, line: lineOf(`inputs.${name}`) })),
    ),
    ...runbook.env.flatMap((name) =>
      forbiddenVariable(name)
        ? [
            problem(
              "env-forbidden",
              lineOf("env"),
              `env may not pass ${name}: it changes what programs load or how the shell works`,
              `take ${name} out`,
            ),
          ]
        : [],
    ),
    ...runbook.env.flatMap((name) =>
      Object.hasOwn(runbook.inputs, name)
        ? [
            problem(
              "input-and-env",
              lineOf("env"),
              `${name} is both an input and passed through`,
              "declare it once",
            ),
          ]
        : [],
    ),
  ];
}

function lintInput(runbook: Runbook, name: string, input: RunbookInput): Problem[] {
  const found: Problem[] = [];
  const wrong = (rule: string, message: string, fix: string): number =>
    found.push(problem(rule, 1, message, fix));
  if (forbiddenVariable(name) || name === "PATH")
    wrong(
      "input-forbidden",
      `${name} cannot be an input: the shell or its loader reads it`,
      "give it another name",
    );
  if (input.secret && (input.default !== null || input.example !== null)) {
    wrong("secret-in-clear", `${name} is secret and has a value in the file`, "take default and example out");
  }
  const capture = /^capture (.+)$/.exec(input.from ?? "")?.[1];
  if (capture !== undefined && !runbook.steps.some((step) => step.capture === capture)) {
    wrong(
      "capture-missing",
      `${name} comes from capture ${capture}, and no block captures it`,
      `add "capture":"${capture}" to a block`,
    );
  }
  const pattern = compiled(input.pattern);
  if (pattern === null)
    wrong("bad-pattern", `the pattern of ${name} is not a regular expression`, "correct it");
  if (pattern !== null) found.push(...valueProblems(name, input, pattern));
  if (!usesName(runbook, name))
    found.push(warning("unused-input", 1, `no block uses ${name}`, "take it out"));
  return found;
}

function valueProblems(name: string, input: RunbookInput, pattern: RegExp | undefined): Problem[] {
  const values = Object.entries({ default: input.default, example: input.example });
  return values.flatMap(([what, value]) => {
    if (value === null) return [];
    const listed = input.enum === null || input.enum.includes(value);
    if (listed && (pattern === undefined || pattern.test(value))) return [];
    const why = listed ? "does not match its pattern" : "is not in its enum";
    return [problem("value-not-allowed", 1, `the ${what} of ${name} ${why}`, `correct the ${what}`)];
  });
}

/** Undefined without a pattern, null for one that is no regular expression. */
function compiled(pattern: string | null): RegExp | null | undefined {
  if (pattern === null) return undefined;
  try {
    return new RegExp(`^(?:${pattern})$`, "u");
  } catch {
    // Said by the caller as `bad-pattern`.
    return null;
  }
}

/** A program may read it from its environment, so any mention of the name counts. */
const usesName = (runbook: Runbook, name: string): boolean =>
  runbook.steps.some((step) => new RegExp(`\\b${name}\\b`).test(step.code));
