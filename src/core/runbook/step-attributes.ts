import { nearestName } from "../../base/kernel/nearest.ts";
import type { Step } from "../../base/model/runbook.ts";
import type { StepRole } from "../../base/model/scalars.ts";
import { isRole } from "./roles.ts";

type Attributes = Readonly<Record<string, string | readonly string[]>>;

export type StepAttributes = Pick<
  Step,
  "name" | "declaredRisk" | "needs" | "timeoutMs" | "retries" | "capture" | "reverts" | "cwd"
> & { readonly role: StepRole | null };

export interface AttributeProblem {
  readonly rule: "unknown-attribute" | "bad-attribute";
  readonly message: string;
  readonly fix: string | null;
}

const known = ["name", "role", "risk", "needs", "timeout", "retries", "capture", "reverts", "cwd"];
const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const longestTimeout = 86_400_000;
const mostRetries = 100;

/** What a block's attributes say. A wrong value counts as not given, and is a problem that blocks the approval. */
export function readStepAttributes(attributes: Attributes): {
  readonly values: StepAttributes;
  readonly problems: readonly AttributeProblem[];
} {
  const problems: AttributeProblem[] = [];
  const bad = (name: string, expected: string): null => {
    problems.push({ rule: "bad-attribute", message: `${name} must be ${expected}`, fix: null });
    return null;
  };
  const word = (name: string): string | null => {
    const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    if (value === undefined) return null;
    return typeof value === "string" && value.trim() !== "" ? value.trim() : bad(name, "one word");
  };
  for (const name of Object.keys(attributes)) {
    if (known.includes(name)) continue;
    const close = nearestName(name, known);
    const fix = close === null ? `take out ${name}` : `write ${close} instead of ${name}`;
    problems.push({ rule: "unknown-attribute", message: `no block has an attribute ${name}`, fix });
  }
  const role = word("role");
  const capture = word("capture");
  const values: StepAttributes = {
    name: word("name"),
    role: role === null || isRole(role) ? role : bad("role", "guard, diagnose, fix, verify or rollback"),
    declaredRisk: readRisk(word("risk"), bad),
    needs: readNeeds(attributes),
    timeoutMs: readTimeout(word("timeout"), bad),
    retries: readRetries(word("retries"), bad),
    capture:
      capture === null || /^[A-Za-z_]\w*$/.test(capture) ? capture : bad("capture", "a variable's name"),
    reverts: word("reverts"),
    cwd: word("cwd"),
  };
  return { values, problems };
}

type Bad = (name: string, expected: string) => null;

function readRisk(text: string | null, bad: Bad): Step["declaredRisk"] {
  if (text === null || text === "read" || text === "write" || text === "destructive") return text;
  return bad("risk", "read, write or destructive");
}

function readNeeds(attributes: Attributes): string[] {
  const value = Object.hasOwn(attributes, "needs") ? attributes["needs"] : undefined;
  if (value === undefined) return [];
  const names = typeof value === "string" ? value.split(",") : value;
  return names.map((name) => name.trim()).filter((name) => name !== "");
}

function readTimeout(text: string | null, bad: Bad): number | null {
  if (text === null) return null;
  const [, number = "", unit = "s"] = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)?$/.exec(text) ?? [];
  const milliseconds = Math.round(Number(number) * (units[unit] ?? 0));
  return number !== "" && milliseconds > 0 && milliseconds <= longestTimeout
    ? milliseconds
    : bad("timeout", "a time such as 30s, 5m or 1h, at most 24h");
}

function readRetries(text: string | null, bad: Bad): number {
  if (text === null) return 0;
  const number = /^\d{1,4}$/.test(text) ? Number(text) : mostRetries + 1;
  return number <= mostRetries ? number : (bad("retries", `a number from 0 to ${mostRetries}`) ?? 0);
}
