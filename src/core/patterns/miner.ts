import { createFramer } from "./frame.ts";
import { createGeneraliser, type Generalisation, type PlaceWord } from "./generalise.ts";
import { Scanner } from "./scan.ts";
import { type MaskedWord, maskedWords, render, signatureText } from "./signature.ts";
import { wildcard } from "./word-classes.ts";

/** What a line belongs to. A live view: after later lines taught more, it shows the wider group. */
export interface MinedGroup {
  /** Stable number of the group, from 1; when groups become one, the oldest number stays. */
  readonly group: number;
  /** Readable, with typed captures. */
  readonly template: string;
  /** How many lines. */
  readonly count: number;
}

export interface Miner {
  add(line: string): MinedGroup;
  /** The groups as they stand now, oldest first. */
  final(): MinedGroup[];
}

/** At most so many signatures are kept; beyond, those seen once are forgotten first. */
const defaultMaxSignatures = 50_000;

/**
 * Groups log lines of one source by what they have in common: mask, look up the signature, and only for a signature
 * never seen before look for others that differ in one place. Memory is bounded by `maxSignatures`.
 */
export function createMiner(options: { readonly maxSignatures?: number } = {}): Miner {
  const maxSignatures = options.maxSignatures ?? defaultMaxSignatures;
  const framer = createFramer();
  const scanner = new Scanner({ keepCodes: false });
  const generaliser = createGeneraliser<Group>();
  const byKey = new Map<number, Group>();
  const bySignature = new Map<string, Group>();
  let nextNumber = 1;

  const learn = (text: string, words: readonly MaskedWord[]): Group => {
    const signature = signatureText(words);
    const known = bySignature.get(signature);
    if (known !== undefined) return known.root();
    const group = new Group(nextNumber++, text, words);
    bySignature.set(signature, group);
    for (const wider of generaliser.add(placesOf(text, words), group)) widen(wider);
    return group;
  };

  const widen = ({ model, position, members }: Generalisation<Group>): void => {
    const general = learn(model.text, withValueAt(model.words, position));
    general.join(model);
    for (const member of members) general.join(member);
  };

  const forgetSome = (): void => {
    for (const [key, group] of byKey) if (group.seen < 2) byKey.delete(key);
    if (byKey.size > maxSignatures / 2) byKey.clear();
    const kept = new Set(byKey.values());
    for (const group of byKey.values()) kept.add(group.root());
    for (const [signature, group] of bySignature) if (!kept.has(group)) bySignature.delete(signature);
    generaliser.clear();
  };

  return {
    add(line) {
      const message = framer.messageStart(line);
      const text = message.text;
      const scan = scanner.scan(text, message.start);
      let group = byKey.get(scan.key);
      if (group === undefined) {
        if (bySignature.size >= maxSignatures) forgetSome();
        group = learn(
          text.slice(message.start),
          maskedWords(scanner.scan(text.slice(message.start), 0), text.slice(message.start)),
        );
        byKey.set(scan.key, group);
      }
      group.seen++;
      return group;
    },
    final() {
      const roots = new Set<Group>();
      for (const group of bySignature.values()) if (group.root().count > 0) roots.add(group.root());
      return [...roots].sort((a, b) => a.group - b.group);
    },
  };
}

/** What the generaliser asks of each word: does it stand behind a name, does it touch a value? */
const placesOf = (text: string, words: readonly MaskedWord[]): PlaceWord[] =>
  words.map((word, at) => {
    const isValue = word.text === wildcard;
    return {
      text: word.text,
      named: !isValue && isNamed(text, word.start),
      glued: isValue
        ? touching.test(text.slice(word.start, word.end))
        : touchesValue(text, word, words[at + 1]) || touchesValue(text, words[at - 1], word),
    };
  });

/** Two pieces of a value with one sign between them. */
const touching = /[^\s][,;:=()[\]{}"'<>|][^\s]/;

/** One sign and no space stands between a word and a value. */
function touchesValue(text: string, left: MaskedWord | undefined, right: MaskedWord | undefined): boolean {
  if (left === undefined || right === undefined || right.start - left.end !== 1) return false;
  return (left.text === wildcard) !== (right.text === wildcard) && text.charCodeAt(left.end) !== 32;
}

/** Right behind `name=` or `{name:`, with or without a quote. */
function isNamed(text: string, start: number): boolean {
  const quoted = text.charCodeAt(start - 1) === 34 ? start - 1 : start;
  const sign = text.charAt(quoted - 1);
  return (sign === "=" || sign === ":") && /[\w\])]/.test(text.charAt(quoted - 2));
}

/** Words with a value at `position`; values that now touch become one. */
function withValueAt(words: readonly MaskedWord[], position: number): MaskedWord[] {
  const out: MaskedWord[] = [];
  for (const [k, word] of words.entries()) {
    const next = k === position ? { ...word, text: wildcard } : word;
    const last = out.at(-1);
    if (next.text === wildcard && last?.text === wildcard) out[out.length - 1] = { ...last, end: next.end };
    else out.push(next);
  }
  return out;
}

/** A node of the union: lines of one signature, joined into wider ones. */
class Group implements MinedGroup {
  readonly number: number;
  readonly text: string;
  readonly words: readonly MaskedWord[];
  seen = 0;
  #parent: Group | null = null;
  /** Of the whole union, kept at the root. */
  #oldest: number;
  #joined: Group[] = [];
  #template: string | null = null;

  constructor(number: number, text: string, words: readonly MaskedWord[]) {
    this.number = number;
    this.text = text;
    this.words = words;
    this.#oldest = number;
  }

  root(): Group {
    let node: Group = this;
    while (node.#parent !== null) node = node.#parent;
    if (node !== this) this.#parent = node;
    return node;
  }

  join(other: Group): void {
    const mine = this.root();
    const theirs = other.root();
    if (mine === theirs) return;
    theirs.#parent = mine;
    mine.#joined.push(theirs);
    mine.#oldest = Math.min(mine.#oldest, theirs.#oldest);
  }

  get group(): number {
    return this.root().#oldest;
  }

  get template(): string {
    const root = this.root();
    root.#template ??= render(root.text, root.words).template;
    return root.#template;
  }

  get count(): number {
    const root = this.root();
    const below = (node: Group): number => node.#joined.reduce((sum, child) => sum + below(child), node.seen);
    return below(root);
  }
}
