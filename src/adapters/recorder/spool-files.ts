import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { systemCode } from "../../base/kernel/errors.ts";

/** A name in the spool, understood. `taken` files were moved out of their shell's way. */
export interface SpoolName {
  readonly name: string;
  readonly path: string;
  readonly shell: string;
  readonly pid: number;
  readonly kind: "records" | "taken" | "marker";
}

const pattern =
  /^((?:bash|zsh|fish)\.(\d{1,10})\.\d{1,20})\.(?:(shell)|(\d{1,9})\.rec(\.[0-9a-f]{12}\.taken)?)$/;

/** What is in the spool, in the order it was written; an empty list where there is none. */
export function listSpool(folder: string): SpoolName[] {
  const names: SpoolName[] = [];
  for (const name of readNames(folder)) {
    const found = pattern.exec(name);
    if (found === null) continue;
    const [, shell = "", pid, marker, , taken] = found;
    const records = taken === undefined ? "records" : "taken";
    const kind = marker === undefined ? records : "marker";
    names.push({ name, path: join(folder, name), shell, pid: Number(pid), kind });
  }
  return names.sort((a, b) => compareNames(a.name, b.name));
}

const collator = new Intl.Collator("en", { numeric: true });
const compareNames = (a: string, b: string): number => collator.compare(a, b);

function readNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Moves a file out of its shell's way: the next prompt makes a new one. null when somebody else was faster. */
export function take(file: SpoolName): SpoolName | null {
  const suffix = `.${randomBytes(6).toString("hex")}.taken`;
  const path = file.path + suffix;
  try {
    renameSync(file.path, path);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return null;
    throw error;
  }
  return { ...file, name: file.name + suffix, path, kind: "taken" };
}

/** True also for a file that is gone: there is nothing to take. */
export const isEmpty = (path: string): boolean =>
  (statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0;

export type SpoolRead =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array; readonly left: number }
  | { readonly kind: "gone" }
  | { readonly kind: "refused"; readonly why: string };

/** A regular file of this user, never through a symlink, at most `limit` bytes of it. */
export function readOwn(path: string, uid: number, limit: number): SpoolRead {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const code = systemCode(error);
    return code === "ENOENT" ? { kind: "gone" } : { kind: "refused", why: code ?? "unreadable" };
  }
  try {
    const facts = fstatSync(file);
    if (!facts.isFile()) return { kind: "refused", why: "not a regular file" };
    if (uid >= 0 && facts.uid !== uid) return { kind: "refused", why: "it belongs to another user" };
    // A shell whose file was taken between two steps of its hook made this one under the person's umask.
    if ((facts.mode & 0o077) !== 0) fchmodSync(file, 0o600);
    const bytes = new Uint8Array(Math.min(facts.size, limit));
    let done = 0;
    for (let n = -1; n !== 0 && done < bytes.length; done += n) {
      n = readSync(file, bytes, done, bytes.length - done, done);
    }
    return { kind: "bytes", bytes: bytes.subarray(0, done), left: facts.size - done };
  } finally {
    closeSync(file);
  }
}

/** Takes the bytes out of a file that its shell may still have open. */
export function empty(path: string): void {
  try {
    closeSync(openSync(path, constants.O_WRONLY | constants.O_TRUNC | constants.O_NOFOLLOW));
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
  }
}

/** Removes a file that may be gone already. */
export const remove = (path: string): void => rmSync(path, { force: true });
