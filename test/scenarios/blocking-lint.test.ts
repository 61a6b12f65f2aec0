import { afterEach, beforeEach, expect, it } from "vitest";
import { Product } from "../support/product.ts";

let product: Product;
beforeEach(() => {
  product = new Product("operator: {blockingLint: [no-verify]}\n");
});
afterEach(() => product.remove());

const unverified = '---\nid: app\nsymptoms: ["x"]\n---\n# App\n\n**Fix**:\n\n1. `systemctl restart app`\n';

it("a workspace makes a lint warning block the approval, and says which one", async () => {
  product.write("runbooks/drafts/app.md", unverified);
  const refused = await product.ask(["approve", "app"]);
  expect(refused.code).toBe(10);
  expect(refused.stderr).toContain("no-verify");
  product.write("reifier.yaml", "");
  expect((await product.ask(["approve", "app"])).code).toBe(0);
});

it("a runbook that was approved before the setting does not run any more", async () => {
  product.write("reifier.yaml", "");
  product.write("runbooks/drafts/app.md", unverified);
  await product.ask(["approve", "app"]);
  product.write("reifier.yaml", "operator: {blockingLint: [no-verify]}\n");
  expect((await product.ask(["run", "app", "--yes"])).code).toBe(10);
});

it("an unknown rule in the setting is an error with the nearest known one", async () => {
  product.write("reifier.yaml", "operator: {blockingLint: [no-verfy]}\n");
  const refused = await product.ask(["status"]);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("no-verify");
});

it("no inherited variable can take the setting away", async () => {
  product.write("runbooks/drafts/app.md", unverified);
  const env = { REIFIER_OPERATOR_BLOCKING_LINT: "[]" };
  expect((await product.ask(["approve", "app"], { env })).code).not.toBe(0);
});
