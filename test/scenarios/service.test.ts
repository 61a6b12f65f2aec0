import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Product } from "../support/product.ts";

let product: Product;
beforeEach(() => {
  product = new Product("");
});
afterEach(() => product.remove());

const unit = (): string => join(dirname(product.workspace), ".config/systemd/user/reifier.service");

describe("reifier service", () => {
  it("shows the unit and writes nothing with --dry-run", async () => {
    const shown = await product.ask(["service", "install", "--dry-run"]);
    expect(shown.code).toBe(0);
    expect(shown.stdout).toContain("ExecStart=");
    expect(existsSync(unit())).toBe(false);
    expect((await product.ask(["service", "uninstall", "--dry-run"])).code).toBe(1);
  });

  it("writes the unit once, names what to type, and takes it away again", async () => {
    const written = await product.ask(["service", "install"]);
    expect(written.stdout).toContain("systemctl --user enable --now reifier");
    expect(readFileSync(unit(), "utf8")).toContain(`"--workspace" "${product.workspace}" "up"`);
    expect((await product.ask(["service", "install"])).code, "the same file again is fine").toBe(0);
    expect((await product.ask(["service", "uninstall"])).code).toBe(0);
    expect(existsSync(unit())).toBe(false);
  });

  it("overwrites and removes nothing that somebody else wrote", async () => {
    await product.ask(["service", "install"]);
    writeFileSync(unit(), "[Service]\nExecStart=/bin/true\n");
    for (const act of ["install", "uninstall"]) {
      const refused = await product.ask(["service", act]);
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain("overwrites nothing");
    }
    expect(readFileSync(unit(), "utf8")).toContain("/bin/true");
  });
});
