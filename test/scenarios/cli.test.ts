import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { main, Product, until } from "../support/product.ts";

let product: Product;
beforeEach(() => {
  product = new Product();
});
afterEach(() => product.remove());

describe("the words of the command line", () => {
  it("shows help with the workspace and why it is the one, on stdout, exit 0", async () => {
    const help = await product.ask(["--help"]);
    expect(help).toMatchObject({ code: 0, stderr: "" });
    expect(help.stdout).toContain(`workspace: ${product.workspace} (--workspace)`);
    for (const command of ["up", "sessions", "draft", "approve", "confirm", "audit"])
      expect(help.stdout).toMatch(new RegExp(`^  ${command}\\b`, "m"));
  });
  it("gives every command a help with an example", async () => {
    for (const command of [["sessions"], ["sessions", "note"], ["run"], ["graph", "stats"], ["check"]]) {
      const help = await product.ask([...command, "--help"]);
      expect(help.code).toBe(0);
      expect(help.stdout).toMatch(/^example: .*reifier/m);
    }
  });
  it("names the nearest command for a mistyped one, exit 2", async () => {
    const answer = await product.ask(["sesions"]);
    expect(answer).toMatchObject({ code: 2, stdout: "" });
    expect(answer.stderr).toBe("reifier: unknown command 'sesions'\nhint: did you mean sessions?\n");
  });
  it("names the nearest option for a mistyped one, exit 2", async () => {
    const answer = await product.ask(["run", "x", "--dry-rum"]);
    expect(answer.code).toBe(2);
    expect(answer.stderr).toContain("hint: did you mean --dry-run?");
  });
  it("says what is missing or too much, exit 2", async () => {
    for (const words of [["show"], ["confirm"], ["status", "surplus"], ["graph"], []]) {
      const answer = await product.ask(words);
      expect(answer.code, words.join(" ")).toBe(2);
      expect(answer.stderr).toMatch(/^reifier: .+\nhint: .+\n$/);
    }
  });
  it("gives errors as one JSON object on stderr with --json, before or after the command", async () => {
    for (const words of [
      ["--json", "sesions"],
      ["show", "nothing", "--json"],
      ["audit", "--since", "noon", "--json"],
    ]) {
      const answer = await product.ask(words);
      expect(answer.stdout).toBe("");
      const { error } = JSON.parse(answer.stderr);
      expect(Object.keys(error)).toEqual(["code", "message", "hint"]);
      expect(answer.code).toBe(2);
    }
  });
  it("answers with one JSON document, or JSON lines, and nothing else on stdout", async () => {
    for (const words of [
      ["sessions"],
      ["runbooks"],
      ["drafts"],
      ["pending"],
      ["incidents"],
      ["patterns"],
      ["status"],
      ["graph", "stats"],
      ["audit", "verify"],
      ["doctor"],
    ]) {
      const answer = await product.ask(["--json", ...words]);
      expect(answer.stdout.trim().split("\n"), words.join(" ")).toHaveLength(1);
      expect(() => JSON.parse(answer.stdout)).not.toThrow();
    }
  });
  it("writes no ANSI into a pipe", async () => {
    for (const words of [["--help"], ["status"], ["check", "rm -rf /"]]) {
      const answer = await product.ask(words);
      expect(answer.stdout + answer.stderr).not.toContain("\u001b");
    }
  });
  it("is a program of its own, as npx starts it", async () => {
    const answer = await execa(main, ["--version"], { reject: false });
    expect(answer).toMatchObject({ exitCode: 0, stdout: "0.1.0" });
  });
  it("is not hurt by a reader that closes the pipe early", async () => {
    const answer = await execa(
      "bash",
      [
        "-c",
        `seq 1 50000 | ${process.execPath} ${main} --workspace ${product.workspace} events | head -n 1; echo "\${PIPESTATUS[1]}"`,
      ],
      { reject: false },
    );
    expect(answer.stdout.split("\n").at(-1)).toBe("0");
    expect(answer.stderr).toBe("");
  });
});

