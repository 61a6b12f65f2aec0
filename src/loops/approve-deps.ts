import type { Clock } from "../base/kernel/clock.ts";
import type { ErrorPattern } from "../base/model/pattern.ts";
import type { LintProblem, Runbook } from "../base/model/runbook.ts";
import type { Risk } from "../base/model/scalars.ts";
import type { Verdict } from "../base/model/verdict.ts";
import type { ApprovalLedger } from "../base/ports/approvals.ts";
import type { MemoryGraph } from "../base/ports/graph-store.ts";
import type { Journal } from "../base/ports/journal.ts";
import type { Locks } from "../base/ports/lock.ts";
import type { Notifier } from "../base/ports/notifier.ts";
import type { OperatorStore } from "../base/ports/operator-store.ts";
import type { Redactor } from "../base/ports/redactor.ts";
import type { RunbookShelf, ShelfFile } from "../base/ports/shelf.ts";
import type { JudgedStep } from "../core/runbook/judged-step.ts";

/** Everything the stories around approval are handed. */
export interface ApproveDeps {
  readonly shelf: RunbookShelf;
  readonly ledger: ApprovalLedger;
  readonly operator: OperatorStore;
  readonly graph: MemoryGraph;
  readonly journal: Journal;
  readonly notifier: Notifier;
  readonly locks: Locks;
  readonly redactor: Redactor;
  readonly clock: Clock;
  /** The OS user: who moved a file. */
  readonly user: string;
  readonly host: string;
  readonly onApprove: "register" | "suggest";
  readonly suggestionTtlSeconds: number;
  /** Every command of a block with its verdict. */
  judge(
    code: string,
    context: { readonly nonEmpty: readonly string[]; readonly cwd: string },
  ): readonly Verdict[];
  /** What `bash -n` says against a block; null when it parses. */
  syntax(code: string): string | null;
  /** Lint warnings that block an approval in this workspace. */
  readonly blocking: readonly string[];
  /** The pattern of an example line, as the patrol will recognise it. */
  learn(symptom: string): ErrorPattern;
}

/** A file of the shelf, understood. */
export interface ShelfRunbook {
  readonly file: ShelfFile;
  /** Null when the file cannot be understood at all. */
  readonly runbook: Runbook | null;
  readonly problems: readonly LintProblem[];
  readonly judged: readonly JudgedStep[];
  readonly risk: Risk;
}

/** A file that can be understood. */
export interface KnownRunbook extends ShelfRunbook {
  readonly runbook: Runbook;
}

/** What the shelf's reconciling found or did, with the reason in the word that audit, commands and tests quote. */
export interface ShelfChange {
  readonly kind: "draft-seen" | "approved" | "not-approved" | "offered" | "retired" | "gone";
  readonly path: string;
  readonly runbook: string;
  readonly reason: string;
}
