import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type IPty, spawn } from "@lydell/node-pty";
import { main, until } from "./product.ts";

interface TerminalOptions {
  readonly workspace: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
}

/** One command of the built program on a terminal, with a person's keys. */
export class Terminal {
  /** Everything that was written to the screen. */
  screen = "";
  code: number | null = null;
  private readonly pty: IPty;
  private seen = 0;

  constructor(words: readonly string[], { workspace, env = {}, columns = 120 }: TerminalOptions) {
    const home = mkdtempSync(join(tmpdir(), "reifier-home-"));
    this.pty = spawn(process.execPath, [main, "--workspace", workspace, ...words], {
      cols: columns,
      rows: 40,
      cwd: home,
      env: { PATH: process.env["PATH"] ?? "", HOME: home, TERM: "xterm-256color", LANG: "C.UTF-8", ...env },
    });
    this.pty.onData((text) => {
      this.screen += text;
    });
    this.pty.onExit(({ exitCode }) => {
      this.code = exitCode;
    });
  }

  get pid(): number {
    return this.pty.pid;
  }

  /** Waits until the screen shows this after what was seen before. */
  async shows(text: string): Promise<void> {
    await until(
      () => this.screen.includes(text, this.seen) || this.code !== null,
      `${JSON.stringify(text)} on the screen, which shows:\n${this.screen.slice(this.seen)}`,
      20_000,
    );
    const at = this.screen.indexOf(text, this.seen);
    if (at < 0) throw new Error(`ended with ${this.code} without ${JSON.stringify(text)}:\n${this.screen}`);
    this.seen = at + text.length;
  }

  /** The one of these texts that appears first. */
  async showsOneOf(texts: readonly string[]): Promise<string> {
    const first = (): string | undefined => texts.find((text) => this.screen.includes(text, this.seen));
    await until(() => first() !== undefined || this.code !== null, `one of ${texts.join(", ")}`, 20_000);
    const found = first();
    if (found === undefined) throw new Error(`ended with ${this.code}:\n${this.screen}`);
    await this.shows(found);
    return found;
  }

  press(keys: string): void {
    this.pty.write(keys);
  }

  resize(columns: number, rows: number): void {
    this.pty.resize(columns, rows);
  }

  async ends(): Promise<number> {
    await until(() => this.code !== null, `the end of the program, whose screen is:\n${this.screen}`, 20_000);
    return this.code ?? -1;
  }

  kill(): void {
    if (this.code === null) this.pty.kill("SIGKILL");
  }
}
