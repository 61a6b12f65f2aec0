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

test("a value assigned under a plain name is masked once it is used as a password", () => {
  const out = createRedactor(mac).command(`x=${made}\nmysql -u root -p"$x" app`);
  expect(out.text).toBe(`x=${mask("password")}\nmysql -u root -p"$x" app`);
});

test("text that no shell would take is still redacted by the rules for plain text", () => {
  const out = createRedactor(mac).command(`mysql -u root -p'${made}' app <<EOF "(((`);
  expect(out.text).toBe(`mysql -u root -p'${mask("password")}' app <<EOF "(((`);
});

test("fish assignments and command substitutions are understood", () => {
  const redactor = createRedactor(mac);
  expect(redactor.command(`set -gx DB_PASSWORD '${made}'`).text).toBe(
    `set -gx DB_PASSWORD '${mask("password")}'`,
  );
  expect(createRedactor(mac).command("set -gx DB_PASSWORD (cat /run/secrets/db)").count).toBe(0);
});

test("a secret inside a payload is masked at its place in the whole text", () => {
  const out = createRedactor(mac).command(`ssh db "sudo sh -c 'redis-cli -a ${made} info'"`);
  expect(out.text).toBe(`ssh db "sudo sh -c 'redis-cli -a ${mask("password")} info'"`);
});

test("variables, substitutions and placeholders are no secrets", () => {
  for (const value of [
    "$PW",
    "$(cat f)",
    `\${PW:?}`,
    `\${PW:?must be set}`,
    "<password>",
    "********",
    "changeme",
  ]) {
    const text = `DB_PASSWORD=${value} ./run`;
    expect(createRedactor(mac).command(text)).toEqual({ text, count: 0 });
  }
});

test("equal secrets get equal masks, different ones different masks", () => {
  const out = createRedactor(mac).text(`password=${made}\npassword=${made}x`).text.split("\n");
  expect(out[0]).toBe(`password=${mask("password")}`);
  expect(out[1]).not.toBe(out[0]);
});

test("host and path behind a masked password of a URL stay", () => {
  const redactor = createRedactor(mac);
  expect(redactor.command(`curl -s http://admin:${made}@localhost:5984/_active_tasks`).text).toBe(
    `curl -s http://admin:${mask("url-password")}@localhost:5984/_active_tasks`,
  );
});
