import type { AlertClaim } from "./alert-claims.ts";
import type { GraphSnapshot } from "./graph-store.ts";

/** What may leave a host: patterns, approved runbooks and what came of their runs. Never records, sessions or drafts. */
export type SharedKind = "pattern" | "runbook" | "execution" | "incident" | "forgotten";

/** Something that changed here and that the server has not been told of yet. */
export interface OutboxMark {
  readonly kind: SharedKind;
  readonly id: string;
  /** Goes up when it changes again while it is on its way. */
  readonly revision: number;
}

/**
 * How things stand here, to be said as often as one likes: nothing in it adds up. `links` are all links of `runbooks`,
 * and `patterns` holds those that they name.
 */
export interface SharedDelta extends GraphSnapshot {
  /** Not here any more, or not to be shared any more. */
  readonly gone: readonly { readonly kind: SharedKind; readonly id: string }[];
}

export interface OutboxLag {
  readonly waiting: number;
  /** Epoch milliseconds; null when nothing waits. */
  readonly oldestAt: number | null;
}

/** What the server has to be told. Marks are made in the transaction of the change itself. */
export interface Outbox {
  /** Whom to tell (a text that names server, database and workspace); a new one is told everything. null: nobody. */
  aim(target: string | null): void;
  /** A mark for what no verb of the graph changes, such as a forgotten session. */
  forgotten(ids: readonly string[]): void;
  lag(): OutboxLag;
  /** The oldest marks but `skip`, with the present state of what they name. */
  next(limit: number, skip?: number): { readonly marks: readonly OutboxMark[]; readonly delta: SharedDelta };
  /** Takes away the marks that were pushed and have not changed since. */
  done(marks: readonly OutboxMark[]): void;
  /** The last failure of a push, for people; null: it went well. */
  failed(reason: string | null): void;
  lastError(): string | null;
}

/** What another workspace knows of a pattern. A hint: every login of the server can write it. */
export interface ElsewherePattern {
  readonly workspace: string;
  readonly host: string;
  readonly id: string;
  readonly name: string;
  readonly template: string;
  readonly example: string;
  readonly seen: number;
  /** Epoch milliseconds. */
  readonly lastSeenAt: number | null;
}

/** What another workspace says of a runbook that it approved: enough to ask for it, never enough to run it. */
export interface ElsewhereRunbook {
  readonly workspace: string;
  readonly host: string;
  readonly id: string;
  readonly title: string;
  readonly digest: string;
  readonly approvedBy: string | null;
  /** Epoch milliseconds. */
  readonly approvedAt: number | null;
  /** Of all runs there with this digest. */
  readonly verified: number;
  readonly failed: number;
  readonly lastResult: string | null;
}

/** A link that another workspace made, with its outcomes there. */
export interface ElsewhereLink {
  readonly pattern: string;
  readonly runbook: string;
  readonly verified: number;
  readonly failed: number;
}

/** What one other workspace said since the asked revision. */
export interface ElsewhereNews {
  readonly workspace: string;
  readonly host: string;
  readonly revision: number;
  /** True: this is all it knows, so what was known of it before goes. */
  readonly whole: boolean;
  readonly patterns: readonly ElsewherePattern[];
  readonly runbooks: readonly ElsewhereRunbook[];
  /** All links of `runbooks`. */
  readonly links: readonly ElsewhereLink[];
}

/** What other hosts know, kept here so that nothing waits for the server. Shown and ranked, never trusted, never run. */
export interface Elsewhere {
  /** Known patterns by id, then host. */
  patterns(): ElsewherePattern[];
  /** Best first: (verified + 1) / (verified + failed + 2) of its runs for this pattern there, then of all its runs. */
  runbooksFor(pattern: string, limit: number): ElsewhereRunbook[];
  /** The same runbook (by id or by digest) in other workspaces, by host. */
  runbook(id: string, digest: string): ElsewhereRunbook[];
  /** Revision by workspace, of what was pulled last. */
  known(): ReadonlyMap<string, number>;
  /** Takes what was pulled; workspaces that are not among `present` are forgotten. */
  take(news: readonly ElsewhereNews[], present: readonly string[]): void;
  clear(): void;
}

/** The server that hosts share, as one workspace speaks to it. Every verb may throw `GRAPH_AWAY` … (exit 13). */
export interface SharedServer {
  /** All or nothing; saying it twice changes nothing. */
  push(delta: SharedDelta): Promise<void>;
  pull(
    known: ReadonlyMap<string, number>,
  ): Promise<{ readonly news: readonly ElsewhereNews[]; readonly present: readonly string[] }>;
  claimAlert(key: string): Promise<Exclude<AlertClaim, "away">>;
  /** Takes away what this workspace told the server and what `keep` does not name. Returns how many nodes went. */
  keepOnly(keep: {
    readonly patterns: readonly string[];
    readonly runbooks: readonly string[];
    readonly executions: readonly string[];
    readonly incidents: readonly string[];
  }): Promise<number>;
  stats(): Promise<Readonly<Record<string, number>>>;
  close(): Promise<void>;
}
