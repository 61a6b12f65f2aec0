import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { type FSWatcher, watch } from "chokidar";
import { errorText } from "../../base/kernel/errors.ts";
import type { LogBlock, LogLine, LogSource } from "../../base/ports/log-source.ts";
import { FollowedPath } from "./followed-path.ts";
import { expandGlob, globDepth, globRoot, namePattern } from "./glob.ts";
import { parsePosition } from "./position.ts";

/** Where reading positions are kept between runs. The text is opaque. */
export interface Positions {
  load(source: string): string | null;
  save(source: string, position: string): void;
}

export interface TailOptions {
  /** `path` may be a glob; `source` names it in events and evidence. */
  readonly sources: readonly { readonly path: string; readonly source: string }[];
  readonly positions: Positions;
  /** Where a file starts that is followed for the first time; one that appears later starts at its first byte. */
  readonly from: "start" | "end";
  /** Longer lines are cut. */
  readonly maxLineBytes: number;
  /** Lines are handed over this often at most, however fast they come: storing what they say costs the same for one and a thousand. */
  readonly restMs?: number;
  /** Takes lines as bytes wherever nothing in them has to be changed; the bytes are valid until it resolves. */
  readonly onBlock?: (block: LogBlock) => Promise<void>;
  /** Told once about each thing that keeps a file from being followed. */
  readonly onWarning?: (text: string) => void;
}

/** The truth is looked up this often; file events only make it sooner. */
const pollMs = 1000;
/** After something came, more is likely: so long after it (ms) the next look is so soon. */
const busyPolls = [
  { forMs: 60, pollMs: 2 },
  { forMs: 400, pollMs: 20 },
] as const;
const saveEveryMs = 100;
/** While lines pour in: each saving waits for the disk. */
const saveWhileBusyMs = 500;
const bufferBytes = 1024 * 1024;
/** Who understands lines holds many words for each byte. */
const patrolBytes = 256 * 1024;

/**
 * Follows growing files through rotation, truncation and restarts: at least once after a kill, exactly once after a
 * clean stop. Positions are saved after the lines were taken. Events only wake it up: what counts is the open
 * descriptor, its size and the bytes before the offset.
 */
export function createTail(options: TailOptions): LogSource {
  return new Tail(options);
}

class Tail implements LogSource {
  readonly #options: TailOptions;
  readonly #paths = new Map<string, FollowedPath>();
  readonly #buffer: Buffer;
  readonly #unsaved = new Set<FollowedPath>();
  readonly #warned = new Set<string>();
  #watcher: FSWatcher | null = null;
  #take: (lines: readonly LogLine[]) => Promise<void> = async () => {};
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #again = false;
  #closed = false;
  #lastData = 0;
  #lastLook = 0;
  #lastSave = 0;

  constructor(options: TailOptions) {
    this.#options = options;
    this.#buffer = Buffer.allocUnsafe(options.restMs === undefined ? bufferBytes : patrolBytes);
  }

