import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { freePort } from "../support/free-port.ts";
import { type Daemon, Product, until } from "../support/product.ts";

const token = "a-token-of-this-test-only";

const runbook = `---
id: checkout-down
alerts: [CheckoutDown]
---

# Start the checkout again

## Fix

\`\`\`sh
touch healed
\`\`\`
`;

const Pending = z.array(
  z.object({ id: z.string(), runbook: z.string(), line: z.string(), count: z.number() }),
);
const AuditLine = z.object({ type: z.string(), subject: z.string(), data: z.unknown() });

let folder = "";
let product: Product;
let daemon: Daemon | null = null;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reifier-alertmanager-"));
});
afterEach(async () => {
  await daemon?.stop();
  for (const child of children.splice(0)) {
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null)
      await new Promise((resolve) => child.once("exit", resolve));
  }
  product.remove();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** A port that is free now. */
function start(program: string, words: readonly string[]): void {
  children.push(spawn(program, [...words], { cwd: folder, stdio: "ignore" }));
}

const write = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

function startAlertmanager(port: number, webhook: number): void {
  const config = write(
    "alertmanager.yml",
    `route: {receiver: reifier, group_wait: 0s, group_interval: 1s, repeat_interval: 1h}
receivers:
  - name: reifier
    webhook_configs:
      - url: http://127.0.0.1:${webhook}/alerts
        send_resolved: true
        http_config: {authorization: {credentials: ${token}}}
`,
  );
  start("prometheus-alertmanager", [
    `--config.file=${config}`,
    `--storage.path=${join(folder, "am")}`,
    `--web.listen-address=127.0.0.1:${port}`,
    "--cluster.listen-address=",
  ]);
}

const rules = (expression: string): string => `groups:
  - name: checkout
    interval: 1s
    rules:
      - alert: CheckoutDown
        expr: ${expression}
        labels: {severity: critical, instance: web-1}
        annotations: {summary: "checkout is down on web-1", description: "no answer on port 8080 for 30 s"}
`;

function startPrometheus(port: number, alertmanager: number): void {
  write("rules.yml", rules("vector(1)"));
  const config = write(
    "prometheus.yml",
    `global: {evaluation_interval: 1s}
rule_files: [rules.yml]
alerting: {alertmanagers: [{static_configs: [{targets: ["127.0.0.1:${alertmanager}"]}]}]}
`,
  );
  mkdirSync(join(folder, "data"));
  start("prometheus", [
    `--config.file=${config}`,
    `--storage.tsdb.path=${join(folder, "data")}`,
    `--web.listen-address=127.0.0.1:${port}`,
    "--web.enable-lifecycle",
    "--rules.alert.resend-delay=1s",
  ]);
}

describe("Prometheus and Alertmanager", () => {
  it("raise a suggestion when a rule fires and close it when the rule is over", async () => {
    const [webhook, alertmanager, prometheus] = [await freePort(), await freePort(), await freePort()];
    product = new Product(
      `operator: {onApprove: register}\npatrol: {webhook: {enabled: true, listen: "127.0.0.1:${webhook}"}}\n`,
    );
    const env = { REIFIER_WEBHOOK_TOKEN: token };
    const ask = (words: readonly string[]) => product.ask(words, { env });
    product.write("runbooks/drafts/checkout-down.md", runbook);
    const approved = await ask(["approve", "checkout-down"]);
    expect(approved.code, approved.stderr).toBe(0);
    daemon = await product.up({ env });
    startAlertmanager(alertmanager, webhook);
    startPrometheus(prometheus, alertmanager);

    const open = async () => Pending.parse(await product.json(["pending"], { env }));
    await until(async () => (await open()).length > 0, "the suggestion", 30_000);
    const [suggestion] = await open();
    expect(suggestion).toMatchObject({
      runbook: "checkout-down",
      line: "no answer on port 8080 for 30 s",
    });

    write("rules.yml", rules("vector(1) > 2"));
    await fetch(`http://127.0.0.1:${prometheus}/-/reload`, { method: "POST" });
    await until(async () => (await open()).length === 0, "the suggestion to be closed", 30_000);
    const audit = (await ask(["--json", "audit"])).stdout.trim().split("\n");
    const closed = audit
      .map((line) => AuditLine.parse(JSON.parse(line)))
      .find(({ type }) => type === "suggestion.closed");
    expect(closed).toMatchObject({ subject: suggestion?.id, data: { reason: "alert-resolved" } });
    const confirm = await ask(["confirm", suggestion?.id ?? "", "--yes"]);
    expect(confirm.code).toBe(2);
    expect(confirm.stderr).toContain("is resolved already");
  }, 90_000);
});
