import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type IPty, spawn } from "@lydell/node-pty";

/** What an interactive shell is started with. */
export interface TypedShellOptions {
  readonly shell?: "bash" | "zsh" | "fish";
  /** An empty folder that becomes HOME; the start-up file is written into it. */
  readonly home: string;
  /** Lines of the start-up file (`.bashrc`, `.zshrc`, `config.fish`), before the prompt is set. */
  readonly rc?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** The prompt: a running number, so that the next one is told from a redraw of the last. */
const prompt = /<<(\d+)>>/g;

/**
 * A real interactive shell on a real pty, typed into like a person does. `type` sends a line and waits for the next
 * prompt; `screen` is everything the terminal was sent, escape sequences included.
 */
export class TypedShell {
  screen = "";
  readonly pid: number;
  private seen = -1;
  private readonly pty: IPty;
  private changed: () => void = () => undefined;
  private gone: number | null = null;

  private constructor(pty: IPty) {
    this.pty = pty;
    this.pid = pty.pid;
    pty.onData((data) => {
      this.screen += data;
      // fish asks what terminal this is, and waits for the answer.
      if (data.includes("\x1b[0c") || data.includes("\x1b[c")) pty.write("\x1b[?62;c");
      this.changed();
    });
    pty.onExit(({ exitCode }) => {
      this.gone = exitCode;
      this.changed();
    });
  }

  /** Starts the shell and waits for its first prompt. */
  static async start(options: TypedShellOptions): Promise<TypedShell> {
    const name = options.shell ?? "bash";
    const pty = spawn(name, writeStartUp(name, options), {
      cols: 200,
      rows: 50,
      cwd: options.cwd ?? options.home,
      env: {
        PATH: process.env["PATH"] ?? "/usr/bin:/bin",
        HOME: options.home,
        USER: process.env["USER"] ?? "root",
        TERM: "xterm-256color",
        LANG: "C.UTF-8",
        ...options.environment,
      },
    });
    const shell = new TypedShell(pty);
    await shell.prompted();
    return shell;
  }

  /** Types a line, presses Enter and waits for the next prompt; returns what appeared on the screen meanwhile. */
  async type(line: string, timeoutMs = 30_000): Promise<string> {
    const from = this.screen.length;
    this.pty.write(`${line}\r`);
    await this.prompted(timeoutMs);
    return this.screen.slice(from);
  }

  /** Sends keys as they are (`"\x03"` is Ctrl-C) and waits for nothing. */
  press(keys: string): void {
    this.pty.write(keys);
  }

  /** Waits until the screen, from `from` on, holds a text. */
  async shows(text: string | RegExp, from = 0, timeoutMs = 30_000): Promise<void> {
    const there = (): boolean => {
      const part = this.screen.slice(from);
      return typeof text === "string" ? part.includes(text) : text.test(part);
    };
    await this.until(there, timeoutMs, `the screen to show ${String(text)}`);
  }

  /** Waits for a prompt that was not seen yet. */
  async prompted(timeoutMs = 30_000): Promise<void> {
    const newest = (): number => {
      let last = -1;
      for (const found of this.screen.slice(-4_000).matchAll(prompt)) last = Number(found[1]);
      return last;
    };
    await this.until(() => newest() > this.seen, timeoutMs, "the next prompt");
    this.seen = newest();
  }

  /** Leaves the shell with Ctrl-D and waits until it is gone; returns its exit code. */
  async exit(): Promise<number> {
    this.pty.write("\x15\x04"); // whatever is on the line goes first
    await this.until(() => this.gone !== null, 10_000, "the shell to end");
    return this.gone ?? -1;
  }

  kill(signal = "SIGKILL"): void {
    if (this.gone === null) this.pty.kill(signal);
  }

  private async until(condition: () => boolean, timeoutMs: number, what: string): Promise<void> {
    const late = Date.now() + timeoutMs;
    while (!condition()) {
      const left = late - Date.now();
      if (left <= 0)
        throw new Error(`waited ${timeoutMs} ms for ${what}; the screen ends: ${this.screen.slice(-800)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(left, 1_000));
        this.changed = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      if (this.gone !== null && !condition()) {
        throw new Error(
          `the shell ended (${this.gone}) before ${what}; the screen ends: ${this.screen.slice(-800)}`,
        );
      }
    }
  }
}

function writeStartUp(name: "bash" | "zsh" | "fish", options: TypedShellOptions): string[] {
  const rc = options.rc ?? "";
  if (name === "bash") {
    writeFileSync(join(options.home, ".bashrc"), `${rc}\n_prompt_n=0\nPS1='<<$((_prompt_n++))>> '\n`);
    return ["--noprofile", "-i"];
  }
  if (name === "zsh") {
    writeFileSync(
      join(options.home, ".zshrc"),
      `${rc}\nsetopt prompt_subst\nunsetopt prompt_sp\nPROMPT='<<$((_prompt_n++))>> '\n_prompt_n=0\n`,
    );
    return ["-i"];
  }
  const folder = join(options.home, ".config", "fish");
  mkdirSync(folder, { recursive: true });
  // Without this folder fish starts a long-running program that reads all manual pages.
  mkdirSync(join(options.home, ".local", "share", "fish", "generated_completions"), { recursive: true });
  const promptFunction =
    'function fish_prompt\n  echo -n "<<$_prompt_n>> "\n  set -g _prompt_n (math $_prompt_n + 1)\nend';
  writeFileSync(
    join(folder, "config.fish"),
    `${rc}\nset -g _prompt_n 0\nset -g fish_greeting\n${promptFunction}\n`,
  );
  return ["-i"];
}
