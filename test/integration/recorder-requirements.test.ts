import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ShellName } from "../../src/base/model/scalars.ts";
import { ObservedRecording } from "../support/observed-recording.ts";
import { TypedShell } from "../support/pty.ts";

// The twenty requirements of the recorder, each by its own words: 1 to 8 here, the others in the files beside this one.
// Figures are measured by `npm run bench`; what has a file of its own is tested there in breadth and here in short.

const shellNames: readonly ShellName[] = ["bash", "zsh", "fish"];

let observed: ObservedRecording;
beforeEach(() => {
  observed = new ObservedRecording();
});
afterEach(() => observed.remove());

const start = (shell: ShellName, rc = "", after = "") => observed.recording.start(shell, rc, after);

describe.each(shellNames)("%s", (name) => {
  it("1: the hook makes zero forks: strace shows no clone and no execve from prompt to prompt", async () => {
    const shell = await start(name);
    for (let n = 0; n < 3; n++) await shell.type("true");
    const trace = join(observed.recording.home, "trace");
    const words = [
      "-f",
      "-q",
      "-e",
      "trace=clone,clone3,fork,vfork,execve",
      "-o",
      trace,
      "-p",
      String(shell.pid),
    ];
    const strace = spawn("strace", words);
    await sleep(1_000);
    for (let n = 0; n < 25; n++) await shell.type("true");
    strace.kill("SIGINT");
    await new Promise((resolve) => strace.on("exit", resolve));
    const made = readFileSync(trace, "utf8").split("\n");
    // fish starts threads of its own, with or without a hook.
    expect(
      made.filter((call) => /fork\(|execve\(|clone3?\(/.test(call) && !call.includes("CLONE_THREAD")),
    ).toEqual([]);
  });

  it("2: observer absent, hung or killed: nothing lost, later all records ingested", async () => {
    const shell = await start(name);
    await shell.type("echo absent");
    const hung = spawn("sleep", ["60"]);
    hung.kill("SIGSTOP");
    await shell.type("echo hung");
    hung.kill("SIGKILL");
    await shell.type("echo killed");
    observed.observer().takeIn();
    expect(observed.commands()).toEqual(["echo absent", "echo hung", "echo killed"]);
  });

  it("3: missing or read-only directory: no message, no delay, $? intact", async () => {
    const shell = await start(name);
    for (const broken of [
      () => rmSync(observed.recording.spool, { recursive: true }),
      () => mkdirSync(observed.recording.spool, { mode: 0o500 }),
    ]) {
      broken();
      await shell.type("sh -c 'exit 5'");
      const screen = await shell.type(`echo rc=${name === "fish" ? "$status" : "$?"}`);
      expect(screen).toContain("rc=5");
      expect(screen).not.toMatch(/denied|No such|read-only|_reifier/i);
    }
  });

  it("4: sourcing the hook 100 times installs it once", async () => {
    const line = observed.recording.line(name);
    const many = name === "fish" ? `for i in (seq 100)\n${line}\nend` : `for i in {1..100}; do ${line}; done`;
    const shell = await start(name, "", many);
    await shell.type("echo once");
    observed.observer().takeIn();
    expect(observed.commands()).toEqual(["echo once"]);
  });

  it("6: exit code, duration, cwd and start are right for success, failure, a background job and an empty line", async () => {
    const shell = await start(name);
    const lines = ["true", "", "sh -c 'exit 7'", "sleep 0.3", "cd /tmp", "sleep 0 &", "false | true"];
    const before = Date.now();
    for (const line of lines) await shell.type(line);
    // fish draws its prompt again while a command runs, so the last record may be a moment away.
    const taken = () => {
      observed.observer().takeIn();
      return observed.records().map(({ command, exitCode, cwd }) => [command, exitCode, cwd]);
    };
    await expect.poll(taken, { timeout: 10_000 }).toEqual([
      ["true", 0, observed.recording.home],
      ["sh -c 'exit 7'", 7, observed.recording.home],
      ["sleep 0.3", 0, observed.recording.home],
      ["cd /tmp", 0, "/tmp"],
      ["sleep 0 &", 0, "/tmp"],
      ["false | true", 0, "/tmp"],
    ]);
    const slept = observed.records()[2];
    expect(slept?.durationMs).toBeGreaterThanOrEqual(290);
    expect(Date.parse(slept?.startedAt ?? "")).toBeGreaterThanOrEqual(before - 1_100);
  });

  it("7: leading space and private mode: no byte of the text in any file of ours", async () => {
    const shell = await start(name, name === "bash" ? "HISTIGNORE='*ignored-canary*'" : "");
    await shell.type(" echo hidden-canary");
    if (name === "bash") await shell.type("echo ignored-canary");
    if (name === "fish") {
      await shell.type("set -g fish_private_mode 1");
      await shell.type("echo private-canary");
    }
    if (name === "zsh") {
      await shell.type("HISTORY_IGNORE='*ignored*'");
      await shell.type("echo ignored-canary");
    }
    await shell.type("true");
    expect(observed.recording.everyByte()).not.toContain("canary");
    observed.observer().takeIn();
    expect(observed.recording.everyByte()).not.toContain("canary");
  });
});

it("5: the user's PS0, PROMPT_COMMAND, DEBUG trap, HISTCONTROL and options are unchanged", async () => {
  const rc =
    "PS0='[ps0]'; PROMPT_COMMAND='pc=1'; trap ': debug' DEBUG; HISTCONTROL=ignoredups; set -u; shopt -s lithist";
  const shell = await start(
    "bash",
    rc,
    "declare -p HISTCONTROL >after; trap -p DEBUG >>after; echo $- $BASHOPTS >>after",
  );
  const bare = await TypedShell.start({
    home: join(observed.recording.home),
    rc: `${rc}\ndeclare -p HISTCONTROL >before; trap -p DEBUG >>before; echo $- $BASHOPTS >>before`,
  });
  bare.kill();
  const read = (file: string): string => readFileSync(join(observed.recording.home, file), "utf8");
  expect(read("after")).toBe(read("before"));
  expect(await shell.type("echo ${PROMPT_COMMAND[@]} pc=$pc")).toMatch(/\[ps0\][\s\S]*pc=1/);
});

it("8: secrets are redacted in place before disk, and the count is shown; moo/foo/multitool.p survives", async () => {
  const shell = await start("bash");
  const secrets = ["hunter2-Qz81kfLm", "AKIAIOSFODNN7EXAMPLQ", "tok-9f8e7d6c5b4a3021"];
  await shell.type(`mysql --password=${secrets[0]} -e 'select 1' || true`);
  await shell.type(
    `: curl -u admin:${secrets[0]} https://bob:${secrets[2]}@db.example/x -H 'Authorization: Bearer ${secrets[2]}'`,
  );
  await shell.type(`: export AWS_ACCESS_KEY_ID=${secrets[1]}`);
  await shell.type(": moo/foo/multitool.p");
  await shell.exit();
  observed.observer().takeIn();
  for (const secret of secrets) expect(observed.recording.everyByte()).not.toContain(secret);
  expect(observed.records().map((record) => record.redactions > 0)).toEqual([true, true, true, false]);
  expect(observed.commands().at(-1)).toBe(": moo/foo/multitool.p");
});
