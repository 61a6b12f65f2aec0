import { cpSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { main } from "../support/product.ts";
import { childOf, everyByte, isThere, RecordedHome, RecordedTests, Typed } from "../support/recorded.ts";

let tests: RecordedTests;
beforeEach(() => {
  tests = new RecordedTests();
});
afterEach(() => tests.close());

const recording: RecordedTests["recording"] = (...words) => tests.recording(...words);

describe("a recording", () => {
  it("is one record with the hook in the person's own start-up file", async () => {
    await tests.home.ask("init", "--shell", "bash", "--yes");
    const one = await recording();
    await one.type("echo once");
    await one.exit();
    expect((await tests.home.shown()).records.map((r) => r.command)).toEqual(["echo once"]);
  });

  it("is one record with a daemon that follows the same spool, and its edits are told once", async () => {
    const path = tests.home.file("app.conf", "a\n");
    const stop = await tests.home.up();
    const one = await recording();
    for (const text of ["b", "c", "d"]) await one.type(`cat app.conf; echo ${text} > app.conf`);
    await sleep(1_500);
    await one.exit();
    await stop();
    const { records } = await tests.home.shown();
    expect(records.map((r) => [r.source, r.edits?.map((edit) => [edit.path, edit.knownFrom])])).toEqual([
      ["record", [[path, "snapshot"]]],
      ["record", [[path, "snapshot"]]],
      ["record", [[path, "snapshot"]]],
    ]);
  });

  it("refuses to be nested", async () => {
    const one = await recording();
    const shown = await one.type(`${process.execPath} ${main} --workspace ${tests.home.workspace} record`);
    expect(shown).toContain("this shell is being recorded already");
    expect(await one.type("echo code $?")).toContain("code 2");
  });

  it("stops and goes on with the keys that a terminal knows, and passes its size on", async () => {
    const one = await recording();
    one.press("sleep 30\r");
    await one.settled();
    one.press("\x1a");
    await one.shows("Stopped");
    await one.settled();
    expect(await one.type("jobs")).toContain("sleep 30");
    one.pty.resize(91, 23);
    await sleep(200);
    expect(await one.type("stty size")).toContain("23 91");
    await one.type("kill %1");
  });

  it("hangs the shell up at SIGTERM, stores what ran and restores the terminal", async () => {
    const outer = tests.keep(new Typed(tests.home, ["bash", "--norc", "-i"]));
    await outer.shows("bash-5");
    outer.press(`${process.execPath} ${main} --workspace ${tests.home.workspace} record\r`);
    await outer.shows("<P> ");
    await outer.settled();
    const recorder = childOf(outer.pty.pid);
    const inner = childOf(recorder);
    outer.press("echo kept\r");
    await outer.settled();
    process.kill(recorder, "SIGTERM");
    await outer.until(() => !isThere(inner) && !isThere(recorder), "both to go");
    await outer.settled();
    const from = outer.screen.length;
    outer.press("stty -a\r");
    await outer.settled();
    expect(outer.screen.slice(from)).toMatch(/ icanon .* echo /s);
    expect((await tests.home.record("echo kept"))?.output?.text).toBe("kept\n");
  });

  it("stores what ran when its terminal is closed", async () => {
    const one = await recording();
    await one.type("echo kept");
    const inner = childOf(one.pty.pid);
    one.press("sh -c 'echo begun; sleep 100'\r");
    await one.settled();
    // The master side goes away, as when a window is closed or ssh is cut.
    one.pty.kill("SIGHUP");
    await one.until(() => !isThere(inner), "the inner shell to go");
    expect(await tests.home.record("echo kept")).toMatchObject({ exitCode: 0 });
    expect((await tests.home.record("sh -c 'echo begun; sleep 100'"))?.output?.text).toContain("begun");
  });

  it("works in a workspace whose name needs quotes, with every prompt setting of the person's in use", async () => {
    tests.home.remove();
    tests.home = new RecordedHome("it's a work space");
    tests.home.file(".bashrc", "PS1='<P> '\nPS0='before the command\\n'\nPROMPT_COMMAND='last=$?'\nset -u\n");
    for (const shell of ["bash", "zsh", "fish"] as const) {
      const one = await recording(shell);
      await one.type(`echo ${shell}; false`);
      await one.exit();
      const record = await tests.home.record(`echo ${shell}; false`);
      expect(record).toMatchObject({ exitCode: 1, source: "record", output: { text: `${shell}\n` } });
    }
  });

  it("keeps nothing while recording is paused", async () => {
    const one = await recording();
    await tests.home.ask("pause");
    await one.type("echo paused-canary");
    await tests.home.ask("resume");
    await one.type("echo again");
    await one.exit();
    expect((await tests.home.shown()).records.map((r) => r.command)).toEqual(["echo again"]);
    expect(everyByte(tests.home.workspace)).not.toContain("paused-canary");
  });

  it("needs a terminal, and says so", async () => {
    const answer = await tests.home.ask("record");
    expect(answer.code).toBe(2);
    expect(answer.stderr).toMatch(
      /^reifier: record needs a terminal.*\nhint: type it in a terminal: reifier record/,
    );
  });

  it("says what to install where the pty package is not there", async () => {
    const product = join(tests.home.home, "product");
    mkdirSync(join(product, "node_modules"), { recursive: true });
    cpSync(dirname(main), join(product, "dist"), { recursive: true });
    const root = join(dirname(main), "..");
    for (const name of ["shell-hooks", "blocklist.yaml", "package.json"])
      symlinkSync(join(root, name), join(product, name));
    for (const name of readdirSync(join(root, "node_modules")))
      if (name !== "@lydell" && !name.startsWith("."))
        symlinkSync(join(root, "node_modules", name), join(product, "node_modules", name));
    const words = [`${process.execPath} ${product}/dist/main.js --workspace ${tests.home.workspace} record`];
    const answer = await execa("script", ["-qec", words[0] ?? "", "/dev/null"], {
      reject: false,
      env: tests.home.environment("bash"),
      extendEnv: false,
    });
    expect(answer.exitCode).toBe(2);
    expect(answer.stdout).toContain("record needs the optional package @lydell/node-pty");
    expect(answer.stdout).toContain("npm install --include=optional");
    const doctor = await execa(
      process.execPath,
      [`${product}/dist/main.js`, "--workspace", tests.home.workspace, "--json", "doctor"],
      { reject: false, env: tests.home.environment("bash"), extendEnv: false },
    );
    expect(JSON.parse(doctor.stdout)).toContainEqual({
      check: "reifier record",
      ok: false,
      detail: expect.stringContaining("record needs the optional package @lydell/node-pty"),
      fix: "npm install --include=optional",
    });
  });
});
