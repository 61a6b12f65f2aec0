import type { EndedShell } from "../../base/ports/recorder-source.ts";
import { environmentNames, isAlive, markedStart } from "./shell-process.ts";
import { readOwn, remove, type SpoolName } from "./spool-files.ts";

/** A shell with the hook, as its marker file and the system tell it. */
export interface KnownShell {
  readonly marker: Uint8Array | null;
  /** Clock ticks at which it started; tells it from a later process of the same number. */
  readonly start: string | null;
  readonly environment: readonly string[] | null;
}

/** The shells whose files are in the spool. A marker is read once; the names of the environment while the shell lives. */
export class ShellRegister {
  private readonly shells = new Map<string, KnownShell>();
  private readonly uid: number;

  constructor(uid: number) {
    this.uid = uid;
  }

  meet(file: SpoolName, marker: SpoolName | undefined): KnownShell {
    const known = this.shells.get(file.shell);
    if (known !== undefined && (known.marker !== null || marker === undefined)) return known;
    const read = marker === undefined ? null : readOwn(marker.path, this.uid, 65_536);
    const bytes = read?.kind === "bytes" ? read.bytes : null;
    const start = markedStart(bytes);
    const environment = isAlive(file.pid, start) ? environmentNames(file.pid) : null;
    const shell = { marker: bytes, start, environment };
    this.shells.set(file.shell, shell);
    return shell;
  }

  /** Which hooked shells are open, and which are gone with nothing left in the spool. */
  census(
    markers: readonly SpoolName[],
    busy: ReadonlySet<string>,
    now: number,
  ): { open: string[]; ended: EndedShell[] } {
    const open: string[] = [];
    const gone: SpoolName[] = [];
    for (const marker of markers) {
      const alive = isAlive(marker.pid, this.meet(marker, marker).start);
      if (alive) open.push(marker.shell);
      else if (!busy.has(marker.shell)) gone.push(marker);
    }
    const last = open.length === 0;
    const ended = gone.map((marker) => ({
      shell: marker.shell,
      marker: this.meet(marker, marker).marker,
      last,
      at: now,
    }));
    return { open, ended };
  }

  /** Forgets a shell that was reported as ended, and removes its marker. */
  forget(shell: string, marker: SpoolName | undefined): void {
    if (marker !== undefined) remove(marker.path);
    this.shells.delete(shell);
  }
}
