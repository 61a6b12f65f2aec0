import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { z } from "zod";

const TypedLine = z.object({
  line: z.string(),
  think_ms: z.number(),
  vars: z.record(z.string(), z.string()).default({}),
});
export type TypedLine = z.infer<typeof TypedLine>;

const Expected = z.object({
  fix: z.array(z.string()),
  not_fix: z.array(z.string()),
  verify: z.array(z.string()),
  secrets: z.array(z.string()),
});

/** One fault on a real service: set up, broken, checked and stopped by its own scripts (test/gym/README.md). */
export class Gym {
  readonly directory: string;
  readonly log: string;
  readonly expected: z.infer<typeof Expected>;
  readonly session: readonly TypedLine[];
  readonly alert: RegExp;
  private readonly scripts: string;

  constructor(scenario: string) {
    this.scripts = fileURLToPath(new URL(`../gym/${scenario}/`, import.meta.url));
    // Short and open to other accounts: unix sockets are limited to 80 characters, and postgres must enter.
    this.directory = mkdtempSync(join(tmpdir(), "gym-"));
    this.log = join(this.directory, this.read("log").trim());
    this.expected = Expected.parse(JSON.parse(this.read("expect.json")));
    this.alert = new RegExp(this.read("alert.txt").trim());
    this.session = this.read("session.txt")
      .trim()
      .split("\n")
      .map((line) => TypedLine.parse(JSON.parse(line)));
  }

  private read(name: string): string {
    return readFileSync(join(this.scripts, name), "utf8");
  }

  /** Runs `setup`, `break`, `check` or `stop`; returns whether it succeeded. */
  async script(name: "setup" | "break" | "check" | "stop"): Promise<boolean> {
    const result = await execa(join(this.scripts, `${name}.sh`), [this.directory], {
      reject: false,
      stdio: "ignore", // A service that the script leaves running would hold a pipe open.
    });
    return result.exitCode === 0;
  }

  /** What a person reads from the screen at the moment of typing (`vars`), by the shell. */
  async value(command: string): Promise<string> {
    const { stdout } = await execa("bash", ["-c", command], {
      env: { GYM: this.directory },
      stdin: "ignore",
    });
    return stdout.trim();
  }

  async typed(line: TypedLine): Promise<string> {
    let text = line.line;
    for (const [name, command] of Object.entries(line.vars))
      text = text.replaceAll(`{{${name}}}`, await this.value(command));
    return text;
  }

  async remove(): Promise<void> {
    await this.script("stop");
    rmSync(this.directory, { recursive: true, force: true });
  }
}
