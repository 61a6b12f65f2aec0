import { describe, expect, it } from "vitest";
import { wrapped } from "./wrapped.ts";

describe("wrapped prose", () => {
  it("breaks between words, and leaves a word that is longer than a line whole", () => {
    const text = "Where: /a/very/long/path/that/is/longer/than/any/line only you can read it.";
    const lines = wrapped(text, 30).split("\n");
    expect(lines).toEqual([
      "Where:",
      "/a/very/long/path/that/is/longer/than/any/line",
      "only you can read it.",
    ]);
    expect(lines.join(" ")).toBe(text);
  });
  it("is as it was where there is no terminal, or room enough", () => {
    expect(wrapped("one two", null)).toBe("one two");
    expect(wrapped("one two", 80)).toBe("one two");
    expect(wrapped("", 40)).toBe("");
  });
});
