import { readdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Product } from "../support/product.ts";

let product: Product;
beforeEach(() => {
  product = new Product("operator: {onApprove: register}\n");
});
afterEach(() => product.remove());

/** Without a pause between two looks; an empty file only keeps the name. */
function moveWhenThere(runbooks: string): void {
  for (const late = Date.now() + 20_000; Date.now() < late; ) {
    const name = readdirSync(join(runbooks, "drafts")).find((one) => one.endsWith(".md"));
    if (name === undefined || statSync(join(runbooks, "drafts", name)).size === 0) continue;
    renameSync(join(runbooks, "drafts", name), join(runbooks, "approved", name));
    return;
  }
  throw new Error("no draft within 20 s");
}

it("a draft that is moved in the moment it appears is approved: what was written counts as seen", async () => {
  const at = Math.floor(Date.now() / 1_000);
  const history = product.write("../history", `#${at}\nsystemctl restart app\n`);
  await product.ask(["observe", "--history", history, "--format", "bash", "--once"]);
  const ended = product.ask(["sessions", "end"]);
  moveWhenThere(join(product.workspace, "runbooks"));
  expect((await ended).code).toBe(0);
  expect(await product.json(["runbooks"])).toMatchObject([{ status: "approved", problems: [] }]);
});
