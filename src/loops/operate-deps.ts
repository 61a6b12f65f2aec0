import type { Clock } from "../base/kernel/clock.ts";
import type { Alert, PatternMatch } from "../base/model/alert.ts";
import type { GuardResult } from "../base/model/guard.ts";
import type { Runbook } from "../base/model/runbook.ts";
import type { Risk } from "../base/model/scalars.ts";
import type { MemoryGraph, RankedRunbook } from "../base/ports/graph-store.ts";
import type { Journal } from "../base/ports/journal.ts";
import type { Notifier } from "../base/ports/notifier.ts";
import type { OperatorStore } from "../base/ports/operator-store.ts";
import type { Redactor } from "../base/ports/redactor.ts";
import type { AutonomyDecision } from "../core/trust/autonomy.ts";

/** A runbook that is approved now, exactly as it stands in its file. */
export interface ApprovedRunbook {
  readonly runbook: Runbook;
  readonly risk: Risk;
  /** Of all its commands. */
  readonly verdicts?: readonly ("allow" | "confirm" | "deny")[];
}

/** What a decision about running by itself looks at. */
export interface AutonomyQuestion {
  readonly known: ApprovedRunbook;
  /** null: whatever raises it. */
  readonly pattern: string | null;
  readonly match: "exact" | "similar";
  readonly guards: readonly GuardResult[];
}

export interface OperateDeps {
  readonly graph: MemoryGraph;
  readonly operator: OperatorStore;
  readonly journal: Journal;
  readonly notifier: Notifier;
  readonly redactor: Redactor;
  readonly clock: Clock;
  readonly host: string;
  readonly maxAgeSeconds: number;
  readonly suggestionTtlSeconds: number;
  /** Log lines go on for a while after a run or a no: so long they are counted. 0 for what is handed in on purpose. */
  readonly coolDownMs?: number;
  /** The operator is paused: alerts are counted, nothing is suggested. */
  readonly paused?: () => boolean;
  /** May it run by itself, and why (not)? Left out: nobody asks. */
  readonly autonomy?: (question: AutonomyQuestion) => AutonomyDecision;
  /** What other hosts say of this very runbook, in words; only for the "why" that people read. */
  readonly elsewhere?: (runbook: string, digest: string) => string | null;
  /** A daemon is there that takes up what may run by itself. */
  readonly daemonRuns?: () => boolean;
  /** Runs the guard blocks that were judged to read only. */
  readonly probe?: (known: ApprovedRunbook) => Promise<readonly GuardResult[]>;
  /** By id; checked against the ledger and the file when it is called. */
  approved(): Promise<ReadonlyMap<string, ApprovedRunbook>>;
}

/** What became of an alert. The reason is the word that the audit, the command and the tests quote. */
export type Raised =
  | { readonly kind: "suggested" | "counted"; readonly suggestion: string; readonly runbook: string }
  | { readonly kind: "quiet"; readonly reason: QuietReason; readonly runbook: string | null };

/** Why an alert leads to no suggestion. */
export type QuietReason =
  | "operator-paused"
  | "too-old"
  | "no-approved-runbook"
  | "runbook-is-running"
  | "handled-meanwhile"
  | "cool-down"
  | "declined-lately"
  | "failed-twice"
  | "guard-does-not-hold";

/** A runbook that might answer an alert. */
export interface Choice {
  readonly alert: Alert;
  readonly match: PatternMatch;
  readonly known: ApprovedRunbook;
  readonly ranked: RankedRunbook;
  /** Where it went wrong. */
  readonly host: string;
  /** How many other approved runbooks the pattern has. */
  readonly rivals: number;
}
