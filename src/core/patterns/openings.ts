import { learnName, type NameSign, type SignedWord, signedWords } from "./name-signs.ts";
import type { MaskedWord } from "./signature.ts";
import { wildcard } from "./word-classes.ts";

/** One kind of line as a miner knows it. */
export interface LineKind {
  readonly text: string;
  readonly words: readonly MaskedWord[];
}

/** Kinds that are one, and the words they share, with a value where they differ. */
export interface Merge<T extends LineKind> {
  readonly members: readonly T[];
  readonly model: T;
  readonly words: readonly MaskedWord[];
}

const separator = "\u0002";

/** A line read as a frame of constant words with openings, in which values and what may be names stand. */
interface Opened<T> {
  readonly kind: T;
  readonly key: string;
  /** Constant words of the frame. */
  readonly constants: number;
  readonly openings: readonly Opening[];
}

interface Opening {
  /** What stands in it, values as wildcard. */
  readonly content: string;
  /** Places of its words in the line, from and to (not included). */
  readonly from: number;
  readonly to: number;
  readonly signs: ReadonlyMap<string, NameSign>;
}

/**
 * Finds kinds with the same frame whose openings have held so much that is different that the difference is a value.
 * Words found to be values are added to `known` and count as names elsewhere.
 */
export function fillOpenings<T extends LineKind>(kinds: readonly T[], known: Set<string>): Merge<T>[] {
  const frames = groupsBy(
    kinds.map((kind) => openingsOf(kind, known)),
    ({ key }) => key,
  );
  return frames.flatMap((alike) => mergesOf(alike, known));
}

/** Items with the same key, where there is more than one. */
function groupsBy<I>(items: readonly I[], keyOf: (item: I) => string): I[][] {
  const groups = new Map<string, I[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

function openingsOf<T extends LineKind>(kind: T, known: ReadonlySet<string>): Opened<T> {
  const words = signedWords(kind.text, kind.words, known);
  const frame: string[] = [];
  const openings: Opening[] = [];
  for (let at = 0; at < words.length; ) {
    const opening = openingAt(words, at);
    if (opening === null) frame.push(words[at]?.text ?? "");
    else {
      frame.push(wildcard);
      openings.push(opening);
    }
    at = opening?.to ?? at + 1;
  }
  return { kind, key: frame.join(separator), constants: frame.length - openings.length, openings };
}

const isOpen = ({ text, sign }: SignedWord): boolean => text === wildcard || sign !== "none";

/** All words from here that are values or may be names, or null for a word of the message. */
function openingAt(words: readonly SignedWord[], from: number): Opening | null {
  let to = from;
  for (let word = words[to]; word !== undefined && isOpen(word); word = words[to]) to++;
  if (to === from) return null;
  const inside = words.slice(from, to);
  const content = inside
    .map(({ text }) => text)
    .filter((text, at, all) => text !== wildcard || all[at - 1] !== wildcard)
    .join(" ");
  const names = inside.filter(({ text }) => text !== wildcard);
  return { content, from, to, signs: new Map(names.map(({ text, sign }) => [text, sign])) };
}

function mergesOf<T extends LineKind>(alike: readonly Opened<T>[], known: Set<string>): Merge<T>[] {
  const [model] = alike;
  if (model === undefined) return [];
  const contents = model.openings.map(
    (_, place) => new Set(alike.map(({ openings }) => openings[place]?.content ?? "")),
  );
  const sameNames = contents.filter((values) => values.size === 1 && !values.has(wildcard)).length;
  const values = new Set<number>();
  const fixed: number[] = [];
  for (const [place, content] of contents.entries()) {
    if (content.size < 2) continue;
    const signs = varyingSigns(alike, place, content);
    const atFront = place === 0 && model.openings[0]?.from === 0;
    const enough = enoughContents({ content, signs, constants: model.constants + sameNames, atFront });
    if (content.size < enough) fixed.push(place);
    else {
      values.add(place);
      for (const text of content) for (const word of text.split(" ")) learnName(known, word);
    }
  }
  const parts = groupsBy(alike, ({ openings }) =>
    fixed.map((place) => openings[place]?.content).join(separator),
  );
  return parts.flatMap((part) => mergeOf(part, values));
}

function mergeOf<T extends LineKind>(part: readonly Opened<T>[], values: ReadonlySet<number>): Merge<T>[] {
  const [model] = part;
  if (model === undefined) return [];
  const open = model.openings.filter((_, place) => values.has(place));
  const words = model.kind.words.map((word, at) =>
    open.some(({ from, to }) => at >= from && at < to) ? { ...word, text: wildcard } : word,
  );
  return [{ members: part.map(({ kind }) => kind), model: model.kind, words: joinValues(words) }];
}

/** Values that stand side by side are one. */
export function joinValues(words: readonly MaskedWord[]): MaskedWord[] {
  const out: MaskedWord[] = [];
  for (const word of words) {
    const last = out.at(-1);
    if (word.text === wildcard && last?.text === wildcard) out[out.length - 1] = { ...last, end: word.end };
    else out.push(word);
  }
  return out;
}

/** The signs of the words that not all contents of an opening have. */
function varyingSigns<T>(
  alike: readonly Opened<T>[],
  place: number,
  content: ReadonlySet<string>,
): Set<NameSign> {
  const split = [...content].map((text) => new Set(text.split(" ")));
  const signs = new Set<NameSign>();
  for (const { openings } of alike)
    for (const [word, sign] of openings[place]?.signs ?? [])
      if (split.some((words) => !words.has(word))) signs.add(sign);
  return signs;
}

/** Words of a sentence alone never make an opening, so this is for words of which something says that they are names. */
const manyContents = 6;

/** How many different contents make an opening a value, by what says that they are names and by how much is the same. */
function enoughContents(opening: {
  readonly content: ReadonlySet<string>;
  readonly signs: ReadonlySet<NameSign>;
  readonly constants: number;
  readonly atFront: boolean;
}): number {
  const { content, signs, constants, atFront } = opening;
  const held = content.has(wildcard);
  if (constants < 1 || (atFront && !held && !signs.has("known"))) return manyContents;
  const isOnly = (sign: NameSign): boolean => signs.size === 1 && signs.has(sign);
  if (held || signs.has("nothing") || isOnly("flag")) return constants > 1 ? 2 : 3;
  if (constants < 2) return manyContents;
  if (isSure(signs)) return constants > 2 ? 2 : 3;
  return isOnly("named") && constants > 7 ? 2 : 3;
}

/** Spelled as only names are, or each in another of the ways in which names are spelled. */
function isSure(signs: ReadonlySet<NameSign>): boolean {
  if (signs.has("shape")) return true;
  const spellings = (["camel", "hyphen", "dot"] as const).filter((sign) => signs.has(sign)).length;
  return spellings > 1 || (spellings === 0 && !signs.has("named"));
}
