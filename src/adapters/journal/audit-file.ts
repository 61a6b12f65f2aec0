import {
  closeSync,
  constants,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { syncDirectory } from "../../base/kernel/atomic-file.ts";
import { systemCode } from "../../base/kernel/errors.ts";

const chunkBytes = 64 * 1024;
const newline = 0x0a;

/** An append-only file of lines, held open for one append. */
export interface OpenAuditFile {
  /** The last complete line without its newline; null when there is none. */
  lastLine(): string | null;
  /** Writes after the last complete line, in place of what a crash left half written. On disk before it returns. */
  append(text: string): void;
  close(): void;
}

export function openAuditFile(path: string): OpenAuditFile {
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW;
  const fresh = !exists(path);
  const file = openSync(path, flags, 0o600);
  if (fresh) syncDirectory(dirname(path));
  const size = fstatSync(file).size;
  // A last line without its newline was never acknowledged: the process or the machine died while writing it.
  const end = lastNewline(file, size) + 1;
  return {
    lastLine: () => {
      if (end === 0) return null;
      const start = lastNewline(file, end - 1) + 1;
      return readSpan(file, start, end - 1);
    },
    append: (text) => {
      try {
        writeAll(file, Buffer.from(text), end);
        if (size > end + Buffer.byteLength(text)) ftruncateSync(file, end + Buffer.byteLength(text));
        fdatasyncSync(file);
      } catch (error) {
        ftruncateSync(file, end);
        throw error;
      }
    },
    close: () => closeSync(file),
  };
}

/** The complete lines of the file, one at a time, in bounded memory. A torn last line is left out. */
export function* auditLines(path: string): Generator<string> {
  if (!exists(path)) return;
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    let pending = Buffer.alloc(0);
    const chunk = Buffer.alloc(chunkBytes);
    for (let at = 0; ; ) {
      const read = readSync(file, chunk, 0, chunk.length, at);
      if (read === 0) return;
      at += read;
      pending = Buffer.concat([pending, chunk.subarray(0, read)]);
      let start = 0;
      for (let end = pending.indexOf(newline); end >= 0; end = pending.indexOf(newline, start)) {
        yield pending.toString("utf8", start, end);
        start = end + 1;
      }
      pending = pending.subarray(start);
    }
  } finally {
    closeSync(file);
  }
}

/** Offset of the last newline before `before`, or -1. */
function lastNewline(file: number, before: number): number {
  const chunk = Buffer.alloc(chunkBytes);
  for (let end = before; end > 0; ) {
    const start = Math.max(0, end - chunkBytes);
    const read = readSync(file, chunk, 0, end - start, start);
    const found = chunk.subarray(0, read).lastIndexOf(newline);
    if (found >= 0) return start + found;
    end = start;
  }
  return -1;
}

function readSpan(file: number, start: number, end: number): string {
  const bytes = Buffer.alloc(end - start);
  for (let done = 0; done < bytes.length; ) {
    const read = readSync(file, bytes, done, bytes.length - done, start + done);
    if (read === 0) break;
    done += read;
  }
  return bytes.toString("utf8");
}

function writeAll(file: number, bytes: Buffer, at: number): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(file, bytes, done, bytes.length - done, at + done);
  }
}

function exists(path: string): boolean {
  try {
    closeSync(openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW));
    return true;
  } catch (error) {
    if (systemCode(error) === "ENOENT") return false;
    throw error;
  }
}
