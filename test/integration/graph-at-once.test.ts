import { afterEach, beforeEach, expect, it } from "vitest";
import { lockRunbook } from "../support/lock-runbook.ts";
import { Product } from "../support/product.ts";

let product: Product;
beforeEach(() => {
  product = new Product("operator: {onApprove: register}\n");
});
afterEach(() => product.remove());

it("lets a daemon, three commands and an approval write at once, without an error and without a loss", async () => {
  product.write("runbooks/drafts/lock.md", lockRunbook("stale-lock"));
  const daemon = await product.up();
  const rounds = [1, 2, 3];
  const learning = ["disk", "queue", "socket"].map(async (word) => {
    for (const n of rounds) {
      const input = `${word} number ${"abc"[n - 1]} is stuck\n`;
      const answer = await product.ask(["patterns", "learn"], { input });
      expect([answer.code, answer.stderr]).toEqual([0, ""]);
    }
  });
  const approved = await product.ask(["approve", "stale-lock"]);
  expect([approved.code, approved.stderr]).toEqual([0, approved.stderr]);
  await Promise.all(learning);
  expect(await product.json(["patterns"])).toHaveLength(10);
  expect(await product.json(["graph", "stats"])).toMatchObject({
    ErrorPattern: 10,
    Runbook: 1,
    MITIGATED_BY: 1,
  });
  expect((await product.ask(["audit", "verify"])).code).toBe(0);
  expect(await daemon.stop()).toBe(0);
  expect(daemon.output).not.toMatch(/error|busy|locked/i);
}, 120_000);
