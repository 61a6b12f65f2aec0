import { join } from "node:path";
import Database from "libsql";
import { ReifierError } from "../../base/kernel/errors.ts";
import { exitCode } from "../../base/kernel/exit-code.ts";
import type { LockHandle, Locks } from "../../base/ports/lock.ts";
import { createPrivateFile } from "./connection.ts";
import { isBusy, storeFailure } from "./failures.ts";

/**
 * Locks that the system lets go when their holder dies: each name is one small SQLite file, and to hold it is to keep
 * an exclusive transaction open on it. SQLite keeps account of every connection of this process to a file, so that
 * closing one never drops the lock of another (POSIX would); nothing else may open these files.
 */
export function createLocks(directory: string): Locks {
  const files = new Map<string, LockFile>();
  const fileOf = (name: string): LockFile => {
    const known = files.get(name);
    if (known !== undefined) return known;
    const made = lockFile(join(directory, `${name}.lock`));
    files.set(name, made);
    return made;
  };
  return {
    within: (name, waitMs, work) => {
      const file = fileOf(name);
      if (!file.take(waitMs)) throw locked(name, waitMs);
      try {
        return work();
      } finally {
        file.letGo();
      }
    },
    hold: (name) => {
      // A file of its own for each holder: this process asking twice is told no like any other.
      const file = lockFile(join(directory, `${name}.lock`));
      if (!file.take(0)) {
        file.close();
        return null;
      }
      return handleOf(file);
    },
  };
}

function handleOf(file: LockFile): LockHandle {
  let held = true;
  return {
    release: () => {
      if (!held) return;
      held = false;
      file.letGo();
      file.close();
    },
  };
}

/** Runs `work` while no other process is inside the same file; waits at most 30 s. */
export function exclusively<T>(path: string, work: () => T): T {
  const file = lockFile(path);
  try {
    if (!file.take(30_000)) throw locked(path, 30_000);
    return work();
  } finally {
    file.letGo();
    file.close();
  }
}

interface LockFile {
  /** False when another holder did not let go in time. A holder of the same `LockFile` may take it again. */
  take(waitMs: number): boolean;
  letGo(): void;
  close(): void;
}

function lockFile(path: string): LockFile {
  createPrivateFile(path);
  const database = openLock(path);
  let depth = 0;
  return {
    take: (waitMs) => {
      if (depth === 0 && !begin(database, path, waitMs)) return false;
      depth++;
      return true;
    },
    letGo: () => {
      if (depth === 0) return;
      depth--;
      if (depth === 0) database.exec("ROLLBACK");
    },
    // Only `exec` is used, so no statement outlives this and the file is really closed.
    close: () => {
      database.close();
    },
  };
}

function openLock(path: string): Database.Database {
  try {
    return new Database(path);
  } catch (error) {
    throw storeFailure(error, path);
  }
}

function begin(database: Database.Database, path: string, waitMs: number): boolean {
  try {
    database.exec(`PRAGMA busy_timeout=${Math.max(0, Math.round(waitMs))}`);
    // Without a journal file a lock needs no space: the runbook that heals a full disk has to take it there.
    database.exec("PRAGMA journal_mode=MEMORY");
    database.exec("BEGIN EXCLUSIVE");
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw storeFailure(error, path);
  }
}

const locked = (name: string, waitMs: number): ReifierError =>
  new ReifierError({
    code: "LOCKED",
    message: `another reifier process has held the lock ${name} for more than ${waitMs} ms`,
    hint: "try again; `reifier status` shows what is running",
    exitCode: exitCode.no,
  });
