import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedactor } from "./redactor.ts";
import { SecretParts } from "./secret-parts.ts";

const token = "wJalrXUtnFEMI/K7MDENG9bPxRfiCYq3kd";
const redactorOf = (...secrets: string[]) => {
  const redactor = createRedactor((text) => createHmac("sha256", "test").update(text).digest("hex"));
  for (const secret of secrets) redactor.remember(secret);
  return redactor;
};
const masked = (text: string, ...secrets: string[]) => redactorOf(...secrets).text(text).text;

describe("parts of a secret that is known", () => {
  it.each([
    ["its first eight characters", token.slice(0, 8)],
    ["its end", token.slice(-12)],
    ["its middle, within a sentence", `token ${token.slice(6, 20)}…`],
    ["in lines", (token.match(/.{1,8}/g) ?? []).join("\n")],
  ])("are masked: %s", (_, text) => {
    const clean = masked(text, token);
    expect(clean).toContain("‹redacted:secret:");
    // The last line of a folded secret may be too short to be told from a word.
    for (let i = 0; i + 8 <= token.length; i++) expect(clean).not.toContain(token.slice(i, i + 8));
  });

  it("carry the same mark as the secret itself", () => {
    const mark = /‹redacted:secret:[0-9a-f]{8}›/.exec(masked(token, token))?.[0];
    expect(masked(token.slice(3, 15), token)).toBe(mark);
  });

  it("of a key are masked line by line", () => {
    const line = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC";
    const key = `-----BEGIN PRIVATE KEY-----\n${line}\n-----END PRIVATE KEY-----\n`;
    expect(masked(`starts with ${line.slice(0, 10)}`, key)).not.toContain(line.slice(0, 10));
    expect(masked("no PRIVATE KEY in /etc/app", key)).toBe("no PRIVATE KEY in /etc/app");
  });

  it("are left where ordinary words look like them: words of a passphrase, a prefix, a host of an address", () => {
    const secrets = [
      "correct-horse-battery-staple",
      "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
      "postgres-S3cret99x",
    ];
    const address = "postgres://app:Xk29fQpL71@db-01a7.prod.internal:5432/app";
    for (const text of [
      "correct-horse is an example",
      "keys begin with sk_live_",
      "the postgres-server answers",
      "connected to db-01a7.prod.internal:5432",
    ])
      expect(masked(text, ...secrets, address)).toBe(text);
  });

  it("cost nothing and change nothing where no secret is known", () => {
    expect(new SecretParts().find(token)).toEqual([]);
    expect(masked(token.slice(0, 8))).toBe(token.slice(0, 8));
  });

  it("are bounded in number, also for many and long secrets", () => {
    const parts = new SecretParts();
    for (let i = 0; i < 200; i++) parts.add(`${i}x${"A1b2C3d4".repeat(400)}`);
    expect(parts.find(`0x${"A1b2C3d4".repeat(2)}`)).not.toEqual([]);
    parts.clear();
    expect(parts.find(`0x${"A1b2C3d4".repeat(2)}`)).toEqual([]);
  });

  it("never show ten characters of a random token, however it is cut", () => {
    const random = fc.string({
      unit: fc.constantFrom(..."ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"),
      minLength: 24,
      maxLength: 64,
    });
    fc.assert(
      fc.property(random, fc.nat(), fc.integer({ min: 10, max: 24 }), (secret, at, length) => {
        const start = at % (secret.length - length + 1);
        const part = secret.slice(start, start + length);
        fc.pre(/\d[A-Za-z]/.test(part));
        expect(masked(`cut: ${part}.`, secret)).not.toContain(part);
      }),
    );
  });
});
