import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { Product } from "../support/product.ts";

// Each test starts the program many times.
vi.setConfig({ testTimeout: 120_000 });

const Rows = z.array(z.object({ id: z.string(), path: z.string(), status: z.string() }));
const Sessions = z.array(z.object({ id: z.string(), startedAt: z.string() }));

let product: Product;
beforeEach(() => {
  product = new Product(
    "observe: {history: []}\nscribe: {draftWhen: always}\noperator: {onApprove: register}\n",
  );
});
afterEach(() => product.remove());

const fix = [
  "systemctl stop app",
  "rm /var/cache/app.lock",
  "systemctl start app",
  "curl -fsS localhost:8080/health",
];

/** A session that was typed at this time (bash history with times), taken in and closed. */
async function session(name: string, at: string, commands: readonly string[]): Promise<string> {
  const start = Date.parse(at) / 1_000;
  const history = product.write(
    name,
    commands.map((command, i) => `#${start + i * 5}\n${command}\n`).join(""),
  );
  await product.ask(["observe", "--history", history, "--format", "bash", "--once"]);
  await product.ask(["sessions", "end"]);
  const sessions = Sessions.parse(await product.json(["sessions"]));
  return sessions.find(({ startedAt }) => startedAt === new Date(start * 1_000).toISOString())?.id ?? "";
}

const read = (path: string): string => readFileSync(join(product.workspace, path), "utf8");

describe("the same trouble again", () => {
  it("is noted in the old draft with its date; a second draft only when asked for", async () => {
    await session("first", "2026-03-02T02:11:00Z", fix);
    const [draft] = Rows.parse(await product.json(["drafts"]));
    const before = read(draft?.path ?? "");
    const again = await session("second", "2026-04-09T10:00:00Z", fix);
    expect(Rows.parse(await product.json(["drafts"]))).toHaveLength(1);
    const after = read(draft?.path ?? "");
    expect(after).toContain(`Seen again on 2026-04-09 in session \`${again}\`.`);
    expect(after.startsWith(before.trimEnd())).toBe(true);
    const asked = await product.ask(["draft", again]);
    expect(asked.code).toBe(0);
    expect(Rows.parse(await product.json(["drafts"]))).toHaveLength(2);
    expect(read(draft?.path ?? "").match(/Seen again/g)).toHaveLength(1);
  });

  it("gives a draft that is made again an id and a name of its own beside the runbook it was approved as", async () => {
    const id = await session("first", "2026-03-02T02:11:00Z", fix);
    const [draft] = Rows.parse(await product.json(["drafts"]));
    expect((await product.ask(["approve", draft?.id ?? ""])).code).toBe(0);
    const again = await product.json(["draft", id]);
    const [second] = Rows.parse(await product.json(["drafts"]));
    expect(second).toMatchObject({
      id: `${draft?.id}-2`,
      path: draft?.path.replace(".md", "-2.md"),
    });
    // What the command answers is what lies there, and a third try changes that one.
    expect(again).toMatchObject({ path: second?.path, draft: read(second?.path ?? "") });
    await product.ask(["draft", id]);
    expect(Rows.parse(await product.json(["drafts"]))).toHaveLength(1);
    expect((await product.ask(["approve", `${draft?.id}-2`])).code).toBe(0);
    const rows = Rows.parse(await product.json(["runbooks"]));
    expect(rows.map((row) => [row.id, row.status])).toEqual([
      [`${draft?.id}-2`, "approved"],
      [draft?.id, "approved"],
    ]);
  });

  it("leaves an approved runbook approved and says that it was not used", async () => {
    await session("first", "2026-03-02T02:11:00Z", fix);
    const [draft] = Rows.parse(await product.json(["drafts"]));
    const approved = await product.ask(["approve", draft?.id ?? ""]);
    expect(approved.code, approved.stderr).toBe(0);
    await session("second", "2026-04-09T10:00:00Z", fix);
    const rows = Rows.parse(await product.json(["runbooks"]));
    expect(rows).toMatchObject([{ status: "approved" }]);
    expect(read(rows[0]?.path ?? "")).toMatch(
      /Seen again on 2026-04-09 in session `[^`]+`\. It was mended by hand; this runbook was not used\./,
    );
    expect((await product.ask(["run", draft?.id ?? "", "--dry-run"])).code).not.toBe(10);
  });
});

describe("in a git work tree", () => {
  it("commands are tied to the files that define what they name", async () => {
    const tree = join(dirname(product.workspace), "infra");
    mkdirSync(join(tree, "units"), { recursive: true });
    writeFileSync(join(tree, "Makefile"), "all: build\n\nreindex:\n\t./bin/reindex\n");
    writeFileSync(join(tree, "compose.yml"), "services:\n  billing:\n    image: acme/billing:3\n");
    writeFileSync(join(tree, "units", "worker.service"), "[Service]\nExecStart=/srv/worker\n");
    writeFileSync(join(tree, "secret.env"), "reindex=1\n");
    const git = (...words: string[]) =>
      execFileSync("git", ["-C", tree, "-c", "user.name=p", "-c", "user.email=p@x", ...words]);
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "first");
    const record = (command: string, at: number) => ({
      n: at + 1,
      command,
      cwd: tree,
      user: "root",
      exitCode: 0,
      startedAt: new Date(Date.parse("2026-04-09T10:00:00Z") + at * 5_000).toISOString(),
    });
    const commands = ["make reindex", "docker compose restart billing", "systemctl restart worker"];
    const file = product.write("b.jsonl", JSON.stringify({ id: "b", records: commands.map(record) }));
    const { draft } = z.object({ draft: z.string() }).parse(await product.json(["draft", "--bundle", file]));
    expect(draft).toContain("## References");
    for (const place of [
      "`Makefile:3` defines `reindex`",
      "`compose.yml:2` defines `billing`",
      "`units/worker.service:1` defines `worker`",
    ])
      expect(draft).toContain(place);
    expect(draft).not.toContain("secret.env");
  });
});
