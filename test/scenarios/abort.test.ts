import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Answer, Product, until } from "../support/product.ts";

let product: Product;
beforeEach(() => {
  product = new Product();
});
afterEach(() => product.remove());

/** A runbook that takes a minute. Its process carries the mark, in whatever namespace it runs. */
const slow = (mark: string): string =>
  [
    "---\nid: slow\n---\n\n# Slow\n\n## Fix\n\n```sh",
    `touch ${mark}; sh -c 'sleep 60; true' ${mark}`,
    "```\n\n## Verify\n\n```sh",
    "true",
    "```\n",
  ].join("\n");

const Running = z.object({ executions: z.array(z.object({ id: z.string() })) });

/** Processes of the slow step; a zombie has no command line any more. */
const alive = (mark: string): string[] =>
  readdirSync("/proc").filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return readFileSync(`/proc/${name}/cmdline`, "utf8").includes(`sleep 60; true\0${mark}`);
    } catch {
      return false; // It ended while we looked.
    }
  });

/** Approves and starts the slow runbook; resolves when its process is there. */
async function startSlow(): Promise<{ execution: string; mark: string; answer: Promise<Answer> }> {
  const mark = join(product.workspace, "..", "slow.mark");
  product.write("runbooks/drafts/slow.md", slow(mark));
  expect(await product.ask(["approve", "slow"])).toMatchObject({ code: 0 });
  const answer = product.ask(["run", "slow", "--yes"]);
  await until(() => alive(mark).length > 0, "the step to begin");
  const { executions } = Running.parse(await product.json(["status"]));
  const [execution] = executions.map(({ id }) => id);
  return { execution: execution ?? "", mark, answer };
}

describe("abort", () => {
  it("ends a running execution with its whole tree and says how it ended", async () => {
    const { execution, mark, answer } = await startSlow();
    const aborted = await product.json(["abort", execution]);
    expect(aborted).toMatchObject({
      execution,
      aborted: true,
      result: "interrupted",
      reason: "interrupted-at-step 1",
    });
    expect(alive(mark)).toEqual([]);
    expect((await answer).code).toBe(130);
    const again = await product.ask(["abort", execution]);
    expect(again.code).toBe(1);
    expect(again.stdout).toContain("had ended before: interrupted");
  });
  it("names what is wrong with an unknown execution, exit 2", async () => {
    const answer = await product.ask(["abort", "x-nothing"]);
    expect(answer).toMatchObject({ code: 2, stdout: "" });
    expect(answer.stderr).toBe("reifier: there is no execution x-nothing\nhint: type: reifier status\n");
  });
});

describe("down with a run in progress", () => {
  it("names it and stays; with --force it is ended first", async () => {
    const daemon = await product.up();
    try {
      const { execution, mark, answer } = await startSlow();
      const refused = await product.ask(["down"]);
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain(`the runbook slow is running (${execution})`);
      expect(daemon.ended).toBe(false);
      expect(await product.json(["down", "--force"])).toMatchObject({
        stopped: daemon.pid,
        aborted: [{ execution, result: "interrupted" }],
      });
      expect(alive(mark)).toEqual([]);
      expect((await answer).code).toBe(130);
      await until(() => daemon.ended, "the daemon's end", 10_000);
    } finally {
      await daemon.stop("SIGKILL");
    }
  });
});

describe("run on a file that is not on the shelf", () => {
  const document =
    "# How to\n\n## Fix\n\n1. `systemctl restart app`\n\n## Verify\n\n```sh\ncat /etc/hostname\n```\n";

  it("shows what would run with --dry-run, runs nothing and says what is missing", async () => {
    const path = product.write("../HOWTO.md", document);
    const lines = (await product.ask(["--json", "run", path, "--dry-run"])).stdout.trim().split("\n");
    const events = lines.map((line) => z.looseObject({ type: z.string() }).parse(JSON.parse(line)));
    expect(events.map(({ type }) => type)).toEqual(["run.start", "step.start", "step.start", "run.end"]);
    expect(events[1]).toMatchObject({
      command: "systemctl restart app",
      role: "fix",
      verdict: { verdict: "confirm" },
    });
    const shown = await product.ask(["run", "HOWTO.md", "--dry-run"], { cwd: join(product.workspace, "..") });
    expect(shown.code).toBe(0);
    expect(shown.stderr).toContain("would not run yet: outside-the-workspace");
  });
  it("refuses it without --dry-run, exit 10, also when the same text is approved", async () => {
    product.write("runbooks/drafts/HOWTO.md", document);
    expect(await product.ask(["approve", "HOWTO"])).toMatchObject({ code: 0 });
    const path = product.write("../HOWTO.md", document);
    const refused = await product.ask(["--json", "run", path, "--yes"]);
    expect(refused.code).toBe(10);
    expect(refused.stdout).toContain('"result":"refused"');
    const dry = await product.ask([
      "run",
      join(product.workspace, "runbooks/approved/HOWTO.md"),
      "--dry-run",
    ]);
    expect(dry).toMatchObject({ code: 0, stderr: "" });
  });
  it("says what it cannot read or understand, exit 2", async () => {
    for (const path of [product.write("../broken.md", "---\nid: [\n---\n# T\n"), "/etc/", "./nowhere.md"]) {
      const answer = await product.ask(["run", path, "--dry-run"]);
      expect(answer).toMatchObject({ code: 2, stdout: "" });
      expect(answer.stderr).toMatch(/^reifier: .+\nhint: .+\n$/);
    }
  });
});