describe("the workspace", () => {
  it("is made private on first use, by any command", async () => {
    const other = join(dirname(product.workspace), "made");
    const answer = await execa(process.execPath, [main, "--workspace", other, "sessions"], { reject: false });
    expect(answer.exitCode).toBe(0);
    expect(existsSync(join(other, "runbooks", "drafts"))).toBe(true);
    expect(existsSync(join(other, "state", "key"))).toBe(true);
  });
  it("is found by variable, by ./workspace with settings, else in the home folder", async () => {
    const home = dirname(product.workspace);
    const status = async (env: Record<string, string>, cwd: string) => {
      const answer = await execa(process.execPath, [main, "--json", "status"], {
        cwd,
        extendEnv: false,
        env: { HOME: home, ...env },
      });
      return JSON.parse(answer.stdout).workspace;
    };
    expect(await status({ REIFIER_WORKSPACE: join(home, "v") }, home)).toBe(join(home, "v"));
    expect(await status({}, home)).toBe(product.workspace);
    expect(await status({}, "/")).toBe(join(home, ".reifier"));
  });
});

describe("bad input", () => {
  it("refuses broken settings, an unknown key and a bad value with file, line and a hint, exit 2", async () => {
    const cases: [string, RegExp, RegExp][] = [
      ["observe: [\n", /reifier\.yaml:\d+: /, /./],
      ["observe:\n  histroy: auto\n", /reifier\.yaml:2: unknown key "histroy" in observe/, /"history"/],
      ["operator: {onApprove: maybe}\n", /reifier\.yaml:1: operator\.onApprove: /, /./],
    ];
    for (const [text, message, hint] of cases) {
      product.write("reifier.yaml", text);
      const answer = await product.ask(["status"]);
      expect(answer.code).toBe(2);
      expect(answer.stderr.split("\n")[0]).toMatch(message);
      expect(answer.stderr.split("\n")[1]).toMatch(hint);
      expect(answer.stderr).not.toContain("    at ");
    }
  });
  it("says that a history file is missing, a folder, or unreadable", async () => {
    for (const path of ["/nowhere/history", "/etc"]) {
      const answer = await product.ask(["observe", "--history", path, "--once"]);
      expect(answer.code).toBe(2);
      expect(answer.stderr).toMatch(/^reifier: .+\nhint: .+\n$/);
    }
  });
  it("reads a history file with invalid UTF-8 and keeps the rest", async () => {
    const file = join(dirname(product.workspace), "history");
    writeFileSync(
      file,
      Buffer.concat([
        Buffer.from("systemctl stop app\necho "),
        Buffer.from([0xff, 0xfe]),
        Buffer.from("\nsystemctl start app\n"),
      ]),
    );
    const answer = await product.ask(["--json", "observe", "--history", file, "--format", "bash", "--once"]);
    const commands = answer.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).command);
    expect(commands).toEqual(["systemctl stop app", "echo \ufffd\ufffd", "systemctl start app"]);
    expect(
      (await product.ask(["--json", "observe", "--history", file, "--format", "bash", "--once"])).stdout,
    ).toBe("");
  });
  it("shows a draft with broken frontmatter with its problem, and does not approve it", async () => {
    product.write("runbooks/drafts/broken.md", "---\nid: [\n---\n\n# T\n\n## Fix\n\n```sh\ntrue\n```\n");
    const rows = await product.json(["drafts"]);
    expect(rows).toMatchObject([{ status: "draft", problems: [expect.stringMatching(/frontmatter/i)] }]);
    const approved = await product.ask(["approve", "broken"]);
    expect(approved.code).toBe(2);
    expect(approved.stderr).toMatch(/^reifier: .+\nhint: .+\n$/);
  });
  it("refuses a workspace that others may write", async () => {
    await product.ask(["status"]);
    chmodSync(join(product.workspace, "state"), 0o777);
    const answer = await product.ask(["status"]);
    expect(answer.code).toBe(2);
    expect(answer.stderr).toContain("hint: type: chmod go-w");
  });
  it("stops everything that executes when the policy file is broken", async () => {
    product.write("blocklist.yaml", "rules:\n  - id: mine\n    reson: typo\n");
    for (const words of [
      ["check", "ls"],
      ["run", "x"],
    ]) {
      const answer = await product.ask(words);
      expect(answer.code).toBe(2);
      expect(answer.stderr).toMatch(/blocklist\.yaml:\d+/);
    }
  });
});

