import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type EmbeddedStore, openEmbedded } from "../../src/adapters/graph/embedded.ts";
import { createHistorySource } from "../../src/adapters/recorder/history-source.ts";
import { createSpoolSource } from "../../src/adapters/recorder/spool-source.ts";
import type { ShellName } from "../../src/base/model/scalars.ts";
import type { RecorderSource } from "../../src/base/ports/recorder-source.ts";
import { createRedactor } from "../../src/base/redact/redactor.ts";
import { createObserver, type Observer } from "../../src/loops/observe.ts";
import { compiledModules } from "../support/modules.ts";
import { TypedShell } from "../support/pty.ts";
import { observerModules, Recording } from "../support/recording.ts";

const dist = await compiledModules(observerModules);
const program = fileURLToPath(new URL("../fixtures/history/observe-process.mjs", import.meta.url));
const fixtures = fileURLToPath(new URL("../fixtures/history/", import.meta.url));

let recording: Recording;
let store: EmbeddedStore;
let shells: TypedShell[];
let children: ChildProcess[];
let paused: boolean;

beforeEach(() => {
  recording = new Recording();
  store = openEmbedded({ path: join(recording.state, "graph.db"), clock: { now: Date.now } });
  shells = [];
  children = [];
  paused = false;
});
afterEach(() => {
  for (const shell of shells) shell.kill();
  for (const child of children) child.kill("SIGKILL");
  store.close();
  recording.remove();
});

const mac = (purpose: string, text: string): string =>
  createHmac("sha256", `test ${purpose}`).update(text).digest("hex");

function observe(sources: readonly RecorderSource[], ignore: readonly RegExp[] = []): Observer {
  return createObserver({
    store: store.records,
    sources,
    redactor: createRedactor((text) => mac("redaction", text)),
    key: { mac },
    clock: { now: Date.now },
    log: { info: () => undefined, warn: () => undefined },
    host: "web-1",
    user: "sam",
    gapMs: 300_000,
    ignore,
    paused: () => paused,
  });
}
const spool = () =>
  createSpoolSource({ folder: recording.spool, uid: process.getuid?.() ?? -1, now: Date.now });
const history = (file: string, format: ShellName, firstSight: "start" | "end" = "start") =>
  createHistorySource({ file, format, firstSight, now: Date.now });

async function start(shell: ShellName = "bash", rc = ""): Promise<TypedShell> {
  const started = await TypedShell.start({
    shell,
    home: recording.home,
    rc: `${rc}\n${recording.line(shell)}`,
  });
  shells.push(started);
  return started;
}

/** A shell that is busy this very moment may still write to the file that was taken: it goes a moment later. */
async function spoolEmptied(ignore: readonly RegExp[] = []): Promise<void> {
  const observer = observe([spool()], ignore);
  const left = (): string[] => {
    observer.takeIn();
    return readdirSync(recording.spool).filter((name) => !name.endsWith(".shell"));
  };
  await expect.poll(left).toEqual([]);
}

const sessions = () => store.records.sessions();
const typed = () => sessions().flatMap((session) => session.records.map((record) => record.command));

