import { spawn } from "node:child_process";
import { appendFileSync, closeSync, existsSync, openSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { main, Product, until } from "../support/product.ts";
import { locked, withLockRunbook } from "../support/quoted-lock.ts";

let product: Product;
beforeEach(() => {
  product = new Product();
});
afterEach(() => product.remove());

describe("an answer for a program", () => {
  it("is one document also where a person would see a tree", async () => {
    const answer = await product.ask(["--json", "check", "--explain", "ls | xargs rm"]);
    expect(JSON.parse(answer.stdout)).toMatchObject({ verdict: "confirm" });
    expect(answer.stderr).toContain("xargs");
  });

  it("takes a command in JSON with spaces for JSON, and a group of commands for what it is", async () => {
    const file = product.write("../commands", '{ "cmd" : "ls" }\n{ "id": 1, "cmd": "rm -rf /" }\n{ ls; }\n');
    const answer = await product.ask(["--json", "check", "--file", file]);
    const commands = answer.stdout.trimEnd().split("\n");
    expect(commands.map((line) => String(JSON.parse(line).command))).toEqual(["ls", "rm -rf /", "{ ls; }"]);
  });
});

describe("init", () => {
  it("names every file that it made, and none the second time", async () => {
    const words = ["--workspace", join(product.workspace, "fresh"), "init"];
    const made = z.object({ created: z.array(z.string()) });
    const { created } = made.parse(await product.json(words));
    for (const name of ["reifier.yaml", "state", "state/hook.bash", "state/hook.zsh", "state/hook.fish"])
      expect(created).toContain(join(product.workspace, "fresh", name));
    for (const path of created) expect(existsSync(path), path).toBe(true);
    expect(made.parse(await product.json(words)).created).toEqual([]);
  });
});

describe("a line of JSON that is not what was expected", () => {
  it.each([
    ["check", '{"cmd":5}', "cmd: Invalid input: expected string, received number"],
    ["guard", '{"guard":"CPU > 1"}', "line: Invalid input: expected string, received undefined"],
    ["check", '{"cmd":', "Unexpected end of JSON input"],
  ])("is named with its key: %s %s", async (command, line, why) => {
    const file = product.write("../lines", `${line}\n`);
    const answer = await product.ask([command, "--file", file]);
    expect(answer).toMatchObject({ code: 2, stdout: "" });
    expect(answer.stderr.split("\n")[0]).toBe(`reifier: ${file}:1: ${why}`);
  });

  it("is named with its key where it is an alert", async () => {
    const answer = await product.ask(["alert"], { input: '{"message":5}' });
    expect(answer.code).toBe(2);
    expect(answer.stderr).toContain("message: Invalid input: expected string, received number");
  });
});

describe("a report", () => {
  it("is shown by its id, by its file's name and by the path that the list prints", async () => {
    await withLockRunbook(product);
    await product.ask(["alert"], { input: locked });
    const [suggestion] = JSON.parse((await product.ask(["--json", "pending"])).stdout);
    await product.ask(["decline", suggestion.id]);
    const [{ id, path }] = JSON.parse((await product.ask(["--json", "incidents"])).stdout);
    for (const name of [id, `${id}.md`, path])
      expect((await product.ask(["incidents", "show", name])).stdout, name).toContain(`# ${id}`);
  });
});

describe("a runbook that nobody approved", () => {
  it("is refused as such, whatever else it would need", async () => {
    product.write(
      "runbooks/drafts/a.md",
      "---\nenv: [NOT_SET]\ninputs: {pod: {required: true}}\n---\n# A\n\n**Fix**:\n\n1. `echo $pod $NOT_SET`\n",
    );
    expect((await product.ask(["run", "a", "--yes"])).code).toBe(10);
    expect((await product.ask(["run", "a", "--dry-run", "--set", "pod=x"])).code).toBe(0);
  });
});

describe("a name that is not what the command takes", () => {
  it("is refused as what it is: a draft where an approved runbook is needed, and nothing is learned", async () => {
    product.write("runbooks/drafts/a.md", "# A\n\n**Fix**:\n\n1. `echo a`\n");
    const answer = await product.ask(["patterns", "learn", "--runbook", "a"], { input: "ERROR deadlock\n" });
    expect(answer).toMatchObject({
      code: 2,
      stderr: "reifier: a is a draft: only what was approved mitigates\nhint: type: reifier approve a\n",
    });
    expect(await product.json(["patterns"])).toEqual([]);
  });

  it("is no word of a note: the id of a session that is not there", async () => {
    const history = product.write("../history", "ls\n");
    await product.ask(["observe", "--history", history, "--format", "bash", "--once"]);
    const answer = await product.ask(["sessions", "note", "s-01M8074NNS8C78FEBWSC5NSZPY", "502"]);
    expect(answer).toMatchObject({ code: 2, stdout: "" });
    expect((await product.ask(["sessions", "note", "s-bahn", "stands"])).stdout).toContain("s-bahn stands");
  });
});

describe("an error", () => {
  it.each([
    ["a name", ["show", "\u001b[31mX\n\u202eY"]],
    ["a command", ["\u001b[2J"]],
    ["a line of a file", ["draft", "--bundle", "bundle"]],
  ])("is two lines without control characters, whatever %s holds", async (_, words) => {
    product.write("bundle", "\u001b[31mX\n");
    const { code, stderr } = await product.ask(words, { cwd: product.workspace });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^reifier: [^\p{C}]+\nhint: [^\p{C}]+\n$/u);
  });
});

