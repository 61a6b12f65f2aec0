import { type ChildProcess, spawn as start } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type IPty, spawn } from "@lydell/node-pty";
import { execa } from "execa";
import { z } from "zod";
import { main, until } from "./product.ts";

const Output = z.object({
  text: z.string(),
  bytes: z.number(),
  leftOut: z.number(),
  fullScreen: z.boolean(),
});
const Edit = z.object({
  path: z.string(),
  diff: z.string().nullable(),
  knownFrom: z.string().nullable(),
  note: z.string().nullable(),
});
const Shown = z.object({
  id: z.string(),
  note: z.string().nullable(),
  draft: z.string().nullable(),
  records: z.array(
    z.object({
      id: z.string(),
      command: z.string(),
      source: z.string(),
      exitCode: z.number().nullable(),
      durationMs: z.number().nullable(),
      cwd: z.string().nullable(),
      output: Output.optional(),
      edits: z.array(Edit).optional(),
    }),
  ),
});
export type ShownRecord = z.infer<typeof Shown>["records"][number];
type Shell = "bash" | "zsh" | "fish";

const prompt = "<P> ";

export const isThere = (pid: number): boolean => existsSync(`/proc/${pid}`);
/** The first process below another: the recorder below a shell, the shell below the recorder. */
export const childOf = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "latin1").trim().split(" ")[0] ?? "0");
/** Every byte of every file below a folder, for canaries. */
export const everyByte = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n");

/** A home with a workspace, in which shells are typed into: with the hook, or recorded. */
export class RecordedHome {
  readonly home = mkdtempSync(join(tmpdir(), "recorded-"));
  readonly workspace: string;

  constructor(workspace = "w") {
    this.workspace = join(this.home, workspace);
    mkdirSync(this.workspace, { mode: 0o700 });
    this.file(`${workspace}/reifier.yaml`, "observe: {history: []}\nscribe: {draftWhen: always}\n");
    this.file(".bashrc", `PS1='${prompt}'\n`);
    this.file(".zshrc", `PROMPT='${prompt}'\nunsetopt prompt_sp\n`);
    this.file(
      ".config/fish/config.fish",
      `function fish_prompt; echo -n '${prompt}'; end\nset -g fish_greeting\n`,
    );
    // Without this folder fish starts a long-running program that reads all manual pages.
    mkdirSync(join(this.home, ".local/share/fish/generated_completions"), { recursive: true });
  }

