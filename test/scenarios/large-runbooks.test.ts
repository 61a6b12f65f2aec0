import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { Product } from "../support/product.ts";

let product: Product;
beforeEach(() => {
  product = new Product("operator: {onApprove: register}\n");
});
afterEach(() => product.remove());

const block = (n: number): string => `## Fix\n\n\`\`\`sh {"name":"b${n}"}\necho ${n}\n\`\`\`\n`;
const Blocks = z.array(z.object({ code: z.string() }));

describe("a runbook of 5 MB", { timeout: 120_000 }, () => {
  it("is refused with its size, and does not keep the others from being used", async () => {
    product.write("runbooks/drafts/huge.md", `# Huge\n\n${"word ".repeat(1_100_000)}\n\n${block(1)}`);
    product.write("runbooks/drafts/small.md", `---\nid: small\nsymptoms: ["x"]\n---\n# Small\n\n${block(1)}`);
    const refused = await product.ask(["approve", "runbooks/drafts/huge.md"]);
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain("too-large");
    const rows = z
      .array(z.object({ path: z.string(), problems: z.array(z.string()) }))
      .parse(await product.json(["runbooks"]));
    expect(rows.find(({ path }) => path.endsWith("huge.md"))?.problems.join()).toContain("too-large");
    expect((await product.ask(["approve", "small"])).code).toBe(0);
  });
});

describe("ten thousand blocks", { timeout: 120_000 }, () => {
  const text = `---\nid: many\n---\n# Many\n\n${Array.from({ length: 10_000 }, (_, n) => block(n)).join("\n")}`;

  it("are listed, every one", async () => {
    const file = product.write("many.md", text);
    const blocks = Blocks.parse(await product.json(["blocks", file]));
    expect(blocks).toHaveLength(10_000);
    expect(blocks.at(-1)?.code).toBe("echo 9999");
  });

  it("are too many to approve, to rehearse and to run, and it says how many may be", async () => {
    product.write("runbooks/drafts/many.md", text);
    const refused = await product.ask(["approve", "many"]);
    expect(refused.code).toBe(10);
    expect(refused.stderr).toContain("too-many-steps");
    expect((await product.ask(["run", "many", "--yes"])).code).toBe(10);
  });
});

describe("a chain of a thousand steps that need each other", { timeout: 120_000 }, () => {
  it("is rehearsed in order, and a cycle in it is named", async () => {
    const step = (n: number): string =>
      `\`\`\`sh {"name":"s${n}"${n === 0 ? "" : `,"needs":"s${n - 1}"`}}\necho ${n}\n\`\`\`\n`;
    const chain = Array.from({ length: 1_000 }, (_, n) => step(n));
    product.write(
      "runbooks/drafts/chain.md",
      `---\nid: chain\nsymptoms: ["x"]\n---\n# Chain\n\n## Fix\n\n${chain.join("\n")}`,
    );
    const rehearsed = await product.ask(["--json", "run", "chain", "--dry-run"]);
    expect(rehearsed.code, rehearsed.stderr).toBe(0);
    const steps = rehearsed.stdout.split("\n").filter((line) => line.includes('"type":"step.start"'));
    expect(steps).toHaveLength(1_000);
    const cycle = chain.join("\n").replace('{"name":"s0"}', '{"name":"s0","needs":"s999"}');
    product.write(
      "runbooks/drafts/chain.md",
      `---\nid: chain\nsymptoms: ["x"]\n---\n# Chain\n\n## Fix\n\n${cycle}`,
    );
    expect((await product.ask(["lint", "chain"])).stdout).toContain("needs-cycle");
  });
});