describe("an answer that finds no room", () => {
  it.each([["status"], ["--json", "status"], ["redact"]])(
    "is a failure that says so: %s %s",
    async (...words) => {
      const full = openSync("/dev/full", "w");
      const child = spawn(process.execPath, [main, "--workspace", product.workspace, ...words], {
        stdio: ["pipe", full, "pipe"],
      });
      closeSync(full);
      let errors = "";
      child.stderr?.on("data", (chunk: Buffer) => {
        errors += chunk.toString();
      });
      child.stdin?.end("a line\n");
      const code = await new Promise((resolve) => child.once("close", resolve));
      expect(code).toBe(2);
      expect(errors).toContain("the disk is full");
      expect(errors.trimEnd().split("\n").length).toBeLessThanOrEqual(2);
    },
  );
});

describe("a reader that has seen enough", () => {
  /** Starts a command, reads some of its answer and closes the pipe. */
  function startedAndLeft(words: readonly string[], input: string) {
    const child = spawn(process.execPath, [main, "--workspace", product.workspace, ...words]);
    let errors = "";
    let seen = "";
    child.stderr.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.stdout.once("data", (chunk: Buffer) => {
      seen = chunk.toString();
      child.stdout.destroy();
    });
    child.stdin.on("error", () => undefined); // It has gone, as it should.
    child.stdin.write(input);
    const ended = new Promise<{ code: number | null; errors: string }>((resolve) => {
      child.once("close", (code) => resolve({ code, errors }));
    });
    return { child, ended, seen: () => seen };
  }

  it("ends redact without a word", async () => {
    const { ended } = startedAndLeft(["redact"], "a line of a log\n".repeat(200_000));
    expect(await ended).toEqual({ code: 0, errors: "" });
  });

  it("ends tail, which would go on for ever", async () => {
    const log = join(product.workspace, "app.log");
    product.write("app.log", "first\n");
    const { child, ended, seen } = startedAndLeft(["tail", "--from", "start", log], "");
    try {
      await until(() => seen() !== "", "the first line");
      let code: number | null | undefined;
      void ended.then((end) => {
        code = end.code;
      });
      await until(() => {
        appendFileSync(log, "next\n");
        return code !== undefined;
      }, "its end");
      expect(code).toBe(0);
    } finally {
      child.kill("SIGKILL");
    }
  });
});
