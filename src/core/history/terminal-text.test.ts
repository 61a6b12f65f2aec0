import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainText } from "./terminal-text.ts";

describe("plainText", () => {
  it.each([
    ["line ends of a terminal", "a\r\nb\r\n", "a\nb\n"],
    ["colours", "\x1b[01;31merror\x1b[0m: no\r\n", "error: no\n"],
    ["titles and links", "\x1b]0;title\x07a \x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\\n", "a link\n"],
    ["a progress bar drawn over", "10%\r50%\r100%\n", "100%\n"],
    ["a shorter line drawn over a longer one", "downloading\rdone\n", "doneloading\n"],
    ["a line erased first", "downloading\r\x1b[Kdone\n", "done\n"],
    ["backspaces", "abc\b\bX\n", "aXc\n"],
    ["bells and other controls", "a\x07b\x00c\n", "abc\n"],
    ["zsh's sign for a missing line end", "no end\x1b[1m\x1b[7m%\x1b[27m\x1b[1m\x1b[0m      \r \r", "no end"],
    ["tabs and other languages", "a\tü 文\n", "a\tü 文\n"],
  ])("reads %s", (_, raw, text) => {
    expect(plainText(raw)).toBe(text);
  });

  it("leaves no control character but tab and newline, whatever comes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (raw) => {
        expect(plainText(raw)).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f]/);
      }),
    );
  });
});