describe("a full disk", () => {
  it("gives a clear error with a hint, and loses nothing that was stored", { timeout: 60_000 }, async () => {
    const mount = join(dirname(product.workspace), "small");
    mkdirSync(mount);
    await execa("mount", ["-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", mount]);
    try {
      const words = (...rest: string[]) => [main, "--workspace", join(mount, "w"), ...rest];
      const history = join(dirname(product.workspace), "history");
      writeFileSync(history, "systemctl stop app\n");
      const first = await execa(process.execPath, words("observe", "--history", history, "--once"), {
        reject: false,
      });
      expect(first.exitCode).toBe(0);
      await execa("bash", ["-c", `head -c 4m /dev/zero > ${mount}/filler`], { reject: false });
      writeFileSync(history, `systemctl stop app\n${"# a long line of words to store\n".repeat(5_000)}`);
      const full = await execa(process.execPath, words("observe", "--history", history, "--once"), {
        reject: false,
      });
      expect(full.exitCode).toBe(2);
      expect(full.stderr).toMatch(/^reifier: .*(disk|space).*\nhint: .+/i);
      expect(full.stderr).not.toContain("    at ");
      await execa("rm", [join(mount, "filler")]);
      const after = await execa(process.execPath, words("--json", "sessions"), { reject: false });
      expect(JSON.parse(after.stdout)[0].records[0].command).toBe("systemctl stop app");
    } finally {
      await execa("umount", [mount]);
    }
  });
});

describe("a daemon on a full disk", () => {
  it("lives on, as does every command that only reads; what could not be stored is said, and done later", {
    timeout: 120_000,
  }, async () => {
    const mount = join(dirname(product.workspace), "small");
    mkdirSync(mount);
    await execa("mount", ["-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs", mount]);
    const ask = async (...words: string[]) =>
      await execa(process.execPath, [main, "--workspace", join(mount, "w"), ...words], { reject: false });
    try {
      expect((await ask("up", "--detach")).exitCode).toBe(0);
      const history = join(dirname(product.workspace), "history");
      writeFileSync(history, `#${Math.floor(Date.now() / 1_000)}\nsystemctl restart app\n`);
      await ask("observe", "--history", history, "--format", "bash", "--once");
      await execa("bash", ["-c", `head -c 8m /dev/zero > ${mount}/filler`], { reject: false });
      for (const words of [["status"], ["sessions"], ["drafts"], ["pending"], ["audit"]])
        expect((await ask(...words)).exitCode, words.join(" ")).toBe(0);
      for (const words of [["sessions", "end"], ["sessions", "note", "slow"], ["pause"], ["init"]]) {
        const refused = await ask(...words);
        expect(refused.exitCode, words.join(" ")).toBe(2);
        expect(refused.stderr).toMatch(/^reifier: .*full.*\nhint: free some space/);
      }
      await execa("rm", [join(mount, "filler")]);
      expect(JSON.parse((await ask("--json", "status")).stdout)).toMatchObject({
        running: true,
        sessions: 1,
      });
      expect((await ask("sessions", "end")).stdout).toContain("I've drafted");
    } finally {
      await ask("down");
      const unmounted = async () => (await execa("umount", [mount], { reject: false })).exitCode === 0;
      await until(unmounted, "the daemon's process to be gone");
    }
  });
});

describe("the rc line", () => {
  it("is written only with --yes, once, and taken out again by --undo", async () => {
    const home = dirname(product.workspace);
    const rc = join(home, ".bashrc");
    writeFileSync(rc, "alias ll='ls -l'");
    const shown = await product.ask(["init", "--shell", "bash"]);
    const line = `[ -r ${product.workspace}/state/hook.bash ] && . ${product.workspace}/state/hook.bash`;
    expect(shown.stdout).toContain(line);
    expect(readFileSync(rc, "utf8")).toBe("alias ll='ls -l'");
    await product.ask(["init", "--shell", "bash", "--yes"]);
    await product.ask(["init", "--shell", "bash", "--yes"]);
    expect(readFileSync(rc, "utf8")).toBe(`alias ll='ls -l'\n${line}\n`);
    expect((await product.ask(["init", "--shell", "bash", "--undo"])).code).toBe(0);
    expect(readFileSync(rc, "utf8")).toBe("alias ll='ls -l'\n");
  });
});
