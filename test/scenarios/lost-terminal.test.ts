import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { main, Product, until } from "../support/product.ts";

let product: Product;
beforeEach(() => {
  product = new Product("observe: {history: []}\n");
});
afterEach(() => product.remove());

/** Holds the terminal of a run, says yes, and dies without a word in the middle of the fix: the terminal is gone. */
const holder = `
const [main, workspace] = process.argv.slice(1);
const pty = require("@lydell/node-pty").spawn(process.execPath, [main, "--workspace", workspace, "run", "slow"], {});
let screen = "", said = false;
pty.onData((text) => {
  screen += text;
  if (!said && screen.includes("Type y for yes")) { said = true; setTimeout(() => pty.write("y\\r"), 500); }
  if (screen.includes("$ sleep 2")) process.kill(process.pid, "SIGKILL");
});
`;

it("a run whose terminal goes away is finished, with its report", { timeout: 120_000 }, async () => {
  const trace = join(dirname(product.workspace), "mended");
  product.write(
    "runbooks/drafts/slow.md",
    `# Slow\n\n## Fix\n\n\`\`\`sh\nsleep 2; touch ${trace}\n\`\`\`\n\n## Verify\n\n1. \`test -e ${trace}\`\n`,
  );
  expect((await product.ask(["approve", "slow"])).code).toBe(0);
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const held = spawnSync(process.execPath, ["-e", holder, main, product.workspace], { cwd: root });
  expect(held.signal, held.stderr.toString()).toBe("SIGKILL");
  const audit = (): string => readFileSync(join(product.workspace, "audit", "audit.jsonl"), "utf8");
  await until(() => audit().includes('"type":"run.end"'), "the end of the run", 30_000);
  expect(audit()).toContain('"result":"resolved"');
  expect(existsSync(trace)).toBe(true);
});
