import { opendir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { systemCode } from "../../base/kernel/errors.ts";
import { OpenFile, type Portion } from "./open-file.ts";
import { type FilePosition, isSameFile, type SavedPosition } from "./position.ts";

/** A file that was renamed away is read on until nothing came for so long: its writer may not know of the rotation yet. */
const graceMs = 5000;
const maxMoved = 8;
const maxSiblings = 2000;

interface MovedFile {
  readonly file: OpenFile;
  quietSince: number;
  /** How far it was read when it was last looked at. */
  end: number;
}

/** Lines on their way to the consumer: `stored` moves the position on, `refused` makes them come again. */
export interface Arrival extends Portion {
  readonly stored: () => Promise<void>;
  readonly refused: () => void;
}

const arrival = (file: OpenFile, portion: Portion): Arrival => ({
  ...portion,
  stored: () => file.advance(),
  refused: () => file.rewind(),
});

export interface FollowOptions {
  readonly maxLineBytes: number;
  readonly now: () => number;
  /** Somebody else follows this inode under another name (a rotated file that the same glob matches). */
  readonly isTaken: (dev: number, ino: number, by: FollowedPath) => boolean;
}

/** One path of a log: the file under that name now, and the ones that were moved away and are not finished. */
export class FollowedPath {
  readonly path: string;
  readonly source: string;
  readonly #options: FollowOptions;
  #current: OpenFile | null = null;
  #moved: MovedFile[] = [];
  #problem: string | null = null;

  constructor(path: string, source: string, options: FollowOptions) {
    this.path = path;
    this.source = source;
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#current !== null;
  }

  /** Why the file cannot be read (`EACCES`, `not-a-file`), or null. */
  get problem(): string | null {
    return this.#problem;
  }

  has(dev: number, ino: number): boolean {
    return this.#files().some((file) => file.dev === dev && file.ino === ino);
  }

  get saved(): SavedPosition {
    return { current: this.#current?.position ?? null, moved: this.#moved.map(({ file }) => file.position) };
  }

  /** Takes up what was saved: the file itself, or the same file under the name that a rotation gave it. */
  async resume(saved: SavedPosition | null, from: "start" | "end"): Promise<void> {
    for (const position of saved?.moved ?? []) await this.#findMoved(position);
    const position = saved?.current ?? null;
    if (position === null) return await this.#openCurrent(from === "end" ? "end" : 0);
    const offset = (await this.#isStill(position)) ? position.offset : 0;
    if (offset === 0 && position.offset > 0) await this.#findMoved(position);
    await this.#openCurrent(offset);
  }

  /** Lines that came, oldest file first; null when there are none. */
  async read(buffer: Buffer, as: "lines" | "block"): Promise<Arrival | null> {
    for (const moved of [...this.#moved]) {
      const portion = (await moved.file.read(buffer, as)) ?? (await this.#finished(moved));
      if (portion !== null) return arrival(moved.file, portion);
    }
    const current = this.#current;
    const portion = (await current?.read(buffer, as)) ?? null;
    return current === null || portion === null ? null : arrival(current, portion);
  }

  /** The last, unfinished line of a moved file that stayed quiet for long enough; nothing more comes from it. */
  async #finished(moved: MovedFile): Promise<Portion | null> {
    const now = this.#options.now();
    if (moved.end !== moved.file.end) {
      moved.end = moved.file.end;
      moved.quietSince = now;
    }
    if (now - moved.quietSince < graceMs && this.#moved.length <= maxMoved) return null;
    const rest = moved.file.rest();
    if (rest.length > 0) return { lines: rest, block: null, full: false };
    this.#moved = this.#moved.filter((other) => other !== moved);
    await moved.file.handle.close();
    return null;
  }

  /** Looks whether the name now means another file. */
  async checkName(): Promise<void> {
    const facts = await stat(this.path).catch((error: unknown) => systemCode(error) ?? "EIO");
    if (typeof facts === "string") {
      if (facts === "ENOENT") this.#moveAway();
      else this.#problem = facts;
      return;
    }
    const current = this.#current;
    if (current !== null && current.dev === facts.dev && current.ino === facts.ino) return;
    if (this.#options.isTaken(facts.dev, facts.ino, this)) return;
    const back = this.#moved.find(({ file }) => file.dev === facts.dev && file.ino === facts.ino);
    this.#moveAway();
    if (back === undefined) return await this.#openCurrent(0);
    this.#moved = this.#moved.filter((moved) => moved !== back);
    this.#current = back.file;
  }

  async close(): Promise<void> {
    for (const file of this.#files()) await file.handle.close();
    this.#current = null;
    this.#moved = [];
  }

  #files(): OpenFile[] {
    return [...this.#moved.map(({ file }) => file), ...(this.#current === null ? [] : [this.#current])];
  }

  #moveAway(): void {
    if (this.#current === null) return;
    this.#moved.push({ file: this.#current, quietSince: this.#options.now(), end: -1 });
    this.#current = null;
  }

  async #openCurrent(from: number | "end"): Promise<void> {
    try {
      this.#current = await OpenFile.open(this.path, from, this.#options.maxLineBytes);
      this.#problem = this.#current === null ? "not-a-log-file" : null;
    } catch (error) {
      const code = systemCode(error) ?? "EIO";
      this.#problem = code === "ENOENT" ? null : code;
    }
  }

  async #isStill(position: FilePosition): Promise<boolean> {
    const file = await OpenFile.open(this.path, 0, this.#options.maxLineBytes).catch(() => null);
    if (file === null) return false;
    const same = await isSameFile(file.handle, position);
    await file.handle.close();
    return same;
  }

  /** The file of this position under another name in the same directory, where a rotation left it. */
  async #findMoved(position: FilePosition): Promise<void> {
    const directory = await opendir(dirname(this.path)).catch(() => null);
    if (directory === null) return;
    let seen = 0;
    for await (const entry of directory) {
      if (++seen > maxSiblings) return;
      if (entry.isFile() && (await this.#takeMoved(join(dirname(this.path), entry.name), position))) return;
    }
  }

  async #takeMoved(path: string, position: FilePosition): Promise<boolean> {
    const facts = await stat(path).catch(() => null);
    if (path === this.path || facts?.ino !== position.ino || facts.dev !== position.dev) return false;
    const file = await OpenFile.open(path, position.offset, this.#options.maxLineBytes).catch(() => null);
    if (file === null) return false;
    const same = await isSameFile(file.handle, position);
    if (same) this.#moved.push({ file, quietSince: this.#options.now(), end: -1 });
    else await file.handle.close();
    return same;
  }
}
