import { spawn } from "node:child_process";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Recording, type StartOptions } from "../support/recording.ts";

let recording: Recording;

beforeEach(() => {
  recording = new Recording();
});
afterEach(() => {
  recording.remove();
});

/** `rc` stands before the hook's line, `after` behind it. */
const start = (name: "zsh" | "fish", { rc = "", after = "", ...rest }: StartOptions = {}) =>
  recording.start(name, rc, after, rest);

const commands = () => recording.taken().map((record) => record.command);

describe.each(["zsh", "fish"] as const)("the %s hook", (name) => {
  it("records text, exit code, start, duration, directory and terminal", async () => {
    const shell = await start(name);
    const before = Date.now();
    const lines = ["true", "sh -c 'exit 9'", "false | true", "cd /tmp", "sleep 0.3", "echo 'ü à 文 🚀'"];
    for (const line of lines) await shell.type(line);
    const records = recording.taken();
    expect(records.map((r) => [r.command, r.exitCode, r.cwd, r.note])).toEqual([
      ["true", 0, recording.home, false],
      ["sh -c 'exit 9'", 9, recording.home, false],
      ["false | true", 0, recording.home, false],
      ["cd /tmp", 0, "/tmp", false],
      ["sleep 0.3", 0, "/tmp", false],
      ["echo 'ü à 文 🚀'", 0, "/tmp", false],
    ]);
    const sleep = records[4];
    expect(sleep?.durationMs).toBeGreaterThanOrEqual(290);
    // fish counts on from the second the machine started in.
    expect(Date.parse(sleep?.startedAt ?? "")).toBeGreaterThanOrEqual(before - 1_100);
    expect(Date.parse(sleep?.startedAt ?? "")).toBeLessThanOrEqual(Date.now());
    expect(sleep?.terminal).toMatch(new RegExp(`^pts/\\d+:${shell.pid}`));
    expect(new Set(records.map((r) => r.key)).size).toBe(6);
  });

  it("leaves the exit code to the person", async () => {
    const shell = await start(name);
    await shell.type("sh -c 'exit 5'");
    const last = name === "fish" ? "$status" : "$?";
    expect(await shell.type(`echo got ${last}`)).toContain("got 5");
  });

  it("never writes a byte of a command with a leading space", async () => {
    const shell = await start(name);
    for (const line of ["echo one", " echo hidden-canary", "echo two", "echo one"]) await shell.type(line);
    expect(recording.everyByte()).not.toContain("hidden-canary");
    expect(commands()).toEqual(["echo one", "echo two", "echo one"]);
  });

  it("keeps typed comments as notes", async () => {
    const shell = await start(name, { rc: name === "zsh" ? "setopt interactive_comments" : "" });
    await shell.type("# pool exhausted after the deploy");
    await shell.type("true");
    expect(recording.taken().map((r) => [r.command, r.note])).toEqual([
      ["# pool exhausted after the deploy", true],
      ["true", false],
    ]);
  });

  it("records a command of several lines as one", async () => {
    const shell = await start(name);
    const end = name === "fish" ? "end" : "done";
    shell.press(name === "fish" ? "for i in 1 2\r" : "for i in 1 2; do\r");
    await new Promise((resolve) => setTimeout(resolve, 200));
    shell.press("echo $i\r");
    await new Promise((resolve) => setTimeout(resolve, 200));
    await shell.type(end);
    expect(commands()).toEqual([expect.stringMatching(/^for i in 1 2(; do)?\n *echo \$i\n(end|done)$/)]);
  });

  it("is installed once, however often it is sourced, and writes only files of mode 0600", async () => {
    const again = Array.from({ length: 30 }, () => recording.line(name)).join("\n");
    const shell = await start(name, { after: again });
    for (let i = 0; i < 203; i++) await shell.type(`true ${i}`);
    const files = readdirSync(recording.spool);
    expect(files.filter((file) => file.endsWith(".rec"))).toHaveLength(2);
    expect(files.filter((file) => file.endsWith(".shell"))).toHaveLength(1);
    for (const file of files) expect(statSync(join(recording.spool, file)).mode & 0o777).toBe(0o600);
    expect(commands()).toHaveLength(203);
    expect(await shell.type("umask")).toContain("022");
  });

  it("says nothing and keeps the exit code when the spool is gone, a symlink or a file", async () => {
    const shell = await start(name);
    const quiet = async (): Promise<void> => {
      await shell.type("sh -c 'exit 5'");
      const screen = await shell.type(name === "fish" ? "echo rc=$status" : "echo rc=$?");
      expect(screen).toContain("rc=5");
      expect(screen).not.toMatch(/_reifier|No such|denied|not found/);
    };
    rmSync(recording.spool, { recursive: true });
    await quiet();
    mkdirSync(join(recording.home, "elsewhere"));
    symlinkSync(join(recording.home, "elsewhere"), recording.spool);
    await quiet();
    expect(readdirSync(join(recording.home, "elsewhere"))).toEqual([]);
    rmSync(recording.spool);
    writeFileSync(recording.spool, "");
    await quiet();
  });

  it("shows a waiting suggestion once, without control characters", async () => {
    const shell = await start(name);
    writeFileSync(
      join(recording.state, "notices"),
      "1\tExecute 'Fix \x1b[31mDB Lockup'?\n$(touch x)\tevil\n",
    );
    const screen = await shell.type("true");
    expect(screen).toContain("Execute 'Fix [31mDB Lockup'?");
    expect(screen).not.toContain("evil");
    expect(await shell.type("true")).not.toContain("Execute");
  });

  it("starts no process from prompt to prompt", async () => {
    const shell = await start(name);
    await shell.type("true");
    const trace = join(recording.home, "trace");
    const what = "trace=clone,clone3,fork,vfork,execve";
    const strace = spawn("strace", ["-f", "-q", "-e", what, "-o", trace, "-p", String(shell.pid)]);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    for (let i = 0; i < 20; i++) await shell.type("true");
    await shell.type("/bin/true");
    strace.kill("SIGINT");
    await new Promise((resolve) => strace.on("exit", resolve));
    const lines = readFileSync(trace, "utf8").split("\n");
    const started = lines.filter(
      (line) => /\b(clone3?|v?fork)\(/.test(line) && !line.includes("CLONE_THREAD"),
    );
    expect(started, "only what /bin/true itself needs").toHaveLength(1);
    expect(lines.filter((line) => line.includes("execve("))).toHaveLength(1);
  });

  it("tells the observer when the shell is gone", async () => {
    const shell = await start(name);
    await shell.type("true");
    await shell.exit();
    expect(commands()).toEqual(["true"]);
    expect(recording.ended).toHaveLength(1);
    expect(readdirSync(recording.spool)).toEqual([]);
  });
});

describe("zsh settings", () => {
  it("stay as they were: hooks, options, and HISTORY_IGNORE is honoured", async () => {
    const rc = [
      'mine() { echo "[precmd $?]" }',
      "precmd_functions=(mine)",
      "setopt ksh_arrays no_unset hist_ignore_dups",
      "HISTORY_IGNORE='*hidden-canary*'",
    ].join("\n");
    const shell = await start("zsh", { rc });
    expect(await shell.type("sh -c 'exit 7'")).toContain("[precmd 7]");
    await shell.type("echo hidden-canary");
    expect(await shell.type("echo ${precmd_functions[@]}; setopt | grep -c ksharrays")).toContain(
      "_reifier_precmd mine",
    );
    expect(recording.everyByte()).not.toContain("hidden-canary");
    expect(commands()).toHaveLength(2);
  });
});

describe("fish settings", () => {
  it("two commands of one hundredth of a second, with the same text, are two records", async () => {
    const shell = await start("fish");
    shell.press("true\rtrue\rset x 1\rset x 1\r");
    await expect.poll(() => recording.everyByte().split("set x 1").length, { timeout: 20_000 }).toBe(3);
    expect(commands()).toEqual(["true", "true", "set x 1", "set x 1"]);
  });

  it("a spool that was moved and is a symlink now is left alone, and so is a file that is one", async () => {
    const shell = await start("fish");
    await shell.type("echo before");
    const moved = join(recording.home, "moved");
    renameSync(recording.spool, moved);
    symlinkSync(moved, recording.spool);
    await shell.type("echo hidden-canary");
    rmSync(recording.spool);
    renameSync(moved, recording.spool);
    const file = readdirSync(recording.spool).find((name) => name.endsWith(".rec")) ?? "";
    renameSync(join(recording.spool, file), join(recording.home, "kept"));
    symlinkSync(join(recording.home, "kept"), join(recording.spool, file));
    expect(await shell.type("echo hidden-canary")).not.toMatch(/_reifier|No such|denied/);
    expect(recording.everyByte() + readFileSync(join(recording.home, "kept"), "utf8")).not.toContain(
      "canary",
    );
  });

  it("private mode hides everything, and what is typed after it is recorded again", async () => {
    const shell = await start("fish");
    await shell.type("echo before");
    await shell.type("set -g fish_private_mode 1");
    await shell.type("echo hidden-canary");
    expect(recording.everyByte()).not.toContain("hidden-canary");
    await shell.type("set -e fish_private_mode");
    await shell.type("echo after");
    expect(recording.everyByte()).not.toContain("hidden-canary");
    expect(commands()).toEqual(["echo before", "echo after"]);
  });
});
