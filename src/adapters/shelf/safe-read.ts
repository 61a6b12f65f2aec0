import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync, type Stats } from "node:fs";
import { basename, dirname, join } from "node:path";
import { systemCode } from "../../base/kernel/errors.ts";

export interface ReadBytes {
  readonly text: string;
  readonly sha256: string;
  /** Why what was read must not be trusted; empty when it may. */
  readonly unsafe: readonly string[];
}

/** More than a person reads; a larger file is refused without being read. */
const longestFile = 8 * 1024 * 1024;

/**
 * One file of a folder, read once through one descriptor: what is judged are the bytes that were read. Symlinks, hard
 * links, other people's files and files that others can write are said in `unsafe`. Null when there is no such file.
 */
export function readOwnFile(folder: string, path: string): ReadBytes | null {
  const refused = (why: string): ReadBytes => ({ text: "", sha256: sha256(Buffer.alloc(0)), unsafe: [why] });
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const code = systemCode(error);
    if (code === "ELOOP") return refused("symlink");
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    return refused(code === "EACCES" ? "unreadable" : `unreadable (${code ?? "unknown"})`);
  }
  try {
    const facts = fstatSync(file);
    if (!facts.isFile()) return refused("not-a-regular-file");
    if (facts.size > longestFile) return refused("too-large");
    const bytes = readUpTo(file, longestFile + 1);
    if (bytes.length > longestFile) return refused("too-large");
    const unsafe = [...fileFaults(facts), ...placeFaults(folder, path), ...encodingFaults(bytes)];
    return { text: bytes.toString("utf8"), sha256: sha256(bytes), unsafe };
  } finally {
    closeSync(file);
  }
}

/** Also right for a file that grows or shrinks while it is read. */
function readUpTo(file: number, most: number): Buffer {
  const chunks: Buffer[] = [];
  for (let total = 0; total < most; ) {
    const chunk = Buffer.allocUnsafe(Math.min(65_536, most - total));
    const count = readSync(file, chunk);
    if (count === 0) break;
    chunks.push(chunk.subarray(0, count));
    total += count;
  }
  return Buffer.concat(chunks);
}

const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

function fileFaults(facts: Stats): string[] {
  const own = process.geteuid?.() ?? facts.uid;
  return [
    ...(facts.nlink > 1 ? ["hard-link"] : []),
    ...((facts.mode & 0o022) !== 0 ? ["writable-by-others"] : []),
    // Root may be approved by nobody but root; a file of root is as good as one's own.
    ...(facts.uid !== own && facts.uid !== 0 ? ["foreign-owner"] : []),
  ];
}

/** The folder is the one of the workspace and no link to elsewhere. */
function placeFaults(folder: string, path: string): string[] {
  const real = join(realpathSync(dirname(path)), basename(path));
  return real === join(folder, basename(path)) ? [] : ["outside-workspace"];
}

/** Bytes that are no UTF-8 would be judged as something else than what runs. */
const encodingFaults = (bytes: Buffer): string[] =>
  Buffer.from(bytes.toString("utf8"), "utf8").equals(bytes) ? [] : ["not-utf8"];
