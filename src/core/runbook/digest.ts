import { createHash } from "node:crypto";
import type { GuardSentence, Runbook, Step } from "../../base/model/runbook.ts";

/** Everything of a runbook that its approval covers: all but title, owner, severity, prose and status (CONTRACT 6). */
export interface CoveredFacts
  extends Pick<
    Runbook,
    | "id"
    | "symptoms"
    | "alerts"
    | "inputs"
    | "cwd"
    | "env"
    | "onVerifyFail"
    | "autonomy"
    | "sandbox"
    | "guards"
    | "steps"
  > {
  /** Front matter that nobody knows, or that is wrong, and where the runbook came from: covered as it stands. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/** Bumped when what is covered, or how it is written down, changes: every approval must be renewed then. */
const coverage = 1;

/** SHA-256 (hex) over the canonical JSON of everything that runs or decides whether it runs. */
export const digestOf = (facts: CoveredFacts): string =>
  sha256({ coverage, ...covered(facts), guards: facts.guards.map(guardKey) });

/** The same without guard sentences and guard blocks: an approval by moving may add guards. */
export const digestWithoutGuardsOf = (facts: CoveredFacts): string =>
  sha256({ coverage, ...covered({ ...facts, steps: facts.steps.filter((step) => step.role !== "guard") }) });

/** Each guard, sentence or block, as a text of its own that only an equal guard shares. */
export const guardTexts = (runbook: Pick<Runbook, "guards" | "steps">): string[] => [
  ...runbook.guards.map((guard) => canonical(guardKey(guard))),
  ...runbook.steps.filter((step) => step.role === "guard").map((step) => canonical(stepKey(step))),
];

function covered(facts: CoveredFacts): Record<string, unknown> {
  const { id, symptoms, alerts, inputs, cwd, env, onVerifyFail, autonomy, sandbox, rest } = facts;
  const steps = facts.steps.map(stepKey);
  return { id, symptoms, alerts, inputs, cwd, env, onVerifyFail, autonomy, sandbox, rest, steps };
}

/** Where a step stands in the file may change; what it is and its place among the others may not. */
function stepKey(step: Step): Record<string, unknown> {
  const { lines: _lines, number: _number, ...key } = step;
  return key;
}

/** Another wording of the same condition is the same guard. */
function guardKey(guard: GuardSentence): Record<string, unknown> {
  const { text: _text, line: _line, ...key } = guard;
  return key;
}

const sha256 = (value: unknown): string => createHash("sha256").update(canonical(value)).digest("hex");

/** JSON with sorted keys and no spaces; what JSON cannot say (a bigint, a function) is written as its text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)));
    return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(",")}}`;
  }
  return JSON.stringify(typeof value === "bigint" ? `${value}n` : value) ?? "null";
}
