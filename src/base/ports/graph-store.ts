import type { Execution } from "../model/execution.ts";
import type { ErrorPattern, PatternRow } from "../model/pattern.ts";

/** A runbook as the graph knows it: enough to rank and to show, never enough to run. */
export interface RunbookNode {
  readonly id: string;
  readonly title: string;
  readonly path: string;
  readonly status: string;
  readonly digest: string;
  /** The commands in order, redacted, with their roles. */
  readonly commands: readonly { readonly text: string; readonly role: string }[];
}

/** A runbook that mitigates a pattern, with what came of it so far. */
export interface RankedRunbook {
  readonly id: string;
  readonly title: string;
  readonly digest: string;
  readonly verified: number;
  readonly failed: number;
  /** Of the last runs of this runbook for this pattern, newest first: `resolved`, `failed` … */
  readonly lastResults: readonly string[];
}

export interface RunStats {
  readonly runs: number;
  readonly verified: number;
  readonly lastRunAt: string | null;
  readonly lastResult: string | null;
}

/** The graph: patterns, runbooks, commands, executions and what links them. Idempotent on our own ids. */
export interface MemoryGraph {
  recordPattern(pattern: ErrorPattern): Promise<void>;
  /** Adds to how often a pattern was seen on a host. `at` is epoch milliseconds. */
  patternSeen(id: string, host: string, at: number, times: number): Promise<void>;
  patterns(): Promise<PatternRow[]>;
  pattern(id: string): Promise<ErrorPattern | null>;
  saveRunbook(runbook: RunbookNode): Promise<void>;
  setRunbookStatus(id: string, status: string): Promise<void>;
  link(pattern: string, runbook: string): Promise<void>;
  unlink(pattern: string, runbook: string): Promise<void>;
  /** Approved runbooks of a pattern, best first: (verified + 1) / (verified + failed + 2), then id. */
  runbooksFor(pattern: string, limit: number): Promise<RankedRunbook[]>;
  patternsOf(runbook: string): Promise<string[]>;
  recordExecution(execution: Execution): Promise<void>;
  /** Of all runs that changed something, or only of those with this digest. */
  runStats(runbook: string, digest?: string): Promise<RunStats>;
  executions(filter?: { readonly running?: boolean }): Promise<Execution[]>;
  stats(): Promise<Readonly<Record<string, number>>>;
  close(): Promise<void>;
}
