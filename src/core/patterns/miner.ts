import { createFramer } from "./frame.ts";
import { fillGaps, fillThings } from "./gaps.ts";
import { type Group, type MinedGroup, WaitingLine } from "./mined-group.ts";
import { fillOpenings } from "./openings.ts";
import { Scanner } from "./scan.ts";
import { learnSharedNames } from "./shared-names.ts";
import { maskedWords } from "./signature.ts";
import { SignatureBook } from "./signature-book.ts";

export interface Miner {
  add(line: string): MinedGroup;
  /** Joins what only all lines together show to be one. */
  settle(): void;
  /** The settled groups, oldest first. */
  final(): MinedGroup[];
}

/** So many lines show how headers look in a source. */
const firstLines = 1000;
/** Fewer, where they are long: they are kept until then. */
const firstChars = 4_000_000;
/** What was learned in one round about names is used in the next. */
const settleRounds = 4;

/** At most so many signatures are kept; beyond, those seen once are forgotten first. */
const defaultMaxSignatures = 20_000;

/**
 * Groups log lines of one source by what they have in common: mask, look up the signature, and only for a signature
 * never seen before look for others that differ in one place. Memory is bounded by `maxSignatures`.
 */
export function createMiner(options: { readonly maxSignatures?: number } = {}): Miner {
  const maxSignatures = options.maxSignatures ?? defaultMaxSignatures;
  const framer = createFramer();
  const scanner = new Scanner({ keepCodes: false });
  const book = new SignatureBook();
  const byKey = new Map<number, Group>();
  let waiting: WaitingLine[] | null = [];
  let waitingChars = 0;

  const place = (line: string): Group => {
    const { text, start } = framer.messageStart(line);
    const { key } = scanner.scan(text, start);
    let group = byKey.get(key);
    if (group === undefined) {
      if (book.size >= maxSignatures) forgetSome(byKey, book, maxSignatures);
      const message = text.slice(start);
      group = book.learn(message, maskedWords(scanner.scan(message, 0), message));
      byKey.set(key, group);
    }
    group.seen++;
    return group;
  };

  const begin = (): void => {
    if (waiting === null) return;
    const lines = waiting;
    waiting = null;
    framer.learn(lines.map(({ line }) => line));
    for (const one of lines) one.place(place(one.line));
  };

  const settle = (): void => {
    begin();
    settleBook(book);
  };

  return {
    add(line) {
      if (waiting === null) return place(line);
      const one = new WaitingLine(line, begin);
      waiting.push(one);
      waitingChars += line.length;
      if (waiting.length >= firstLines || waitingChars >= firstChars) begin();
      return one;
    },
    settle,
    final() {
      settle();
      return book.groups();
    },
  };
}

function settleBook(book: SignatureBook): void {
  learnSharedNames(book.widest(), book.names);
  for (let round = 0; round < settleRounds; round++) {
    const merges = fillOpenings(book.widest(), book.names);
    for (const merge of merges) book.join(merge);
    if (merges.length === 0) break;
  }
  for (const merge of fillGaps(book.widest())) book.join(merge);
  for (const merge of fillThings(book.widest())) book.join(merge);
}

function forgetSome(byKey: Map<number, Group>, book: SignatureBook, maxSignatures: number): void {
  for (const [key, group] of byKey) if (group.seen < 2) byKey.delete(key);
  if (byKey.size > maxSignatures / 2) byKey.clear();
  book.forgetAllBut(byKey.values());
}
