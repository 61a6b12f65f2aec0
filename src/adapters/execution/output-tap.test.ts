import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedactor } from "../../base/redact/redactor.ts";
import { redactStream } from "../../base/redact/stream.ts";
import { createOutputTap } from "./output-tap.ts";

const plain = () => ({ push: (text: string) => text, end: () => "" });
const real = () => {
  const redactor = createRedactor((text) => createHmac("sha256", "k").update(text).digest("hex"));
  return () => redactStream(redactor);
};

/** Everything that anybody gets to see of these chunks. */
function through(
  chunks: readonly (string | Buffer)[],
  redact: Parameters<typeof createOutputTap>[0] = plain,
) {
  let live = "";
  const tap = createOutputTap(redact, (text) => {
    live += text;
  });
  for (const chunk of chunks) tap.push(Buffer.from(chunk));
  tap.end();
  return { live, text: tap.text(), bytes: tap.bytes, raw: tap.raw() };
}

const filler = (lines: number) => "a line of output with some words in it\n".repeat(lines);
const secret = "correct-horse-battery-7";

describe("an output", () => {
  it("comes through whole while it is short, whatever its chunks", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 200 }),
        fc.integer({ min: 1, max: 20 }),
        (text, size) => {
          const bytes = Buffer.from(text);
          const chunks: Buffer[] = [];
          for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
          const seen = through(chunks);
          const expected = bytes.toString("utf8");
          expect(seen).toMatchObject({ live: expected, text: expected, bytes: bytes.length });
        },
      ),
    );
  });

  it("keeps head and tail of what is between short and long", () => {
    const text = `first\n${filler(5_000)}last\n`;
    const seen = through([text]);
    expect(seen.live).toBe(text);
    expect(seen.text.startsWith("first\n")).toBe(true);
    expect(seen.text.endsWith("last\n")).toBe(true);
    expect(seen.text.length).toBeLessThan(132_000);
  });

  it("keeps 64 KiB for a capture", () => {
    expect(through(["x".repeat(100_000)]).raw.length).toBe(65_536);
  });
});

describe("a secret in an output", () => {
  it("is masked where a chunk's border cuts it", () => {
    const line = `export DB_PASSWORD=${secret}\n`;
    for (let at = 1; at < line.length; at++) {
      const seen = through([line.slice(0, at), line.slice(at)], real());
      expect(seen.live + seen.text).not.toContain(secret);
    }
  });

  const lengths = [100, 40_000, 200_000];

  it.each(lengths)("is masked in the tail of %i lines", (lines) => {
    const seen = through([filler(lines), `password=${secret}\n`, "end\n"], real());
    expect(seen.live + seen.text).not.toContain(secret);
    expect(seen.text.endsWith("end\n")).toBe(true);
  });

  it.each(lengths)(
    "named in the part that is left out is known when it comes back after %i lines",
    (lines) => {
      const seen = through(
        [filler(40_000), `password=${secret}\n`, filler(lines), `using ${secret} now\n`],
        real(),
      );
      expect(seen.live + seen.text).not.toContain(secret);
      expect(seen.text.endsWith(" now\n")).toBe(true);
    },
  );

  it.each([500, 1_500, 4_000])(
    "a private key of %i lines that the kept part cuts is left out whole",
    (lines) => {
      const body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7\n".repeat(lines);
      const key = `-----BEGIN PRIVATE KEY-----\n${body}-----END PRIVATE KEY-----\n`;
      for (const before of [20_000, 26_000, 27_000, 28_000, 60_000]) {
        const chunks = `${filler(before)}${key}${filler(100)}done\n`.match(/[\s\S]{1,60000}/g) ?? [];
        const seen = through(chunks, real());
        expect(seen.live + seen.text).not.toContain("MIIEvQIBADAN");
        expect(seen.text.endsWith("done\n")).toBe(true);
      }
    },
  );
});
