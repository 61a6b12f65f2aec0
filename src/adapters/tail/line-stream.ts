import { type ChildProcessByStdio, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import type { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { errorText } from "../../base/kernel/errors.ts";
import type { LogLine, LogSource } from "../../base/ports/log-source.ts";
import { createLineSplitter, type SplitLine } from "./line-splitter.ts";

export interface LineStreamOptions {
  /** What is followed, for people: `journald`, `command: kubectl`. */
  readonly name: string;
  /** Program and words for the next start; no shell reads them. */
  readonly command: () => readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly maxLineBytes: number;
  /** The lines as the consumer gets them. */
  readonly read: (lines: readonly SplitLine[]) => LogLine[];
  /** Called when the consumer has stored what `read` gave. */
  readonly stored: (lines: readonly SplitLine[]) => void;
  /** The program ended by itself. */
  readonly ended: (facts: { readonly code: number | null; readonly ranMs: number }) => void;
  readonly onWarning: (text: string) => void;
}

/** A program that ends at once is started again after a second, then two, four … up to a minute. */
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
/** Who ran for so long did not fail at the start. */
const settledMs = 60_000;
/** What a program says on stderr is for people: its first lines of each minute go to the log. */
const errorsPerMinute = 10;
const killMs = 2_000;

/** Follows the output of a program, restarted when it ends, until it is closed. Reading stops while the consumer is busy. */
export function createLineStream(options: LineStreamOptions): LogSource {
  return new LineStream(options);
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

class LineStream implements LogSource {
  readonly #options: LineStreamOptions;
  readonly #closing = new AbortController();
  #child: Child | null = null;
  #life: Promise<void> | null = null;

  constructor(options: LineStreamOptions) {
    this.#options = options;
  }

  start(take: (lines: readonly LogLine[]) => Promise<void>): Promise<void> {
    this.#life = this.#live(take);
    return Promise.resolve();
  }

  following(): string[] {
    return this.#child === null ? [] : [this.#options.name];
  }

  async close(): Promise<void> {
    this.#closing.abort();
    const child = this.#child;
    if (child !== null) {
      signalGroup(child, "SIGTERM");
      const late = setTimeout(() => signalGroup(child, "SIGKILL"), killMs);
      await this.#life;
      clearTimeout(late);
    }
    await this.#life;
  }

  async #live(take: (lines: readonly LogLine[]) => Promise<void>): Promise<void> {
    let pause = firstPauseMs;
    while (!this.#closing.signal.aborted) {
      const started = Date.now();
      const code = await this.#run(take);
      if (this.#closing.signal.aborted) return;
      const ranMs = Date.now() - started;
      this.#options.ended({ code, ranMs });
      pause = ranMs > settledMs ? firstPauseMs : pause;
      await wait(pause, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      pause = Math.min(pause * 2, longestPauseMs);
    }
  }

  /** One life of the program; its exit code, or null for a signal or where it could not be started. */
  async #run(take: (lines: readonly LogLine[]) => Promise<void>): Promise<number | null> {
    const { onWarning, name } = this.#options;
    const child = this.#spawn();
    const over = new Promise<number | null>((resolve) => {
      child.once("error", (error) => {
        onWarning(`${name}: ${errorText(error)}`);
        resolve(null);
      });
      child.once("close", resolve);
    });
    this.#child = child;
    this.#tellErrors(child.stderr);
    try {
      await this.#pump(child.stdout, take);
    } catch (error) {
      // The consumer could not store them: the program starts again and what can be given again is given again.
      onWarning(`${name}: ${errorText(error)}`);
      signalGroup(child, "SIGKILL");
    }
    const code = await over;
    this.#child = null;
    return code;
  }

  #spawn(): Child {
    const { command, environment, cwd } = this.#options;
    const [program = "", ...words] = boundToParent(command());
    return spawn(program, words, {
      stdio: ["ignore", "pipe", "pipe"],
      cwd,
      env: { ...environment },
      detached: true,
    });
  }

  async #pump(output: Readable, take: (lines: readonly LogLine[]) => Promise<void>): Promise<void> {
    const splitter = createLineSplitter(0, this.#options.maxLineBytes);
    const hand = async (lines: readonly SplitLine[]): Promise<void> => {
      if (lines.length === 0) return;
      const read = this.#options.read(lines);
      if (read.length > 0) await take(read);
      this.#options.stored(lines);
    };
    for await (const chunk of output) await hand(splitter.push(Buffer.from(chunk)));
    // A line that our own signal cut in two is no line.
    if (!this.#closing.signal.aborted) await hand(splitter.flush());
  }

  #tellErrors(stderr: Readable): void {
    const splitter = createLineSplitter(0, 500);
    let minute = 0;
    let told = 0;
    stderr.on("data", (chunk: Buffer) => {
      const now = Math.floor(Date.now() / 60_000);
      told = now === minute ? told : 0;
      minute = now;
      for (const { text } of splitter.push(chunk))
        if (text.trim() !== "" && told++ < errorsPerMinute)
          this.#options.onWarning(`${this.#options.name}: ${text}`);
    });
  }
}

const setpriv = "/usr/bin/setpriv";

/** The kernel ends the program when we die without a word (Linux). */
const boundToParent = (command: readonly string[]): readonly string[] =>
  existsSync(setpriv) ? [setpriv, "--pdeathsig", "TERM", "--", ...command] : command;

/** The program leads a group of its own, so what it started ends with it. */
function signalGroup(child: Child, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended already.
  }
}
