import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Part, partsOf } from "../support/document.ts";
import { main, Product } from "../support/product.ts";

const folder = fileURLToPath(new URL("../../docs/", import.meta.url));
const pages = readdirSync(folder)
  .filter((name) => name.endsWith(".md"))
  .map((name) => ({ name, parts: partsOf(`${folder}${name}`) }));

/** What the pages' commands talk about. */
const runbook = `---
id: db-lockup
symptoms: ["ERROR: canceling statement due to lock timeout"]
---
# DB lockup

**Fix**:

1. \`systemctl restart db\`

## Verify

\`\`\`sh
systemctl is-active db
\`\`\`
`;
const env = { NEO4J_PASSWORD: "x", REIFIER_WEBHOOK_TOKEN: "x", ANTHROPIC_API_KEY: "x" };
/** Nobody listens there: the pages' servers are somebody's own. */
const nowhere = "127.0.0.1:9";

let product: Product;
beforeEach(async () => {
  product = new Product("operator: {onApprove: register}\n");
  product.write("runbooks/drafts/db-lockup.md", runbook);
  expect((await product.ask(["approve", "db-lockup"])).code).toBe(0);
});
afterEach(() => product.remove());

async function shell(text: string): Promise<{ code: number; output: string }> {
  const code = `reifier() { '${process.execPath}' '${main}' --workspace '${product.workspace}' "$@"; }\n${text.replaceAll("graph.example:7687", nowhere)}`;
  const ended = await execa("bash", ["--noprofile", "--norc", "-euo", "pipefail", "-c", code], {
    cwd: product.workspace,
    env: { ...env, PATH: process.env["PATH"] ?? "", HOME: product.workspace },
    extendEnv: false,
    reject: false,
    stdin: "ignore",
    all: true,
  });
  return { code: ended.exitCode ?? -1, output: ended.all };
}

/** Settings, or a policy of one's own: the first key tells. */
async function settings(text: string): Promise<void> {
  const isPolicy = /^schema:/m.test(text);
  product.write(isPolicy ? "blocklist.yaml" : "reifier.yaml", text);
  const asked = await product.ask(isPolicy ? ["check", "ls"] : ["status"], { env });
  expect(asked.code, `${text}\n${asked.stderr}`).toBe(0);
}

/** `<!-- tried …: exit 13 -->` before a block. */
const expectedCode = (parts: readonly Part[], index: number): number =>
  Number(/^tried .*: exit (\d+)$/.exec(parts[index - 1]?.text ?? "")?.[1] ?? 0);

describe.each(pages)("docs/$name", { timeout: 120_000 }, ({ name, parts }) => {
  const blocks = parts.map((part, index) => ({ part, index })).filter(({ part }) => part.kind !== "remark");

  it("has only blocks that can be tried", () => {
    for (const { part } of blocks)
      expect(["picture", "sh", "yaml", "markdown", "json"], `line ${part.line}`).toContain(part.kind);
  });

  it("is true of this version, block by block", async () => {
    for (const { part, index } of blocks) {
      if (part.kind === "yaml") await settings(part.text);
      if (part.kind === "json") JSON.parse(part.text);
      if (part.kind === "markdown") {
        const file = product.write("example.md", part.text);
        const linted = await product.ask(["lint", file]);
        expect(linted.code, `${name} line ${part.line}\n${linted.stdout}`).toBe(0);
      }
      if (part.kind === "sh") {
        const { code, output } = await shell(part.text);
        expect(code, `${name} line ${part.line}\n${output}`).toBe(expectedCode(parts, index));
      }
    }
  });
});
