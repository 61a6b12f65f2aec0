import type { Risk } from "../../base/model/scalars.ts";
import type { Outcome } from "./plan-result.ts";

/** Every word that a refusal begins with. */
export type RefusalWord =
  | "not-approved"
  | "changed-since-approval"
  | "not-runnable"
  | "suggestion-not-open"
  | "denied-by-policy"
  | "sandbox-missing";

/** A refusal's reason: its word, and what it is about. */
export type Refusal = RefusalWord | `${RefusalWord}: ${string}`;

export interface HintFacts {
  readonly runbook: string;
  /** Id of the suggestion that the run would have answered; null for a run by hand. */
  readonly suggestion: string | null;
  /** Risk of the question that nobody could be asked. */
  readonly risk: Risk;
  readonly objections: readonly string[];
  /** What the policy would rather see in place of what it denies. */
  readonly safer: string | null;
  /** Name of the guard that stood against the run. */
  readonly guard: string | null;
  /** Path of the report. */
  readonly incident: string | null;
}

/** What to type after a run that did not go through, on one line; null where nothing is left to do. */
export function hintAfter({ result, reason }: Outcome, facts: HintFacts): string | null {
  switch (result) {
    case "resolved":
    case "dry-run":
      return null;
    case "refused":
      return afterRefusal(reason, facts);
    case "not-applicable":
      return afterGuard(reason, facts);
    case "declined":
      return afterNo(reason, facts);
    case "unverified":
    case "failed":
    case "rolled-back":
    case "interrupted":
      return afterRun(reason, facts);
  }
}

const refusalHints: Readonly<Record<RefusalWord, (facts: HintFacts) => string>> = {
  "not-approved": ({ runbook, objections }) => {
    const id = word(runbook);
    if (objections.some((one) => one.startsWith("outside-the-workspace")))
      return `copy the file into runbooks/drafts/ of the workspace, then type: reifier approve ${id}`;
    if (objections.length > 0) return `mend what stands against it first: reifier lint ${id}`;
    return `read it (reifier show ${id}), then type: reifier approve ${id}`;
  },
  "changed-since-approval": ({ runbook }) =>
    `see what changed, and approve it again: reifier approve ${word(runbook)}`,
  "not-runnable": ({ runbook }) =>
    `see what stands against it: reifier lint ${word(runbook)}; then approve it again`,
  "suggestion-not-open": ({ runbook }) =>
    `it was answered or retired meanwhile; see what is open: reifier pending; to run it by hand: reifier run ${word(runbook)}`,
  "denied-by-policy": ({ runbook, safer }) =>
    `change the step${safer === null ? "" : ` (safer: ${safer})`}, then see what else is wrong: reifier lint ${word(runbook)}`,
  "sandbox-missing": () =>
    "install bubblewrap, or set operator.sandbox: auto in reifier.yaml; what is missing: reifier doctor",
};

function afterRefusal(reason: string, facts: HintFacts): string {
  const begins = reason.split(":", 1)[0];
  for (const [name, hint] of Object.entries(refusalHints)) if (name === begins) return hint(facts);
  return `see what stands against it: reifier show ${word(facts.runbook)}`;
}

function afterGuard(reason: string, facts: HintFacts): string {
  if (reason.startsWith("guard-not-evaluable"))
    return `say the value yourself: ${again(facts)} --set ${word(`${facts.guard ?? "NAME"}=VALUE`)}`;
  if (reason.startsWith("guard-does-not-hold"))
    return `it is not meant for this moment; what it waits for: reifier show ${word(facts.runbook)}`;
  return `the guard block's output says why; once it holds, type: ${again(facts)}`;
}

function afterNo(reason: string, facts: HintFacts): string {
  const high = facts.risk === "high" || reason === "high-risk-needs-a-person";
  if (high && unasked(reason))
    return `high risk needs a person: type it on a terminal, without --yes: ${again(facts)}`;
  if (unasked(reason)) return `type it on a terminal, or answer beforehand: ${again(facts)} --yes`;
  return `to run it after all: reifier run ${word(facts.runbook)}`;
}

/** Nobody was asked, so nobody said no. */
export const unasked = (reason: string): boolean =>
  reason === "no-terminal" || reason === "high-risk-needs-a-person";

function afterRun(reason: string, { runbook, incident }: HintFacts): string {
  if (reason === "no-verify-step")
    return `add a Verify block, so that the next run can tell: reifier show ${word(runbook)}`;
  if (reason === "verify-not-selected")
    return `run all of it to have it verified: reifier run ${word(runbook)}`;
  if (incident === null) return "what ran and how it ended: reifier audit --type run.end";
  const name = incident.replace(/^.*\//, "").replace(/\.md$/, "");
  return `what ran, what it said and what to do: reifier incidents show ${name}`;
}

const again = ({ suggestion, runbook }: HintFacts): string =>
  suggestion === null ? `reifier run ${word(runbook)}` : `reifier confirm ${word(suggestion)}`;

/** As a shell reads it back. */
const word = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
