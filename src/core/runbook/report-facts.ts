import type { ExecutionResult } from "../../base/model/execution.ts";
import type { GuardResult } from "../../base/model/guard.ts";
import type { Risk, StepRole } from "../../base/model/scalars.ts";
import type { Verdict } from "../../base/model/verdict.ts";

/** One block that ran (each attempt of its own), as the report shows it. All text is redacted. */
export interface ReportedStep {
  readonly number: number;
  readonly role: StepRole;
  readonly code: string;
  readonly risk: Risk;
  readonly verdict: Pick<Verdict, "verdict" | "rule" | "reason">;
  readonly startedAt: string;
  readonly attempt: number;
  /** null: begun, and the end is not known (the operator died). */
  readonly end: {
    readonly exitCode: number | null;
    readonly signal: string | null;
    readonly timedOut: boolean;
    readonly durationMs: number;
    readonly stdout: string;
    readonly stderr: string;
    readonly bytes: { readonly stdout: number; readonly stderr: number };
    readonly detached: readonly { readonly pid: number; readonly command: string }[];
    readonly survivors: readonly { readonly pid: number; readonly command: string }[];
  } | null;
}

/** Everything an incident report is made of. All text is redacted; nothing of it is trusted to be Markdown. */
export interface IncidentFacts {
  /** `INC-20260302-021109`. */
  readonly id: string;
  readonly execution: string;
  readonly runbook: { readonly id: string; readonly title: string; readonly digest: string };
  readonly result: ExecutionResult;
  readonly reason: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly host: string;
  readonly alert: string | null;
  readonly match: { readonly pattern: string; readonly kind: string; readonly score: number } | null;
  /** Id of the error pattern. */
  readonly pattern: string | null;
  readonly suggestion: string | null;
  /** Log lines around the alert. */
  readonly evidence: readonly { readonly at: string; readonly source: string; readonly message: string }[];
  readonly inputs: Readonly<Record<string, string>>;
  readonly guards: readonly GuardResult[];
  readonly steps: readonly ReportedStep[];
  /** Who said what, when. */
  readonly approvals: readonly { readonly at: string; readonly text: string }[];
  /** What else happened: waiting, rollback, processes that would not end. */
  readonly notes: readonly { readonly at: string; readonly text: string }[];
  readonly sandbox: string;
  /** `seq:mac` of the newest audit entry when this was written. */
  readonly auditHead: string | null;
  readonly hasVerify: boolean;
  readonly hasRollback: boolean;
}
