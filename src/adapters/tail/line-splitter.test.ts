import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLineSplitter, type SplitLine } from "./line-splitter.ts";

const split = (chunks: readonly Uint8Array[], max = 1000): SplitLine[] => {
  const splitter = createLineSplitter(0, max);
  return [...chunks.flatMap((chunk) => splitter.push(Buffer.from(chunk))), ...splitter.flush()];
};

describe("lines", () => {
  it("how bytes arrive never changes the lines or their offsets", () => {
    const bytes = fc
      .uint8Array({ maxLength: 200 })
      .map((values) => values.map((value) => (value % 5 === 0 ? 10 : value)));
    fc.assert(
      fc.property(
        bytes,
        fc.array(fc.nat(200), { maxLength: 6 }),
        fc.constantFrom(3, 1000),
        (all, cuts, max) => {
          const edges = [
            0,
            ...cuts.map((cut) => Math.min(cut, all.length)).sort((a, b) => a - b),
            all.length,
          ];
          const chunks = edges.slice(1).map((edge, i) => all.slice(edges[i], edge));
          expect(split(chunks, max)).toEqual(split([all], max));
        },
      ),
    );
  });

  it("handed on as bytes, the lines are the very same, and what would have to be changed is not handed on", () => {
    const piece = fc.oneof(
      fc.stringMatching(/^[a-z"\\\u00e9\u65e5 ]{0,6}$/).map((text) => Buffer.from(text)),
      fc.constantFrom(Buffer.from("\r"), Buffer.from("\n"), Buffer.from([0xff]), Buffer.from([0])),
    );
    const chunk = fc.array(piece, { maxLength: 8 }).map((pieces) => Buffer.concat(pieces));
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 6 }), fc.constantFrom(5, 1000), (chunks, max) => {
        const splitter = createLineSplitter(0, max);
        const lines: SplitLine[] = [];
        for (const bytes of chunks) {
          const block = splitter.block(bytes);
          if (block === null) lines.push(...splitter.push(bytes));
          else
            lines.push(
              ...split([block.bytes]).map((line) => ({ ...line, offset: line.offset + block.offset })),
            );
        }
        expect([...lines, ...splitter.flush()]).toEqual(split(chunks, max));
      }),
    );
  });

  it("a line's offset is where its first byte stands", () => {
    const text = "a\n日本\n\nlast";
    const bytes = Buffer.from(text);
    for (const { offset, text: line } of split([bytes]))
      expect(bytes.subarray(offset, offset + Buffer.byteLength(line)).toString()).toBe(line);
    expect(split([bytes]).map(({ offset }) => offset)).toEqual([0, 2, 9, 10]);
  });

  it("carriage returns go, invalid bytes are replaced, NUL stays", () => {
    expect(split([Buffer.from([97, 13, 10, 0xff, 98, 10, 0, 10])]).map(({ text }) => text)).toEqual([
      "a",
      "\ufffdb",
      "\0",
    ]);
  });

  it("a character cut by a read edge is whole again", () => {
    const bytes = Buffer.from("café\n");
    expect(split([bytes.subarray(0, 4), bytes.subarray(4)]).map(({ text }) => text)).toEqual(["café"]);
  });

  it("of a line that is too long the beginning is kept, flagged, and nothing piles up", () => {
    const splitter = createLineSplitter(0, 10);
    expect(splitter.push(Buffer.from("first\n"))).toEqual([{ text: "first", offset: 0, truncated: false }]);
    for (let i = 0; i < 1000; i++) expect(splitter.push(Buffer.alloc(1000, 120))).toEqual([]);
    expect(splitter.push(Buffer.from("\nlast\n"))).toEqual([
      { text: "x".repeat(10), offset: 6, truncated: true },
      { text: "last", offset: 1_000_007, truncated: false },
    ]);
  });
});
