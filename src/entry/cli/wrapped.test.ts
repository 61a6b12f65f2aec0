import { describe, expect, it } from "vitest";
import { hanging, wrapped, wrappedCommand } from "./wrapped.ts";

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
  it("hangs below the first word behind a lead", () => {
    expect(hanging("Also: ", "one two three four five six", 27)).toBe(
      "Also: one two three four\n      five six",
    );
  });
});

describe("a wrapped command line", () => {
  it("is one command when it is copied, with what is quoted in one piece", () => {
    const command = "reifier decline g-1 --reason \"planned work\" | grep 'a  b'";
    const lines = wrappedCommand(command, 30).split("\n");
    expect(lines).toEqual(["reifier decline g-1 --reason \\", "\"planned work\" | grep 'a  b'"]);
  });
});
