import { readdirSync, statSync } from "node:fs";
import { join, normalize } from "node:path";
import type { HookSnapshot } from "../../base/ports/person-files.ts";
import { mostBytes, textOf } from "./read-text-file.ts";
import { readOwn, remove } from "./spool-files.ts";

const pattern = /^(?:bash|zsh|fish)\.(\d{1,10})\.\d{1,20}\.\d{1,9}\.\d\.snap$/;
/** What is not complete by then never will be. */
const patienceMs = 60_000;

/**
 * Files that the hooks of zsh and fish copied before an editor changed them: `path NUL text NUL .`, raw, and so in the
 * spool. Each is handed out once and removed.
 */
export function takeHookSnapshots(folder: string, uid: number, now: number): HookSnapshot[] {
  return names(folder).flatMap((name) => {
    const pid = Number(pattern.exec(name)?.[1] ?? "0");
    const path = join(folder, name);
    const takenAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now;
    const read = readOwn(path, uid, mostBytes + 8_192);
    const snapshot = read.kind === "bytes" && read.left === 0 ? understand(read.bytes) : null;
    if (snapshot === null && read.kind === "bytes" && now - takenAt < patienceMs) return [];
    remove(path);
    return snapshot === null ? [] : [{ ...snapshot, takenAt, pid }];
  });
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => pattern.test(name));
  } catch {
    return [];
  }
}

/** null for one that has not been written to its end, or holds no text. */
function understand(bytes: Uint8Array): { readonly path: string; readonly text: string } | null {
  const cut = bytes.indexOf(0);
  const isWhole = bytes.at(-1) === 0x2e && bytes.at(-2) === 0 && cut < bytes.length - 2;
  if (!isWhole || cut <= 0) return null;
  const path = textOf(bytes.subarray(0, cut));
  const text = textOf(bytes.subarray(cut + 1, -2));
  if (path === null || text === null || !path.startsWith("/") || text.length >= mostBytes) return null;
  return { path: normalize(path), text };
}
