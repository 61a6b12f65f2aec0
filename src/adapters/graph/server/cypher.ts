import { createHash } from "node:crypto";
import neo4j, { type Driver, type ManagedTransaction } from "neo4j-driver";
import { serverFailure, tooSlow } from "./failures.ts";

type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };
export type Parameters = Readonly<Record<string, Value>>;

interface RowSchema<T> {
  parse(row: unknown): T;
}

/** Statements inside one transaction. Every one knows the workspace that speaks as `$workspace`. */
export interface Cypher {
  readonly workspace: string;
  all<T>(text: string, parameters: Parameters, row: RowSchema<T>): Promise<T[]>;
  one<T>(text: string, parameters: Parameters, row: RowSchema<T>): Promise<T | null>;
  run(text: string, parameters?: Parameters): Promise<void>;
  /** The unique key of a node of this workspace. */
  key(id: string): string;
}

export interface Server {
  /** Whether it answers and takes the login, tried once: a reason that will not go away is said at once. */
  greet(): Promise<void>;
  read<T>(work: (cypher: Cypher) => Promise<T>): Promise<T>;
  /** Retried by the driver on deadlocks and lost links, so the work must be idempotent. */
  write<T>(work: (cypher: Cypher) => Promise<T>): Promise<T>;
  /** The same with much to write, where nobody waits: it may take six times as long. */
  writeMuch<T>(work: (cypher: Cypher) => Promise<T>): Promise<T>;
  /** One statement in a transaction of its own: constraints and indexes. */
  schema(text: string): Promise<void>;
  close(): Promise<void>;
}

export interface ServerOptions {
  /** `bolt://`, `neo4j://` and their `+s` and `+ssc` forms. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** null: the server's default database. */
  readonly database: string | null;
  /** Whose nodes these are: hosts that share a server never write into each other's. */
  readonly workspace: string;
  readonly host: string;
  /** Milliseconds that one question or write may take, its retries included. */
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 10_000;
const muchFactor = 6;

/** Makes no connection yet; every failure of a call leaves as a `ReifierError` (exit 13). */
export function connectServer(options: ServerOptions): Server {
  const { url, user, password, database, workspace, timeoutMs = defaultTimeoutMs } = options;
  const driver = neo4j.driver(url, neo4j.auth.basic(user, password), {
    disableLosslessIntegers: true,
    connectionTimeout: Math.min(timeoutMs, 5_000),
    connectionAcquisitionTimeout: timeoutMs,
    maxTransactionRetryTime: timeoutMs,
    maxConnectionPoolSize: 4,
    telemetryDisabled: true,
    userAgent: "reifier",
  });
  const guarded = async <T>(limitMs: number, work: () => Promise<T>): Promise<T> => {
    try {
      // A server that is stopped in the middle keeps the connection open and says nothing.
      return await within(limitMs, work);
    } catch (error) {
      throw serverFailure(error, url);
    }
  };
  const transact = <T>(
    mode: "executeRead" | "executeWrite",
    work: (cypher: Cypher) => Promise<T>,
    limitMs = timeoutMs,
  ): Promise<T> =>
    guarded(1.5 * limitMs, () =>
      inSession(driver, database, (session) =>
        session[mode]((transaction) => work(cypherOf(transaction, workspace)), { timeout: limitMs }),
      ),
    );
  return {
    greet: () =>
      guarded(1.5 * timeoutMs, async () => {
        await driver.verifyConnectivity(database === null ? {} : { database });
      }),
    read: (work) => transact("executeRead", work),
    write: (work) => transact("executeWrite", work),
    writeMuch: (work) => transact("executeWrite", work, muchFactor * timeoutMs),
    // Retried too: hosts that come for the first time at the same moment get into each other's way.
    schema: (text) => transact("executeWrite", (cypher) => cypher.run(text), muchFactor * timeoutMs),
    close: () => driver.close(),
  };
}

async function within<T>(limitMs: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooSlow(limitMs)), limitMs);
  });
  try {
    return await Promise.race([work(), limit]);
  } finally {
    clearTimeout(timer);
  }
}

async function inSession<T>(
  driver: Driver,
  database: string | null,
  work: (session: ReturnType<Driver["session"]>) => Promise<T>,
): Promise<T> {
  const session = driver.session(database === null ? {} : { database });
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

/** Numbers of ours are counts and milliseconds: whole ones go as integers, which ranks and limits need. */
const toBolt = (value: Value): unknown => {
  if (typeof value === "number") return Number.isInteger(value) ? neo4j.int(value) : value;
  if (Array.isArray(value)) return value.map(toBolt);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toBolt(inner)]));
  }
  return value;
};

function cypherOf(transaction: ManagedTransaction, workspace: string): Cypher {
  const rows = async (text: string, parameters: Parameters): Promise<object[]> => {
    const values = Object.entries({ workspace, ...parameters }).map(([name, value]) => [name, toBolt(value)]);
    const { records } = await transaction.run(text, Object.fromEntries(values));
    return records.map((record) => record.toObject());
  };
  return {
    workspace,
    all: async (text, parameters, row) => (await rows(text, parameters)).map((found) => row.parse(found)),
    one: async (text, parameters, row) => {
      const [first] = await rows(text, parameters);
      return first === undefined ? null : row.parse(first);
    },
    run: async (text, parameters = {}) => {
      await rows(text, parameters);
    },
    key: (id) => keyOf(workspace, id),
  };
}

/** An index key may not be longer than 8 kB, and an id is whatever a person wrote. */
export const keyOf = (workspace: string, id: string): string =>
  id.length > 500 ? `${workspace} #${createHash("sha256").update(id).digest("hex")}` : `${workspace} ${id}`;
