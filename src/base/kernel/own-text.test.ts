import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownText } from "./own-text.ts";

setFlagsFromString("--expose-gc");
const collect: unknown = runInNewContext("gc");

/** Characters held by 200 pieces of 100,000 characters each. */
function heldBy(keep: (piece: string) => string): number {
  const kept: string[] = [];
  if (typeof collect === "function") collect();
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < 200; i++) {
    const whole = Buffer.alloc(100_000, `line ${i} `).toString();
    kept.push(keep(whole.slice(500, 540)));
  }
  if (typeof collect === "function") collect();
  const held = process.memoryUsage().heapUsed - before;
  return kept.length === 200 ? held : 0;
}

describe("a piece of a text", () => {
  it("of its own is the same text, and lets the whole text go", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => ownText(text) === text));
    expect(heldBy((piece) => piece)).toBeGreaterThan(15_000_000);
    expect(heldBy(ownText)).toBeLessThan(5_000_000);
  });
});
