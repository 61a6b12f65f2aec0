import { copyFileSync, existsSync, renameSync, statSync, truncateSync } from "node:fs";

/**
 * Keeps a log at `maxBytes` or less with `keep` older ones beside it (`.1` is the newest). The file itself is emptied, not
 * renamed: several processes append to it, and a detached daemon's own output too. A line written between copy and
 * emptying is lost, which a log may be.
 */
export function rotateLog(
  path: string,
  { maxBytes, keep }: { readonly maxBytes: number; readonly keep: number },
): boolean {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= maxBytes) return false;
  for (let n = keep - 1; n >= 1; n--)
    if (existsSync(`${path}.${n}`)) renameSync(`${path}.${n}`, `${path}.${n + 1}`);
  copyFileSync(path, `${path}.1`);
  truncateSync(path);
  return true;
}
