import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ShellName } from "../../src/base/model/scalars.ts";
import { compiledModules } from "../support/modules.ts";
import { TypedShell } from "../support/pty.ts";
import { observerModules, Recording } from "../support/recording.ts";

const dist = await compiledModules(observerModules);
const program = fileURLToPath(new URL("../fixtures/history/observe-process.mjs", import.meta.url));
const count = 300;

let recording: Recording;
let shells: TypedShell[];
let children: ChildProcess[];
beforeEach(() => {
  recording = new Recording();
  shells = [];
  children = [];
});
afterEach(() => {
  for (const shell of shells) shell.kill();
  for (const child of children) child.kill("SIGKILL");
  recording.remove();
});

function child(...words: string[]): ChildProcess {
  const started = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
  children.push(started);
  return started;
}

async function ended(process: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const gone = once(process, "exit");
  process.kill(signal);
  await gone;
}

/** `line` of each number typed one after the other. */
async function typeAll(shell: TypedShell, line: (n: number) => string): Promise<void> {
  for (let n = 1; n <= count; n++) await shell.type(line(n), 60_000);
}

describe("an observer that never rests, on a machine that is too busy", () => {
  it(`takes in each of ${count} commands of a bash, a zsh and a fish exactly once`, async () => {
    for (let n = 0; n < 3; n++) child("-e", "for (;;);");
    const observer = child(program, dist, recording.state, "restless");
    let said = "";
    observer.stdout?.on("data", (chunk) => {
      said += chunk;
    });
    const names: readonly ShellName[] = ["bash", "zsh", "fish"];
    for (const shell of names) {
      shells.push(await TypedShell.start({ shell, home: recording.home, rc: recording.line(shell) }));
    }
    await Promise.all(shells.map((shell, i) => typeAll(shell, (n) => `echo ${names[i]}-${n}`)));
    await Promise.all(shells.map((shell) => shell.exit()));
    const left = (): string[] => readdirSync(recording.spool);
    await expect.poll(left, { timeout: 30_000 }).toEqual([]);
    await ended(observer, "SIGKILL");
    // Read again while it may grow, a record comes under the same key again.
    const byKey = new Map(said.split("\n").map((line) => [line.split("\t")[0], line.split("\t")[1]]));
    byKey.delete("");
    const expected = names.flatMap((name) =>
      Array.from({ length: count }, (_, n) => `echo ${name}-${n + 1}`),
    );
    expect([...byKey.values()].sort()).toEqual(expected.sort());
  }, 300_000);
});
