import { describe, expect, it } from "vitest";
import { createMineReport } from "./mine-report.ts";

const report = (pieces: readonly string[]): unknown[] => {
  const mining = createMineReport();
  const text = [...pieces.flatMap((piece) => [...mining.push(piece)]), ...mining.end()].join("");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
};

describe("the report of mining", () => {
  const text = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"]
    .map((name) => `service ${name} went "away"\n`)
    .join("");

  it("says one group for lines that turned out to be one, from the first line on", () => {
    const template = 'service <word> went "<word>"';
    expect(report([text])).toEqual([1, 2, 3, 4, 5, 6].map((line) => ({ line, group: 1, template })));
  });

  it("does not depend on how the text arrives, on carriage returns or a last newline", () => {
    const cut = [text.slice(0, 17), text.slice(17, 18), text.slice(18)];
    expect(report(cut)).toEqual(report([text]));
    expect(report([text.replaceAll("\n", "\r\n")])).toEqual(report([text]));
    expect(report([text.trimEnd()])).toEqual(report([text]));
    expect(report([])).toEqual([]);
  });
});