describe("the observer", () => {
  it("takes in what two shells typed as one session, and removes it from the spool", async () => {
    const [one, two] = [await start("bash"), await start("zsh")];
    await one.type("echo one");
    await two.type("echo two");
    const report = observe([spool()]).takeIn();
    expect(report.added.map((record) => record.command)).toEqual(["echo one", "echo two"]);
    expect(sessions()).toHaveLength(1);
    expect(sessions()[0]?.terminals).toHaveLength(2);
    await spoolEmptied();
    expect(observe([spool()]).takeIn().added).toEqual([]);
  });

  it("keeps a secret out of everything but the spool", async () => {
    const shell = await start();
    await shell.type("curl -H 'Authorization: Bearer sk-canary-0123456789abcdefghij' http://127.0.0.1:9/");
    expect(observe([spool()]).takeIn().added[0]?.redactions).toBe(1);
    await spoolEmptied();
    store.close();
    expect(recording.everyByte()).not.toContain("sk-canary-0123456789abcdefghij");
    store = openEmbedded({ path: join(recording.state, "graph.db"), clock: { now: Date.now } });
  });

  it("remembers the names of the shell's variables and no value", async () => {
    const shell = await TypedShell.start({
      home: recording.home,
      rc: recording.line("bash"),
      environment: { APP_DIR: "/srv/canary-value" },
    });
    shells.push(shell);
    await shell.type("true");
    const report = observe([spool()]).takeIn();
    const stored = store.records.session(report.added[0]?.session ?? "");
    expect(stored?.environment).toContain("APP_DIR");
    expect(JSON.stringify(stored)).not.toContain("canary-value");
  });

  it("closes the session when the last shell ends, not before", async () => {
    const [one, two] = [await start(), await start()];
    await one.type("echo one");
    await two.type("echo two");
    const observer = observe([spool()]);
    observer.takeIn();
    await one.exit();
    observer.takeIn();
    expect(sessions()[0]?.endedAt).toBeNull();
    await two.exit();
    observer.takeIn();
    expect(sessions()[0]?.endedAt).not.toBeNull();
  });

  it("never records what `ignore` names, and nothing while paused", async () => {
    const shell = await start();
    await shell.type("echo secret-project");
    await shell.type("echo other");
    const report = observe([spool()], [/secret-project/]).takeIn();
    expect([report.added.map((record) => record.command), report.ignored]).toEqual([["echo other"], 1]);
    await spoolEmptied([/secret-project/]);
    paused = true;
    await shell.type("echo while-paused");
    observe([spool()]).takeIn();
    expect(recording.everyByte()).not.toContain("while-paused");
    paused = false;
    observe([spool()]).takeIn();
    expect(typed()).toEqual(["echo other"]);
  });

  it("makes one record of a command that hook and history file saw", async () => {
    const file = join(recording.home, ".bash_history");
    writeFileSync(file, "old one\n");
    const observer = observe([history(file, "bash", "end"), spool()]);
    observer.takeIn();
    const shell = await start("bash", "HISTTIMEFORMAT='%F %T '; PROMPT_COMMAND='history -a'");
    for (const line of ["echo one", "sleep 0.2", "echo one"]) {
      await shell.type(line);
      observer.takeIn();
    }
    await shell.exit();
    observer.takeIn();
    expect(typed()).toEqual(["echo one", "sleep 0.2", "echo one"]);
    expect(sessions()[0]?.records.every((record) => record.source === "hook")).toBe(true);
  });

  it("makes one record of a command that bash writes into its file again and again", async () => {
    const file = join(recording.home, ".bash_history");
    writeFileSync(file, "old one\n");
    const observer = observe([history(file, "bash", "end"), spool()]);
    observer.takeIn();
    const shell = await start("bash", "PROMPT_COMMAND='history -w'");
    for (const line of ["echo one", "echo two", "echo three"]) {
      await shell.type(line);
      observer.takeIn();
    }
    await shell.exit();
    observer.takeIn();
    expect(readFileSync(file, "utf8").match(/echo two/g)).toHaveLength(2);
    expect(typed()).toEqual(["echo one", "echo two", "echo three"]);
  });

  it("keeps what came before a record that was cut off, and says how many were lost", () => {
    const id = "bash.999999.1763712000123456";
    const whole = "\0@1\t0\t1763712000200000\t1763712000300000\t0\tc\t0\0/srv\0    1  echo kept\n\0.\0";
    writeFileSync(join(recording.spool, `${id}.0.rec`), `${whole}\0@1\t1\t17637120003000`);
    const report = observe([spool()]).takeIn();
    expect(report.added.map((record) => record.command)).toEqual(["echo kept"]);
    expect(report.warnings).toEqual([`1 damaged record of ${id} left out`]);
    expect(readdirSync(recording.spool)).toEqual([]);
  });

  it("leaves files alone that are no spool files, symlinks or another user's", () => {
    symlinkSync("/etc/passwd", join(recording.spool, "bash.1.1.0.rec"));
    writeFileSync(join(recording.spool, "bash.999998.1.0.rec"), "");
    execFileSync("chown", ["-h", "65534", join(recording.spool, "bash.999998.1.0.rec")]);
    writeFileSync(join(recording.spool, "README"), "mine");
    const report = observe([spool()]).takeIn();
    expect(report.added).toEqual([]);
    expect(report.warnings).toHaveLength(2);
    expect(readFileSync(join(recording.spool, "README"), "utf8")).toBe("mine");
    expect(readFileSync("/etc/passwd", "utf8")).toContain("root");
  });

  it("says what is wrong with a history file that is a directory, and follows it once it is a file", () => {
    const file = join(recording.home, "history");
    mkdirSync(file);
    const observer = observe([history(file, "bash")]);
    expect(observer.takeIn().warnings).toEqual([
      `the history file ${file} cannot be followed: it is a directory`,
    ]);
    expect(observer.takeIn().warnings).toEqual([]);
    renameSync(file, `${file}.old`);
    writeFileSync(file, "ls\n");
    expect(observer.takeIn().added.map((record) => record.command)).toEqual(["ls"]);
  });

  it("follows a file that is replaced, and wakes up by itself", async () => {
    const file = join(recording.home, "history");
    writeFileSync(file, "old\n");
    const observer = observe([history(file, "bash", "end")]);
    const found: string[] = [];
    await observer.start((report) => found.push(...report.added.map((record) => record.command)));
    appendFileSync(file, "one\n");
    await expect.poll(() => found).toEqual(["one"]);
    writeFileSync(`${file}.new`, "old\none\ntwo\n");
    renameSync(`${file}.new`, file);
    await expect.poll(() => found, { timeout: 5_000 }).toEqual(["one", "two"]);
    await observer.close();
  });
});

