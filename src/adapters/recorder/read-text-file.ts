import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync } from "node:fs";
import { dirname } from "node:path";
import { systemCode } from "../../base/kernel/errors.ts";
import type { FileNow } from "../../base/ports/person-files.ts";

export const mostBytes = 1024 * 1024;

/** Nothing below these is a file of somebody's; opening one may do something. */
const systems = /^\/(proc|sys|dev)(\/|$)/;

/**
 * A regular text file below 1 MiB as it is now. A symlink, a device, a pipe or a socket is looked at and never opened;
 * what changes between look and open is noticed.
 */
export function readTextFile(path: string): FileNow {
  try {
    const seen = lstatSync(path);
    const changedAt = seen.ctimeMs;
    const why = (reason: Extract<FileNow, { kind: "left-out" }>["why"]): FileNow => ({
      kind: "left-out",
      why: reason,
      changedAt,
    });
    if (!seen.isFile() || systems.test(path) || systems.test(realpathSync(dirname(path))))
      return why("not-a-regular-file");
    if (seen.size >= mostBytes) return why("too-large");
    const bytes = readSame(path, seen);
    if (bytes === null) return why("not-a-regular-file");
    const text = textOf(bytes);
    return text === null ? why("binary") : { kind: "text", text, changedAt };
  } catch (error) {
    const code = systemCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return { kind: "absent" };
    return { kind: "left-out", why: "not-readable", changedAt: changeTime(path) };
  }
}

const changeTime = (path: string): number => {
  try {
    return lstatSync(path).ctimeMs;
  } catch {
    return 0; // Not even that may be known.
  }
};

function readSame(path: string, seen: { readonly dev: number; readonly ino: number }): Uint8Array | null {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const facts = fstatSync(file);
    if (!facts.isFile() || facts.dev !== seen.dev || facts.ino !== seen.ino) return null;
    const bytes = new Uint8Array(Math.min(facts.size, mostBytes));
    let done = 0;
    for (let n = -1; n !== 0 && done < bytes.length; done += n)
      n = readSync(file, bytes, done, bytes.length - done, done);
    return bytes.subarray(0, done);
  } finally {
    closeSync(file);
  }
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** null for what is no text in UTF-8. */
export function textOf(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}
