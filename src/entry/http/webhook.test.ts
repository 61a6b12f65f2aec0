import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { IncomingAlert } from "../../core/patterns/alert-payload.ts";
import { createWebhook } from "./webhook.ts";

const token = "the-right-token-of-this-test";
const alert = { message: "could not acquire lock" };

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string | ReadableStream<Uint8Array>;
}

/** A webhook with what it took and what it refused; `tick` moves its clock. */
function webhook(
  options: { readonly fails?: boolean; readonly open?: boolean; readonly secret?: string } = {},
) {
  const taken: IncomingAlert[][] = [];
  const refused: string[] = [];
  const failures: unknown[] = [];
  let now = 0;
  const app = createWebhook({
    door: {
      token,
      hosts: ["ops.example"],
      open: options.open ?? false,
      signingSecret: options.secret ?? null,
    },
    now: () => now,
    take: (alerts) => {
      if (options.fails === true) return Promise.reject(new Error("disk full"));
      taken.push([...alerts]);
      return Promise.resolve(alerts.map(({ key }) => ({ id: key, outcome: "suggested", suggestion: "g-1" })));
    },
    refused: (reason) => refused.push(reason),
    failed: (error) => failures.push(error),
  });
  const ask = async ({ method = "POST", path = "/alerts", headers = {}, body }: Asked = {}) => {
    const given = {
      host: "127.0.0.1:9797",
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      ...headers,
    };
    const kept = Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
    const sent = method === "GET" || method === "HEAD" ? {} : { body: body ?? JSON.stringify(alert) };
    const request = new Request(`http://127.0.0.1:9797${path}`, {
      method,
      headers: Object.fromEntries(kept),
      ...sent,
      ...(typeof body === "object" ? { duplex: "half" } : {}),
    });
    const response = await app.fetch(request);
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return { ask, taken, refused, failures, tick: (ms: number) => (now += ms) };
}

describe("the webhook", () => {
  it("takes an alert with the right token and says what became of it", async () => {
    const { ask, taken } = webhook();
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({
      kind: "generic",
      alerts: [{ outcome: "suggested", suggestion: "g-1" }],
    });
    expect(taken[0]?.[0]?.input.message).toBe(alert.message);
  });

  it.each(["/", "/alert", "/alerts", "/webhook", "/alertmanager", "/grafana"])(
    "POST %s is the same door",
    async (path) => {
      expect((await webhook().ask({ path })).status).toBe(200);
    },
  );

  it.each<[string, Asked, number, string]>([
    ["no token", { headers: { authorization: undefined } }, 401, "token-missing"],
    ["another scheme", { headers: { authorization: `Basic ${token}` } }, 401, "token-missing"],
    ["a wrong token", { headers: { authorization: "Bearer wrong" } }, 401, "token-wrong"],
    [
      "the token's beginning",
      { headers: { authorization: `Bearer ${token.slice(0, -1)}` } },
      401,
      "token-wrong",
    ],
    [
      "the token in the URL",
      { path: `/alerts?token=${token}`, headers: { authorization: undefined } },
      401,
      "token-missing",
    ],
    ["a foreign Host", { headers: { host: "evil.example" } }, 403, "host-not-allowed"],
    [
      "a Host that only begins like ours",
      { headers: { host: "localhost.evil.example" } },
      403,
      "host-not-allowed",
    ],
    [
      "an address that is not this machine's own",
      { headers: { host: "192.0.2.7:9797" } },
      403,
      "host-not-allowed",
    ],
    ["a web page", { headers: { origin: "https://evil.example" } }, 403, "origin-not-allowed"],
    ["a page on this machine", { headers: { origin: "http://localhost:3000" } }, 403, "origin-not-allowed"],
    ["a file as page", { headers: { origin: "null" } }, 403, "origin-not-allowed"],
    ["another path", { path: "/admin" }, 404, "not-found"],
    ["GET", { method: "GET" }, 405, "method-not-allowed"],
    ["PUT", { method: "PUT" }, 405, "method-not-allowed"],
    ["POST to the health check", { path: "/health" }, 405, "method-not-allowed"],
    ["a form", { headers: { "content-type": "application/x-www-form-urlencoded" } }, 415, "not-json"],
    ["plain text", { headers: { "content-type": "text/plain" } }, 415, "not-json"],
    ["no type", { headers: { "content-type": undefined } }, 415, "not-json"],
    ["an announced size over the limit", { headers: { "content-length": "104857600" } }, 413, "too-large"],
    ["broken JSON", { body: '{"message":' }, 400, "not-understood"],
    ["JSON of another shape", { body: "[[]]" }, 400, "not-understood"],
    ["an empty body", { body: "" }, 400, "not-understood"],
  ])("refuses %s with one line of JSON, and takes nothing", async (_name, asked, status, code) => {
    const { ask, taken, refused } = webhook();
    const answer = await ask(asked);
    expect([answer.status, taken, refused]).toEqual([status, [], [code]]);
    if (asked.method === "HEAD") return;
    expect(JSON.parse(answer.text).error.code).toBe(code);
    expect(answer.text).not.toContain("\n");
    expect(answer.text).not.toContain(token);
  });

  it("reads a body of unknown size only up to the limit", async () => {
    const { ask, taken } = webhook();
    let given = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        given += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(32));
      },
    });
    expect((await ask({ body: endless })).status).toBe(413);
    expect(given).toBeLessThan(2 * 1024 * 1024);
    expect(taken).toEqual([]);
  });

  it("answers the health check to everybody on this machine, and says nothing else there", async () => {
    const { ask } = webhook();
    const answer = await ask({ method: "GET", path: "/health", headers: { authorization: undefined } });
    expect([answer.status, answer.text]).toEqual([200, '{"ok":true}']);
  });

  it.each(["localhost", "localhost:9797", "127.0.0.1", "[::1]:9797", "OPS.example:80"])(
    "is called %s",
    async (host) => {
      expect((await webhook().ask({ headers: { host } })).status).toBe(200);
    },
  );

  it("that listens to other machines is called by any address, but not by any name", async () => {
    const { ask } = webhook({ open: true });
    expect((await ask({ headers: { host: "192.0.2.7:9797" } })).status).toBe(200);
    expect((await ask({ headers: { host: "evil.example" } })).status).toBe(403);
  });

  it("slows a flood down, and lets alerts in again after a while", async () => {
    const { ask, tick } = webhook();
    const answers = [];
    for (let i = 0; i < 80; i++) answers.push((await ask()).status);
    expect(answers.filter((status) => status === 200)).toHaveLength(60);
    expect(answers.at(-1)).toBe(429);
    expect((await ask()).headers.get("retry-after")).not.toBeNull();
    tick(1_000);
    expect((await ask()).status).toBe(200);
  });

  it("who guesses tokens is slowed down without standing in the way of those who know it", async () => {
    const { ask } = webhook();
    const guesses = [];
    for (let i = 0; i < 40; i++)
      guesses.push((await ask({ headers: { authorization: `Bearer guess-${i}` } })).status);
    expect(new Set(guesses)).toEqual(new Set([401, 429]));
    expect((await ask()).status).toBe(200);
  });

  describe("with a signing secret", () => {
    const secret = "the-secret-of-this-test";
    const body = JSON.stringify(alert);
    const sign = (text: string): string => createHmac("sha256", secret).update(text).digest("hex");
    const header = (signature: string, timestamp?: string): Asked => ({
      body,
      headers: {
        "x-grafana-alerting-signature": signature,
        ...(timestamp === undefined ? {} : { "x-grafana-alerting-timestamp": timestamp }),
      },
    });
    it.each<[string, Asked, number, string | null]>([
      ["takes a signed body", header(sign(body)), 200, null],
      ["takes a signed body and time", header(sign(`0:${body}`), "0"), 200, null],
      ["refuses the token alone", { body }, 401, "signature-missing"],
      ["refuses another body's signature", header(sign("{}")), 401, "signature-wrong"],
      [
        "refuses a signature without the time that it was made with",
        header(sign(`0:${body}`)),
        401,
        "signature-wrong",
      ],
      ["refuses another time than the signed one", header(sign(`0:${body}`), "9"), 401, "signature-wrong"],
      ["refuses what was signed long ago", header(sign(`-301:${body}`), "-301"), 401, "signature-too-old"],
      ["refuses a time that is none", header(sign(`x:${body}`), "x"), 401, "signature-too-old"],
      [
        "refuses a signature without the token",
        { ...header(sign(body)), headers: { ...header(sign(body)).headers, authorization: undefined } },
        401,
        "token-missing",
      ],
    ])("%s", async (_name, asked, status, code) => {
      const { ask, taken, refused } = webhook({ secret });
      expect((await ask(asked)).status).toBe(status);
      expect([taken.length, refused]).toEqual(code === null ? [1, []] : [0, [code]]);
    });
  });

  it("asks for the alerts again when they could not be stored", async () => {
    const { ask, failures } = webhook({ fails: true });
    const answer = await ask();
    expect(answer.status).toBe(503);
    expect(answer.text).not.toContain("disk full");
    expect(failures).toHaveLength(1);
  });
});
