import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createRedactor } from "../base/redact/redactor.ts";
import { createOutputKeeper, headBytes, tailBytes } from "../core/history/kept-output.ts";
import { keptOutput } from "./record-output.ts";

const redactor = () => createRedactor((text) => createHmac("sha256", "k").update(text).digest("hex"));

async function keep(text: string, failed = false) {
  const keeper = createOutputKeeper();
  for (let at = 0; at < text.length; at += 4_093) keeper.push(Buffer.from(text.slice(at, at + 4_093)));
  return await keptOutput(keeper.end(), failed, redactor());
}

const filler = (bytes: number): string =>
  "a line of no interest\r\n".repeat(Math.ceil(bytes / 23)).slice(-bytes);
const secret = "hunter2-Xk9vQ2mZ7p";

describe("keptOutput", () => {
  it("is plain text without secrets", async () => {
    const kept = await keep(`\x1b[1mDB_PASSWORD=${secret}\x1b[0m\r\nok\r\n`);
    expect(kept.text).toMatch(/^DB_PASSWORD=‹redacted:[^›]+›\nok\n$/);
    expect(kept).toMatchObject({ leftOut: 0, fullScreen: false });
  });

  it("leaves no part of a secret at the places where it was cut", async () => {
    const line = `DB_PASSWORD=${secret}\r\n`;
    for (let shift = 0; shift <= line.length; shift += 3) {
      const text = filler(headBytes - shift) + line + filler(200_000) + line + filler(tailBytes - shift);
      const kept = await keep(text);
      expect(kept.leftOut).toBeGreaterThan(0);
      expect(kept.text).not.toMatch(/hunter|Xk9v|Q2mZ7p/);
    }
  });

  it("leaves no line of a private key whose beginning was cut off", async () => {
    const body = Array.from({ length: 60 }, (_, i) =>
      createHmac("sha512", String(i)).digest("base64").slice(0, 64),
    );
    const pem = `-----BEGIN PRIVATE KEY-----\r\n${body.join("\r\n")}\r\n-----END PRIVATE KEY-----\r\n`;
    const kept = await keep(filler(200_000) + pem + filler(tailBytes - 1_500));
    for (const line of body) expect(kept.text).not.toContain(line);
  });

  it("keeps head and tail of what worked, and all of what failed up to 1 MiB", async () => {
    const text = `first\r\n${filler(500_000)}last\r\n`;
    const worked = await keep(text);
    expect(worked.text).toMatch(/^first\n[\s\S]*\n… \d+ bytes left out …\n[\s\S]*last\n$/);
    expect(Buffer.byteLength(worked.text)).toBeLessThan(headBytes + tailBytes + 100);
    const failed = await keep(text, true);
    expect(failed.leftOut).toBe(0);
    expect(failed.text.startsWith("first\n") && failed.text.endsWith("last\n")).toBe(true);
    const huge = await keep(text.repeat(5), true);
    expect(Buffer.byteLength(huge.text)).toBeLessThan(1024 * 1024 + 100);
    expect(huge.leftOut).toBeGreaterThan(1_000_000);
  });

  it("is bounded for a line without end, and for bytes that are no text", async () => {
    expect((await keep("x".repeat(3_000_000))).text.length).toBeLessThan(100_000);
    const keeper = createOutputKeeper();
    keeper.push(new Uint8Array(10_000).map((_, i) => (i * 131) % 256));
    expect((await keptOutput(keeper.end(), false, redactor())).text).not.toContain("\0");
  });
});
