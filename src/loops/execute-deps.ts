import type { Clock } from "../base/kernel/clock.ts";
import type { Logger } from "../base/kernel/logger.ts";
import type { Alert } from "../base/model/alert.ts";
import type { ExecutionEvent } from "../base/model/execution.ts";
import type { Runbook } from "../base/model/runbook.ts";
import type { Suggestion } from "../base/model/suggestion.ts";
import type { Verdict } from "../base/model/verdict.ts";
import type { ApprovalLedger } from "../base/ports/approvals.ts";
import type { Approver, Question } from "../base/ports/approver.ts";
import type { MemoryGraph } from "../base/ports/graph-store.ts";
import type { Journal } from "../base/ports/journal.ts";
import type { Locks } from "../base/ports/lock.ts";
import type { Notifier } from "../base/ports/notifier.ts";
import type { OperatorStore } from "../base/ports/operator-store.ts";
import type { Redactor } from "../base/ports/redactor.ts";
import type { RunbookShelf } from "../base/ports/shelf.ts";
import type { StepRunner } from "../base/ports/step-runner.ts";

/** What the policy is told beside the text itself. */
interface JudgeContext {
  /** Variables that are set and not empty when the block runs: declared `env` and required inputs. */
  readonly nonEmpty: readonly string[];
  /** Where the block starts. */
  readonly cwd: string;
}

/** Everything the story of an execution is handed. */
export interface ExecuteDeps {
  readonly runner: StepRunner;
  readonly ledger: ApprovalLedger;
  readonly journal: Journal;
  readonly graph: MemoryGraph;
  readonly operator: OperatorStore;
  readonly shelf: Pick<RunbookShelf, "addIncident">;
  readonly approver: Approver;
  readonly notifier: Notifier;
  readonly locks: Locks;
  readonly clock: Clock;
  readonly log: Logger;
  /** `remember` masks a secret input wherever it comes up again. */
  readonly redactor: Redactor & { remember(secret: string): void };
  /** Every command of a block, judged on the bytes that will run. */
  readonly judge: (code: string, context: JudgeContext) => readonly Verdict[];
  /** Shipped rules that this workspace switched off, with its reasons: each run says so. */
  readonly switchedOff?: () => readonly { readonly id: string; readonly reason: string }[];
  readonly caller: {
    readonly user: string;
    readonly host: string;
    readonly home: string | null;
    readonly variables: Readonly<Record<string, string>>;
  };
  readonly settings: { readonly stepTimeoutMs: number; readonly sandbox: "auto" | "required" | "off" };
  /** The content of a secret's file, without its last newline. Throws a usage error. */
  readonly readSecret: (path: string) => string;
  /** Which of these programs are not on the given PATH. */
  readonly missingPrograms: (names: readonly string[], path: string) => readonly string[];
  /** Resolves after so many milliseconds, or at once when the signal fires. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Progress for a person, one line, never on stdout. */
  readonly say: (text: string) => void;
}

/** What is to run, and why. */
export interface ExecuteRequest {
  /** Understood from bytes that were read once; nothing is read again. */
  readonly runbook: Runbook;
  /** Why this file may not run, whatever the ledger says: blocking lint problems, an unsafe file. */
  readonly objections: readonly string[];
  /** `--set NAME=VALUE`; of a secret `@FILE`. */
  readonly sets: Readonly<Record<string, string>>;
  readonly dryRun: boolean;
  readonly from: number | null;
  readonly only: number | null;
  readonly suggestion: Suggestion | null;
  /** Labels and values for inputs and guards; null for a run by hand. */
  readonly alert: Alert | null;
  readonly match: Question["match"];
  /** No person is asked; why that is so. */
  readonly unattended?: string;
  /** Ctrl-C and `abort`. A lost terminal is no reason to stop. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: ExecutionEvent) => void;
}

/** The id of the error pattern that a run is for; null for a run by hand. */
export const patternOf = ({ suggestion }: Pick<ExecuteRequest, "suggestion">): string | null =>
  suggestion?.pattern ?? null;
