import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openEmbedded } from "../../src/adapters/graph/embedded.ts";
import type { ShellName } from "../../src/base/model/scalars.ts";
import { compiledModules } from "../support/modules.ts";
import { observerOf } from "../support/observing.ts";
import { main } from "../support/product.ts";
import type { TypedShell } from "../support/pty.ts";
import { childOf, RecordedHome, Typed } from "../support/recorded.ts";
import { observerModules, Recording } from "../support/recording.ts";

// The requirements of the recorder that take many shells, or `record`: 14, 17 and 18; 20 is in recorder-commands.test.ts.

const dist = await compiledModules(observerModules);
const program = fileURLToPath(new URL("../fixtures/history/observe-process.mjs", import.meta.url));

describe("14: 50 concurrent shells x 200 commands", () => {
  let recording: Recording;
  let observer: ChildProcess;
  beforeEach(() => {
    recording = new Recording();
  });
  afterEach(() => {
    observer.kill("SIGKILL");
    recording.remove();
  });

  const observe = (): ChildProcess =>
    spawn(process.execPath, [program, dist, recording.state], { stdio: ["ignore", "ignore", "inherit"] });

  it("10,000 records, none torn, none lost with the observer killed ten times meanwhile", async () => {
    observer = observe();
    const names: readonly ShellName[] = ["bash", "zsh", "bash", "zsh", "fish"];
    const shells: TypedShell[] = [];
    // One after the other: they share their start-up files.
    for (let n = 0; n < 50; n++)
      shells.push(await recording.start(names[n % 5] ?? "bash", "", "", { cwd: "/" }));
    const lines = (n: number): string[] => Array.from({ length: 200 }, (_, i) => `true ${n}-${i}`);
    const typed = shells.map(async (shell, n) => {
      for (const line of lines(n)) await shell.type(line, 300_000);
    });
    const killed = (async (): Promise<void> => {
      for (let kill = 0; kill < 10; kill++) {
        await sleep(300 + 300 * Math.random());
        const gone = once(observer, "exit");
        observer.kill("SIGKILL");
        await gone;
        observer = observe();
      }
    })();
    await Promise.all([...typed, killed]);
    await Promise.all(shells.map((shell) => shell.exit()));
    const waiting = () => readdirSync(recording.spool).filter((name) => name.includes(".rec"));
    await expect.poll(waiting, { timeout: 120_000 }).toEqual([]);
    const store = openEmbedded({ path: join(recording.state, "graph.db"), clock: { now: Date.now } });
    try {
      expect(observerOf(store, [recording.source]).takeIn().warnings).toEqual([]);
      const commands = store.records.sessions().flatMap((one) => one.records.map(({ command }) => command));
      expect(commands.sort()).toEqual(shells.flatMap((_, n) => lines(n)).sort());
    } finally {
      store.close();
    }
  }, 600_000);
});

describe("record", () => {
  let home: RecordedHome;
  let typed: Typed[];
  beforeEach(() => {
    home = new RecordedHome();
    typed = [];
  });
  afterEach(async () => {
    for (const one of typed) await one.close();
    home.remove();
  });

  async function recorded(): Promise<Typed> {
    const one = await Typed.recording(home);
    typed.push(one);
    return one;
  }

  it("17: a running command is visible before it ends: sleep 60 shows as open", async () => {
    const one = await recorded();
    one.press("sleep 60\r");
    const open = async () => (await home.record("sleep 60"))?.exitCode;
    await expect.poll(open, { timeout: 20_000 }).toBeNull();
    one.press("\x03");
    await one.settled();
    await one.exit();
    expect(await home.record("sleep 60")).toMatchObject({ exitCode: 130, source: "record" });
  });

  it("18: output and exit code per command; forged marks are ignored", async () => {
    const one = await recorded();
    const commands: readonly [line: string, exit: number, output: string][] = [
      ["true", 0, ""],
      ["false", 1, ""],
      ["(exit 7)", 7, ""],
      ["ls /nowhere-at-all", 2, "ls: cannot access '/nowhere-at-all': No such file or directory\n"],
      ["echo to-stderr >&2", 0, "to-stderr\n"],
      ["printf 'no newline'", 0, "no newline"],
      ["echo 'ü 文 🚀'", 0, "ü 文 🚀\n"],
      ["printf 'a\\nb\\n' | tail -n 1", 0, "b\n"],
      ["for i in 1 2; do echo $i; done", 0, "1\n2\n"],
      ["printf '\\033]133;D;9\\007forged\\n'; false", 1, "forged\n"],
      ["printf '\\033]133;C\\007\\033]133;D;0;k=0000\\007too\\n'", 0, "too\n"],
    ];
    for (const [line] of commands) await one.type(line);
    await one.exit();
    const { records } = await home.shown();
    expect(records.map((r) => [r.command, r.exitCode, r.output?.text ?? ""])).toEqual(commands);
  });

  it("18: the terminal is as it was after Ctrl-C, a change of its size, and SIGKILL of the recorder", async () => {
    const outer = new Typed(home, ["bash", "--norc", "-i"]);
    typed.push(outer);
    await outer.shows("bash-5");
    outer.press(
      `stty -a | tr -d '0-9' | md5sum; ${process.execPath} ${main} --workspace ${home.workspace} record\r`,
    );
    await outer.shows("<P> ");
    await outer.settled();
    outer.press("sleep 300\r");
    await outer.settled();
    outer.press("\x03");
    await outer.settled();
    outer.pty.resize(97, 31);
    const from = outer.screen.length;
    // The new size reaches the inner terminal by a signal, which may come after what is typed.
    outer.press("until [ \"$(stty size)\" = '31 97' ]; do sleep 0.1; done; stty size\r");
    await outer.until(() => /^31 97\r?$/m.test(outer.screen.slice(from)), "the new size", from);
    const recorder = childOf(outer.pty.pid);
    process.kill(recorder, "SIGKILL");
    await outer.shows("the recorder was killed");
    await outer.settled();
    outer.press("stty -a | tr -d '0-9' | md5sum\r");
    const sums = () => [...outer.screen.matchAll(/\b[0-9a-f]{32}\b/g)].map(([sum]) => sum);
    await outer.until(() => sums().length === 2, "the settings after it");
    expect(new Set(sums()).size).toBe(1);
  });
});