  async start(take: (lines: readonly LogLine[]) => Promise<void>): Promise<void> {
    this.#take = take;
    this.#watchDirectories();
    // A file event that comes meanwhile waits: two looks at once would follow a file twice.
    this.#running = this.#look("first").finally(() => {
      this.#running = null;
    });
    await this.#running;
    this.#save();
    this.#wake();
  }

  following(): string[] {
    return [...this.#paths.values()].filter((path) => path.isOpen).map(({ path }) => path);
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#running;
    await this.#watcher?.close();
    this.#save();
    for (const path of this.#paths.values()) await path.close();
    this.#paths.clear();
  }

  readonly #wake = (): void => {
    if (this.#closed) return;
    if (this.#running !== null) {
      this.#again = true;
      return;
    }
    if (this.#rest() > 0) {
      this.#sleep();
      return;
    }
    this.#running = this.#turns().finally(() => {
      this.#running = null;
      this.#sleep();
    });
  };

  #sleep(): void {
    if (this.#closed) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#again) {
      this.#again = false;
      this.#timer = setTimeout(this.#wake, this.#rest());
      return;
    }
    const quietMs = Date.now() - this.#lastData;
    const busy = busyPolls.find(({ forMs }) => quietMs < forMs);
    this.#timer = setTimeout(this.#wake, Math.max(busy?.pollMs ?? pollMs, this.#rest()));
  }

  /** Milliseconds until the next lines may be handed over. */
  #rest(): number {
    return Math.max(0, this.#lastData + (this.#options.restMs ?? 0) - Date.now());
  }

  /** One chunk of each file in turn until all are at their end, so that no file keeps the others waiting. */
  async #turns(): Promise<void> {
    this.#again = false;
    try {
      await this.#look("later");
      let more = true;
      while (more && !this.#closed) {
        more = false;
        for (const path of this.#paths.values()) {
          if (this.#closed) break;
          const read = await this.#turn(path);
          // What is less than a full read can wait until there is more.
          if (read === "full" || (read === "some" && this.#options.restMs === undefined)) more = true;
        }
      }
    } catch (error) {
      this.#warn(`following stopped for a moment: ${errorText(error)}`);
    }
    this.#saveIfDue();
  }

  async #turn(path: FollowedPath): Promise<"nothing" | "some" | "full"> {
    const { onBlock } = this.#options;
    const read = await path.read(this.#buffer, onBlock === undefined ? "lines" : "block");
    if (read === null) return "nothing";
    this.#lastData = Date.now();
    const { path: file, source } = path;
    const lines = read.lines.map(({ text, offset, truncated }) => ({
      file,
      source,
      text,
      offset,
      truncated,
    }));
    try {
      if (read.block !== null) await onBlock?.({ file, ...read.block });
      if (lines.length > 0) await this.#take(lines);
    } catch (error) {
      read.refused();
      throw error;
    }
    await read.stored();
    this.#unsaved.add(path);
    if (Date.now() - this.#lastSave >= saveWhileBusyMs) this.#save();
    return read.full ? "full" : "some";
  }

  /** Finds files that the paths mean now, and names that mean another file than before. */
  async #look(when: "first" | "later"): Promise<void> {
    for (const path of this.#paths.values()) await path.checkName();
    if (when === "later" && Date.now() - this.#lastLook < pollMs && !this.#again) return;
    this.#lastLook = Date.now();
    for (const { path: pattern, source } of this.#options.sources) {
      const known = this.#options.positions.load(sourceKey(pattern)) !== null;
      for (const file of await expandGlob(pattern))
        await this.#follow(file, source, when === "later" || known ? "start" : this.#options.from);
      if (when === "first" && !known) this.#options.positions.save(sourceKey(pattern), "known");
    }
  }

  async #follow(file: string, source: string, from: "start" | "end"): Promise<void> {
    let path = this.#paths.get(file);
    if (path === undefined) {
      path = new FollowedPath(file, source, {
        maxLineBytes: this.#options.maxLineBytes,
        now: Date.now,
        isTaken: (dev, ino, by) =>
          [...this.#paths.values()].some((other) => other !== by && other.has(dev, ino)),
      });
      if (await this.#isTaken(file, path)) return;
      this.#paths.set(file, path);
      await path.resume(parsePosition(this.#options.positions.load(fileKey(file))), from);
      this.#unsaved.add(path);
    }
    if (path.problem !== null) this.#warn(`cannot follow ${file}: ${path.problem}`);
  }

  /** A rotated file that the same glob matches is already being read under its old name. */
  async #isTaken(file: string, by: FollowedPath): Promise<boolean> {
    const facts = await stat(file).catch(() => null);
    return (
      facts !== null &&
      [...this.#paths.values()].some((other) => other !== by && other.has(facts.dev, facts.ino))
    );
  }

  #saveIfDue(): void {
    if (this.#unsaved.size > 0 && Date.now() - this.#lastSave >= saveEveryMs) this.#save();
  }

  #save(): void {
    for (const path of this.#unsaved)
      this.#options.positions.save(fileKey(path.path), JSON.stringify(path.saved));
    this.#unsaved.clear();
    this.#lastSave = Date.now();
  }

  #watchDirectories(): void {
    const patterns = this.#options.sources.map(({ path }) => path);
    const names = patterns.map((path) => namePattern(basename(path)));
    this.#watcher = watch([...new Set(patterns.map(globRoot))], {
      ignoreInitial: true,
      ignorePermissionErrors: true,
      depth: Math.max(0, ...patterns.map(globDepth)),
      // A watch for each file of a full /var/log would be paid for nothing.
      ignored: (path, facts) => facts?.isFile() === true && !names.some((name) => name.test(basename(path))),
    });
    const lookAgain = (): void => {
      this.#lastLook = 0;
      this.#wake();
    };
    // What came before the watch stood made no event; a name that came or went may mean another file.
    this.#watcher.on("ready", lookAgain);
    this.#watcher.on("all", (event) => (event === "change" ? this.#wake() : lookAgain()));
    this.#watcher.on("error", (error) => {
      // Out of watches (ENOSPC, EMFILE): the poll alone still finds everything, a second later.
      this.#warn(`no file events, looking every second: ${errorText(error)}`);
    });
  }

  #warn(text: string): void {
    if (this.#warned.has(text) || this.#warned.size > 1000) return;
    this.#warned.add(text);
    this.#options.onWarning?.(text);
  }
}

const fileKey = (file: string): string => `tail:${resolve(file)}`;
const sourceKey = (pattern: string): string => `tail-source:${resolve(pattern)}`;
