import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { onPath, scenes } from "../support/doc-scenes.ts";
import { type Part, partsOf, shows, transcriptOf } from "../support/document.ts";
import { main, Product } from "../support/product.ts";
import { TypedShell } from "../support/pty.ts";

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

/** What a page shows is typed into a real shell, and what stands below it must appear. */
async function typed(text: string): Promise<void> {
  const home = join(product.workspace, "home");
  mkdirSync(home, { recursive: true });
  const open = text.includes(exampleId) ? await openSuggestion() : exampleId;
  const path = `${join(home, "bin")}:${process.env["PATH"] ?? ""}`;
  onPath(home, "reifier", `exec '${process.execPath}' '${main}' --workspace '${product.workspace}' "$@"`);
  const terminal = await TypedShell.start({ home, rc: runningPrompt, environment: { ...env, PATH: path } });
  try {
    for (const line of transcriptOf(text.replaceAll(exampleId, open))) {
      const screen = (await terminal.type(line.typed))
        .replace(/\x1b\[[0-9;?]*[a-zA-Z]/g, "")
        .replaceAll("\r", "");
      expect(
        shows(screen, line.shown),
        `${line.typed}\nshows\n${screen}\nnot\n${line.shown.join("\n")}`,
      ).toBe(true);
    }
  } finally {
    terminal.kill();
  }
}

const exampleId = "g-7K2MQX";

async function openSuggestion(): Promise<string> {
  const [open] = z.array(z.object({ id: z.string() })).parse(await product.json(["pending"], { env }));
  return open?.id ?? "none is open";
}

/** Prompts are counted in a file: a shell in the shell goes on where the outer one was. */
const runningPrompt = `_n() { local n=100; [ -r ~/.n ] && read -r n < ~/.n; echo $((n + 1)) > ~/.n; PS1="<<$n>> "; }
PROMPT_COMMAND=_n`;

/** `<!-- scene: NAME -->` before a block: what had happened when it was typed. */
async function setScene(parts: readonly Part[], index: number): Promise<void> {
  const name = /^scene: (\S+)$/.exec(parts[index - 1]?.text ?? "")?.[1];
  if (name !== undefined) await (scenes.get(name) ?? unknownScene(name))(product);
}

function unknownScene(name: string): never {
  throw new Error(`no scene ${name}`);
}

/** `<!-- tried …: exit 13 -->` before a block. */
const expectedCode = (parts: readonly Part[], index: number): number =>
  Number(/^tried .*: exit (\d+)$/.exec(parts[index - 1]?.text ?? "")?.[1] ?? 0);

describe.each(pages)("docs/$name", { timeout: 120_000 }, ({ name, parts }) => {
  const blocks = parts.map((part, index) => ({ part, index })).filter(({ part }) => part.kind !== "remark");

  it("has only blocks that can be tried", () => {
    for (const { part } of blocks) {
      expect(["picture", "sh", "console", "yaml", "markdown", "json"], `line ${part.line}`).toContain(
        part.kind,
      );
      if (part.kind === "picture")
        expect(part.text, `line ${part.line}: nothing to type hides in a picture`).not.toMatch(
          /^\$ |\breifier /m,
        );
    }
  });

  it("is true of this version, block by block", async () => {
    for (const { part, index } of blocks) {
      if (part.kind === "yaml") await settings(part.text);
      if (part.kind === "json") JSON.parse(part.text);
      if (part.kind === "console") {
        await setScene(parts, index);
        await typed(part.text);
      }
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
