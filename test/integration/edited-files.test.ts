import { execFileSync, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { until } from "../support/product.ts";
import { RecordedHome, type ShownRecord, Typed } from "../support/recorded.ts";

let home: RecordedHome;
let typed: Typed[] = [];
let stop: () => Promise<void> = async () => undefined;
beforeEach(() => {
  home = new RecordedHome();
});
afterEach(async () => {
  for (const one of typed) await one.close();
  typed = [];
  await stop();
  stop = async () => undefined;
  home.remove();
});

/** A shell with the hook, and the daemon that follows it. */
async function hooked(shell: "bash" | "zsh" | "fish"): Promise<Typed> {
  await home.ask("init", "--shell", shell, "--yes");
  stop = await home.up();
  const one = new Typed(home, [shell, "-i"], shell);
  typed.push(one);
  await one.shows("<P> ");
  await one.settled();
  return one;
}

const shadow = (): string[] => {
  const folder = join(home.workspace, "state", "shadow");
  return existsSync(folder) ? readdirSync(folder) : [];
};

/** A person reads before the next command: the observer looks within a second. */
async function seen(count: number): Promise<void> {
  await until(() => shadow().length >= count, `${count} sealed copies`);
}

async function recordOf(command: string): Promise<ShownRecord | undefined> {
  let found: ShownRecord | undefined;
  await until(async () => {
    found = await home.record(command);
    return found !== undefined;
  }, `a record of ${command}`);
  return found;
}

const config = "user www;\nworkers 2;\nserver {\n  listen 80;\n  name shop;\n}\n";
const everyByte = (): string =>
  readdirSync(home.workspace, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n");

/** The patch block of the draft as it would run, tried on the file's text before. */
async function patchOfDraft(path: string): Promise<string> {
  await home.ask("sessions", "end");
  const { draft } = await home.shown();
  const text = readFileSync(join(home.workspace, draft ?? ""), "utf8");
  const block = text.split("```").find((part) => part.startsWith("sh ") && part.includes(`+++ ${path}`));
  return (block ?? text).replace(/^sh [^\n]*\n/, "");
}

describe("edited files in a hooked bash", () => {
  it("become a patch step of the draft when the file was read before", async () => {
    const path = home.file("etc/nginx.conf", config);
    const bash = await hooked("bash");
    await bash.type(`cat ${path}`);
    await seen(1);
    const edit = `vim -es -u NONE -c '%s/80/8080/' -c wq ${path}`;
    await bash.type(edit);
    const record = await recordOf(edit);
    expect(record?.edits).toMatchObject([{ path, knownFrom: "shadow", note: null }]);
    expect(record?.edits?.[0]?.diff).toContain("-  listen 80;\n+  listen 8080;\n");
    const patch = await patchOfDraft(path);
    expect(patch).toContain("patch --dry-run");
    writeFileSync(path, config);
    execFileSync("bash", ["-euo", "pipefail", "-c", patch]);
    expect(readFileSync(path, "utf8")).toBe(config.replace("80", "8080"));
  });

  it("are seen for sed -i, redirections, tee and cp", async () => {
    const names = ["a.conf", "b.conf", "c.conf", "d.conf"].map((name) => home.file(name, config));
    const bash = await hooked("bash");
    await bash.type(`cat ${names.join(" ")} >/dev/null`);
    await seen(4);
    const commands = [
      "sed -i s/80/81/ a.conf",
      "echo more >> b.conf",
      "echo less | tee c.conf",
      "cp a.conf d.conf",
    ];
    for (const command of commands) {
      await bash.type(command);
      await recordOf(command);
      await sleep(300);
    }
    const { records } = await home.shown();
    const edited = commands.map((command) => records.find((r) => r.command === command)?.edits ?? []);
    expect(edited.map((edits) => edits.map(({ path }) => path))).toEqual(names.map((name) => [name]));
    expect(edited[0]?.[0]?.diff).toContain("+  listen 81;");
    expect(edited[1]?.[0]?.diff).toContain("+more");
    expect(edited[2]?.[0]?.diff).toContain("+less");
    expect(edited[3]?.[0]?.diff).toContain("+  listen 81;");
  });

  it("are known from the copy that the tool itself made", async () => {
    home.file("a.conf", config);
    const bash = await hooked("bash");
    await bash.type("sed -i.bak s/80/81/ a.conf");
    const record = await recordOf("sed -i.bak s/80/81/ a.conf");
    expect(record?.edits).toMatchObject([{ knownFrom: "backup", note: null }]);
    expect(record?.edits?.[0]?.diff).toContain("-  listen 80;\n+  listen 81;");
  });

  it("are known from git's index where nothing was read before", async () => {
    const path = home.file("repo/a.conf", config);
    const git = (...words: string[]) =>
      execFileSync("git", [
        "-C",
        join(home.home, "repo"),
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@y",
        ...words,
      ]);
    git("init", "-q");
    git("add", "a.conf");
    const bash = await hooked("bash");
    await bash.type(`sed -i s/80/81/ ${path}`);
    const record = await recordOf(`sed -i s/80/81/ ${path}`);
    expect(record?.edits).toMatchObject([{ path, knownFrom: "git" }]);
  });

  it("say so where their text before is not known", async () => {
    home.file("a.conf", config);
    const bash = await hooked("bash");
    await bash.type("sed -i s/80/81/ a.conf");
    const record = await recordOf("sed -i s/80/81/ a.conf");
    expect(record?.edits).toMatchObject([{ diff: null, note: "no-text-before" }]);
  });

  it("leave no readable byte of a secret or of the file, and go with forget", async () => {
    const secret = "hunter2-Xk9vQ2mZ7p";
    home.file("app.env", `DB_PASSWORD=${secret}\nMODE=plain-canary\n`);
    const bash = await hooked("bash");
    await bash.type("cat app.env");
    await seen(1);
    await bash.type("sed -i s/DB_/APP_DB_/ app.env");
    const record = await recordOf("sed -i s/DB_/APP_DB_/ app.env");
    expect(record?.edits?.[0]?.diff).toContain("+APP_DB_PASSWORD=‹redacted:");
    expect(everyByte()).not.toContain(secret);
    for (const name of shadow())
      expect(statSync(join(home.workspace, "state", "shadow", name)).mode & 0o777).toBe(0o600);
    expect(shadow().join()).not.toContain("app.env");
    const { id } = await home.shown();
    await home.ask("forget", id);
    expect(shadow()).toEqual([]);
    expect(everyByte()).not.toContain("plain-canary");
  });

  it("never open links, pipes, devices, folders or what is no text", async () => {
    home.file("real.conf", config);
    symlinkSync(join(home.home, "real.conf"), join(home.home, "link.conf"));
    home.file("program", new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]));
    home.file("large.conf", "x".repeat(1024 * 1024 + 1));
    execFileSync("mkfifo", [join(home.home, "pipe")]);
    mkdirSync(join(home.home, "folder"));
    const bash = await hooked("bash");
    // A writer waits at the pipe until somebody opens it.
    const writer = spawn("sh", ["-c", "echo x > pipe; echo opened"], { cwd: home.home, stdio: "ignore" });
    await bash.type("ls -d link.conf pipe folder program large.conf /dev/zero /proc/self/status");
    await recordOf("ls -d link.conf pipe folder program large.conf /dev/zero /proc/self/status");
    await sleep(500);
    expect(shadow()).toEqual([]);
    expect(writer.exitCode).toBeNull();
    writer.kill("SIGKILL");
    await bash.type("echo y >> large.conf");
    const record = await recordOf("echo y >> large.conf");
    expect(record?.edits).toMatchObject([{ diff: null, note: "too-large" }]);
  });
});

