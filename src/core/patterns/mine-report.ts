import type { MinedGroup } from "./mined-group.ts";
import { createMiner } from "./miner.ts";

/** Lines whose group is not printed yet: later lines may widen it. */
const maxHeld = 1_000_000;
const linesPerPiece = 4096;

/**
 * Mining as text in, JSON lines out, one `{line, group, template}` per line and in order. Lines are held until the end
 * (at most a million) because only then their groups are settled; what was printed before is corrected by
 * `{group, template, final: true}`.
 */
export function createMineReport(): {
  /** Takes any piece of text; gives what can be printed already. */
  push(text: string): Iterable<string>;
  end(): Iterable<string>;
} {
  const miner = createMiner();
  let rest = "";
  let held: MinedGroup[] = [];
  let printed = 0;

  function* print(): Generator<string> {
    const tails = new Map<MinedGroup, string>();
    let piece = "";
    for (const [i, group] of held.entries()) {
      let tail = tails.get(group);
      if (tail === undefined) {
        tail = `,"group":${group.group},"template":${JSON.stringify(group.template)}}\n`;
        tails.set(group, tail);
      }
      piece += `{"line":${printed + i + 1}${tail}`;
      if (i % linesPerPiece === linesPerPiece - 1) {
        yield piece;
        piece = "";
      }
    }
    printed += held.length;
    held = [];
    if (piece !== "") yield piece;
  }

  return {
    *push(text) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) held.push(miner.add(line.endsWith("\r") ? line.slice(0, -1) : line));
      if (held.length >= maxHeld) yield* print();
    },
    *end() {
      const early = printed > 0;
      if (rest !== "") held.push(miner.add(rest));
      miner.settle();
      yield* print();
      if (!early) return;
      for (const { group, template } of miner.final())
        yield `${JSON.stringify({ group, template, final: true })}\n`;
    },
  };
}
