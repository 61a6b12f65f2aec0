import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createRedactor } from "./redactor.ts";
import { redactStream } from "./stream.ts";

const mac = (text: string): string => createHmac("sha256", "test key").update(text).digest("hex");

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length });
const password = fc
  .string({
    unit: fc.constantFrom(..."abcdefghkmnpqrstuvwxyzABCDEFGHKMNPQRSTUVWXYZ23456789"),
    minLength: 8,
    maxLength: 24,
  })
  .filter((text) => /\d/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text));
const noise = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        "password",
        "=",
        ": ",
        '"',
        "'",
        "\\",
        "mysql -p",
        "Authorization: ",
        "\n",
        " ",
        "$(",
        "<<EOF",
        "|",
        "://",
        "@",
        "a1B2c3D4e5",
        "-----BEGIN RSA ",
        "PRIVATE KEY-----",
        "token",
        "‹redacted:",
        "›",
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join("")),
);

test("arbitrary text never throws and redacting twice is redacting once", () => {
  fc.assert(
    fc.property(noise, fc.boolean(), (text, asCommand) => {
      const how = asCommand ? "command" : "text";
      const once = createRedactor(mac)[how](text).text;
      expect(createRedactor(mac)[how](once).text).toBe(once);
      expect(once.split("\n").length).toBe(text.split("\n").length);
    }),
    { numRuns: 400 },
  );
});

test("a secret planted once leaves no five characters, wherever it comes back", () => {
  fc.assert(
    fc.property(password, noise, (secret, other) => {
      const redactor = createRedactor(mac);
      redactor.command(`mysql -u root -p${secret} app`);
      const out = redactor.text(
        `${other} ${secret} ${Buffer.from(secret).toString("base64")} ${encodeURIComponent(secret)}`,
      ).text;
      for (let i = 0; i + 5 <= secret.length; i++) {
        const part = secret.slice(i, i + 5);
        expect(out.includes(part) && !other.includes(part)).toBe(false);
      }
    }),
    { numRuns: 200 },
  );
});

test("git shas, uuids, digests, pod names and public keys are never changed", () => {
  fc.assert(
    fc.property(hex(40), hex(64), fc.uuid(), hex(10), (sha, digest, uuid, pod) => {
      const text = [
        `commit ${sha}`,
        `image@sha256:${digest}`,
        `request ${uuid} done`,
        `pod/web-${pod}-x7k2p restarted`,
        `ssh-ed25519 ${Buffer.from(digest, "hex").toString("base64")} me@host`,
        `SHA256:${Buffer.from(digest, "hex").toString("base64").slice(0, 43)}`,
      ].join("\n");
      expect(createRedactor(mac).text(text).text).toBe(text);
      expect(createRedactor(mac).command(text).text).toBe(text);
    }),
  );
});

test("a public key with a segment that is called as the path of a token is not changed", () => {
  for (const text of [
    "ssh-ed25519 T/Zq6Kuvf5QKrwoc4i2J9FXLkANaQxmAp9iiHLuD8p0= me@host",
    "SHA256:13wLugdLP5h74VMyWq/t/cNQUWQabOpyjR8sDTkDRig",
  ])
    expect(createRedactor(mac).text(text).text).toBe(text);
  const link = "curl https://chat.example.com/t/cNQUWQabOpyjR8sDTkDRig42";
  expect(createRedactor(mac).command(link).text).not.toContain("cNQUWQ");
});

test("a stream shows what the whole text would, wherever its chunks are cut", () => {
  fc.assert(
    fc.property(password, fc.array(fc.nat(12), { minLength: 1, maxLength: 60 }), (secret, cuts) => {
      const label = ["RSA", "PRIVATE", "KEY"].join(" ");
      const text = `start\nDB_PASSWORD=${secret}\nthen ${secret}\n-----BEGIN ${label}-----\n${Buffer.from(mac(secret)).toString("base64").slice(0, 64)}\n-----END ${label}-----\nend ${secret}`;
      const whole = createRedactor(mac).text(text).text;
      const stream = redactStream(createRedactor(mac));
      let out = "";
      let at = 0;
      for (let i = 0; at < text.length; i++) {
        const size = 1 + (cuts[i % cuts.length] ?? 0);
        out += stream.push(text.slice(at, at + size));
        at += size;
      }
      expect(out + stream.end()).toBe(whole);
    }),
  );
});

test("a stream holds no more than 64 KiB of a line without end, and no secret is cut in two", () => {
  const secret = ["zQ7", "tR2mW9", "pX4k"].join("");
  const stream = redactStream(createRedactor(mac));
  let out = "";
  for (let i = 0; i < 60; i++) out += stream.push(`${"x".repeat(4000)} token=${secret} `);
  expect(out.length).toBeGreaterThan(100_000);
  out += stream.end();
  expect(out).not.toContain(secret.slice(0, 5));
});

test("a private key longer than what a stream holds stays hidden to its end", () => {
  const label = ["PRIVATE", "KEY"].join(" ");
  const line = Buffer.from(mac("line")).toString("base64").slice(0, 64);
  const stream = redactStream(createRedactor(mac));
  const text = `-----BEGIN ${label}-----\n${`${line}\n`.repeat(2000)}-----END ${label}-----\nafter\n`;
  const out = stream.push(text.slice(0, 70_000)) + stream.push(text.slice(70_000)) + stream.end();
  expect(out).not.toContain(line.slice(0, 10));
  expect(out.split("\n").length).toBe(text.split("\n").length);
  expect(out.endsWith("after\n")).toBe(true);
});
