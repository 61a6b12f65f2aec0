import type { EndedShell } from "../../base/ports/recorder-source.ts";
import { environmentNames, isAlive, markedAncestors, markedStart } from "./shell-process.ts";
import { readOwn, remove, type SpoolName } from "./spool-files.ts";

/** A shell with the hook, as its marker file and the system tell it. */
export interface KnownShell {
  readonly marker: Uint8Array | null;
  /** Clock ticks at which it started; tells it from a later process of the same number. */
  readonly start: string | null;
  readonly environment: readonly string[] | null;
}

/**
 * A hook makes its marker and then writes it, up to a last field `.`. Whoever looks in between must look again, or the
 * shell stays without its terminal for as long as it lives.
 */
const isWhole = (marker: Uint8Array | null): boolean =>
  marker !== null && Buffer.from(marker).includes("\0.\0");

/** The shells whose files are in the spool. A whole marker is read once; the names of the environment while the shell lives. */
export class ShellRegister {
  private readonly shells = new Map<string, KnownShell>();
  private readonly uid: number;

  constructor(uid: number) {
    this.uid = uid;
  }

  meet(file: SpoolName, markers: ReadonlyMap<string, SpoolName>): KnownShell {
    const marker = markers.get(file.shell);
    const known = this.shells.get(file.shell);
    if (known !== undefined && (isWhole(known.marker) || marker === undefined)) return known;
    const read = marker === undefined ? null : readOwn(marker.path, this.uid, 65_536);
    const bytes = read?.kind === "bytes" ? read.bytes : null;
    const start = markedStart(bytes);
    const environment = isAlive(file.pid, start) ? environmentNames(file.pid) : null;
    // Kept before its outer shells are met: two damaged markers that name each other must not go round in a circle.
    this.shells.set(file.shell, { marker: bytes, start, environment });
    const shell = { marker: this.withParent(bytes, markers), start, environment };
    this.shells.set(file.shell, shell);
    return shell;
  }

  /** The marker, with the nearest shell of this spool that it was started in (`parent=bash.4711.…`), where there is one. */
  private withParent(marker: Uint8Array | null, markers: ReadonlyMap<string, SpoolName>): Uint8Array | null {
    if (marker === null) return null;
    for (const pid of markedAncestors(marker)) {
      const outer = [...markers.values()].find((other) => other.pid === pid);
      if (outer === undefined || !isAlive(pid, this.meet(outer, markers).start)) continue;
      return Buffer.concat([marker, Buffer.from(`parent=${outer.shell}\0`)]);
    }
    return marker;
  }

  /** Which hooked shells are open, and which are gone with nothing left in the spool. */
  census(
    markers: ReadonlyMap<string, SpoolName>,
    busy: ReadonlySet<string>,
    now: number,
  ): { open: string[]; ended: EndedShell[] } {
    const open: string[] = [];
    const gone: SpoolName[] = [];
    for (const marker of markers.values()) {
      const alive = isAlive(marker.pid, this.meet(marker, markers).start);
      if (alive) open.push(marker.shell);
      else if (!busy.has(marker.shell)) gone.push(marker);
    }
    const last = open.length === 0;
    const ended = gone.map((marker) => ({
      shell: marker.shell,
      marker: this.meet(marker, markers).marker,
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
