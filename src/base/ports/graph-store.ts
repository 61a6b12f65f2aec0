import type { Execution } from "../model/execution.ts";
import type { ErrorPattern, PatternRow } from "../model/pattern.ts";
import type { SightingEdge } from "../model/sighting.ts";

/** A runbook as the graph knows it: enough to rank and to show, never enough to run. */
export interface RunbookNode {
  readonly id: string;
  readonly title: string;
  readonly path: string;
  readonly status: string;
  readonly digest: string;
  /** Who approved this digest, and when; null where nobody did. */
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
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

/** What is left of an execution, a declined suggestion or a failure; its report is a file. */
export interface IncidentNode {
  readonly id: string;
  readonly runbook: string | null;
  readonly pattern: string | null;
  readonly execution: string | null;
  readonly host: string;
  readonly result: string;
  readonly reason: string;
  /** When the alert came in. */
  readonly raisedAt: string;
  readonly endedAt: string | null;
  /** Relative to the workspace. */
  readonly path: string;
}

/** Another runbook that runs some of the same commands. */
export interface RelatedRunbook {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly shared: number;
}

export interface FoundNode {
  readonly kind: "pattern" | "runbook";
  readonly id: string;
  /** A pattern's name, a runbook's title. */
  readonly name: string;
}

/** What the memory knows that a person would want to act on. Every list is bounded and has a stable order. */
export interface GraphInsights {
  /** How many error patterns there are, and how many of them an approved runbook mitigates. */
  readonly coverage: { readonly patterns: number; readonly covered: number };
  /** Coverage: error patterns that no approved runbook mitigates, most seen first. */
  readonly uncovered: readonly { readonly id: string; readonly name: string; readonly seen: number }[];
  /** Approved runbooks that never ran. */
  readonly unused: readonly { readonly id: string; readonly title: string }[];
  /** Approved runbooks that ran, but were last verified before the asked time, or never. */
  readonly unverified: readonly {
    readonly id: string;
    readonly title: string;
    readonly lastVerifiedAt: string | null;
  }[];
  /** Commands that several runbooks run, most shared first. */
  readonly sharedCommands: readonly { readonly text: string; readonly runbooks: readonly string[] }[];
  /** Where each pattern was seen, most hosts first. */
  readonly spread: readonly {
    readonly id: string;
    readonly name: string;
    readonly hosts: readonly string[];
  }[];
  /** From the alert (else the start of the run) to resolved, by pattern, slowest first. */
  readonly timeToResolve: readonly {
    readonly id: string;
    readonly name: string;
    readonly resolved: number;
    readonly meanMs: number;
  }[];
}

export interface PictureNode {
  readonly kind: "pattern" | "runbook" | "command" | "host";
  readonly id: string;
  readonly label: string;
}

/** A node and what is linked to it, to draw: edges point from and to places in `nodes`. */
export interface GraphPicture {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly {
    readonly from: number;
    readonly to: number;
    readonly kind: "MITIGATED_BY" | "HAS_COMMAND" | "SEEN_AGAIN";
    readonly label: string;
  }[];
}

/** Everything in the graph but people's own records, by domain ids: to rebuild, to copy to another store, to compare. */
export interface GraphSnapshot {
  readonly patterns: readonly ErrorPattern[];
  readonly sightings: readonly SightingEdge[];
  readonly runbooks: readonly RunbookNode[];
  readonly links: readonly { readonly pattern: string; readonly runbook: string }[];
  readonly executions: readonly Execution[];
  readonly incidents: readonly IncidentNode[];
}

/** Sightings that the audit does not tell of yet: with it the graph can be made again. */
export interface UntoldSightings {
  /** The batch that was begun last and not finished, else a new one of this name; null when nothing waits. */
  next(name: string): {
    readonly name: string;
    /** It was begun before, so the audit may have it already. */
    readonly again: boolean;
    /** What was added to each edge. */
    readonly sightings: readonly SightingEdge[];
    /** Those of its patterns that the audit was not told in full. */
    readonly patterns: readonly ErrorPattern[];
  } | null;
  /** The audit has it. */
  told(name: string): void;
}

/** The graph: patterns, runbooks, commands, executions and what links them. Idempotent on our own ids. */
export interface MemoryGraph {
  recordPattern(pattern: ErrorPattern): Promise<void>;
  /** Learns the patterns that are new and adds to how often each was seen, all in one durable write. */
  sawPatterns(
    host: string,
    seen: readonly { readonly pattern: ErrorPattern; readonly at: number; readonly times: number }[],
  ): Promise<void>;
  /** Adds to how often a pattern was seen on a host. `at` is epoch milliseconds. */
  patternSeen(id: string, host: string, at: number, times: number): Promise<void>;
  /** By id; `linked`: only those that some runbook mitigates, which are few whatever the logs say. */
  patterns(which?: "linked"): Promise<PatternRow[]>;
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
  recordIncident(incident: IncidentNode): Promise<void>;
  /** Patterns and runbooks that hold all the words of a text, best first. */
  search(text: string, limit: number): Promise<FoundNode[]>;
  /** Runbooks that share commands with this one, most shared first, then id. */
  related(runbook: string, limit: number): Promise<RelatedRunbook[]>;
  /** `verifiedSince` is epoch milliseconds. */
  insights(verifiedSince: number): Promise<GraphInsights>;
  /** A pattern, runbook or host with its neighbours; null for an id that the graph does not know. */
  neighbourhood(id: string): Promise<GraphPicture | null>;
  /** The neighbourhood as text for Mermaid or Graphviz; null for an id that the graph does not know. */
  draw(id: string, format: "mermaid" | "dot"): Promise<string | null>;
  snapshot(): Promise<GraphSnapshot>;
  /** Replaces the whole graph, all or nothing. Records, sessions and suggestions stay. */
  restore(snapshot: GraphSnapshot): Promise<void>;
  stats(): Promise<Readonly<Record<string, number>>>;
  close(): Promise<void>;
}
