import { isAlive, markedProblem, markedStart } from "./shell-process.ts";
import { listSpool, readOwn } from "./spool-files.ts";

/** A hooked shell that is open now; `problem` is why its hook records nothing, or less. */
export interface OpenShell {
  readonly shell: string;
  readonly pid: number;
  readonly problem: string | null;
}

/** The hooked shells of this spool that are open, by what they said when they started. Removes nothing. */
export function openShells(folder: string, uid: number): OpenShell[] {
  return listSpool(folder).flatMap((file) => {
    if (file.kind !== "marker") return [];
    const read = readOwn(file.path, uid, 65_536);
    const marker = read.kind === "bytes" ? read.bytes : null;
    if (!isAlive(file.pid, markedStart(marker))) return [];
    return [{ shell: file.shell, pid: file.pid, problem: marker === null ? null : markedProblem(marker) }];
  });
}
