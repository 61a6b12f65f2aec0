import type { Environment } from "../base/config/environment.ts";
import type { Settings } from "../base/config/schema.ts";
import type { WorkspaceChoice, WorkspacePaths } from "../base/config/workspace.ts";
import type { Clock } from "../base/kernel/clock.ts";
import type { Logger } from "../base/kernel/logger.ts";
import type { RunbookRow } from "../base/model/runbook.ts";
import type { ShellName } from "../base/model/scalars.ts";
import type { AlertClaims } from "../base/ports/alert-claims.ts";
import type { ApprovalLedger } from "../base/ports/approvals.ts";
import type { Approver } from "../base/ports/approver.ts";
import type { GraphPicture, MemoryGraph, UntoldSightings } from "../base/ports/graph-store.ts";
import type { Journal } from "../base/ports/journal.ts";
import type { KeptStore } from "../base/ports/kept-store.ts";
import type { Locks } from "../base/ports/lock.ts";
import type { LogBlock, LogSource } from "../base/ports/log-source.ts";
import type { Notifier } from "../base/ports/notifier.ts";
import type { OperatorStore } from "../base/ports/operator-store.ts";
import type { Pauses } from "../base/ports/pauses.ts";
import type { RecordStore } from "../base/ports/record-store.ts";
import type { Elsewhere, Outbox } from "../base/ports/shared-graph.ts";
import type { RunbookShelf } from "../base/ports/shelf.ts";
import type { SessionRedactor } from "../base/redact/redactor.ts";
import type { Policy } from "../core/policy/rule.ts";
import type { ApproveDeps } from "./approve-deps.ts";
import type { AutonomyRow } from "./autonomy.ts";
import type { Desk } from "./autonomy-desk.ts";
import type { DraftDeps } from "./draft-deps.ts";
import type { EditedFilesDeps } from "./edited-files.ts";
import type { ExecuteDeps } from "./execute-deps.ts";
import type { Sharing } from "./graph-sync.ts";
import type { Observer } from "./observe.ts";
import type { PatrolDeps } from "./patrol.ts";
import type { RecordDeps } from "./record.ts";

/** What the recorder has before it. */
export interface RecorderSides {
  readonly files: readonly { readonly file: string; readonly format: ShellName }[];
  readonly open: readonly { readonly shell: string; readonly pid: number; readonly problem: string | null }[];
  /** Why `record` cannot run here; null where it can. */
  recordProblem(): Promise<string | null>;
}

export interface FollowedFiles {
  /** Files or globs, relative to the process. */
  readonly paths: readonly string[];
  readonly from: "start" | "end";
  /** Folder of the positions; null: none are kept. */
  readonly state: string | null;
  /** Takes lines as bytes wherever nothing in them has to be changed; the bytes are valid until it resolves. */
  readonly onBlock?: (block: LogBlock) => Promise<void>;
}

export interface Stores {
  readonly records: RecordStore;
  readonly operator: OperatorStore;
  readonly graph: MemoryGraph;
  readonly outbox: Outbox;
  readonly elsewhere: Elsewhere;
  readonly untold: UntoldSightings;
  /** What commands printed and which files they changed. */
  readonly kept: KeptStore;
  /** The database was damaged, kept under this name and made anew: the graph has to be rebuilt. */
  readonly recovered: { readonly kept: string } | null;
}

/** One opened workspace, as the entries see it: loops with their adapters handed in, each made when first asked for. */
export interface Application {
  readonly choice: WorkspaceChoice;
  readonly paths: WorkspacePaths;
  readonly environment: Environment;
  /** Path of the built program, for starting another process of it. */
  readonly program: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** The switches of `pause` and `resume`. */
  readonly pauses: Pauses;
  /** The history files that are followed, and the hooked shells that are open: what `doctor` asks the recorder. */
  recorderFacts(): Promise<RecorderSides>;
  /** Folders that were made when the workspace was opened. */
  readonly created: readonly string[];
  /** Writes `state/hook.bash`, `.zsh` and `.fish`. */
  writeHooks(): Promise<void>;
  /** Read when first asked for; throws a usage error for a broken file. */
  settings(): Settings;
  stores(): Promise<Stores>;
  /** Asked before a run that no person confirms. */
  claims(): Promise<AlertClaims>;
  /** The graph server that hosts share, where the settings name one. */
  sharing(): Promise<Sharing>;
  locks(): Promise<Locks>;
  redactor(): SessionRedactor;
  /** Read at the first call; throws a usage error for a broken policy file: nothing is judged, so nothing runs. */
  policy(): Promise<() => Policy>;
  journal(): Promise<Journal>;
  ledger(): Promise<ApprovalLedger>;
  shelf(): Promise<RunbookShelf>;
  notifier(): Promise<Notifier>;
  /** Adds somebody who is told as well, such as the screen of `up`. */
  alsoTell(notifier: Notifier): void;
  /** Reads the settings again; throws and keeps the old ones when the file is broken. */
  reload(): void;
  /** The hook's text for this workspace. */
  hook(shell: ShellName): Promise<string>;
  /** Spool and the history files of the settings. */
  observer(): Promise<Observer>;
  historyObserver(history: { readonly file: string; readonly format: ShellName }): Promise<Observer>;
  /** A recorded shell that starts in this directory. */
  recording(cwd: string): Promise<RecordDeps>;
  /** What is needed to see which files a command changed. */
  editedFiles(): Promise<EditedFilesDeps>;
  /** Takes in what the hooks have written; quiet and cheap when there is nothing. */
  takeIn(): Promise<void>;
  /** Looks at the shelf: moves become approvals, strangers are offered. */
  reconcile(): Promise<void>;
  runbookRows(): Promise<RunbookRow[]>;
  /** Of files in approved/: what keeps them from running. */
  shelfProblems(): Promise<string[]>;
  drafting(): Promise<DraftDeps>;
  approving(): Promise<ApproveDeps>;
  operating(): Promise<PatrolDeps>;
  /** Where the daemon runs what needs no answer. */
  desk(say: (text: string) => void): Promise<Desk>;
  /** Each approved runbook that says `autonomy: auto`, with why it would run by itself now, or not. */
  autonomyRows(): Promise<readonly AutonomyRow[]>;
  /** `say`: progress for a person, one line at a time. */
  executing(approver: Approver, say: (text: string) => void): Promise<ExecuteDeps>;
  /** The program by which a block keeps its orphans in view; null where there is none. */
  orphanKeeper(): Promise<string | null>;
  /** Asks on this process's terminal; the signal ends a question without an answer. */
  approver(options: {
    readonly yes: boolean;
    readonly color: boolean;
    readonly signal?: AbortSignal;
  }): Promise<Approver>;
  /** Follows files as the patrol does, with positions in `state` or in memory. */
  follow(files: FollowedFiles): Promise<LogSource>;
  /** The patrol's own sources, from the settings. */
  patrolled(): Promise<LogSource>;
  /** A picture as text for Mermaid or Graphviz. */
  drawGraph(picture: GraphPicture, format: "mermaid" | "dot"): Promise<string>;
  close(): Promise<void>;
}
