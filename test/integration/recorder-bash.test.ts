import { execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
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
import { setTimeout as sleep } from "node:timers/promises";
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
const bash = ({ rc = "", after = "", ...rest }: StartOptions = {}) =>
  recording.start("bash", rc, after, rest);

const commands = () => recording.taken().map((record) => record.command);

describe("the bash hook", () => {
  it("records text, exit code, start, duration, directory and terminal", async () => {
    const shell = await bash();
    const before = Date.now();
    for (const line of [
      "true",
      "(exit 9)",
      "false | (exit 3) | true",
      "cd /tmp",
      "sleep 0.3",
      "echo 'ü 文 🚀'",
    ]) {
      await shell.type(line);
    }
    const records = recording.taken();
    expect(records.map((r) => [r.command, r.exitCode, r.cwd, r.note])).toEqual([
      ["true", 0, recording.home, false],
      ["(exit 9)", 9, recording.home, false],
      ["false | (exit 3) | true", 0, recording.home, false],
      ["cd /tmp", 0, "/tmp", false],
      ["sleep 0.3", 0, "/tmp", false],
      ["echo 'ü 文 🚀'", 0, "/tmp", false],
    ]);
    const sleep = records[4];
    expect(sleep?.durationMs).toBeGreaterThanOrEqual(300);
    expect(Date.parse(sleep?.startedAt ?? "")).toBeGreaterThanOrEqual(before);
    expect(sleep?.terminal).toMatch(new RegExp(`^pts/\\d+:${shell.pid}`));
    expect(new Set(records.map((r) => r.key)).size).toBe(6);
  });

  it("leaves the exit code, PIPESTATUS and $_ to the person", async () => {
    const shell = await bash();
    await shell.type("false | (exit 3)");
    expect(await shell.type("echo got $? ${PIPESTATUS[*]}")).toContain("got 3");
    await shell.type("false | (exit 4)");
    expect(await shell.type("echo pipe ${PIPESTATUS[*]}")).toContain("pipe 1 4");
    await shell.type("true last-word");
    expect(await shell.type("echo under $_")).toContain("under last-word");
  });

  it("records Ctrl-C of a running command with 130, and nothing for Ctrl-C or Enter at the prompt", async () => {
    const shell = await bash();
    // A program that speaks is in the foreground already: a signal before that would be bash's own.
    const long = `sh -c "printf 'run%s\\n' ning; sleep 60"`;
    shell.press(`${long}\r`);
    await shell.shows("running");
    // Between its two commands the shell of the program may swallow the signal: a person is never that fast.
    await sleep(300);
    shell.press("\x03");
    await shell.prompted();
    const from = shell.screen.length;
    shell.press("echo never");
    await shell.shows("echo never", from);
    await sleep(300);
    shell.press("\x03");
    await shell.prompted();
    await shell.type("");
    await shell.type("true");
    expect(recording.taken().map((r) => [r.command, r.exitCode])).toEqual([
      [long, 130],
      ["true", 0],
    ]);
  });

  it("keeps typed comments as notes, and no syntax errors", async () => {
    const shell = await bash();
    await shell.type("# pool exhausted after the deploy");
    await shell.type("fi");
    await shell.type("true");
    expect(recording.taken().map((r) => [r.command, r.note, r.exitCode])).toEqual([
      ["# pool exhausted after the deploy", true, null],
      ["true", false, 0],
    ]);
  });

  describe.each([
    ["no HISTCONTROL", ""],
    ["ignoreboth", "HISTCONTROL=ignoreboth"],
    ["ignorespace and erasedups", "HISTCONTROL=ignorespace:erasedups"],
    ["HISTIGNORE", "HISTIGNORE='*hidden-canary*'"],
    ["a full list", "HISTSIZE=3"],
    ["a long list with hidden commands", 'HISTCONTROL=; for ((i=0;i<6000;i++)); do history -s " x $i"; done'],
  ])("with %s", (_, rc) => {
    it("never writes a byte of a command with a leading space", async () => {
      const shell = await bash({ rc });
      for (const line of ["echo one", " echo hidden-canary", "echo two", " echo hidden-canary", "echo one"]) {
        await shell.type(line);
      }
      expect(recording.everyByte()).not.toContain("hidden-canary");
      expect(commands()).toEqual(["echo one", "echo two", "echo one"]);
    });
  });

  it("keeps a true repeat where no setting could have hidden it", async () => {
    const shell = await bash({ rc: "HISTCONTROL=ignoredups" });
    for (const line of ["date", "date", "date"]) await shell.type(line);
    expect(commands()).toEqual(["date", "date", "date"]);
  });

  it("records nothing while the shell's history is off", async () => {
    const shell = await bash();
    await shell.type("set +o history");
    await shell.type("echo hidden-canary");
    expect(recording.everyByte()).not.toContain("hidden-canary");
  });

  it("is installed once, however often it is sourced", async () => {
    const shell = await bash({ after: `for i in {1..100}; do ${recording.line("bash")}; done` });
    const screen = await shell.type('echo "[${#PROMPT_COMMAND[@]}]" "[${PS0//[^_]/}]"');
    expect(screen).toContain("[1] [____]");
    expect(commands()).toHaveLength(1);
  });

  it("leaves PROMPT_COMMAND, PS0, traps, options and umask working as the person set them", async () => {
    const rc = [
      "PROMPT_COMMAND='echo \"[pc $?]\"'",
      "PS0='[ps0]'",
      "trap 'debugged=$((debugged+1))' DEBUG",
      "trap 'echo [bye]' EXIT",
      "trap 'echo [err]' ERR",
      "set -u",
      "umask 027",
      "HISTCONTROL=ignoredups HISTTIMEFORMAT='%F '",
    ].join("\n");
    const shell = await bash({ rc });
    const failed = await shell.type("(exit 7)");
    expect(failed).toContain("[ps0]");
    expect(failed).toContain("[pc 7]");
    expect(failed.match(/\[err\]/g)).toHaveLength(1);
    expect(await shell.type("umask; trap -p EXIT; echo $HISTCONTROL $-")).toMatch(
      /0027[\s\S]*bye[\s\S]*ignoredups \S*u/,
    );
    expect(commands()).toEqual(["(exit 7)", "umask; trap -p EXIT; echo $HISTCONTROL $-"]);
  });

  it("keeps working under set -e, set -x, noclobber, a strange IFS and a decimal comma", async () => {
    const shell = await bash({ rc: "set -C; IFS=0123456789; LC_NUMERIC=de_DE.UTF-8" });
    await shell.type("set -e");
    await shell.type("true");
    await shell.type("set -x");
    await shell.type("true");
    await shell.type("set +ex");
    await shell.type("umask");
    expect(recording.taken().map((r) => [r.command, r.exitCode])).toEqual(
      ["set -e", "true", "set -x", "true", "set +ex", "umask"].map((line) => [line, 0]),
    );
  });

  it("comes back after the start-up file replaced PROMPT_COMMAND or PS0", async () => {
    const shell = await bash({ after: "PROMPT_COMMAND='true'; PS0='x'" });
    for (const line of ["echo one", "echo two", "unset PS0", "echo three"]) await shell.type(line);
    expect(commands()).toEqual(expect.arrayContaining(["echo two", "echo three"]));
  });

  it("takes no other shell's commands for its own when history -n runs at each prompt", async () => {
    const rc = "PROMPT_COMMAND='history -a; history -n'; HISTCONTROL=ignorespace";
    const one = await bash({ rc });
    const two = await bash({ rc });
    await one.type("echo from-one");
    await two.type("echo from-two");
    await two.type(" echo hidden");
    await one.type(" echo hidden");
    await one.type("echo again");
    expect(commands().sort()).toEqual(["echo again", "echo from-one", "echo from-two"]);
  });

  it("writes nothing but spool files of mode 0600, a new one every 200 records", async () => {
    const shell = await bash();
    for (let i = 0; i < 205; i++) await shell.type(`: ${i}`);
    const files = readdirSync(recording.spool);
    expect(files.filter((name) => name.endsWith(".rec"))).toHaveLength(2);
    for (const name of files) expect(statSync(join(recording.spool, name)).mode & 0o777).toBe(0o600);
    expect(commands()).toHaveLength(205);
  });

  it("says nothing and keeps $? when the spool is gone, unwritable, a symlink or full", async () => {
    const shell = await bash();
    const quiet = async (): Promise<void> => {
      await shell.type("(exit 5)");
      const screen = await shell.type("echo rc=$?");
      expect(screen).toContain("rc=5");
      expect(screen).not.toMatch(/bash:|No such|denied|space/);
    };
    rmSync(recording.spool, { recursive: true });
    await quiet();
    mkdirSync(join(recording.home, "elsewhere"));
    symlinkSync(join(recording.home, "elsewhere"), recording.spool);
    await quiet();
    expect(readdirSync(join(recording.home, "elsewhere"))).toEqual([]);
    rmSync(recording.spool);
    mkdirSync(recording.spool, { mode: 0o500 });
    await quiet();
    rmSync(recording.spool, { recursive: true, force: true });
    writeFileSync(recording.spool, "");
    await quiet();
  });

  it("is silent in a directory of another user", async () => {
    const shell = await bash();
    execFileSync("chown", ["65534", recording.spool]);
    const screen = await shell.type("true");
    expect(screen).not.toContain("bash:");
    execFileSync("chown", [String(process.getuid?.() ?? 0), recording.spool]);
    expect(commands()).toEqual([]);
  });

  it("shows a waiting suggestion once in each shell, without control characters", async () => {
    const notices = join(recording.state, "notices");
    const one = await bash();
    writeFileSync(notices, `1\tExecute 'Fix \x1b[31mDB Lockup'? reifier confirm s-1\n`);
    const screen = await one.type("true");
    expect(screen).toContain("Execute 'Fix [31mDB Lockup'? reifier confirm s-1");
    expect(await one.type("true")).not.toContain("Execute");
    writeFileSync(notices, "1\tExecute 'Fix DB Lockup'?\n2\tA draft waits\n$(touch x)\tevil\n");
    const next = await one.type("true");
    expect(next).toContain("A draft waits");
    expect(next).not.toContain("Execute");
    expect(next).not.toContain("evil");
    const two = await bash();
    expect(two.screen).toContain("Execute 'Fix DB Lockup'?");
    renameSync(notices, join(recording.state, "real"));
    symlinkSync(join(recording.state, "real"), notices);
    expect((await bash()).screen).not.toContain("Execute");
  });

  it("starts no process from prompt to prompt", async () => {
    const shell = await bash({ rc: "HISTCONTROL=" });
    await shell.type("true");
    await shell.type(" true");
    const trace = join(recording.home, "trace");
    const what = "trace=clone,clone3,fork,vfork,execve";
    const strace = spawn("strace", ["-f", "-q", "-e", what, "-o", trace, "-p", String(shell.pid)]);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    for (let i = 0; i < 20; i++) await shell.type("true");
    await shell.type("/bin/true");
    strace.kill("SIGINT");
    await new Promise((resolve) => strace.on("exit", resolve));
    const calls = readFileSync(trace, "utf8").match(/\b(clone3?|v?fork|execve)\(/g);
    expect(calls, "only what /bin/true itself needs").toHaveLength(2);
  });

  it("tells the observer when the shell is gone", async () => {
    const shell = await bash();
    await shell.type("true");
    await shell.exit();
    expect(commands()).toEqual(["true"]);
    expect(recording.ended).toHaveLength(1);
    expect(readdirSync(recording.spool)).toEqual([]);
  });

  it("marks sudo and a shell within a shell", async () => {
    const shell = await bash({ environment: { SUDO_USER: "alice", SSH_CONNECTION: "1 2 3 4" } });
    await shell.type("true");
    expect(recording.taken()[0]?.terminal).toMatch(/ ssh sudo:alice/);
  });

  it("survives the spool being made unreadable and readable again", async () => {
    const shell = await bash();
    chmodSync(recording.spool, 0o000);
    await shell.type("true");
    chmodSync(recording.spool, 0o700);
    await shell.type("echo back");
    expect(commands()).toContain("echo back");
  });
});
