import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { main } from "../support/product.ts";
import { childOf, everyByte, isThere, RecordedTests, Typed } from "../support/recorded.ts";

let tests: RecordedTests;
beforeEach(() => {
  tests = new RecordedTests();
});
afterEach(() => tests.close());

const recording: RecordedTests["recording"] = (...words) => tests.recording(...words);

describe.each(["bash", "zsh", "fish"] as const)("reifier record with %s", (shell) => {
  it("keeps output, exit code, duration and directory of each command, once", async () => {
    const one = await recording(shell, "--name", "checkout answers 502");
    await one.type("echo hello; echo oops >&2");
    await one.type("ls /nonexistent");
    await one.type("cd /tmp");
    await one.type("sleep 0.3");
    await one.type("sh -c 'exit 3'");
    await one.type("printf 'no newline'");
    expect(await one.exit()).toBe(0);
    const { records: all, note } = await tests.home.shown();
    const records = all.filter((r) => r.command !== "exit");
    expect(records.map((r) => [r.command, r.exitCode, r.source])).toEqual([
      ["echo hello; echo oops >&2", 0, "record"],
      ["ls /nonexistent", 2, "record"],
      ["cd /tmp", 0, "record"],
      ["sleep 0.3", 0, "record"],
      ["sh -c 'exit 3'", 3, "record"],
      ["printf 'no newline'", 0, "record"],
    ]);
    expect(records[0]?.output).toMatchObject({ text: "hello\noops\n", fullScreen: false, leftOut: 0 });
    expect(records[1]?.output?.text).toMatch(/cannot access .*nonexistent/);
    expect(records[2]?.cwd).toBe("/tmp");
    expect(records[3]?.durationMs).toBeGreaterThanOrEqual(300);
    expect(records[5]?.output?.text).toBe("no newline");
    expect(note).toBe("checkout answers 502");
  });

  it("leaves out what is typed with a leading space, output and all", async () => {
    const one = await recording(shell);
    await one.type("echo before");
    await one.type(" echo hidden-canary");
    await one.type("echo after");
    await one.exit();
    const { records } = await tests.home.shown();
    expect(records.map((r) => r.command).filter((text) => text !== "exit")).toEqual([
      "echo before",
      "echo after",
    ]);
    expect(everyByte(tests.home.workspace)).not.toContain("hidden-canary");
  });

  it("shows the edit of a file, and none for a file that stayed as it was", async () => {
    const path = tests.home.file("app.conf", "listen 80;\nname x;\n");
    const one = await recording(shell);
    await one.type(`sed -i s/80/8080/ ${path}`);
    await one.type(`sed -i s/nothing/else/ ${path}`);
    await one.exit();
    const { records } = await tests.home.shown();
    expect(records[0]?.edits).toEqual([
      {
        path,
        diff: `--- ${path}\n+++ ${path}\n@@ -1,2 +1,2 @@\n-listen 80;\n+listen 8080;\n name x;\n`,
        knownFrom: "snapshot",
        note: null,
      },
    ]);
    expect(records[1]?.edits).toBeUndefined();
  });

  it("hangs the shell up when it is killed, and the outer terminal is as it was", async () => {
    const outer = tests.keep(new Typed(tests.home, ["bash", "--norc", "-i"], shell));
    await outer.shows("bash-5");
    outer.press(`stty -a | md5sum; ${process.execPath} ${main} --workspace ${tests.home.workspace} record\r`);
    await outer.shows("<P> ");
    await outer.settled();
    const recorder = childOf(outer.pty.pid);
    const inner = childOf(recorder);
    outer.press("sleep 300\r");
    await outer.settled();
    process.kill(recorder, "SIGKILL");
    await outer.until(() => !isThere(inner), "the inner shell to go");
    await outer.shows("the recorder was killed");
    await outer.settled();
    const from = outer.screen.length;
    outer.press("stty -a | md5sum\r");
    await outer.settled();
    const sums = [...outer.screen.matchAll(/\b[0-9a-f]{32}\b/g)].map(([sum]) => sum);
    expect(outer.screen.slice(from)).toMatch(/[0-9a-f]{32}/);
    expect(new Set(sums).size).toBe(1);
    expect(readdirSync(join(tests.home.workspace, "state", "record"))).toEqual([]);
  });
});

