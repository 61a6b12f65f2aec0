import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createShellMessages } from "./shell-messages.ts";

const nonce = "0123456789abcdef";
const said = (...fields: string[]): string => fields.map((field) => `${field}\0`).join("");
const all = [
  said(nonce, "R", "bash.7.1"),
  said("stray"),
  said(nonce, "C", "3", "1800000000000000", "/etc ü"),
  said("", "@1\t3\t1\t1\t0\tc\t0", "/etc", "   12  vim a\nb\n", "."),
  said(nonce, "S"),
  said(nonce, "C", "4", "1800000000000000", "/hidden"),
  said(nonce, "S"),
  said("wrong", "C", "4", "1", "/", "x"),
  said(nonce, "D", "3", "130", "1800000001500000", "1", "/tmp"),
].join("");

const read = (chunks: readonly Uint8Array[]) => {
  const messages = createShellMessages(nonce);
  return chunks
    .flatMap((chunk) => messages.push(chunk))
    .map((message) =>
      "text" in message ? { ...message, text: Buffer.from(message.text).toString() } : message,
    );
};

describe("createShellMessages", () => {
  it("reads what the shell says, and only what carries the nonce", () => {
    expect(read([Buffer.from(all)])).toEqual([
      { kind: "ready", shell: "bash.7.1" },
      { kind: "start", n: 3, at: 1_800_000_000_000, cwd: "/etc ü", text: "   12  vim a\nb\n" },
      { kind: "end", n: 3, exitCode: 130, at: 1_800_000_001_500, recorded: true, cwd: "/tmp" },
    ]);
  });

  it("reads the same however the pipe cuts it", () => {
    const bytes = Buffer.from(all);
    fc.assert(
      fc.property(fc.nat(bytes.length), fc.nat(bytes.length), (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const chunks = [bytes.subarray(0, from), bytes.subarray(from, to), bytes.subarray(to)];
        expect(read(chunks)).toEqual(read([bytes]));
      }),
    );
  });
});
