import { chmodSync, linkSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { main, Product } from "../support/product.ts";
import { TypedShell } from "../support/pty.ts";
import { locked, withLockRunbook } from "../support/quoted-lock.ts";

let product: Product;
beforeEach(() => {
  product = new Product();
});
afterEach(() => product.remove());

const withPlaceholder = [
  "---",
  "# kept as it is",
  "id: pods",
  "inputs: {}",
  "---",
  "",
  "# Pods",
  "",
  "## Fix",
  "",
  "```sh",
  "kubectl delete pod <pod>",
  "```",
  "",
].join("\r\n");
const mended = withPlaceholder
  .replace("inputs: {}", "inputs: {POD: {required: true}}")
  .replace("<pod>", '"$POD"');

describe("lint --fix", () => {
  it("mends a draft on the shelf and leaves every other byte", async () => {
    const path = product.write("runbooks/drafts/pods.md", withPlaceholder);
    const before = await product.ask(["lint", "pods"]);
    expect(before).toMatchObject({ code: 1 });
    expect(before.stdout).toContain("runbooks/drafts/pods.md:12: error");
    const fixed = await product.ask(["lint", "pods", "--fix"]);
    expect(fixed.stderr).toContain("mended: runbooks/drafts/pods.md: <pod> became the input POD");
    expect(readFileSync(path, "utf8")).toBe(mended);
    expect(fixed.code).toBe(0);
    expect((await product.ask(["lint", "pods", "--fix"])).stderr).not.toContain("mended");
  });
  it("mends a file elsewhere and keeps its mode", async () => {
    const path = product.write("../pods.md", withPlaceholder);
    chmodSync(path, 0o664);
    const fixed = await product.ask(["--json", "lint", path, "--fix"]);
    expect(fixed.code).toBe(0);
    expect(
      JSON.parse(fixed.stdout).filter((problem: { severity: string }) => problem.severity === "error"),
    ).toEqual([]);
    expect(readFileSync(path, "utf8")).toBe(mended);
    expect(statSync(path).mode & 0o777).toBe(0o664);
  });
  it("says of a file that is too large that it is, also on the shelf", async () => {
    product.write("runbooks/drafts/huge.md", "a".repeat(1_100_000));
    const answer = await product.ask(["--json", "lint", "huge"]);
    expect(answer).toMatchObject({ code: 1, stderr: "" });
    expect(JSON.parse(answer.stdout)).toMatchObject([{ rule: "too-large", severity: "error", line: 1 }]);
  });
  it("writes nothing where something would be lost", async () => {
    const path = product.write("../pods.md", withPlaceholder);
    linkSync(path, `${path}.second`);
    const refused = await product.ask(["lint", path, "--fix"]);
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toMatch(/was not mended: it has several names.*\nhint: .+\n$/);
    expect(readFileSync(path, "utf8")).toBe(withPlaceholder);
  });
});

const Picture = z.object({ nodes: z.array(z.object({ kind: z.string(), label: z.string() })) });

describe("graph export", () => {
  it("gives the whole memory, or what is around one node, as JSON, Mermaid and DOT", async () => {
    await withLockRunbook(product);
    expect(await product.json(["graph", "export"])).toMatchObject({
      runbooks: [{ id: "app-lock", status: "approved" }],
      links: [{ runbook: "app-lock" }],
    });
    const around = Picture.parse(await product.json(["graph", "export", "app-lock"]));
    expect(around.nodes.map(({ kind }) => kind).sort()).toEqual(["command", "command", "pattern", "runbook"]);
    for (const id of [[], ["app-lock"]]) {
      const mermaid = await product.ask(["graph", "export", "--format", "mermaid", ...id]);
      expect(mermaid).toMatchObject({ code: 0, stderr: "" });
      expect(mermaid.stdout).toMatch(/^graph LR\n/);
      expect(mermaid.stdout).toContain("mitigated by: 0 verified, 0 failed");
      const dot = await product.ask(["graph", "export", "--format", "dot", ...id]);
      expect(dot.stdout).toMatch(/^digraph memory \{\n.*\n\}\n$/s);
      expect(dot.stdout).toContain('Stale \\"lock\\"');
    }
  });
  it("names an unknown id or format, exit 2", async () => {
    for (const words of [["nothing"], ["--format", "mermaidd"]]) {
      const answer = await product.ask(["graph", "export", ...words]);
      expect(answer).toMatchObject({ code: 2, stdout: "" });
      expect(answer.stderr).toMatch(/^reifier: .+\nhint: .+\n$/);
    }
  });
});

describe("insights", () => {
  it("says what is uncovered and unused, and after a run how long it took", async () => {
    await withLockRunbook(product);
    await product.ask(["alert"], { input: "FATAL: remaining connection slots are reserved" });
    expect(await product.json(["insights"])).toMatchObject({
      uncovered: [{ seen: 1 }],
      unused: [{ id: "app-lock" }],
      timeToResolve: [],
    });
    const [{ id } = { id: "" }] = z
      .array(z.object({ id: z.string() }))
      .parse(await product.json(["pending"]));
    expect((await product.ask(["confirm", id, "--yes"])).code).toBe(0);
    expect(await product.json(["insights"])).toMatchObject({ unused: [], timeToResolve: [{ resolved: 1 }] });
    const page = (await product.ask(["insights"])).stdout;
    expect(page).toMatch(/^Errors that no approved runbook answers\n +1 time {2}p-/);
    expect(page).toMatch(/Time from the alert to resolved, on average\n +\d+(\.\d)? (s|min).* {2}p-/);
  });
});

const jsonLines = (text: string): unknown[] =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("logs on stdin or in a file", () => {
  const patterns = () =>
    product.write("../patterns.jsonl", `${JSON.stringify({ id: "lock", lines: [locked] })}\n`);

  it("are cut at \\n and \\r\\n, and the last line needs no line end", async () => {
    const input = `INFO started\r\n${locked}\r\n\n${locked}`;
    const file = product.write("../app.log", input);
    for (const from of [{ input }, {}]) {
      const named = "input" in from ? [] : ["--file", file];
      const matched = await product.ask(["--json", "match", "--patterns", patterns(), ...named], from);
      expect(jsonLines(matched.stdout)).toMatchObject([
        { line: 1, match: null },
        { line: 2, match: "lock", kind: "exact" },
        { line: 3, match: null },
        { line: 4, match: "lock", kind: "exact" },
      ]);
      const understood = await product.ask(["--json", "events", ...named], from);
      expect(jsonLines(understood.stdout).at(-1)).toMatchObject({
        lines: [4, 4],
        level: "error",
        error: true,
      });
      expect(understood.stdout).not.toContain("\\r");
    }
  });
  it("are answered line for line, however many there are", async () => {
    const lines = 120_000;
    const input = `${`INFO a line with ümlauts ${"x".repeat(20)}\n`.repeat(lines - 1)}${locked}\n`;
    const matched = await product.ask(["--json", "match", "--patterns", patterns()], { input });
    const answers = matched.stdout.trim().split("\n");
    expect(answers).toHaveLength(lines);
    expect(JSON.parse(answers.at(-1) ?? "")).toMatchObject({ line: lines, match: "lock" });
    expect(matched.code).toBe(0);
  });
  it("of one endless line are read at its beginning", async () => {
    const input = `${locked} ${"x".repeat(3_000_000)}\n${locked}\n`;
    const understood = await product.ask(["--json", "events"], { input });
    expect(jsonLines(understood.stdout)).toHaveLength(2);
  });
  it("that cannot be read are named, exit 2", async () => {
    for (const file of ["/nowhere.log", "/etc"]) {
      const answer = await product.ask(["events", "--file", file]);
      expect(answer).toMatchObject({ code: 2, stdout: "" });
      expect(answer.stderr).toMatch(/^reifier: cannot read .+\nhint: .+\n$/);
    }
  });
});

describe("observe --history", () => {
  it("shows a bar on a terminal when it takes long, and takes it away", { timeout: 120_000 }, async () => {
    const home = join(product.workspace, "..", "person");
    mkdirSync(home);
    const lines = Array.from({ length: 40_000 }, (_, i) => `systemctl restart app-${i}`);
    const long = product.write("../long_history", `${lines.join("\n")}\n`);
    const short = product.write("../short_history", "uptime\n");
    const shell = await TypedShell.start({ home });
    const reading = `${process.execPath} ${main} --workspace ${product.workspace} observe --once --format bash`;
    await shell.type(`${reading} --history ${short} > ${home}/short`);
    expect(shell.screen).not.toContain("reading [");
    await shell.type(`${reading} --history ${long} > ${home}/long`);
    await shell.exit();
    expect(shell.screen).toMatch(/reading \[#+\.*\] +\d+ %[^\r]*\r {2,}\r/);
    expect(readFileSync(join(home, "short"), "utf8")).toMatch(/^- {2}uptime\n$/);
    expect(readFileSync(join(home, "long"), "utf8").split("\n")).toHaveLength(40_001);
  });
  it("shows no bar where stderr is no terminal", { timeout: 60_000 }, async () => {
    const file = product.write(
      "../bash_history",
      Array.from({ length: 20_000 }, (_, i) => `kill ${i}\n`).join(""),
    );
    const answer = await product.ask(["observe", "--history", file, "--once"]);
    expect(answer).toMatchObject({ code: 0, stderr: "" });
    expect(answer.stdout.trim().split("\n")).toHaveLength(20_000);
  });
});
