import { errorText, ReifierError, systemCode, usageError } from "../../base/kernel/errors.ts";
import { exitCode } from "../../base/kernel/exit-code.ts";

/** SQLite's own name for a failure (`SQLITE_FULL` …), or null for any other error. */
export function sqliteCode(error: unknown): string | null {
  const code = systemCode(error);
  if (code?.startsWith("SQLITE_")) return code;
  // A failed open carries the number in its words only: ConnectionFailed("… : 14").
  const opening = /ConnectionFailed\(.*: (\d+)"?\)/.exec(errorText(error));
  return opening === null ? null : `SQLITE_CANTOPEN_${opening[1]}`;
}

/** The file is no database any more, or contradicts itself. */
export const isDamage = (error: unknown): boolean =>
  /^SQLITE_(NOTADB|CORRUPT)/.test(sqliteCode(error) ?? "") ||
  (error instanceof ReifierError && error.code === "STORE_DAMAGED");

export const isBusy = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED)/.test(sqliteCode(error) ?? "");

/** A failure of the store in a person's words; what is no SQLite failure passes unchanged. */
export function storeFailure(error: unknown, path: string): unknown {
  const code = sqliteCode(error);
  if (code === null) return error;
  const facts = factsOf(code, path, errorText(error));
  return new ReifierError(facts, { cause: error });
}

function factsOf(code: string, path: string, said: string): ConstructorParameters<typeof ReifierError>[0] {
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return busyFacts(path);
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) return damageFacts(path, said);
  if (/^SQLITE_(FULL|IOERR_SHMSIZE)/.test(code)) {
    return {
      code: "DISK_FULL",
      message: `the disk that holds ${path} is full; this change was not stored`,
      hint: "free some space and try again; everything stored before is still there",
      exitCode: exitCode.usage,
    };
  }
  if (/^SQLITE_(READONLY|CANTOPEN|PERM|AUTH)/.test(code)) {
    return {
      code: "STORE_UNWRITABLE",
      message: `cannot write to ${path}: ${said}`,
      hint: "make the workspace's state directory writable for you, or name another workspace with --workspace DIR",
      exitCode: exitCode.usage,
    };
  }
  return {
    code: "STORE_FAILED",
    message: `${path} could not be used: ${said}`,
    hint: "type: reifier doctor",
    exitCode: exitCode.usage,
  };
}

const damageFacts = (path: string, said: string) => ({
  code: "STORE_DAMAGED",
  message: `${path} is damaged: ${said}`,
  hint: "type: reifier graph rebuild (the damaged file is kept aside)",
  exitCode: exitCode.usage,
});

const busyFacts = (path: string) => ({
  code: "STORE_BUSY",
  message: `another process has been using ${path} for too long`,
  hint: "try again; `reifier status` shows what is running",
  exitCode: exitCode.no,
});

export const busy = (path: string): ReifierError => new ReifierError(busyFacts(path));

/** A check of the file's pages found a fault. */
export const damaged = (path: string, said: string): ReifierError =>
  new ReifierError(damageFacts(path, said));

/** The store was written by a later release. */
export const newerStore = (path: string, found: number, known: number): ReifierError =>
  new ReifierError({
    code: "STORE_NEWER",
    message: `${path} has format ${found}; this reifier knows formats up to ${known}`,
    hint: `update reifier, or move ${path} away and type: reifier graph rebuild`,
    exitCode: exitCode.usage,
  });

export const unknownId = (what: string, id: string, list: string): ReifierError =>
  usageError(`there is no ${what} ${id}`, `list them with: reifier ${list}`);
