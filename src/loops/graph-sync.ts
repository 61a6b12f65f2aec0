import type { Clock } from "../base/kernel/clock.ts";
import { isoTime } from "../base/kernel/clock.ts";
import { ReifierError } from "../base/kernel/errors.ts";
import type { AlertClaims } from "../base/ports/alert-claims.ts";
import type { Locks } from "../base/ports/lock.ts";
import type { Elsewhere, Outbox, SharedServer } from "../base/ports/shared-graph.ts";

export interface SyncDeps {
  readonly outbox: Outbox;
  readonly elsewhere: Elsewhere;
  readonly locks: Locks;
  /** Throws when the server is away or refuses. */
  connect(): Promise<SharedServer>;
}

/** `busy`: another process of the workspace is at it. */
export type Synced =
  | { readonly kind: "done"; readonly pushed: number; readonly heard: number }
  | { readonly kind: "busy" };

const batchSize = 200;

/**
 * Tells the server what changed here, oldest first, and hears what changed elsewhere. One process at a time, so that an
 * older state never overtakes a newer one. Throws what the server throws (exit 13); what was not told stays marked.
 */
export async function syncGraph(deps: SyncDeps): Promise<Synced> {
  const turn = deps.locks.hold("graph-sync");
  if (turn === null) return { kind: "busy" };
  try {
    const server = await deps.connect();
    const { pushed, refused } = await pushAll(deps.outbox, server);
    const { news, present } = await server.pull(deps.elsewhere.known());
    deps.elsewhere.take(news, present);
    deps.outbox.failed(refused);
    return { kind: "done", pushed, heard: news.length };
  } catch (error) {
    deps.outbox.failed(error instanceof Error ? error.message : String(error));
    throw error;
  } finally {
    turn.release();
  }
}

async function pushAll(
  outbox: Outbox,
  server: SharedServer,
): Promise<{ readonly pushed: number; readonly refused: string | null }> {
  let pushed = 0;
  let skipped = 0;
  let refused: string | null = null;
  let size = batchSize;
  for (;;) {
    const { marks, delta } = outbox.next(size, skipped);
    if (marks.length === 0) return { pushed, refused };
    try {
      await server.push(delta);
      outbox.done(marks);
      pushed += marks.length;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      // One thing that this server will not take must not hold up the others: from here on one by one.
      if (size > 1) size = 1;
      else {
        skipped += 1;
        refused = error.message;
      }
    }
  }
}

const isRefusal = (error: unknown): error is ReifierError =>
  error instanceof ReifierError && error.code === "GRAPH_FAILED";

export interface ServerAddress {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly database: string | null;
}

/** The daemon's line to the graph server; quiet while there is none. */
export interface GraphLink {
  /** Called every second; never waits for the server. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}

/** What a workspace has to do with a graph server. */
export interface Sharing {
  readonly claims: AlertClaims;
  link(): GraphLink;
  /** Everything told, everything heard, now. null: the graph is embedded. Throws what the server throws (exit 13). */
  sync(): Promise<Synced | null>;
  /** Connects to any server; whoever asked closes it. Throws what the server throws (exit 13). */
  connect(address: ServerAddress): Promise<SharedServer>;
}

/** How far the server is behind, as `status` says it. */
export interface GraphLag {
  readonly count: number;
  readonly oldestAt: string | null;
  readonly oldestAgeMs: number | null;
  readonly lastError: string | null;
}

export function graphLag(outbox: Pick<Outbox, "lag" | "lastError">, clock: Clock): GraphLag {
  const { waiting, oldestAt } = outbox.lag();
  return {
    count: waiting,
    oldestAt: oldestAt === null ? null : isoTime(oldestAt),
    oldestAgeMs: oldestAt === null ? null : Math.max(0, clock.now() - oldestAt),
    lastError: outbox.lastError(),
  };
}
