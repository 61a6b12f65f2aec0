import type { GuardResult } from "../model/guard.ts";
import type { Risk, StepRole } from "../model/scalars.ts";
import type { Verdict } from "../model/verdict.ts";

/** Everything a person needs to see before saying yes. */
export interface Question {
  readonly runbook: string;
  readonly title: string;
  readonly risk: Risk;
  /** Why it matched: the line, the pattern, the score; null for a run by hand. */
  readonly match: {
    readonly line: string;
    readonly pattern: string;
    readonly kind: string;
    readonly score: number;
    /** Why this runbook and no other. */
    readonly why?: string | null;
    /** How often it was seen. */
    readonly count?: number;
  } | null;
  readonly guards: readonly GuardResult[];
  readonly inputs: Readonly<Record<string, string>>;
  readonly steps: readonly {
    readonly number: number;
    readonly role: StepRole;
    readonly code: string;
    readonly risk: Risk;
    readonly verdict: Verdict["verdict"];
    readonly reason: string;
  }[];
  readonly lastResults: readonly string[];
  /** `bubblewrap`, `off` or `unsandboxed`. */
  readonly sandbox: string;
  /** Shipped rules that this workspace does without, with its reasons. */
  readonly switchedOff?: readonly { readonly id: string; readonly reason: string }[];
  /** Why it does not run by itself, or would. */
  readonly autonomy?: string | null;
  /** Why the steps would undo what was begun; absent where they are the runbook's own way. */
  readonly rollbackBecause?: string;
}

/** A person's answer, or why there was none. Silence is no. */
export type Answer =
  | { readonly kind: "yes"; readonly by: string; readonly how: "typed" | "flag" | "autonomy" }
  | { readonly kind: "no"; readonly reason: "declined" | "timeout" | "end-of-input" }
  | { readonly kind: "unasked"; readonly reason: "no-terminal" | "high-risk-needs-a-person" };

export interface Approver {
  ask(question: Question): Promise<Answer>;
  /** One value that only the person can give; null when nobody answered. `secret` is not echoed. */
  askValue(prompt: string, options: { readonly secret: boolean }): Promise<string | null>;
}
