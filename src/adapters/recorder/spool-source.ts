import type { EndedShell, RecorderSource, SpoolBatch, SpoolFile } from "../../base/ports/recorder-source.ts";
import { type FolderWatch, watchPath } from "./folder-watch.ts";
import { environmentNames, hasOpen, isAlive, markedStart } from "./shell-process.ts";
import { listSpool, readOwn, remove, type SpoolName, take } from "./spool-files.ts";

interface SpoolOptions {
  /** Absolute path of `state/spool`. */
  readonly folder: string;
  /** The user whose files count; -1 where there are no user numbers. */
  readonly uid: number;
  readonly now: () => number;
  /** Milliseconds between two looks that nothing asked for. */
  readonly pollMs?: number;
}

const filesPerBatch = 64;
const bytesPerFile = 64 * 1024 * 1024;
/** Where nobody can see whether a shell still has a file open, this long after its last byte nothing more comes. */
const blindGraceMs = 60_000;

interface Shell {
  readonly marker: Uint8Array | null;
  readonly start: string | null;
  readonly environment: readonly string[] | null;
}

/**
 * The hook's spool. A file is renamed before it is read, so the shell starts a new one at its next prompt; it is
 * removed once it is stored and the shell cannot write to it any more. Several processes may do this at once: the
 * record's key makes a second reading harmless. A shell that is gone is reported once, after its last records.
 */
export function createSpoolSource(options: SpoolOptions): RecorderSource {
  const shells = new Map<string, Shell>();
  const handedOut = new Map<string, { readonly size: number; readonly since: number }>();
  const refused = new Set<string>();
  let watching: FolderWatch | null = null;

  const meet = (file: SpoolName, marker: SpoolName | undefined): Shell => {
    const known = shells.get(file.shell);
    if (known !== undefined && (known.marker !== null || marker === undefined)) return known;
    const read = marker === undefined ? null : readOwn(marker.path, options.uid, 65_536);
    const bytes = read?.kind === "bytes" ? read.bytes : null;
    const start = markedStart(bytes);
    const shell = {
      marker: bytes,
      start,
      environment: isAlive(file.pid, start) ? environmentNames(file.pid) : null,
    };
    shells.set(file.shell, shell);
    return shell;
  };

  /** Reads a taken file unless its bytes are known and may still become more. */
  const collect = (file: SpoolName, shell: Shell, warnings: string[]): SpoolFile | null => {
    const alive = isAlive(file.pid, shell.start);
    const open = alive ? hasOpen(file.pid, file.path) : false;
    const read = readOwn(file.path, options.uid, bytesPerFile);
    if (read.kind === "gone") return null;
    if (read.kind === "refused") {
      if (!refused.has(file.name)) warnings.push(`a spool file was left alone (${read.why}): ${file.path}`);
      refused.add(file.name);
      return null;
    }
    if (read.left > 0) warnings.push(`${read.left} bytes of an oversized spool file were left out`);
    const before = handedOut.get(file.name);
    const since = before?.size === read.bytes.length ? before.since : options.now();
    handedOut.set(file.name, { size: read.bytes.length, since });
    const final = open === false || (open === null && options.now() - since > blindGraceMs);
    if (!final && before?.size === read.bytes.length) return null;
    return {
      shell: file.shell,
      bytes: read.bytes,
      final,
      marker: shell.marker,
      environment: shell.environment,
    };
  };

  const read = (): SpoolBatch | null => {
    const names = listSpool(options.folder);
    if (names.length === 0) return null;
    const markers = new Map(names.filter((file) => file.kind === "marker").map((file) => [file.shell, file]));
    const waiting = names.filter((file) => file.kind !== "marker");
    const files: SpoolFile[] = [];
    const warnings: string[] = [];
    const finished: string[] = [];
    for (const file of waiting.slice(0, filesPerBatch)) {
      const shell = meet(file, markers.get(file.shell));
      const taken = file.kind === "records" ? take(file) : file;
      const content = taken === null ? null : collect(taken, shell, warnings);
      if (taken === null || content === null) continue;
      files.push(content);
      if (content.final) finished.push(taken.path);
    }
    const busy = new Set(waiting.map((file) => file.shell));
    const { open, ended } = census([...markers.values()], busy, meet, options.now());
    if (files.length === 0 && ended.length === 0 && warnings.length === 0) return null;
    return {
      kind: "spool",
      files,
      ended,
      open,
      warnings,
      stored: () => {
        for (const path of finished) remove(path);
        for (const { shell } of ended) forget(shell, markers.get(shell));
      },
    };
  };

  const forget = (shell: string, marker: SpoolName | undefined): void => {
    if (marker !== undefined) remove(marker.path);
    shells.delete(shell);
    for (const name of handedOut.keys()) if (name.startsWith(`${shell}.`)) handedOut.delete(name);
  };

  return {
    name: "spool",
    describe: () => {
      const trouble = watching?.trouble() ?? null;
      return trouble === null
        ? "shells with the hook"
        : `shells with the hook (looking once a second: ${trouble})`;
    },
    read,
    watch: async (wake) => {
      watching = await watchPath(options.folder, { wake, poll: wake, pollMs: options.pollMs ?? 1_000 });
    },
    close: async () => {
      await watching?.close();
      watching = null;
    },
  };
}

/** Which hooked shells are open, and which are gone with nothing left to take in. */
function census(
  markers: readonly SpoolName[],
  busy: ReadonlySet<string>,
  meet: (file: SpoolName, marker: SpoolName) => Shell,
  now: number,
): { open: string[]; ended: EndedShell[] } {
  const open: string[] = [];
  const gone: SpoolName[] = [];
  for (const marker of markers) {
    const dead = !isAlive(marker.pid, meet(marker, marker).start);
    if (!dead) open.push(marker.shell);
    else if (!busy.has(marker.shell)) gone.push(marker);
  }
  const last = open.length === 0;
  const ended = gone.map((marker) => ({
    shell: marker.shell,
    marker: meet(marker, marker).marker,
    last,
    at: now,
  }));
  return { open, ended };
}
