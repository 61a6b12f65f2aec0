import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { execa, type Options } from "execa";

/** The built program; another build of it where `REIFIER_TEST_MAIN` names one. */
export const main =
  process.env["REIFIER_TEST_MAIN"] ?? fileURLToPath(new URL("../../dist/main.js", import.meta.url));

export interface Answer {
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

interface AskOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly cwd?: string;
}

/** A temporary workspace with these settings, and the built program on it. */
export class Product {
  readonly workspace: string;
  private readonly home: string;

  constructor(settings = "") {
    this.home = mkdtempSync(join(tmpdir(), "reifier-test-"));
    this.workspace = join(this.home, "workspace");
    this.write("reifier.yaml", settings);
  }

  write(name: string, text: string): string {
    const path = join(this.workspace, name);
    makeFolderOf(path);
    writeFileSync(path, text);
    return path;
  }

  private options({ env = {}, input, cwd }: AskOptions): Options {
    return {
      reject: false,
      extendEnv: false,
      env: { PATH: process.env["PATH"] ?? "", HOME: this.home, LANG: "C.UTF-8", ...env },
      cwd: cwd ?? this.home,
      ...(input === undefined ? { stdin: "ignore" } : { input }),
      stripFinalNewline: false,
    };
  }

  /** Runs one command of the built program to its end. */
  async ask(words: readonly string[], options: AskOptions = {}): Promise<Answer> {
    const result = await execa(
      process.execPath,
      [main, "--workspace", this.workspace, ...words],
      this.options(options),
    );
    return {
      code: result.exitCode,
      stdout: String(result.stdout ?? ""),
      stderr: String(result.stderr ?? ""),
    };
  }

  /** The JSON document that a command answers. */
  async json(words: readonly string[], options: AskOptions = {}): Promise<unknown> {
    const answer = await this.ask(["--json", ...words], options);
    if (answer.stdout.trim() === "")
      throw new Error(`no answer from ${words.join(" ")}: exit ${answer.code}\n${answer.stderr}`);
    return JSON.parse(answer.stdout);
  }

  /** Starts `reifier up` and waits until it watches. */
  async up(options: AskOptions = {}): Promise<Daemon> {
    const { env, cwd } = this.options(options);
    const child = spawn(process.execPath, [main, "--workspace", this.workspace, "up"], {
      env: { ...env },
      cwd: String(cwd),
      stdio: ["ignore", "pipe", "pipe"],
    });
    const daemon = new Daemon(child);
    const started = (): boolean => daemon.output.includes("is watching") || daemon.ended;
    try {
      await until(started, "the daemon to start", 60_000);
    } catch (error) {
      await daemon.stop("SIGKILL");
      throw error;
    }
    if (daemon.ended) throw new Error(`the daemon ended:\n${daemon.output}`);
    return daemon;
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }
}

function makeFolderOf(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
}

/** A running `reifier up`. */
export class Daemon {
  output = "";
  ended = false;
  private readonly child: ChildProcess;
  private readonly exit: Promise<number | null>;

  constructor(child: ChildProcess) {
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        this.output += chunk.toString("utf8");
      });
    }
    this.exit = new Promise((resolve) => {
      child.once("exit", (code) => {
        this.ended = true;
        resolve(code);
      });
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Sends the signal and waits for the end; null where the signal itself ended it. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    if (!this.ended) this.child.kill(signal);
    return await this.exit;
  }
}

/** Waits for a fact; throws with the question when it does not come. */
export async function until(
  fact: () => boolean | Promise<boolean>,
  what: string,
  patienceMs = 15_000,
): Promise<void> {
  const late = Date.now() + patienceMs;
  while (Date.now() < late) {
    if (await fact()) return;
    await sleep(50);
  }
  throw new Error(`waited ${patienceMs} ms for ${what}`);
}
