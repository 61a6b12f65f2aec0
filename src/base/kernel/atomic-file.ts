import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Writes a file whole or not at all: a temporary file beside it, fsync, rename, fsync of the directory.
 * A reader sees the old bytes or the new ones, also after a power loss. Throws the system's error (`ENOSPC` …).
 */
export function writeFileAtomic(path: string, data: string | Uint8Array, mode = 0o600): void {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    const file = openSync(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, mode);
    try {
      writeAll(file, typeof data === "string" ? Buffer.from(data) : data);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncDirectory(dirname(path));
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

/** Makes a rename or a new name in the directory last through a power loss. */
export function syncDirectory(path: string): void {
  const directory = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

/** A regular file's text, never through a symlink at its last name. Throws `ELOOP` for one, `EISDIR` for a directory. */
export function readRegularFile(path: string): {
  readonly text: string;
  readonly mode: number;
  readonly links: number;
} {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const facts = fstatSync(file);
    if (!facts.isFile()) throw Object.assign(new Error(`${path} is not a regular file`), { code: "EISDIR" });
    return { text: readFileSync(file, "utf8"), mode: facts.mode & 0o777, links: facts.nlink };
  } finally {
    closeSync(file);
  }
}
