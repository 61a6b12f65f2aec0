import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Clock } from "../../base/kernel/clock.ts";
import { newId as ulid } from "../../base/kernel/ids.ts";
import type { MemoryGraph, UntoldSightings } from "../../base/ports/graph-store.ts";
import type { KeptStore } from "../../base/ports/kept-store.ts";
import type { OperatorStore } from "../../base/ports/operator-store.ts";
import type { RecordStore } from "../../base/ports/record-store.ts";
import type { Elsewhere, Outbox } from "../../base/ports/shared-graph.ts";
import { type Connection, connect, createPrivateFile } from "./connection.ts";
import { keptAside, refuseDamage, rememberKept, removeCopies, setAside } from "./damage.ts";
import { elsewhereOver } from "./elsewhere.ts";
import { isDamage } from "./failures.ts";
import { followReplaced } from "./follow-replaced.ts";
import { memoryGraph } from "./graph.ts";
import { keptStore } from "./kept.ts";
import { exclusively } from "./locks.ts";
import { migrate } from "./migrations.ts";
import { operatorStore } from "./operator.ts";
import { outboxOver } from "./outbox.ts";
import { recordStore } from "./records.ts";
import { untoldOver } from "./untold.ts";

export interface EmbeddedOptions {
  /** `state/graph.db`, or `:memory:`. Its directory exists. */
  readonly path: string;
  readonly clock: Clock;
  readonly newId?: (prefix: string, now: number) => string;
  /** Reads every page at open (about 0.1 s for 40 MB): for a daemon's start. A small file is always read whole. */
  readonly thorough?: boolean;
}

export interface EmbeddedStore {
  readonly records: RecordStore;
  readonly operator: OperatorStore;
  readonly graph: MemoryGraph;
  readonly outbox: Outbox;
  readonly elsewhere: Elsewhere;
  readonly untold: UntoldSightings;
  readonly kept: KeptStore;
  /**
   * A damaged file was kept under this name and a fresh store was made: `graph rebuild` fills it from the files. Every
   * opening says so until the graph is restored.
   */
  readonly recovered: { readonly kept: string } | null;
  close(): void;
}

/**
 * Opens the embedded store, made on first use (0600) and migrated. Throws `STORE_NEWER`, `STORE_UNWRITABLE`,
 * `DISK_FULL` (exit 2) and `STORE_BUSY` (exit 1), each with a hint.
 */
export function openEmbedded(options: EmbeddedOptions): EmbeddedStore {
  const { path, clock, newId = ulid } = options;
  const inMemory = path === ":memory:";
  const opened = inMemory ? fresh(path) : openFile(options);
  const connection = inMemory ? opened : followReplaced(opened, () => openFile(options));
  const kept = keptAside(connection);
  const records = recordStore(connection, newId);
  return {
    records: {
      ...records,
      forget: (ids) => {
        const gone = records.forget(ids);
        if (!inMemory && gone > 0) removeCopies(path);
        return gone;
      },
    },
    operator: operatorStore(connection, clock),
    graph: memoryGraph(connection, clock),
    outbox: outboxOver(connection, clock),
    elsewhere: elsewhereOver(connection),
    untold: untoldOver(connection),
    kept: keptStore(connection),
    recovered: kept === null ? null : { kept },
    close: connection.close,
  };
}

function fresh(path: string): Connection {
  const connection = connect(path);
  migrate(connection);
  return connection;
}

function openFile({ path, clock, thorough = false }: EmbeddedOptions): Connection {
  if (hasContent(path)) {
    try {
      return openSound(path, thorough);
    } catch (error) {
      if (!isDamage(error)) throw error;
    }
  }
  // New, emptied or damaged: only one process at a time makes the store, and it looks again first.
  return exclusively(join(dirname(path), "graph.db.opening"), () => {
    if (createPrivateFile(path)) return fresh(path);
    try {
      if (hasContent(path)) return openSound(path, thorough);
    } catch (error) {
      if (!isDamage(error)) throw error;
    }
    const kept = setAside(path, clock.now());
    createPrivateFile(path);
    const connection = fresh(path);
    rememberKept(connection, kept);
    return connection;
  });
}

const hasContent = (path: string): boolean => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;

function openSound(path: string, thorough: boolean): Connection {
  const connection = connect(path);
  try {
    refuseDamage(connection, thorough);
    migrate(connection);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}
