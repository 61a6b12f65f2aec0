import { appendFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { Product } from "../support/product.ts";
import { TypedShell } from "../support/pty.ts";

let product: Product;
let home: string;
let shells: TypedShell[] = [];
beforeEach(() => {
  product = new Product("observe: {ignore: ['never-me']}\n");
  home = join(product.workspace, "..");
});
afterEach(() => {
  for (const shell of shells) shell.kill();
  shells = [];
  product.remove();
});

/** A bash that the product's own hook records, as `init` sets it up. */
async function bash(rc = ""): Promise<TypedShell> {
  await product.ask(["init", "--shell", "bash", "--yes"]);
  const line = readFileSync(join(home, ".bashrc"), "utf8");
  const shell = await TypedShell.start({ home, rc: `${rc}\n${line}` });
  shells.push(shell);
  return shell;
}

const Records = z.array(
  z.object({ id: z.string(), records: z.array(z.object({ id: z.string(), command: z.string() })) }),
);
const sessions = async () => Records.parse(await product.json(["sessions"]));
const commands = async () =>
  (await sessions()).flatMap((session) => session.records.map((record) => record.command));
const Findings = z.array(
  z.object({ check: z.string(), ok: z.boolean(), detail: z.string(), fix: z.string().nullable() }),
);
const finding = async (check: string) =>
  Findings.parse(await product.json(["doctor"])).find((found) => found.check === check);

/** Every byte below the workspace. */
const everyByte = (): string =>
  readdirSync(product.workspace, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n");

describe("20: doctor, pause, resume and forget", () => {
  it("doctor says what is recorded, by which path, last record age, what was ignored and why", async () => {
    const shell = await bash();
    await shell.type("echo one");
    await shell.type("echo never-me");
    expect(await commands()).toEqual(["echo one"]);
    expect(await finding("bash recording")).toMatchObject({
      ok: true,
      detail: expect.stringMatching(
        /^hook in .*\.bashrc .*history file .*; last command \d+ s ago, by hook; 1 shell open$/,
      ),
    });
    expect((await finding("left out"))?.detail).toMatch(
      /^1 by observe\.ignore \(observe\.ignore: never-me\)/,
    );
    expect(everyByte()).not.toContain("echo never-me");
  });

  it("doctor says whether record is possible here", async () => {
    expect(await finding("reifier record")).toMatchObject({
      ok: true,
      detail: expect.stringMatching(/^possible \(@lydell\/node-pty found\): type reifier record/),
    });
  });

  it("doctor names a shell that cannot be recorded by its hook", async () => {
    const shell = await bash("readonly PROMPT_COMMAND='true'");
    await shell.type("true");
    expect(await finding("bash recording")).toMatchObject({
      ok: false,
      detail: expect.stringContaining(
        `the shell ${shell.pid} is not recorded by its hook: PROMPT_COMMAND is readonly`,
      ),
    });
  });

  it("what is typed in a pause stays out, also when the shell writes it without a time after resume", async () => {
    const file = join(home, ".bash_history");
    writeFileSync(file, "old\n");
    await product.ask(["observe", "--history", file, "--once"]);
    const shell = await bash("HISTCONTROL=");
    await shell.type("echo before");
    expect((await product.ask(["pause"])).code).toBe(0);
    await shell.type("echo in-the-pause");
    expect((await product.ask(["resume"])).code).toBe(0);
    await shell.type("echo after");
    await shell.exit();
    expect(readFileSync(file, "utf8")).toContain("in-the-pause");
    const { stdout } = await product.ask(["--json", "observe", "--history", file, "--once"]);
    expect(stdout).not.toContain("in-the-pause");
    expect(await commands()).toEqual(expect.arrayContaining(["echo before", "echo after"]));
    expect(everyByte()).not.toContain("in-the-pause");
    expect((await finding("left out"))?.detail).toContain("while recording was paused");
  });

  it("forget really deletes: grep finds nothing, and the history file does not bring it back", async () => {
    const file = join(home, ".bash_history");
    const shell = await bash();
    await shell.type("echo forget-canary");
    await shell.type("echo kept");
    const record = (await sessions())[0]?.records.find(({ command }) => command.includes("canary"));
    expect(everyByte()).toContain("forget-canary");
    expect((await product.ask(["forget", record?.id ?? ""])).code).toBe(0);
    expect(everyByte()).not.toContain("forget-canary");
    await shell.exit();
    await product.ask(["observe", "--history", file, "--once"]);
    expect(everyByte()).not.toContain("forget-canary");
    expect(await commands()).toEqual(["echo kept"]);
  });
});

describe("observe --history FILE --once", () => {
  it("prints each command once, over repeated runs and 40,000 identical lines", async () => {
    const file = join(home, "history");
    writeFileSync(file, "ls -la\n".repeat(40_000));
    const lines = async (): Promise<number> =>
      (
        await product.ask(["--json", "observe", "--history", file, "--format", "bash", "--once"])
      ).stdout.split("\n").length - 1;
    expect(await lines()).toBe(40_000);
    expect(await lines()).toBe(0);
    appendFileSync(file, "ls -la\n");
    expect(await lines()).toBe(1);
  }, 120_000);

  it("shows where a command went, and where its shell stands", async () => {
    const shell = await bash("export SSH_CONNECTION='1 2 3 4'");
    await shell.type("ssh -o BatchMode=yes -p 1 deploy@127.0.0.1 true");
    const [session] = await sessions();
    const { stdout } = await product.ask(["sessions", "show", session?.id ?? ""]);
    expect(stdout).toMatch(/\[ssh.*; went to: ssh deploy@127\.0\.0\.1\]/);
  });
});
