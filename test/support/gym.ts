import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { z } from "zod";

const scenarios = fileURLToPath(new URL("../gym/", import.meta.url));

const TypedLine = z.object({
  line: z.string(),
  think_ms: z.number(),
  vars: z.record(z.string(), z.string()).default({}),
});
export type TypedLine = z.infer<typeof TypedLine>;

const Expected = z.object({
  /** What the person calls the runbook. */
  title: z.string(),
  /** The guard that the person adds, where the scenario's log line has a number. */
  only_if: z.string().optional(),
  fix: z.array(z.string()),
  not_fix: z.array(z.string()),
  optional: z.array(z.string()),
  verify: z.array(z.string()),
  risk: z.enum(["low", "medium", "high"]),
  secrets: z.array(z.string()),
  /** What the person changed in an editor. */
  edited: z.array(z.object({ plus: z.string() })).default([]),
  /** Variables of the engineer's shell that the fix needs, and what the person answers for an input: shell words. */
  env: z.record(z.string(), z.string()).default({}),
  answers: z.record(z.string(), z.string()).default({}),
});

/** The scenarios whose folder starts with one of these words (all of them for none). */
export function gymScenarios(wanted: readonly string[] = []): string[] {
  return readdirSync(scenarios)
    .filter((name) => /^\d/.test(name))
    .filter((name) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)))
    .sort();
}

/** One fault on a real service: set up, broken, checked and stopped by its own scripts (test/gym/README.md). */
export class Gym {
  readonly directory: string;
  private readonly scripts: string;
  private ports: ReadonlyMap<string, string> = new Map();

  constructor(scenario: string) {
    this.scripts = join(scenarios, scenario);
    // Short and open to other accounts: unix sockets are limited to 80 characters, and postgres must enter.
    this.directory = mkdtempSync(join(tmpdir(), "gym-"));
  }

  /** Where the patrol looks. */
  get log(): string {
    return join(this.directory, this.text("log").trim());
  }

  /** What the real error line looks like. */
  get alert(): RegExp {
    return new RegExp(this.text("alert.txt").trim());
  }

  get expected(): z.infer<typeof Expected> {
    return Expected.parse(JSON.parse(this.text("expect.json")));
  }

  /** What the engineer types, with this run's ports in it. */
  get session(): TypedLine[] {
    return this.text("session.txt")
      .trim()
      .split("\n")
      .map((line) => TypedLine.parse(JSON.parse(line)));
  }

  /** The engineer's environment: GYM, and the scenario's own `session.env`. */
  get environment(): Record<string, string> {
    const path = process.env["PATH"] ?? "/usr/sbin:/usr/bin:/sbin:/bin";
    const own = existsSync(join(this.scripts, "session.env")) ? this.text("session.env") : "";
    const pairs = [...own.matchAll(/^(\w+)=(.*)$/gm)].map(([, name = "", value = ""]) => [
      name,
      value.replaceAll("$GYM", this.directory).replaceAll("$PATH", path),
    ]);
    return { PATH: path, ...Object.fromEntries(pairs), GYM: this.directory };
  }

  /** A file of the scenario, with the ports that its setup found free. */
  private text(name: string): string {
    const raw = readFileSync(join(this.scripts, name), "utf8");
    return raw.replace(/\{\{(P\d)\}\}/g, (mark, port: string) => this.ports.get(port) ?? mark);
  }

  /** Starts the service, healthy. */
  async setUp(): Promise<void> {
    if (!(await this.script("setup"))) throw new Error(`${this.scripts}/setup.sh failed`);
    const ports = readFileSync(join(this.directory, "etc", "ports"), "utf8");
    this.ports = new Map(
      [...ports.matchAll(/^(P\d)=(\d+)$/gm)].map(([, name = "", port = ""]) => [name, port]),
    );
  }

  /** Runs `setup`, `break`, `check` or `stop`; returns whether it succeeded. */
  async script(name: "setup" | "break" | "check" | "stop"): Promise<boolean> {
    const result = await execa(join(this.scripts, `${name}.sh`), [this.directory], {
      reject: false,
      stdio: "ignore", // A service that the script leaves running would hold a pipe open.
    });
    return result.exitCode === 0;
  }

  /** Shell words as the engineer's shell expands them: `$GYM/run`, `$(cat $GYM/run/worker.pid)`. */
  async value(words: string): Promise<string> {
    return await this.output(`printf %s "${words}"`);
  }

  /** A line as it is typed: what a person reads from the screen at that moment (`vars`) is put in. */
  async typed(line: TypedLine): Promise<string> {
    let text = line.line;
    for (const [name, command] of Object.entries(line.vars))
      text = text.replaceAll(`{{${name}}}`, await this.output(command));
    return text;
  }

  private async output(command: string): Promise<string> {
    const { stdout } = await execa("bash", ["-c", command], { env: this.environment, stdin: "ignore" });
    return stdout.trim();
  }

  async remove(): Promise<void> {
    await this.script("stop");
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 5 });
  }
}
