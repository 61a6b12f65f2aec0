import { posix } from "node:path";

const header = /^(?:---|\+\+\+) ("(?:[^"\\]|\\.)*"|[^\t\n]+)/;

/**
 * The files that a patch names, absolute below `directory`. `strip` leading folders are cut from each name, as `patch -p`
 * does; -1: all of them, as `patch` without `-p` does.
 */
export function patchedFiles(patch: string, strip: number, directory: string): string[] {
  const names = new Set<string>();
  for (const line of patch.split("\n")) {
    const found = header.exec(line)?.[1];
    if (found === undefined) continue;
    const name = found.replace(/^"|"$/g, "").trimEnd();
    if (name === "/dev/null") continue;
    const parts = name.split("/");
    const rest = strip < 0 ? parts.slice(-1) : parts.slice(strip);
    if (rest.length > 0 && !rest.includes("..")) names.add(posix.join(directory, ...rest));
    // Without -p a name that is there as it stands is taken whole.
    if (strip < 0 && !name.includes("..")) names.add(posix.resolve(directory, name));
  }
  return [...names].slice(0, 32);
}
