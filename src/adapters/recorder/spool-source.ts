import { errorText } from "../../base/kernel/errors.ts";
import type { RecorderSource, SpoolBatch, SpoolFile } from "../../base/ports/recorder-source.ts";
import { DiskRoom } from "./disk-room.ts";
import { type FolderWatch, watchPath } from "./folder-watch.ts";
import { isAlive, type Writer, writerOf } from "./shell-process.ts";
import { type KnownShell, ShellRegister } from "./shell-register.ts";
import { empty, isEmpty, listSpool, readOwn, remove, type SpoolName, take } from "./spool-files.ts";

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
const bytesPerBatch = 16 * 1024 * 1024;
const bytesPerFile = 64 * 1024 * 1024;
/** A taken file is removed when nothing came for so long (milliseconds), by what its shell can still do to it. */
const patienceMs: Readonly<Record<Writer, number>> = {
  none: 0,
  // Far longer than a prompt takes from opening the file to closing it.
  busy: 250,
  open: Number.POSITIVE_INFINITY,
  unseen: 60_000,
};

/**
 * The hook's spool. A file is renamed before it is read, so the shell starts a new one at its next prompt; it is
 * removed once it is stored and the shell cannot write to it any more. Several processes may do this at once: the
 * record's key makes a second reading harmless. A shell that is gone is reported once, after its last records.
 */
export const createSpoolSource = (options: SpoolOptions): RecorderSource => new SpoolSource(options);

class SpoolSource implements RecorderSource {
  readonly name = "spool";
  private readonly options: SpoolOptions;
  private readonly shells: ShellRegister;
  private readonly room: DiskRoom;
  private readonly handedOut = new Map<string, { readonly size: number; readonly since: number }>();
  private readonly refused = new Set<string>();
  private watching: FolderWatch | null = null;
  private wake: (() => void) | null = null;
  private again: NodeJS.Timeout | null = null;

  constructor(options: SpoolOptions) {
    this.options = options;
    this.shells = new ShellRegister(options.uid);
    this.room = new DiskRoom(options.folder);
  }

  describe(): string {
    const trouble = this.watching?.trouble() ?? null;
    const what = "shells with the hook";
    return trouble === null ? what : `${what} (looking once a second: ${trouble})`;
  }

  read(): SpoolBatch | null {
    this.room.look(performance.now());
    const names = listSpool(this.options.folder);
    if (names.length === 0) return null;
    const markers = new Map(names.filter((file) => file.kind === "marker").map((file) => [file.shell, file]));
    const waiting = names.filter((file) => file.kind !== "marker");
    const { files, read, finished, warnings } = this.collect(waiting, markers);
    if (finished.length < waiting.length) this.lookAgain();
    const busy = new Set(waiting.map((file) => file.shell));
    const { open, ended } = this.shells.census(markers, busy, this.options.now());
    if (files.length === 0 && ended.length === 0 && warnings.length === 0) return null;
    const stored = (): void => {
      for (const file of finished) {
        remove(file.path);
        this.handedOut.delete(file.name);
      }
      for (const { shell } of ended) this.shells.forget(shell, markers.get(shell));
    };
    const discard = (): void => {
      for (const file of read) empty(file.path);
      stored();
    };
    return { kind: "spool", files, ended, open, warnings, stored, discard };
  }

  async watch(wake: () => void): Promise<void> {
    const pollMs = this.options.pollMs ?? 1_000;
    this.wake = wake;
    this.watching = await watchPath(this.options.folder, { wake, poll: wake, pollMs });
  }

  async close(): Promise<void> {
    if (this.again !== null) clearTimeout(this.again);
    this.wake = null;
    await this.watching?.close();
    this.watching = null;
  }

  /** Files that have to settle first are looked at again soon, not only at the next poll. */
  private lookAgain(): void {
    const { wake } = this;
    if (wake === null || this.again !== null) return;
    this.again = setTimeout(() => {
      this.again = null;
      wake();
    }, patienceMs.busy);
    this.again.unref();
  }

  private collect(waiting: readonly SpoolName[], markers: ReadonlyMap<string, SpoolName>) {
    const files: SpoolFile[] = [];
    const read: SpoolName[] = [];
    const finished: SpoolName[] = [];
    const warnings: string[] = [];
    let bytes = 0;
    for (const file of waiting) {
      if (files.length >= filesPerBatch || bytes >= bytesPerBatch) break;
      const shell = this.shells.meet(file, markers);
      // Just made and not written to yet: taking it away now would only make the shell make another.
      if (file.kind === "records" && isEmpty(file.path) && isAlive(file.pid, shell.start)) continue;
      const taken = this.takeAway(file, warnings);
      const content = taken === null ? null : this.readTaken(taken, shell, warnings);
      if (taken === null || content === null) continue;
      files.push(content);
      read.push(taken);
      bytes += content.bytes.length;
      if (content.final) finished.push(taken);
    }
    return { files, read, finished, warnings };
  }

  private takeAway(file: SpoolName, warnings: string[]): SpoolName | null {
    if (file.kind === "taken") return file;
    try {
      return take(file);
    } catch (error) {
      this.refuse(file, errorText(error), warnings);
      return null;
    }
  }

  /** A taken file's bytes; null where they are known already and may still become more. */
  private readTaken(file: SpoolName, shell: KnownShell, warnings: string[]): SpoolFile | null {
    // Asked before the bytes are read: what was closed then cannot grow.
    const writer = isAlive(file.pid, shell.start) ? writerOf(file.pid, file.path) : "none";
    const read = readOwn(file.path, this.options.uid, bytesPerFile);
    if (read.kind === "gone") return null;
    if (read.kind === "refused") {
      this.refuse(file, read.why, warnings);
      return null;
    }
    if (read.left > 0) warnings.push(`${read.left} bytes of an oversized spool file were left out`);
    // The machine's clock may jump; this one does not.
    const now = performance.now();
    const before = this.handedOut.get(file.name);
    const grown = before?.size !== read.bytes.length;
    const since = grown || before === undefined ? now : before.since;
    this.handedOut.set(file.name, { size: read.bytes.length, since });
    const final = now - since >= patienceMs[writer];
    if (!final && !grown) return null;
    const { marker, environment } = shell;
    return { shell: file.shell, bytes: read.bytes, final, marker, environment };
  }

  private refuse(file: SpoolName, why: string, warnings: string[]): void {
    if (!this.refused.has(file.name)) warnings.push(`a spool file was left alone (${why}): ${file.path}`);
    this.refused.add(file.name);
  }
}
