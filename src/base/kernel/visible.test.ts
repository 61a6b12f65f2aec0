import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oneLine, visible } from "./visible.ts";

describe("visible", () => {
  it("writes out what moves the cursor, hides or reorders text", () => {
    expect(visible("a\u001b[2Kb\rc")).toBe("a\\x1b[2Kb\\x0dc");
    expect(visible("rm \u202etxt.exe")).toBe("rm \\u202etxt.exe");
    expect(visible("r\u200bm")).toBe("r\\u200bm");
    expect(visible("x\u{e0041}y")).toBe("x\\u{e0041}y");
  });
  it("keeps ordinary text of any language", () => {
    expect(visible("naïve 文 – ok")).toBe("naïve 文 – ok");
  });
  it("keeps line ends and tabs of a block when asked", () => {
    expect(visible("a\n\tb\r", { keep: "lines" })).toBe("a\n\tb\\x0d");
  });
});

describe("oneLine", () => {
  it("is always one line without control characters and never longer than asked", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 200 }), (text, columns) => {
        const line = oneLine(text, columns);
        expect(line.length).toBeLessThanOrEqual(columns);
        expect(visible(line)).toBe(line);
      }),
    );
  });
});
