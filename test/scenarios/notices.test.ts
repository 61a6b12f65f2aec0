import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { main, Product, until } from "../support/product.ts";
import { TypedShell } from "../support/pty.ts";

const runbook = `---
id: app-lock
symptoms: ["could not acquire lock /x/app.lock: held by pid 7"]
---

# Fix DB Lockup

Only do this if CPU > 90%

## Fix

\`\`\`sh
touch "$HOME/healed"
\`\`\`

## Verify

\`\`\`sh
test -e "$HOME/healed"
\`\`\`
`;

let product: Product;
let told = "";
beforeEach(() => {
  product = new Product("");
  told = join(dirname(product.workspace), "told");
  product.write(
    "reifier.yaml",
    `operator: {onApprove: register}\nnotify: {command: ["/bin/sh", "-c", "cat >> ${told}"]}\n`,
  );
});
afterEach(() => product.remove());

async function approved(): Promise<void> {
  product.write("runbooks/drafts/app-lock.md", runbook);
  const answer = await product.ask(["approve", "app-lock"]);
  expect(answer.code, answer.stderr).toBe(0);
}

describe("a draft", () => {
  it("that was said on the terminal is not said again at its next prompt", async () => {
    await product.ask(["init", "--shell", "bash"]);
    const home = join(dirname(product.workspace), "person");
    mkdirSync(home);
    const shell = await TypedShell.start({
      home,
      rc: `. ${join(product.workspace, "state", "hook.bash")}\nreifier() { '${process.execPath}' '${main}' --workspace '${product.workspace}' "$@"; }`,
    });
    await shell.type("# the app is slow");
    await shell.type(`touch ${home}/a && ls ${home}`);
    const ended = await shell.type("reifier sessions end");
    expect(ended.match(/I noticed a flurry/g)).toHaveLength(1);
    expect(await shell.type("true")).not.toContain("reifier:");
    await shell.exit();
  });
});

describe("a suggestion", () => {
  it("shows at the next prompt of a hooked shell, once, and goes to the notify command as JSON", async () => {
    await product.ask(["init", "--shell", "bash"]);
    await approved();
    const home = join(dirname(product.workspace), "person");
    mkdirSync(home);
    const shell = await TypedShell.start({ home, rc: `. ${join(product.workspace, "state", "hook.bash")}` });
    const raised = z.object({ suggestion: z.string(), outcome: z.string() }).parse(
      await product.json(["alert"], {
        input: JSON.stringify({
          message: "could not acquire lock /x/app.lock: held by pid 99",
          values: { CPU: { value: 97, unit: "%" } },
        }),
      }),
    );
    expect(raised.outcome).toBe("suggested");
    expect(await shell.type("true")).toContain(
      `reifier: Execute 'Fix DB Lockup'? reifier confirm ${raised.suggestion}`,
    );
    expect(await shell.type("true")).not.toContain("reifier:");
    await until(
      () => existsSync(told) && readFileSync(told, "utf8").includes(raised.suggestion),
      "the notify command",
    );
    const notice = readFileSync(told, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
      .find((one) => one.kind === "suggestion");
    expect(notice).toMatchObject({ id: raised.suggestion, title: "Fix DB Lockup" });
    await product.ask(["decline", raised.suggestion, "--reason", "planned"]);
    expect(readFileSync(join(product.workspace, "state", "notices"), "utf8")).not.toContain(
      raised.suggestion,
    );
    await shell.exit();
  });
  it("is not opened when the guard does not hold, and the run behind it is not applicable", async () => {
    await approved();
    const low = await product.json(["alert"], {
      input: JSON.stringify({
        message: "could not acquire lock /x/app.lock: held by pid 99",
        values: { CPU: { value: 12, unit: "%" } },
      }),
    });
    expect(low).toMatchObject({ suggestion: null, outcome: "guard-does-not-hold" });
    const run = await product.ask(["run", "app-lock", "--yes", "--set", "CPU=12%"]);
    expect(run.code, run.stdout + run.stderr).toBe(1);
    expect(run.stdout).toContain("not-applicable");
    expect(existsSync(join(dirname(product.workspace), "healed"))).toBe(false);
  });
  it("runs after a yes with the guard's value given, and not with a guard that nobody can evaluate", async () => {
    await approved();
    const unknown = await product.ask(["run", "app-lock", "--yes"]);
    expect(unknown.code).toBe(1);
    const run = await product.ask(["run", "app-lock", "--yes", "--set", "CPU=97%"]);
    expect(run.code, run.stdout + run.stderr).toBe(0);
    expect(existsSync(join(dirname(product.workspace), "healed"))).toBe(true);
  });
  it("says in the audit which shipped rules this workspace switched off", async () => {
    product.write("blocklist.yaml", 'schema: 1\noff:\n  - {id: fetched-code, reason: "our own mirror"}\n');
    await approved();
    await product.ask(["run", "app-lock", "--yes", "--set", "CPU=97%"]);
    const audit = await product.ask(["--json", "audit", "--type", "run.start"]);
    expect(JSON.parse(audit.stdout.trim()).data.switchedOff).toEqual([
      { id: "fetched-code", reason: "our own mirror" },
    ]);
    expect((await product.ask(["doctor"])).stdout).toContain("switched off: fetched-code (our own mirror)");
  });
});
