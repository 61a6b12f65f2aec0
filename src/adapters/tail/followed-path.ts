import { opendir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { systemCode } from "../../base/kernel/errors.ts";
import type { SplitLine } from "./line-splitter.ts";
import { OpenFile } from "./open-file.ts";
import { type FilePosition, isSameFile, type SavedPosition } from "./position.ts";

/** A file that was renamed away is read on until nothing came for so long: its writer may not know of the rotation yet. */
const graceMs = 5000;
const maxMoved = 8;
const maxSiblings = 2000;

interface MovedFile {
  readonly file: OpenFile;
  quietSince: number;
}

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

  /** Lines that came, oldest file first; null when there are none. `stored` moves the position on. */
  async read(buffer: Buffer): Promise<{ lines: SplitLine[]; stored: () => Promise<void> } | null> {
    for (const moved of [...this.#moved]) {
      const lines = await moved.file.read(buffer);
      if (lines !== null) {
        moved.quietSince = this.#options.now();
        return { lines, stored: () => moved.file.advance() };
      }
      if (this.#options.now() - moved.quietSince < graceMs && this.#moved.length <= maxMoved) continue;
      const rest = moved.file.rest();
      this.#moved = this.#moved.filter((other) => other !== moved);
      await moved.file.handle.close();
      if (rest.length > 0) return { lines: rest, stored: async () => {} };
    }
    const current = this.#current;
    const lines = current === null ? null : await current.read(buffer);
    return current === null || lines === null ? null : { lines, stored: () => current.advance() };
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
    this.#moved.push({ file: this.#current, quietSince: this.#options.now() });
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
    let seen = 0;
    const directory = await opendir(dirname(this.path)).catch(() => null);
    if (directory === null) return;
    for await (const entry of directory) {
      if (++seen > maxSiblings || this.#moved.some(({ file }) => file.ino === position.ino)) break;
      const path = join(dirname(this.path), entry.name);
      const facts = entry.isFile() && path !== this.path ? await stat(path).catch(() => null) : null;
      if (facts === null || facts.ino !== position.ino || facts.dev !== position.dev) continue;
      const file = await OpenFile.open(path, position.offset, this.#options.maxLineBytes).catch(() => null);
      if (file === null) continue;
      if (await isSameFile(file.handle, position))
        this.#moved.push({ file, quietSince: this.#options.now() });
      else await file.handle.close();
    }
  }
}
