import { readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Daemon, Product, until } from "../support/product.ts";

const token = "a-token-of-this-test-only";
const env = { REIFIER_WEBHOOK_TOKEN: token };
const mebibyte = 1024 * 1024;

const runbook = `---
id: disk-full
symptoms: ["no space left on /var"]
---

# Make room

## Fix

\`\`\`sh
touch healed
\`\`\`
`;

const settings = (enabled: boolean): string =>
  `operator: {onApprove: register}\npatrol: {webhook: {enabled: ${enabled}, listen: "127.0.0.1:0"}}\n`;

let product: Product;
let daemon: Daemon | null = null;

beforeEach(() => {
  product = new Product(settings(true));
});
afterEach(async () => {
  await daemon?.stop();
  daemon = null;
  product.remove();
});

const Status = z.object({ patrolling: z.array(z.string()) });
const Pending = z.array(z.object({ id: z.string(), runbook: z.string(), count: z.number() }));

async function url(): Promise<string | null> {
  const { patrolling } = Status.parse(await product.json(["status"], { env }));
  return patrolling.find((name) => name.startsWith("webhook "))?.slice("webhook ".length) ?? null;
}

async function started(): Promise<string> {
  product.write("runbooks/drafts/disk-full.md", runbook);
  const approved = await product.ask(["approve", "disk-full"], { env });
  expect(approved.code, approved.stderr).toBe(0);
  daemon = await product.up({ env });
  const address = await url();
  if (address === null) throw new Error(`no webhook:\n${daemon.output}`);
  return address;
}

const post = (address: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${address}/alerts`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

const pending = async () => Pending.parse(await product.json(["pending"], { env }));

/** Everything the product keeps, and what the daemon said. */
function everythingWritten(): string {
  const files = readdirSync(product.workspace, { recursive: true, withFileTypes: true });
  return files
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .concat(daemon?.output ?? "")
    .join("\n");
}

const memoryKiB = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);

/** Announces a hundred mebibytes and sends them, as long as they are taken. */
async function sendHuge(address: string): Promise<{ readonly answer: string; readonly sent: number }> {
  const { port, hostname } = new URL(address);
  const socket = connect(Number(port), hostname);
  const size = 100 * mebibyte;
  let answer = "";
  let sent = 0;
  let sentAtAnswer = -1;
  socket.on("data", (bytes) => {
    answer += bytes.toString("latin1");
    if (sentAtAnswer < 0) sentAtAnswer = sent;
  });
  socket.on("error", () => undefined);
  socket.write(
    `POST /alerts HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${size}\r\n\r\n`,
  );
  await until(() => answer !== "", "an answer to the head alone", 5_000);
  const piece = Buffer.alloc(mebibyte, 32);
  for (; sent < size && !socket.destroyed; sent += piece.length)
    if (!socket.write(piece)) await new Promise((resolve) => setTimeout(resolve, 2));
  socket.destroy();
  return { answer, sent: sentAtAnswer };
}

describe("the webhook of a running daemon", () => {
  it("turns an alert into a suggestion, counts it when it is sent again, and closes it when it is over", async () => {
    const address = await started();
    const alert = { message: "no space left on /var", source: "monitoring" };
    expect((await post(address, alert)).status).toBe(200);
    expect((await post(address, alert)).status).toBe(200);
    expect(await pending()).toMatchObject([{ runbook: "disk-full", count: 2 }]);
    expect((await post(address, { ...alert, status: "resolved" })).status).toBe(200);
    expect(await pending()).toEqual([]);
  });

  it("that gets a recorded request again raises nothing that a person said no to or that is over", async () => {
    const address = await started();
    const alert = {
      ...{ status: "firing", labels: { alertname: "no space left on /var", instance: "db-1" } },
      ...{ annotations: {}, startsAt: new Date().toISOString(), fingerprint: "f-1" },
    };
    const recorded = { version: "4", alerts: [alert] };
    const outcome = async (body: unknown): Promise<unknown> => await (await post(address, body)).json();
    expect(await outcome(recorded)).toMatchObject({ alerts: [{ outcome: "suggested" }] });
    await product.ask(["decline", (await pending())[0]?.id ?? ""], { env });
    for (let n = 0; n < 3; n++)
      expect(await outcome(recorded)).toMatchObject({ alerts: [{ outcome: "repeated" }] });
    expect(await outcome({ version: "4", alerts: [{ ...alert, status: "resolved" }] })).toMatchObject({
      alerts: [{ outcome: "nothing-open" }],
    });
    expect(await outcome(recorded)).toMatchObject({ alerts: [{ outcome: "repeated" }] });
    expect(await pending()).toEqual([]);
  });

  it("refuses a body of 100 MB at its announcement, and keeps none of what is sent nevertheless", async () => {
    const address = await started();
    const before = memoryKiB(daemon?.pid ?? 0);
    const { answer, sent } = await sendHuge(address);
    expect(answer).toContain("413");
    expect(sent).toBe(0);
    expect((memoryKiB(daemon?.pid ?? 0) - before) / 1024).toBeLessThan(64);
    expect((await post(address, { message: "no space left on /var" })).status).toBe(200);
  });

  it("keeps its token out of everything it writes, also when somebody sends it in an alert", async () => {
    const address = await started();
    await post(address, { message: "no space left on /var" }, { authorization: "Bearer not-the-token" });
    await fetch(`${address}/alerts?token=${token}`, { method: "POST" });
    await post(address, { message: `no space left: Authorization: Bearer ${token}` });
    await post(address, { message: `no space left on ${token}`, title: token, labels: { note: token } });
    expect(everythingWritten()).not.toContain(token);
    expect(everythingWritten()).toContain("token-wrong");
  });

  it("is closed and opened by the settings without a restart", async () => {
    const address = await started();
    product.write("reifier.yaml", settings(false));
    await until(async () => (await url()) === null, "the webhook to close");
    await expect(fetch(`${address}/health`)).rejects.toThrow("fetch failed");
    product.write("reifier.yaml", settings(true));
    await until(async () => (await url()) !== null, "the webhook to open");
    expect((await fetch(`${await url()}/health`)).status).toBe(200);
  });

  it("that cannot have its port says so, and everything else goes on", async () => {
    const address = await started();
    const other = new Product(settings(true).replace("127.0.0.1:0", address.replace("http://", "")));
    const second = await other.up({ env });
    try {
      await until(() => second.output.includes("cannot listen on"), "the complaint");
      expect(second.ended).toBe(false);
    } finally {
      await second.stop();
      other.remove();
    }
  });

  it("without a token is a mistake in the settings", async () => {
    const answer = await product.ask(["status"]);
    expect(answer.code).toBe(2);
    expect(answer.stderr).toContain("patrol.webhook.token");
    expect(answer.stderr).toContain("REIFIER_WEBHOOK_TOKEN");
  });
});
