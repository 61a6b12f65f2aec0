import { lstatSync, readFileSync, statSync } from "node:fs";
import { errorText, usageError } from "../kernel/errors.ts";

/**
 * A file that decides what may run; null where there is none. One that is there and cannot be read, that everybody may
 * write or that another account owns is a usage error (exit 2): nothing becomes more permissive through a fault.
 */
export function readTrustedFile(path: string, uid: number): string | null {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return null;
  try {
    const facts = statSync(path);
    const foreign = uid >= 0 && facts.uid !== uid && facts.uid !== 0;
    if (!foreign && (facts.mode & 0o002) === 0) return readFileSync(path, "utf8");
  } catch (error) {
    throw usageError(
      `cannot read ${path}: ${errorText(error)}`,
      "make it a readable file, or remove it",
      error,
    );
  }
  throw usageError(`${path} can be written by other users`, `make it your own: chown it, chmod go-w ${path}`);
}
