import { chmodSync, closeSync, constants, openSync, statSync, writeFileSync } from "node:fs";
import Database from "libsql";
import { z } from "zod";
import { systemCode } from "../../base/kernel/errors.ts";
import { busy, isDamage, sqliteCode, storeFailure } from "./failures.ts";

export type SqlValue = string | number | null;

/** Turns one raw row into what the caller wants; libsql adds a `_metadata` key that a zod object drops. */
interface RowSchema<T> {
  parse(row: unknown): T;
}

/** One connection to one SQLite file. Every failure leaves as a `ReifierError` with a hint. */
export interface Connection {
  readonly path: string;
  all<T>(sql: string, values: readonly SqlValue[], row: RowSchema<T>): T[];
  one<T>(sql: string, values: readonly SqlValue[], row: RowSchema<T>): T | null;
  /** Returns how many rows changed. */
  run(sql: string, values?: readonly SqlValue[]): number;
  /** Several statements without values. */
  script(sql: string): void;
  /** All or nothing, durable when it returns. A call inside another joins it. */
  write<T>(work: () => T): T;
  /** Moves everything from the WAL into the file and empties the WAL. Throws `STORE_BUSY` while others keep it. */
  checkpoint(): void;
  close(): void;
}

const busyTimeoutMs = 10_000;

/**
 * Makes the file (0600) where there is none; true when it did. An existing one is never opened here: closing any
 * descriptor of a file drops all POSIX locks that this process holds on it.
 */
export function createPrivateFile(path: string): boolean {
  try {
    closeSync(openSync(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600));
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    if (systemCode(error) !== null) {
      throw storeFailure(Object.assign(asError(error), { code: fileCode(error) }), path);
    }
    throw error;
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
const fileCode = (error: unknown): string =>
  systemCode(error) === "ENOSPC" || systemCode(error) === "EDQUOT" ? "SQLITE_FULL" : "SQLITE_CANTOPEN";

/** Opens with the settings that make an acknowledged write survive a kill and a power loss (facts: WAL, FULL). */
export function connect(path: string): Connection {
  return guarded(path, () => {
    const database = new Database(path, { timeout: busyTimeoutMs });
    const connection = connectionOver(database, path);
    connection.script(
      `PRAGMA busy_timeout=${busyTimeoutMs}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
       PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY;`,
    );
    if (path !== ":memory:") keepPrivate(path);
    return connection;
  });
}

function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (isDamage(error)) suspect(path);
    throw storeFailure(error, path);
  }
}

/** The name of the note that makes the next open read every page. */
export const suspectNote = (path: string): string => `${path}.suspect`;

function suspect(path: string): void {
  if (path === ":memory:") return;
  try {
    writeFileSync(suspectNote(path), "");
  } catch {
    // The damage itself is reported; a note that cannot be left (a full disk) changes nothing about it.
  }
}

/** A store that others may read is closed to them; the WAL and the shared memory take its mode. */
function keepPrivate(path: string): void {
  if ((statSync(path).mode & 0o077) === 0) return;
  try {
    chmodSync(path, 0o600);
  } catch (error) {
    throw Object.assign(asError(error), { code: "SQLITE_PERM" });
  }
}

/** A NUL would silently cut the text when it is read back. */
const bindable = (values: readonly SqlValue[]): SqlValue[] =>
  values.map((value) => (typeof value === "string" ? value.replaceAll("\0", "\ufffd") : value));

const Checkpoint = z.object({ busy: z.number() });

function connectionOver(database: Database.Database, path: string): Connection {
  const statements = new Map<string, Database.Statement>();
  const prepare = (sql: string): Database.Statement => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const made = database.prepare(sql);
    statements.set(sql, made);
    return made;
  };
  const begin = (): void => {
    database.exec("BEGIN IMMEDIATE");
  };
  const rollBack = (): void => {
    // SQLite has already rolled back by itself after some failures (a full disk).
    if (database.inTransaction) database.exec("ROLLBACK");
  };
  const transact = <T>(work: () => T): T => {
    begin();
    try {
      const result = work();
      database.exec("COMMIT");
      return result;
    } catch (error) {
      rollBack();
      throw error;
    }
  };
  return {
    path,
    // Values go in as one array: a lone null or object would be taken for named values, which aborts the process.
    all: (sql, values, row) =>
      guarded(path, () =>
        prepare(sql)
          .all(bindable(values))
          .map((found) => row.parse(found)),
      ),
    one: (sql, values, row) =>
      guarded(path, () => {
        const found = prepare(sql).get(bindable(values));
        return found === undefined ? null : row.parse(found);
      }),
    run: (sql, values = []) => guarded(path, () => prepare(sql).run(bindable(values)).changes),
    script: (sql) => {
      guarded(path, () => database.exec(sql));
    },
    write: (work) => (database.inTransaction ? work() : guarded(path, () => transact(work))),
    checkpoint: () => {
      const done = guarded(path, () => Checkpoint.parse(prepare("PRAGMA wal_checkpoint(TRUNCATE)").get([])));
      if (done.busy !== 0) throw busy(path);
    },
    close: () => {
      if (!database.open) return;
      try {
        // Only a courtesy: what stays in the WAL is read at the next open, so nobody is waited for.
        database.exec("PRAGMA busy_timeout=100; PRAGMA wal_checkpoint(TRUNCATE)");
      } catch (error) {
        if (sqliteCode(error) === null) throw error;
      }
      statements.clear();
      database.close();
    },
  };
}
