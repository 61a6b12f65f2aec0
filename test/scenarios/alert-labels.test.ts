import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { freePort } from "../support/free-port.ts";
import { type Daemon, Product, until } from "../support/product.ts";

// Each test starts the program many times.
vi.setConfig({ testTimeout: 120_000 });

const Pending = z.array(z.object({ id: z.string(), kind: z.string() }));
const message = "the pod does not answer";

let product: Product;
let daemon: Daemon | null = null;
beforeEach(() => {
  product = new Product("observe: {history: []}\noperator: {onApprove: register}\n");
});
afterEach(async () => {
  await daemon?.stop("SIGKILL");
  daemon = null;
  product.remove();
});

const trace = (): string => join(dirname(product.workspace), "ran");

/** A runbook whose input is filled by a label of the alert that it mitigates. */
async function approvePod(): Promise<void> {
  const head = `id: pod\nsymptoms: ["${message}"]\ninputs: {POD: {required: true, from: alert.labels.pod}}`;
  const fix = `printf '%s' "$POD" > ${trace()}`;
  product.write(
    "runbooks/drafts/pod.md",
    `---\n${head}\n---\n# Mend the pod\n\n## Fix\n\n\`\`\`sh\n${fix}\n\`\`\`\n`,
  );
  expect(await product.ask(["approve", "pod"])).toMatchObject({ code: 0 });
}

const open = async (): Promise<string> =>
  Pending.parse(await product.json(["pending"])).find(({ kind }) => kind === "run")?.id ?? "none";

async function suggested(labels: Readonly<Record<string, string>>): Promise<string> {
  await product.ask(["alert"], { input: JSON.stringify({ message, labels }) });
  return await open();
}

describe("an input that comes from a label of the alert", () => {
  it("is filled when the suggestion is confirmed, for an alert handed in on the command line", async () => {
    await approvePod();
    const id = await suggested({ pod: "web-1", instance: "web-1:9100" });
    const confirmed = await product.ask(["--json", "confirm", id, "--yes"]);
    expect(confirmed.code, confirmed.stderr).toBe(1);
    expect(JSON.parse(confirmed.stdout.split("\n")[0] ?? "")).toMatchObject({
      type: "run.start",
      inputs: { POD: "web-1" },
    });
    expect(readFileSync(trace(), "utf8")).toBe("web-1");
  });

  it("is filled for an alert that came over the webhook", async () => {
    await approvePod();
    const port = await freePort();
    product.write(
      "reifier.yaml",
      `observe: {history: []}\npatrol: {webhook: {enabled: true, listen: "127.0.0.1:${port}", token: abc}}\n`,
    );
    daemon = await product.up();
    const alerts = [
      { status: "firing", labels: { alertname: "PodDown", pod: "web-2" }, annotations: { summary: message } },
    ];
    const answer = await fetch(`http://127.0.0.1:${port}/alerts`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "Bearer abc" },
      body: JSON.stringify({ version: "4", alerts }),
    });
    expect(answer.status).toBe(200);
    await until(async () => (await open()) !== "none", "the suggestion");
    await product.ask(["confirm", await open(), "--yes"]);
    expect(readFileSync(trace(), "utf8")).toBe("web-2");
  });

  it.each([
    ["looks like an option", "--all", "begins with a dash"],
    ["holds a line end", "web-1\nrm -rf x", "cannot be seen: web-1\\x0arm"],
    ["moves the cursor", "web-1\u001b[2J", "cannot be seen: web-1\\x1b[2J"],
    ["reads backwards", "web-1\u202e", "cannot be seen: web-1\\u202e"],
  ])(
    "is refused where it %s, and the suggestion stays open for a value that is typed",
    async (_, pod, why) => {
      await approvePod();
      const id = await suggested({ pod });
      const refused = await product.ask(["confirm", id, "--yes"]);
      expect(refused).toMatchObject({ code: 2, stdout: "" });
      expect(refused.stderr).toContain(`reifier: POD from the alert`);
      expect(refused.stderr).toContain(why);
      expect(refused.stderr).toContain("hint: type: --set POD=VALUE\n");
      expect(existsSync(trace())).toBe(false);
      expect(await open()).toBe(id);
      await product.ask(["confirm", id, "--yes", "--set", "POD=web-3"]);
      expect(readFileSync(trace(), "utf8")).toBe("web-3");
    },
  );

  it("is asked for where the alert does not say it: exit 2 names it", async () => {
    await approvePod();
    const id = await suggested({ instance: "web-1" });
    const refused = await product.ask(["confirm", id, "--yes"]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("the input POD has no value: alert.labels.pod says nothing");
    expect(await open()).toBe(id);
  });
});
