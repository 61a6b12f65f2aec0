import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Product } from "../support/product.ts";

// Each test starts the program many times.
vi.setConfig({ testTimeout: 120_000 });

let product: Product;
beforeEach(() => {
  product = new Product("observe: {history: []}\n");
});
afterEach(() => product.remove());

const document = (id: string, before = "", fix = "touch /tmp/reifier-hint"): string =>
  `---\nid: ${id}\n---\n\n# Mend ${id}\n\n${before}\n\n## Fix\n\n\`\`\`sh\n${fix}\n\`\`\`\n`;

async function approved(id: string, before?: string, fix?: string): Promise<string> {
  product.write(`runbooks/drafts/${id}.md`, document(id, before, fix));
  expect(await product.ask(["approve", id])).toMatchObject({ code: 0 });
  return join(product.workspace, "runbooks", "approved", `${id}.md`);
}

/** Exit code and hint of a run that did not go through. */
async function told(...words: string[]): Promise<[number | undefined, string]> {
  const { code, stderr } = await product.ask(["run", ...words]);
  return [code, /^hint: (.+)$/m.exec(stderr)?.[1] ?? ""];
}

describe("a run that did not go through says on stderr what to type next", () => {
  it("when it may not run: a draft, a changed file, a mistake in it, a file from elsewhere", async () => {
    product.write("runbooks/drafts/draft.md", document("draft"));
    expect(await told("draft", "--yes")).toEqual([
      10,
      expect.stringContaining("type: reifier approve draft"),
    ]);
    const elsewhere = product.write("../elsewhere.md", document("elsewhere"));
    expect(await told(elsewhere, "--yes")).toEqual([10, expect.stringContaining("runbooks/drafts/")]);
    appendFileSync(await approved("one"), "\n## Fix\n\n1. `touch /tmp/reifier-more`\n");
    expect(await told("one", "--yes")).toEqual([10, expect.stringContaining("again: reifier approve one")]);
    product.write("runbooks/drafts/bad.md", document("bad", "", "rm -rf /"));
    expect(await told("bad", "--yes")).toEqual([10, expect.stringContaining("reifier lint bad")]);
  });

  it("when a policy made stricter since denies a step", async () => {
    await approved("one", "", "touch /tmp/reifier-hint\nfrobnicate --now");
    product.write(
      "blocklist.yaml",
      'schema: 1\nrules:\n  - {id: own, verdict: deny, category: own, reason: never, when: {command: [frobnicate]}, mustCatch: ["frobnicate x"], mustPass: ["ls"]}\n',
    );
    expect(await told("one", "--yes")).toEqual([10, expect.stringContaining("reifier lint one")]);
  });

  it("when a guard stands against it, or cannot be told", async () => {
    await approved("one", "Only do this if CPU > 90%.");
    expect(await told("one", "--yes")).toEqual([
      1,
      "say the value yourself: reifier run one --set CPU=VALUE",
    ]);
    expect(await told("one", "--yes", "--set", "CPU=12%")).toEqual([
      1,
      expect.stringContaining("what it waits for: reifier show one"),
    ]);
    await approved("two", "## Guard\n\n```sh\ntest -e /nonexistent\n```");
    expect(await told("two", "--yes")).toEqual([1, expect.stringContaining("reifier run two")]);
  });

  it("when nobody could be asked", async () => {
    await approved("one");
    expect(await told("one")).toEqual([11, expect.stringContaining("reifier run one --yes")]);
    await approved("high", "", "rm -rf /srv/reifier-hint");
    expect(await told("high", "--yes")).toEqual([
      11,
      expect.stringContaining("without --yes: reifier run high"),
    ]);
  });

  it("when it failed or was not verified, and not after a success or a rehearsal", async () => {
    await approved("one", "", "touch /tmp/reifier-hint\nfalse");
    expect(await told("one", "--yes")).toEqual([12, expect.stringContaining("reifier incidents show INC-")]);
    await approved("two");
    expect(await told("two", "--yes")).toEqual([1, expect.stringContaining("Verify")]);
    expect(await told("two", "--dry-run")).toEqual([0, ""]);
    await approved("three", "## Verify\n\n```sh\ntrue\n```");
    expect(await told("three", "--yes")).toEqual([0, ""]);
  });
});
