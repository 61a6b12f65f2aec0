import { chmodSync, linkSync, readFileSync, statSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Product } from "../support/product.ts";

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
  it("writes nothing where something would be lost", async () => {
    const path = product.write("../pods.md", withPlaceholder);
    linkSync(path, `${path}.second`);
    const refused = await product.ask(["lint", path, "--fix"]);
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toMatch(/was not mended: it has several names.*\nhint: .+\n$/);
    expect(readFileSync(path, "utf8")).toBe(withPlaceholder);
  });
});
