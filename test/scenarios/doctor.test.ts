import { chmodSync, existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { freePort } from "../support/free-port.ts";
import { type Daemon, main, Product } from "../support/product.ts";

const Findings = z.array(
  z.object({ check: z.string(), ok: z.boolean(), detail: z.string(), fix: z.string().nullable() }),
);

let product: Product;
let daemon: Daemon | null = null;
beforeEach(() => {
  product = new Product("");
});
afterEach(async () => {
  await daemon?.stop("SIGKILL");
  daemon = null;
  product.remove();
});

async function finding(check: string, env: Readonly<Record<string, string>> = {}) {
  const found = Findings.parse(await product.json(["doctor"], { env }));
  for (const { ok, fix } of found)
    expect(ok || fix !== null, "whatever is not in order says what to type").toBe(true);
  const one = found.find((each) => each.check === check);
  if (one === undefined) throw new Error(`no ${check} among ${found.map((each) => each.check).join(", ")}`);
  return one;
}

describe("reifier doctor", () => {
  it("says each thing in one line, and what to type below it", async () => {
    const answer = await product.ask(["doctor"]);
    expect(answer.code, "no daemon runs").toBe(1);
    expect(answer.stdout).toContain("LOOK  daemon: not running");
    expect(answer.stdout).toContain("      reifier up --detach");
    expect(answer.stdout).toContain("ok    node: v");
  });

  it("sees a log that is not there, or is a folder, before one wonders why it is silent", async () => {
    const log = product.write("app.log", "");
    product.write("reifier.yaml", `patrol: {logs: [{path: ${log}}, {path: ${log}.*}]}\n`);
    expect((await finding("log sources")).ok).toBe(true);
    product.write("reifier.yaml", `patrol: {logs: [{path: ${log}x}, {path: ${product.workspace}}]}\n`);
    expect(await finding("log sources")).toMatchObject({
      ok: false,
      detail: `${log}x is not there (yet); ${product.workspace} is a folder`,
    });
  });

  it("sees an audit or a runbook folder that others can reach", async () => {
    await product.ask(["status"]);
    expect((await finding("permissions")).ok).toBe(true);
    const approved = join(product.workspace, "runbooks/approved");
    chmodSync(approved, 0o777);
    expect(await finding("permissions")).toMatchObject({ ok: false, fix: `chmod go-w ${approved}` });
    chmodSync(approved, 0o700);
    const audit = product.write("audit/audit.jsonl", "");
    chmodSync(audit, 0o644);
    expect(await finding("permissions")).toMatchObject({ ok: false, fix: `chmod go-rwx ${audit}` });
  });

  it("sees a clock that was set back", async () => {
    expect((await finding("clock")).ok).toBe(true);
    const history = product.write("history", "#4070908800\nuptime\n"); // a command of the year 2099
    await product.ask(["observe", "--history", history, "--format", "bash", "--once"]);
    expect(await finding("clock")).toMatchObject({ ok: false, detail: expect.stringContaining("2099") });
  });

  it("asks the webhook's door, not its settings", async () => {
    const port = await freePort();
    product.write(
      "reifier.yaml",
      `patrol: {webhook: {enabled: true, listen: "127.0.0.1:${port}", token: abc}}\n`,
    );
    expect(await finding("webhook")).toMatchObject({ ok: false, fix: "reifier up --detach" });
    daemon = await product.up();
    expect(await finding("webhook")).toMatchObject({ ok: true, detail: `answers on 127.0.0.1:${port}` });
  });

  it("sees a graph server that is away, and a model without a key", async () => {
    expect(await finding("graph")).toMatchObject({ ok: true, detail: expect.stringContaining("embedded") });
    product.write(
      "reifier.yaml",
      `graph: {url: "bolt://127.0.0.1:${await freePort()}", password: x, timeoutSeconds: 2}\nscribe: {narrator: anthropic}\n`,
    );
    expect(await finding("graph")).toMatchObject({
      ok: false,
      detail: expect.stringContaining("own memory is used"),
    });
    expect((await finding("narrator")).fix).toContain("ANTHROPIC_API_KEY");
    expect((await finding("narrator", { ANTHROPIC_API_KEY: "k" })).ok).toBe(true);
  });

  it("says where nothing keeps a block's orphans in view, and what to install", async () => {
    expect(await finding("processes")).toMatchObject({ ok: true, detail: expect.stringContaining("(by p") });
    const hidden = [
      "/usr/bin/perl",
      "/usr/bin/python3",
      "/usr/local/bin/python3",
      "/usr/libexec/platform-python",
    ]
      .filter((path) => existsSync(path))
      .flatMap((path) => ["--ro-bind", "/dev/null", realpathSync(path)]);
    const words = [process.execPath, main, "--workspace", product.workspace, "--json", "doctor"];
    const { stdout } = await execa("bwrap", ["--dev-bind", "/", "/", ...hidden, ...words], { reject: false });
    const found = Findings.parse(JSON.parse(stdout)).find(({ check }) => check === "processes");
    expect(found).toMatchObject({
      ok: false,
      detail: expect.stringContaining("neither perl nor python3"),
      fix: expect.stringContaining("apt-get install perl-base"),
    });
  });

  it("says that a hung daemon does not answer, and does not hang itself", async () => {
    daemon = await product.up();
    expect((await finding("daemon")).ok).toBe(true);
    process.kill(daemon.pid, "SIGSTOP");
    const hung = await finding("daemon");
    process.kill(daemon.pid, "SIGCONT");
    expect(hung).toMatchObject({ ok: false, detail: expect.stringContaining("does not answer") });
  });
});
