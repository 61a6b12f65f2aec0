import { visible } from "../../base/kernel/visible.ts";
import type { Alert } from "../../base/model/alert.ts";
import type { MeasuredValue } from "../../base/model/pattern.ts";
import type { Runbook, RunbookInput } from "../../base/model/runbook.ts";
import { forbiddenVariable, loadsCode } from "./plan-environment.ts";

/** Where values may come from. */
export interface InputSources {
  /** `--set NAME=VALUE`; of a secret already the content of its file. */
  readonly sets: Readonly<Record<string, string>>;
  readonly alert: Pick<Alert, "labels" | "values"> | null;
  /** What earlier blocks captured. */
  readonly captured: Readonly<Record<string, string>>;
  /** Names that blocks still to run may capture; null: every name. */
  readonly coming: readonly string[] | null;
}

type InputProblemReason =
  | "bad-name"
  | "bad-pattern"
  | "pattern-mismatch"
  | "not-in-enum"
  | "leading-dash"
  | "control-character"
  | "too-long";

interface InputProblem {
  readonly name: string;
  readonly reason: InputProblemReason;
  readonly message: string;
}

export interface ResolvedInputs {
  readonly values: Readonly<Record<string, string>>;
  /** Required, and nobody gave a value yet. */
  readonly missing: readonly { readonly name: string; readonly secret: boolean; readonly why: string }[];
  /** Comes from a capture that has not run yet. */
  readonly later: readonly string[];
  readonly problems: readonly InputProblem[];
}

/** One variable must leave room for the others: the kernel takes 128 KiB each. */
const longestValue = 16_384;

/** Every input's value: given, else from the alert or a capture, else the default. */
export function resolveInputs(runbook: Pick<Runbook, "inputs">, sources: InputSources): ResolvedInputs {
  const values: Record<string, string> = {};
  const missing: { name: string; secret: boolean; why: string }[] = [];
  const later: string[] = [];
  const problems: InputProblem[] = [];
  for (const [name, input] of Object.entries(runbook.inputs)) {
    const found = findValue(name, input, sources);
    if (found === null) {
      if (isComing(input, sources)) later.push(name);
      else if (input.required) missing.push({ name, secret: input.secret, why: whyMissing(input) });
      else values[name] = "";
      continue;
    }
    const problem = checkValue(name, input, found);
    if (problem === null) values[name] = found.value;
    else problems.push(problem);
  }
  return { values, missing, later, problems };
}

function isComing(input: RunbookInput, sources: InputSources): boolean {
  const [kind, capture = ""] = splitFrom(input.from ?? "");
  return kind === "capture" && (sources.coming === null || sources.coming.includes(capture));
}

interface Found {
  readonly value: string;
  /** `said`: a person typed it; the others are text from somewhere. */
  readonly origin: "said" | "alert" | "capture" | "default";
}

function findValue(name: string, input: RunbookInput, sources: InputSources): Found | null {
  const said = own(sources.sets, name);
  if (said !== null) return { value: said, origin: "said" };
  const [kind = "", rest = ""] = splitFrom(input.from ?? "");
  if (kind === "capture") {
    const captured = own(sources.captured, rest);
    if (captured !== null && captured !== "") return { value: captured, origin: "capture" };
  }
  const fromAlert = sources.alert === null ? null : alertValue(sources.alert, kind, rest);
  if (fromAlert !== null) return { value: fromAlert, origin: "alert" };
  return input.default === null ? null : { value: input.default, origin: "default" };
}

function splitFrom(from: string): string[] {
  const match = /^(alert\.labels|alert\.values|capture)[. ](.+)$/.exec(from);
  return match === null ? [] : match.slice(1);
}

function alertValue(alert: Pick<Alert, "labels" | "values">, kind: string, name: string): string | null {
  if (kind === "alert.labels") return own(alert.labels, name);
  if (kind !== "alert.values") return null;
  const value = Object.hasOwn(alert.values, name) ? alert.values[name] : undefined;
  return value === undefined ? null : String(value.value);
}

const own = (values: Readonly<Record<string, string>>, name: string): string | null =>
  Object.hasOwn(values, name) ? (values[name] ?? null) : null;

/** A value that somebody typed may be anything the runbook allows; one out of a log or alert may not look like an option. */
function checkValue(name: string, input: RunbookInput, found: Found): InputProblem | null {
  const problem = (reason: InputProblemReason, message: string): InputProblem => ({ name, reason, message });
  const { value, origin } = found;
  const foreign = origin === "alert" || origin === "capture";
  if (
    !/^[A-Za-z_]\w*$/.test(name) ||
    forbiddenVariable(name) ||
    name === "PATH" ||
    (foreign && loadsCode(name))
  ) {
    return problem(
      "bad-name",
      `${name} cannot be an input: the shell or its loader reads a variable of that name`,
    );
  }
  if (value.includes("\0")) return problem("control-character", `${name} holds a NUL`);
  if (value.length > longestValue)
    return problem("too-long", `${name} is longer than ${longestValue} characters`);
  if (input.enum !== null && !input.enum.includes(value)) {
    return problem("not-in-enum", `${name} must be one of: ${input.enum.join(", ")}`);
  }
  if (input.pattern !== null) return checkPattern(name, input.pattern, value);
  if (!foreign) return null;
  if (value.startsWith("-")) return problem("leading-dash", `${name} from the ${origin} begins with a dash`);
  if (origin === "alert" && visible(value) !== value) {
    return problem(
      "control-character",
      `${name} from the alert holds a character that cannot be seen: ${visible(value)}`,
    );
  }
  return null;
}

function checkPattern(name: string, pattern: string, value: string): InputProblem | null {
  try {
    if (new RegExp(`^(?:${pattern})$`, "u").test(value)) return null;
    return { name, reason: "pattern-mismatch", message: `${name} must match ${pattern}` };
  } catch {
    return {
      name,
      reason: "bad-pattern",
      message: `the pattern of ${name} is not a regular expression: ${pattern}`,
    };
  }
}

function whyMissing(input: RunbookInput): string {
  const example = input.example === null || input.secret ? "" : `, for example ${input.example}`;
  return input.from === null ? `it has no default${example}` : `${input.from} says nothing${example}`;
}

/** `97%`, `3.5 GB` and `web-1` as what they measure. */
export function parseMeasured(text: string): MeasuredValue {
  const match = /^\s*([+-]?\d+(?:\.\d+)?)\s*([A-Za-z%°/]*)\s*$/.exec(text);
  if (match === null) return { value: text.trim(), unit: null };
  const [, number = "", unit = ""] = match;
  return { value: Number(number), unit: unit === "" ? null : unit };
}
