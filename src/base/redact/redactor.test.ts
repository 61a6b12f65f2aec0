import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { createRedactor } from "./redactor.ts";

const mac = (text: string): string => createHmac("sha256", "test key").update(text).digest("hex");
const made = ["Zt7", "qW9!", "xK2"].join("");
const mask = (kind: string): string => `‹redacted:${kind}:${mac(made).slice(0, 8)}›`;

test("a password in an environment assignment is replaced by a linkable mask", () => {
  expect(createRedactor(mac).text(`DB_PASSWORD=${made} ./run`)).toEqual({
    text: `DB_PASSWORD=${mask("password")} ./run`,
    count: 1,
  });
});

test("a secret seen once is masked wherever it comes back, also in base64 and percent-encoded", () => {
  const redactor = createRedactor(mac);
  redactor.remember(made);
  const encoded = Buffer.from(`user:${made}`).toString("base64");
  const text = `plain ${made} b64 ${encoded} url ${encodeURIComponent(made).replace("!", "%21")}`;
  const m = mask("secret");
  expect(redactor.text(text).text).toBe(`plain ${m} b64 ${m} url ${m}`);
});

test("a forgotten secret is plain text again", () => {
  const redactor = createRedactor(mac);
  redactor.remember(made);
  redactor.forget();
  expect(redactor.text(`it was ${made}`).text).toBe(`it was ${made}`);
});

test("masks that stand in a text stay as they are", () => {
  const redactor = createRedactor(mac);
  const once = redactor.text(`mysql://app:${made}@db/x?token=${made}9`).text;
  expect(createRedactor(mac).text(once)).toEqual({ text: once, count: 0 });
});

test("a private key over lines keeps its line count", () => {
  const line = (n: number): string =>
    Buffer.from(mac(String(n)))
      .toString("base64")
      .slice(0, 64);
  const label = ["RSA", "PRIVATE", "KEY"].join(" ");
  const key = `-----BEGIN ${label}-----\n${line(1)}\n${line(2)}\n-----END ${label}-----\nok`;
  const out = createRedactor(mac).text(key).text;
  expect(out.split("\n")).toHaveLength(5);
  expect(out).not.toContain(line(1).slice(0, 8));
  expect(out).not.toContain(line(2).slice(0, 8));
  expect(out.endsWith("\nok")).toBe(true);
});
