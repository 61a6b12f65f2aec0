import { execa } from "execa";
import { afterEach, beforeEach, expect, it } from "vitest";
import { main, Product } from "../support/product.ts";

let product: Product;
beforeEach(() => {
  product = new Product("operator: {onApprove: register}\n");
});
afterEach(() => product.remove());

/** The program where /proc is empty, as on systems that have none (macOS). */
const ask = async (words: readonly string[]) =>
  await execa(
    "bwrap",
    [
      "--dev-bind",
      "/",
      "/",
      "--tmpfs",
      "/proc",
      process.execPath,
      main,
      "--workspace",
      product.workspace,
      ...words,
    ],
    { reject: false },
  );

it("without /proc everything works but running, which says so before anything is started", async () => {
  product.write(
    "runbooks/drafts/app.md",
    '---\nid: app\nsymptoms: ["x"]\n---\n# App\n\n**Fix**:\n\n1. `touch healed`\n',
  );
  product.write("history", "#1772417460\nsystemctl restart app\n");
  const recorded = await ask([
    "observe",
    "--history",
    `${product.workspace}/history`,
    "--format",
    "bash",
    "--once",
  ]);
  expect(recorded.stdout).toContain("systemctl restart app");
  expect((await ask(["sessions", "end"])).exitCode).toBe(0);
  expect((await ask(["approve", "app"])).exitCode).toBe(0);
  expect((await ask(["check", "rm -rf /"])).exitCode).toBe(10);
  expect((await ask(["run", "app", "--dry-run"])).exitCode).toBe(0);
  const refused = await ask(["run", "app", "--yes"]);
  expect(refused.exitCode).not.toBe(0);
  expect(`${refused.stdout}${refused.stderr}`).toContain("this host has no /proc");
});
