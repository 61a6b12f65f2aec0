import { describe, expect, it } from "vitest";
import { createOutputKeeper, failingBytes, headBytes, slackBytes } from "./kept-output.ts";

const bytes = (text: string): Buffer => Buffer.from(text, "latin1");

function keep(chunks: readonly string[]) {
  const keeper = createOutputKeeper();
  for (const chunk of chunks) keeper.push(bytes(chunk));
  const { head, tail, ...facts } = keeper.end();
  return { ...facts, text: Buffer.from(head).toString("latin1") + Buffer.from(tail).toString("latin1") };
}

describe("createOutputKeeper", () => {
  it("keeps a short output whole", () => {
    expect(keep(["one\n", "two\n"])).toEqual({ text: "one\ntwo\n", bytes: 8, lost: 0, fullScreen: false });
  });

  it("keeps the head and the end of a flood in bounded memory", () => {
    const line = `${"x".repeat(1_023)}\n`;
    const flood = keep(["first\n", ...Array.from({ length: 10_240 }, () => line), "last\n"]);
    expect(flood.text.startsWith("first\n")).toBe(true);
    expect(flood.text.endsWith("last\n")).toBe(true);
    expect(flood.bytes).toBe(10 * 1024 * 1024 + 11);
    expect(flood.text.length + flood.lost).toBe(flood.bytes);
    expect(flood.text.length).toBeLessThan(headBytes + failingBytes + 2 * slackBytes + 2_048);
  });

  it.each([
    ["the alternate screen of vim and less", "\x1b[?1049h", "\x1b[?1049l"],
    ["the older switch", "\x1b[?47h", "\x1b[?47l"],
    ["the keypad mode of top", "\x1b[?1h\x1b=", "\x1b[?1l\x1b>"],
  ])("passes over what is drawn in %s, and says so", (_, on, off) => {
    const kept = keep([`before ${on}drawn`, "drawn", `drawn${off} after`]);
    expect(kept.fullScreen).toBe(true);
    expect(kept.text).toContain("before ");
    expect(kept.text).toContain(" after");
    expect(kept.text).not.toContain("drawn");
  });

  it("sees a switch that is cut by the chunks", () => {
    const all = "before \x1b[?1049hdrawn drawn\x1b[?1049l after";
    for (let cut = 1; cut < all.length; cut++) {
      const kept = keep([all.slice(0, cut), all.slice(cut)]);
      expect(kept.text).not.toContain("drawn");
      expect(kept.text).toContain(" after");
    }
  });

  it("is not misled by other modes", () => {
    expect(keep(["\x1b[?2004hpasted\x1b[?25l"]).fullScreen).toBe(false);
  });
});
