import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTerminalMarks, type TerminalPart } from "./terminal-marks.ts";

const nonce = "0123456789abcdef";
const mark = (letter: "C" | "D", n: number): string => `\x1b]133;${letter};k=${nonce};n=${n}\x07`;
const bytes = (text: string): Buffer => Buffer.from(text, "utf8");

function run(chunks: readonly Uint8Array[]): { screen: string; events: string[] } {
  const marks = createTerminalMarks(nonce);
  const parts: TerminalPart[] = [...chunks.flatMap((chunk) => marks.push(chunk)), ...marks.flush()];
  const shown = parts.flatMap((part) => (part.kind === "bytes" ? [part.bytes] : []));
  const events: string[] = [];
  let text: Uint8Array[] = [];
  for (const part of parts) {
    if (part.kind === "bytes") text.push(part.bytes);
    else {
      events.push(Buffer.concat(text).toString("utf8"), `${part.kind} ${part.n}`);
      text = [];
    }
  }
  return { screen: Buffer.concat(shown).toString("utf8"), events };
}

describe("createTerminalMarks", () => {
  it("takes its own marks off the screen and tells what stood between them", () => {
    const typed = `$ ls\r\n${mark("C", 7)}a b\r\n${mark("D", 7)}$ `;
    expect(run([bytes(typed)])).toEqual({
      screen: "$ ls\r\na b\r\n$ ",
      events: ["$ ls\r\n", "start 7", "a b\r\n", "end 7"],
    });
  });

  it.each([
    ["without a nonce", "\x1b]133;D;0\x07"],
    ["with another nonce", "\x1b]133;C;k=ffffffffffffffff;n=1\x07"],
    ["with more behind the number", `\x1b]133;C;k=${nonce};n=1;x=2\x07`],
    ["without a number", `\x1b]133;C;k=${nonce};n=\x07`],
    ["with another letter", `\x1b]133;A;k=${nonce};n=1\x07`],
    ["ended otherwise", `\x1b]133;C;k=${nonce};n=1\x1b\\`],
    ["with a number too long", `\x1b]133;C;k=${nonce};n=1234567890123\x07`],
  ])("passes a mark %s on as it is", (_, text) => {
    expect(run([bytes(`a${text}b`)])).toEqual({ screen: `a${text}b`, events: [] });
  });

  it("gives the same for every way of cutting the bytes", () => {
    const piece = fc.constantFrom(
      mark("C", 1),
      mark("D", 12),
      "\x1b]133;D;0\x07",
      "\x1b[?1049h",
      "\x1b",
      "\x1b]133;",
      "text ü\r\n",
      `\x1b]133;C;k=${nonce.slice(0, 5)}`,
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.array(fc.nat(200), { maxLength: 6 }),
        (pieces, cuts) => {
          const all = bytes(pieces.join(""));
          const places = [
            0,
            ...cuts.map((cut) => Math.min(cut, all.length)).sort((a, b) => a - b),
            all.length,
          ];
          const chunks = places.slice(1).map((to, i) => all.subarray(places[i], to));
          expect(run(chunks)).toEqual(run([all]));
        },
      ),
    );
  });

  it("holds nothing back but what may become a mark", () => {
    const marks = createTerminalMarks(nonce);
    expect(marks.push(bytes("prompt $ \x1b[K"))).toHaveLength(1);
    expect(marks.push(bytes("\x1b]133;"))).toEqual([]);
    expect(marks.flush()).toEqual([{ kind: "bytes", bytes: bytes("\x1b]133;") }]);
    expect(marks.flush()).toEqual([]);
  });
});
