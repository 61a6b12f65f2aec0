import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { signatureOf } from "./signature.ts";

const same = (a: string, b: string): boolean => signatureOf(a).signature === signatureOf(b).signature;

describe("signatures", () => {
  it.each([
    [
      "connect() to 10.2.0.17:8080 failed (111: Connection refused)",
      "connect() to 10.2.0.18:9090 failed (111: Connection refused)",
    ],
    [
      "Login refused for user admin from 10.0.0.8 port 22",
      "Login refused for user guest from 10.0.0.9 port 4711",
    ],
    ["could not open /var/lib/a/b.db: No such file", "could not open /srv/x: No such file"],
    ["GET https://a.example.com/x?y=1 failed", "GET http://b.example.org/ failed"],
    ["took 12 ms", "took 1.5 seconds"],
    ["job 7e6d0f0e-58a5-4c1e-9b0a-0c1f2d3e4f50 lost", "job 00000000-58a5-4c1e-9b0a-0c1f2d3e4f51 lost"],
    ["link down on 00:1b:44:11:3a:b7", "link down on aa:bb:cc:dd:ee:ff"],
    ['reason="disk full" node=a', 'reason="no route" node=a'],
    ["owner= source=10.0.0.1", "owner= source=10.0.0.2"],
    ["resolving db.internal", "resolving cache.example.com"],
  ])("%s ~ %s", (a, b) => {
    expect(same(a, b)).toBe(true);
  });

  it.each([
    ["SQLSTATE 23505 on insert", "SQLSTATE 40001 on insert"],
    ["connect ECONNREFUSED 10.0.0.1:80", "connect ETIMEDOUT 10.0.0.1:80"],
    ["upstream answered with status 502", "upstream answered with status 404"],
    ["process exited with code 137", "process exited with code 1"],
    ["ORA-00060 in session 8", "ORA-01555 in session 8"],
    ["java.net.ConnectException: refused", "java.net.SocketTimeoutException: refused"],
    ["read failed", "write failed"],
    ["container exited early", "container started early"],
    ["host is down", "host was down"],
  ])("%s is not %s", (a, b) => {
    expect(same(a, b)).toBe(false);
  });

  it("an HTTP status keeps its class", () => {
    expect(same("upstream answered with status 502", "upstream answered with status 503")).toBe(true);
  });

  it("the template keeps delimiters and names what it captures", () => {
    const { template, captures } = signatureOf(
      "connect() to 10.2.0.17:8080 failed after 12ms (file /etc/x.conf)",
    );
    expect(template).toBe("connect() to <ip>:<num> failed after <num> (file <path>)");
    expect(captures.map(({ text }) => text)).toEqual(["10.2.0.17", "8080", "12ms", "/etc/x.conf"]);
  });

  it("captures lie in the text, in order, and with the template give the text back", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\x20-\x7e]{0,200}$/), (message) => {
        const { captures } = signatureOf(message);
        let at = 0;
        for (const { span, text } of captures) {
          expect(span[0]).toBeGreaterThanOrEqual(at);
          expect(message.slice(span[0], span[1])).toBe(text);
          at = span[1];
        }
      }),
    );
  });

  it("any text has a signature, bounded and always the same", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (message) => {
        expect(signatureOf(message).signature).toBe(signatureOf(message).signature);
      }),
    );
    expect(signatureOf("x ".repeat(4_000_000)).signature.length).toBeLessThan(10_000);
    expect(signatureOf("=".repeat(1_000_000)).template.length).toBeLessThan(2000);
  });
});
