import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { createLineSplitter, type LineSplitter, type SplitBlock, type SplitLine } from "./line-splitter.ts";
import { beforePrint, type FilePosition, headComplete, headPrint, sameBefore } from "./position.ts";

const chunkBytes = 1024 * 1024;

/** What was read: lines, or (where that was asked for and nothing in them has to be changed) their bytes. */
export interface Portion {
  readonly lines: readonly SplitLine[];
  readonly block: SplitBlock | null;
  /** As much as is read at once: more is waiting. */
  readonly full: boolean;
}

/** One open log file and how far it is read. The descriptor stays with the file whatever happens to its name. */
export class OpenFile {
  readonly handle: FileHandle;
  readonly dev: number;
  readonly ino: number;
  readonly #maxLineBytes: number;
  #splitter: LineSplitter;
  #position: FilePosition;
  #seen = { size: -1, mtimeMs: -1 };

  private constructor(handle: FileHandle, position: FilePosition, maxLineBytes: number) {
    this.handle = handle;
    this.dev = position.dev;
    this.ino = position.ino;
    this.#position = position;
    this.#maxLineBytes = maxLineBytes;
    this.#splitter = createLineSplitter(position.offset, maxLineBytes);
  }

  /** Opens a regular file at `from` (a byte offset, or its end); null for what is no regular file. Throws system errors. */
  static async open(path: string, from: number | "end", maxLineBytes: number): Promise<OpenFile | null> {
    // Non-blocking: opening a pipe that nobody writes to would wait for ever.
    const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const facts = await handle.stat();
      if (!facts.isFile() || (await isGzip(handle))) {
        await handle.close();
        return null;
      }
      const offset = from === "end" ? await lastLineEnd(handle, facts.size) : from;
      const head = await headPrint(handle, facts.size);
      const before = await beforePrint(handle, offset);
      return new OpenFile(handle, { dev: facts.dev, ino: facts.ino, offset, head, before }, maxLineBytes);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** How far lines have been handed out, with what identifies the file. */
  get position(): FilePosition {
    return this.#position;
  }

  /** Bytes read so far. */
  get end(): number {
    return this.#splitter.end;
  }

  /** The next complete lines; null when nothing new is there. A file that was emptied is read from its start again. */
  async read(buffer: Buffer, as: "lines" | "block"): Promise<Portion | null> {
    const { size, mtimeMs } = await this.handle.stat();
    if (size === this.#seen.size && mtimeMs === this.#seen.mtimeMs && size === this.#splitter.end)
      return null;
    if (
      size < this.#splitter.end ||
      !(await sameBefore(this.handle, this.#position.offset, this.#position.before))
    )
      await this.#restart();
    const most = Math.min(buffer.length, chunkBytes);
    const { bytesRead } = await this.handle.read(buffer, 0, most, this.#splitter.end);
    if (bytesRead === 0) {
      this.#seen = { size, mtimeMs };
      return null;
    }
    const bytes = buffer.subarray(0, bytesRead);
    const block = as === "block" ? this.#splitter.block(bytes) : null;
    return { block, lines: block === null ? this.#splitter.push(bytes) : [], full: bytesRead === most };
  }

  /** The last line without a newline, of a file that nobody writes to any more. */
  rest(): SplitLine[] {
    return this.#splitter.flush();
  }

  /** What was handed out is stored: the position moves on. */
  async advance(): Promise<void> {
    const offset = this.#splitter.offset;
    const head = headComplete(this.#position.head)
      ? this.#position.head
      : await headPrint(this.handle, this.#splitter.end);
    if (offset === this.#position.offset && head === this.#position.head) return;
    this.#position = { ...this.#position, offset, head, before: await beforePrint(this.handle, offset) };
  }

  /** What was handed out could not be stored: it will be handed out again. */
  rewind(): void {
    this.#splitter = createLineSplitter(this.#position.offset, this.#maxLineBytes);
  }

  async #restart(): Promise<void> {
    this.#splitter = createLineSplitter(0, this.#maxLineBytes);
    const head = await headPrint(this.handle, 0);
    this.#position = { ...this.#position, offset: 0, head, before: await beforePrint(this.handle, 0) };
  }
}

async function isGzip(handle: FileHandle): Promise<boolean> {
  const start = Buffer.alloc(2);
  const { bytesRead } = await handle.read(start, 0, 2, 0);
  return bytesRead === 2 && start[0] === 0x1f && start[1] === 0x8b;
}

/** Where the last, still unfinished line begins: its end will come while we follow. */
async function lastLineEnd(handle: FileHandle, size: number): Promise<number> {
  const start = Math.max(0, size - 64 * 1024);
  const buffer = Buffer.alloc(size - start);
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
  const newline = buffer.subarray(0, bytesRead).lastIndexOf(10);
  return newline < 0 ? size : start + newline + 1;
}