describe.each(["zsh", "fish"] as const)("edited files in a hooked %s", (shell) => {
  it("are copied by the hook before an editor changes them, though nothing was read before", async () => {
    const path = home.file("etc/app.conf", config);
    const one = await hooked(shell);
    const edit = `vim -es -u NONE -c %s/80/8080/ -c wq ${path}`;
    await one.type(edit);
    const record = await recordOf(edit);
    expect(record?.edits).toMatchObject([{ path, knownFrom: "snapshot", note: null }]);
    expect(record?.edits?.[0]?.diff).toContain("-  listen 80;\n+  listen 8080;\n");
    await until(
      () => readdirSync(join(home.workspace, "state", "spool")).every((name) => !name.endsWith(".snap")),
      "the spool to be empty",
    );
    expect(everyByte()).not.toContain("workers 2;\nserver");
  });

  it("are not copied for a command that the shell hides", async () => {
    if (shell === "zsh")
      home.file(".zshrc", "PROMPT='<P> '\nunsetopt prompt_sp\nHISTORY_IGNORE='*hidden*'\n");
    home.file("hidden.conf", config);
    const one = await hooked(shell);
    if (shell === "fish") await one.type("set -g fish_private_mode 1");
    await one.type("sed -i s/80/81/ hidden.conf");
    if (shell === "fish") await one.type("set -e fish_private_mode");
    await one.type("true");
    await recordOf("true");
    expect(shadow()).toEqual([]);
    expect(everyByte()).not.toContain("hidden.conf");
  });

  it("are not copied for a command with a leading space", async () => {
    home.file("a.conf", config);
    const one = await hooked(shell);
    await one.type(" sed -i s/80/81/ a.conf");
    await one.type("true");
    await recordOf("true");
    expect(shadow()).toEqual([]);
  });
});