const Sequence = z.object({
  initial_commands: z.array(z.string()),
  recoverable_new_commands: z.array(z.string()),
  grade: z.string().optional(),
  steps: z.array(z.object({ content_b64: z.string() })),
});

describe.each(readdirSync(fixtures).filter((name) => name.startsWith("tail-")))(
  "repeated readings of %s",
  (name) => {
    it("store each command as often as the sequence says", () => {
      const { steps, initial_commands, recoverable_new_commands, grade } = Sequence.parse(
        JSON.parse(readFileSync(join(fixtures, name), "utf8")),
      );
      const format = name.includes("zsh") ? "zsh" : "bash";
      const file = join(recording.home, "history");
      for (const [index, step] of steps.entries()) {
        writeFileSync(`${file}.${index}`, Buffer.from(step.content_b64, "base64"));
        renameSync(`${file}.${index}`, file);
        observe([history(file, format)]).takeIn();
      }
      const expected = [...initial_commands, ...recoverable_new_commands];
      if (grade === undefined) expect(typed().sort()).toEqual(expected.sort());
      else expect(new Set(typed())).toEqual(new Set(expected));
    });
  },
);

/** A soak asks for fifty shells of two hundred commands. */
const [shellCount = 20, commandCount = 50] = (process.env["REIFIER_SOAK_SHELLS"] ?? "20x50")
  .split("x")
  .map(Number);

describe("an observer that is killed", () => {
  it(`loses no record and repeats none: ${shellCount} shells, ${commandCount} commands each, ten kills`, async () => {
    const script = join(recording.home, "typing.sh");
    writeFileSync(
      script,
      [
        recording.line("bash"),
        'for ((i = 1; i <= $2; i++)); do history -s "echo $1-$i"; _reifier_t0=${EPOCHREALTIME/[.,]/}',
        "_reifier_prompt; _reifier_ready; done",
      ].join("\n"),
    );
    const typing = Array.from({ length: shellCount }, (_, n) => {
      const child = spawn(
        "bash",
        ["--noprofile", "--norc", "-i", script, `shell${n}`, String(commandCount)],
        {
          stdio: "ignore",
          detached: true,
          env: { ...process.env, HOME: recording.home, HISTCONTROL: "", HISTFILE: "" },
        },
      );
      children.push(child);
      return once(child, "exit");
    });
    for (let kill = 0; kill < 10; kill++) {
      const observer = spawn(process.execPath, [program, dist, recording.state], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      children.push(observer);
      await once(observer.stdout, "data");
      await new Promise((resolve) => setTimeout(resolve, 150 * Math.random()));
      observer.kill("SIGKILL");
    }
    await Promise.all(typing);
    execFileSync(process.execPath, [program, dist, recording.state, "once"]);
    const all = store.records
      .sessions()
      .flatMap((session) => session.records.map((record) => record.command));
    const expected = Array.from({ length: shellCount }, (_, n) =>
      Array.from({ length: commandCount }, (_, i) => `echo shell${n}-${i + 1}`),
    );
    expect(all.sort()).toEqual(expected.flat().sort());
    expect(readdirSync(recording.spool).filter((name) => !name.endsWith(".shell"))).toEqual([]);
  });
});