describe("reifier record", () => {
  it("passes every byte of the screen on but its own marks, forged ones too", async () => {
    const one = await recording();
    const shown = await one.type("printf '\\033]133;D;0\\007forged \\377\\n'");
    expect(shown).toContain("\x1b]133;D;0\x07forged");
    await one.type("cat /proc/self/environ | wc -c");
    await one.exit();
    expect(one.screen).not.toContain(";k=");
    expect((await tests.home.record("printf '\\033]133;D;0\\007forged \\377\\n'"))?.exitCode).toBe(0);
  });

  it("changes nothing of the prompt's look", async () => {
    const plain = tests.keep(new Typed(tests.home, ["bash", "-i"]));
    await plain.shows("<P> ");
    await plain.settled();
    const one = await recording();
    expect(await one.type("echo hi")).toBe(await plain.type("echo hi"));
  });

  it("notes full-screen programs and keeps nothing of what they draw", async () => {
    tests.home.file("secret-plan.txt", "drawn-canary\n".repeat(200));
    const one = await recording();
    one.press("less secret-plan.txt\r");
    await one.shows("drawn-canary");
    one.press("q");
    await one.settled();
    await one.exit();
    const record = await tests.home.record("less secret-plan.txt");
    expect(record?.output?.fullScreen).toBe(true);
    expect(record?.output?.text).not.toContain("drawn-canary");
  });

  it("keeps head and tail of a long output, and a failing command's whole", async () => {
    const one = await recording();
    await one.type("seq 1 100000");
    await one.type("seq 1 50000; false");
    await one.exit();
    const long = (await tests.home.record("seq 1 100000"))?.output;
    expect(long?.text.startsWith("1\n2\n3\n")).toBe(true);
    expect(long?.text.endsWith("\n99999\n100000\n")).toBe(true);
    expect(long?.text).toMatch(/\n… \d+ bytes left out …\n/);
    expect(Buffer.byteLength(long?.text ?? "")).toBeLessThan(81 * 1024);
    const failed = (await tests.home.record("seq 1 50000; false"))?.output;
    expect(failed?.leftOut).toBe(0);
    expect(failed?.text.split("\n")).toHaveLength(50_001);
  });

  it("keeps no secret that a command prints or is given", async () => {
    const secret = "hunter2-Xk9vQ2mZ7p";
    tests.home.file("app.env", `DB_PASSWORD=${secret}\n`);
    const one = await recording();
    await one.type("cat app.env");
    await one.type(`mysql --password=${secret} -e 'select 1'`);
    await one.type("sed -i s/DB_/APP_DB_/ app.env");
    await one.exit();
    const { records } = await tests.home.shown();
    expect(records[0]?.output?.text).toMatch(/^DB_PASSWORD=‹redacted:/);
    expect(records[2]?.edits?.[0]?.diff).toMatch(/\+APP_DB_PASSWORD=‹redacted:/);
    expect(everyByte(tests.home.workspace)).not.toContain(secret);
  });

  it("says so when only a secret's value was changed", async () => {
    tests.home.file("app.env", "DB_PASSWORD=hunter2-Xk9vQ2mZ7p\n");
    const one = await recording();
    await one.type("sed -i s/hunter2/hunter3/ app.env");
    await one.exit();
    const edit = (await tests.home.shown()).records[0]?.edits?.[0];
    expect(edit?.note).toBe("secret-value-changed");
  });

  it("shows a running command before it ends", async () => {
    const one = await recording();
    one.press("sleep 20\r");
    await one.settled();
    const running = await tests.home.record("sleep 20");
    expect(running).toMatchObject({ source: "record", exitCode: null });
    one.press("\x03");
    await one.settled();
    await one.exit();
    expect(await tests.home.record("sleep 20")).toMatchObject({ exitCode: 130 });
  });

  it.each([
    "HISTCONTROL=ignorespace",
    "HISTCONTROL=ignoreboth",
    "HISTCONTROL=ignorespace:erasedups",
    "HISTIGNORE='*canary*'",
  ])("knows nothing of what bash hides by %s, not even for a moment", async (setting) => {
    tests.home.file(".bashrc", `PS1='<P> '\n${setting}\n`);
    const hidden = setting.startsWith("HISTIGNORE") ? "echo hidden-canary" : " echo hidden-canary";
    const one = await recording();
    await one.type("echo one");
    await one.type(hidden);
    one.press(`${hidden}; sleep 3\r`);
    await one.settled();
    expect(everyByte(tests.home.workspace)).not.toContain("hidden-canary");
    await one.shows("<P> ", one.screen.length - 4);
    await one.type("echo two");
    await one.exit();
    expect((await tests.home.shown()).records.map((r) => r.command)).toEqual(["echo one", "echo two"]);
    expect(everyByte(tests.home.workspace)).not.toContain("hidden-canary");
  });

  it("hands the scribe what was on the screen as the symptom, and the edit as a patch", async () => {
    const path = tests.home.file("etc/shop.conf", "upstream shop-old;\nport 80;\n");
    tests.home.file(
      "check.sh",
      "grep -q shop-new etc/shop.conf || { echo 'FATAL: host shop-old not found in upstream'; exit 1; }\n",
    );
    const one = await recording();
    await one.type("bash check.sh");
    await one.type(`vim -es -u NONE -c '%s/shop-old/shop-new/' -c wq ${path}`);
    await one.type("bash check.sh");
    await one.exit();
    await tests.home.ask("sessions", "end");
    const draft = readFileSync(join(tests.home.workspace, (await tests.home.shown()).draft ?? ""), "utf8");
    expect(draft).toMatch(/\*\*Detected Symptom\*\*: `[^`]*host shop-old not found in upstream`/);
    expect(draft).toContain("-upstream shop-old;\n+upstream shop-new;\n");
    expect(draft).toContain("patch --dry-run");
  });

  it("shows the edit of a crontab", async () => {
    // Stands for cron's own program, which keeps what it is given where only it can read.
    tests.home.file(
      "bin/crontab",
      '#!/bin/sh\nf=$HOME/.tab\ncase "$*" in *-l*) [ -e $f ] && exec cat $f; exit 1;; *) cat >$f;; esac\n',
    );
    execFileSync("chmod", ["+x", join(tests.home.home, "bin/crontab")]);
    const one = await recording();
    await one.type("echo '5 * * * * backup' | crontab -");
    await one.type("echo '9 * * * * backup' | crontab -");
    await one.exit();
    const [first, second] = (await tests.home.shown()).records;
    expect(first?.edits?.[0]?.diff).toContain("+5 * * * * backup");
    expect(second?.edits?.[0]?.diff).toContain("-5 * * * * backup\n+9 * * * * backup");
  });

  it("notes top, which draws without another screen", async () => {
    const one = await recording();
    one.press("top\r");
    await sleep(1_500);
    one.press("q");
    await one.settled();
    await one.exit();
    const output = (await tests.home.record("top"))?.output;
    expect(output?.fullScreen).toBe(true);
    expect(output?.text).not.toContain("PID");
  });

  it("deletes outputs, edits and sealed copies with a forgotten session", async () => {
    tests.home.file("app.conf", "listen 80;\n");
    const one = await recording();
    await one.type("cat app.conf; echo output-canary");
    await one.type("sed -i s/80/81/ app.conf");
    await one.exit();
    const { id } = await tests.home.shown();
    expect(readdirSync(join(tests.home.workspace, "state", "shadow")).length).toBeGreaterThan(0);
    expect((await tests.home.ask("forget", id)).code).toBe(0);
    expect(readdirSync(join(tests.home.workspace, "state", "shadow"))).toEqual([]);
    expect(everyByte(tests.home.workspace)).not.toContain("output-canary");
    execFileSync("sh", ["-c", `! grep -rq 'listen 8' ${tests.home.workspace}`]);
  });
});
