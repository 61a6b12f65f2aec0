import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readHeader } from "./header.ts";
import { createHeaderReader } from "./header-memo.ts";

const lines = readFileSync(new URL("../../../test/fixtures/patterns/errors.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line): string => JSON.parse(line).line);

/** Digits and levels differ from line to line of one source. */
const turned = (line: string, digit: number, level: string): string =>
  line.replace(/\d(?=\d*[ \]])/g, String(digit)).replace(/\b(?:INFO|ERROR|WARN|error|info|warn)\b/, level);

const facts = ({ start, level, time, tag, ended }: ReturnType<typeof readHeader>) => ({
  start,
  level,
  time,
  tag,
  ended,
});

describe("headers of one source", () => {
  it("are read from their shape exactly as they are read one by one", () => {
    const line = fc
      .tuple(
        fc.constantFrom(...lines),
        fc.nat(9),
        fc.constantFrom("INFO", "ERROR", "WARN", "DEBUG", "started"),
      )
      .map(([text, digit, level]) => turned(text, digit, level));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (source) => {
        const read = createHeaderReader();
        for (const text of source) {
          const { ended: _known, ...known } = facts(read(text));
          const { ended: _whole, ...whole } = facts(readHeader(text));
          expect(known).toEqual(whole);
        }
      }),
      { numRuns: 500 },
    );
  });
});
