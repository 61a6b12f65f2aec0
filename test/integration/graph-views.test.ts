import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { lockLine, lockRunbook } from "../support/lock-runbook.ts";
import { Product } from "../support/product.ts";

const Patterns = z.array(z.looseObject({ id: z.string() }));
const Picture = z.object({
  nodes: z.array(z.looseObject({ kind: z.string() })),
  edges: z.array(z.looseObject({ kind: z.string() })),
});

describe("what the memory shows", () => {
  let product: Product;
  let pattern = "";
  beforeAll(async () => {
    product = new Product("operator: {onApprove: register}\n");
    for (const [id, fix] of [
      ["first", "true"],
      ["second", "false"],
    ] as const) {
      product.write(`runbooks/drafts/${id}.md`, lockRunbook(id, fix));
      expect((await product.ask(["approve", id, "--by", "sam"])).code).toBe(0);
    }
    const alert = await product.json(["alert"], { input: `${lockLine}\n` });
    const { suggestion } = z.object({ suggestion: z.string() }).parse(alert);
    expect((await product.ask(["confirm", suggestion, "--yes"])).code).toBe(0);
    pattern = Patterns.parse(await product.json(["patterns"]))[0]?.id ?? "";
  }, 120_000);
  afterAll(() => product.remove());

  it("patterns: what mitigates, how that went, and which runbooks share commands", async () => {
    expect(await product.json(["patterns"])).toMatchObject([
      {
        ...{ id: pattern, seen: 1, runbooks: ["first", "second"], elsewhere: null },
        mitigatedBy: [
          {
            ...{ id: "first", verified: 1, failed: 0, lastResults: ["resolved"] },
            related: [{ id: "second", shared: 1 }],
          },
          { id: "second", verified: 0, failed: 0, lastResults: [] },
        ],
      },
    ]);
    const { stdout } = await product.ask(["patterns"]);
    expect(stdout).toContain("mitigated by first  'Runbook first'  1 verified, 0 failed; last resolved");
    expect(stdout).toContain("mitigated by second  'Runbook second'  never run for it");
    expect(stdout).toContain("shares 1 command with second 'Runbook second' (approved)");
  });

  it("show: the file on stdout, what is known of it beside", async () => {
    const { stdout, stderr } = await product.ask(["show", "first"]);
    expect(stdout).not.toContain("mitigates");
    expect(stderr).toContain(`mitigates ${pattern}`);
    expect(stderr).toContain("shares 1 command with second");
    expect(await product.json(["show", "first"])).toMatchObject({
      mitigates: [{ pattern, verified: 1, failed: 0, lastResults: ["resolved"] }],
      related: [{ id: "second", shared: 1 }],
      elsewhere: [],
    });
  });

  it.each(["pattern", "runbook", "host"])(
    "graph export: the neighbourhood of a %s, in every format",
    async (kind) => {
      const whole = Picture.parse(await product.json(["graph", "export", pattern]));
      const node = whole.nodes.find((one) => one.kind === kind);
      const id = z.string().parse(node?.["id"]);
      const picture = Picture.parse(await product.json(["graph", "export", id]));
      expect(picture.nodes[0]).toMatchObject({ kind, id });
      expect(picture.edges.length).toBeGreaterThan(0);
      expect((await product.ask(["graph", "export", id, "--format", "mermaid"])).stdout).toMatch(
        /^graph LR\n {2}n0/,
      );
      expect((await product.ask(["graph", "export", id, "--format", "dot"])).stdout).toMatch(
        /^digraph memory \{/,
      );
    },
  );

  it("insights: coverage, unused, time to resolve, what is shared and where errors were seen", async () => {
    expect(await product.json(["insights"])).toMatchObject({
      coverage: { patterns: 1, covered: 1 },
      uncovered: [],
      unused: [{ id: "second" }],
      unverified: [],
      sharedCommands: [{ text: "true", runbooks: ["first", "second"] }],
      spread: [{ id: pattern, hosts: [expect.any(String)] }],
      timeToResolve: [{ id: pattern, resolved: 1, meanMs: expect.any(Number) }],
    });
    const { stdout } = await product.ask(["insights"]);
    expect(stdout).toContain("1 of 1 known error answered by an approved runbook");
  });

  it("says what is wrong with an address, a format and an id", async () => {
    expect((await product.ask(["graph", "copy", "--to", "http://h"])).stderr).toContain("bolt://HOST:7687");
    expect((await product.ask(["graph", "copy", "--to", "bolt://127.0.0.1:1"])).stderr).toContain(
      "graph.password",
    );
    expect((await product.ask(["graph", "copy", "--to", "bolt://sam:s3cret@127.0.0.1:1"])).code).toBe(13);
    expect((await product.ask(["graph", "sync"])).stderr).toContain("set graph.url");
    expect((await product.ask(["graph", "export", "--format", "mermaidd"])).stderr).toContain("mermaid");
    expect((await product.ask(["graph", "export", "nobody"])).code).toBe(2);
  });
});
