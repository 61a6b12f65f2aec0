// What a recorded shell costs beside the same shell without: a flood of output, and one short command.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pty from "@lydell/node-pty";

const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
const flood = "seq 1 1000000";
const commands = 60;

export async function* bench() {
  const home = mkdtempSync(join(tmpdir(), "record-bench-"));
  mkdirSync(join(home, "w"), { mode: 0o700 });
  writeFileSync(join(home, "w", "reifier.yaml"), "observe: {history: []}\n");
  writeFileSync(join(home, ".bashrc"), "_n=0\nPS1='<<$((_n++))>>'\n");
  const shells = {
    direct: new Shell(home, ["bash", "-i"]),
    recorded: new Shell(home, [process.execPath, main, "--workspace", join(home, "w"), "record"]),
  };
  try {
    const times = { direct: [], recorded: [] };
    for (const shell of Object.values(shells)) await shell.prompted();
    for (let i = 0; i < commands; i++)
      for (const [name, shell] of Object.entries(shells)) times[name].push(await shell.run("true"));
    const added = median(times.recorded.slice(5)) - median(times.direct.slice(5));
    yield { name: "record.command.added.p50", value: round(added), unit: "ms", bar: 50, ok: added <= 50 };
    const direct = await shells.direct.run(flood);
    const recorded = await shells.recorded.run(flood);
    const ratio = recorded / direct;
    yield { name: "record.flood.against-direct", value: round(ratio), unit: "x", bar: 4, ok: ratio <= 4 };
  } finally {
    for (const shell of Object.values(shells)) await shell.end();
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** A bash whose prompt counts, so that the next one is known. */
class Shell {
  screen = "";
  prompts = 0;
  ended = false;
  wake = () => undefined;

  constructor(home, [file, ...words]) {
    this.pty = pty.spawn(file, words, {
      cols: 80,
      rows: 24,
      cwd: home,
      env: { PATH: process.env["PATH"], HOME: home, TERM: "xterm", LANG: "C.UTF-8", SHELL: "/bin/bash" },
    });
    this.pty.onData((data) => {
      this.screen = (this.screen + data).slice(-200);
      this.wake();
    });
    this.pty.onExit(() => {
      this.ended = true;
      this.wake();
    });
  }

  async prompted() {
    while (!this.screen.includes(`<<${this.prompts}>>`)) {
      if (this.ended) throw new Error(`the shell ended: ${this.screen}`);
      await new Promise((resolve) => {
        this.wake = resolve;
      });
    }
    this.prompts += 1;
  }

  async run(command) {
    const start = performance.now();
    this.pty.write(`${command}\r`);
    await this.prompted();
    return performance.now() - start;
  }

  async end() {
    this.pty.write("exit\r");
    while (!this.ended) {
      await new Promise((resolve) => {
        this.wake = resolve;
      });
    }
  }
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const round = (value) => Math.round(value * 1_000) / 1_000;