  file(name: string, text: string | Uint8Array): string {
    const path = join(this.home, name);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  environment(shell: Shell): Record<string, string> {
    return {
      PATH: `${this.home}/bin:${process.env["PATH"] ?? "/usr/bin:/bin"}`,
      HOME: this.home,
      TERM: "xterm-256color",
      LANG: "C.UTF-8",
      SHELL: `/usr/bin/${shell}`,
    };
  }

  async ask(...words: string[]): Promise<{ code: number | undefined; stdout: string; stderr: string }> {
    const result = await execa(process.execPath, [main, "--workspace", this.workspace, ...words], {
      reject: false,
      extendEnv: false,
      stdin: "ignore",
      cwd: this.home,
      env: this.environment("bash"),
    });
    return { code: result.exitCode, stdout: String(result.stdout), stderr: String(result.stderr) };
  }

  /** The newest session with all that is kept of it. */
  async shown(): Promise<z.infer<typeof Shown>> {
    const listed = await this.ask("--json", "sessions");
    if (listed.stdout === "") throw new Error(`sessions answered nothing: ${listed.stderr}`);
    const sessions = z.array(z.object({ id: z.string() })).parse(JSON.parse(listed.stdout));
    return Shown.parse(
      JSON.parse((await this.ask("--json", "sessions", "show", sessions[0]?.id ?? "")).stdout),
    );
  }

  async record(command: string): Promise<ShownRecord | undefined> {
    return (await this.shown()).records.find((record) => record.command === command);
  }

  /** Starts the daemon and waits until it watches; returns what ends it. */
  async up(): Promise<() => Promise<void>> {
    let said = "";
    const hear = (chunk: Buffer): void => {
      said += chunk.toString("utf8");
    };
    const daemon: ChildProcess = start(process.execPath, [main, "--workspace", this.workspace, "up"], {
      env: this.environment("bash"),
      cwd: this.home,
      stdio: ["ignore", "pipe", "pipe"],
    });
    daemon.stdout?.on("data", hear);
    daemon.stderr?.on("data", hear);
    await until(() => said.includes("is watching"), `the daemon to watch`);
    return async () => {
      if (daemon.exitCode !== null) return;
      daemon.kill("SIGTERM");
      await new Promise((resolve) => daemon.once("exit", resolve));
    };
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/** A program on a terminal of its own, typed into like a person does. */
export class Typed {
  screen = "";
  ended: { exitCode: number; signal?: number | undefined } | null = null;
  readonly pty: IPty;

  constructor(home: RecordedHome, words: readonly string[], shell: Shell = "bash") {
    const [file = "", ...rest] = words;
    this.pty = spawn(file, rest, {
      cols: 120,
      rows: 40,
      cwd: home.home,
      env: home.environment(shell),
    });
    this.pty.onData((data) => {
      this.screen += data;
      // fish asks what terminal this is, and waits for the answer.
      if (data.includes("\x1b[0c") || data.includes("\x1b[c")) this.pty.write("\x1b[?62;c");
    });
    this.pty.onExit((end) => {
      this.ended = end;
    });
  }

  static async recording(home: RecordedHome, shell: Shell = "bash", ...words: string[]): Promise<Typed> {
    const typed = new Typed(
      home,
      [process.execPath, main, "--workspace", home.workspace, "record", ...words],
      shell,
    );
    await typed.shows(prompt);
    await typed.settled();
    return typed;
  }

  /** Types a line and waits for the next prompt; returns what the screen got meanwhile. */
  async type(line: string): Promise<string> {
    const from = this.screen.length;
    this.pty.write(`${line}\r`);
    await this.until(() => this.screen.slice(from).split(prompt).length > 1, `a prompt after ${line}`, from);
    await this.settled();
    return this.screen.slice(from);
  }

  press(keys: string): void {
    this.pty.write(keys);
  }

  async shows(text: string, from = 0): Promise<void> {
    await this.until(() => this.screen.slice(from).includes(text), `the screen to show ${text}`, from);
  }

  /** Leaves the shell and waits for the program's end; returns its exit code. */
  async exit(): Promise<number> {
    this.pty.write("exit\r");
    await this.until(() => this.ended !== null, "the end");
    return this.ended?.exitCode ?? -1;
  }

  async until(fact: () => boolean, what: string, from = 0): Promise<void> {
    const late = Date.now() + 20_000;
    while (!fact()) {
      if (Date.now() > late)
        throw new Error(
          `waited for ${what}; the screen: ${JSON.stringify(this.screen.slice(from).slice(-1_500))}`,
        );
      await sleep(20);
    }
  }

  /** Nothing new for a moment: a prompt is drawn in several pieces. */
  async settled(): Promise<void> {
    for (let before = -1; before !== this.screen.length; ) {
      before = this.screen.length;
      await sleep(120);
    }
  }

  /** Ends it as a closed terminal would. */
  async close(): Promise<void> {
    if (this.ended === null) this.pty.kill("SIGTERM");
    const late = Date.now() + 3_000;
    while (this.ended === null && Date.now() < late) await sleep(20);
    if (this.ended === null) this.pty.kill("SIGKILL");
  }
}

/** A home, and what is typed in it, for each test of a file. */
export class RecordedTests {
  home = new RecordedHome();
  #typed: Typed[] = [];

  /** A shell under `reifier record`. */
  async recording(shell: "bash" | "zsh" | "fish" = "bash", ...words: string[]): Promise<Typed> {
    return this.keep(await Typed.recording(this.home, shell, ...words));
  }

  /** Is closed after the test. */
  keep(one: Typed): Typed {
    this.#typed.push(one);
    return one;
  }

  async close(): Promise<void> {
    for (const one of this.#typed.splice(0)) await one.close();
    this.home.remove();
  }
}
