import { joinValues, type LineKind, type Merge } from "./openings.ts";
import { wildcard } from "./word-classes.ts";
import { WordsAround } from "./words-around.ts";

const separator = "\u0002";

/** Longer messages are not compared this way. */
const maxWords = 40;
/** So many words may stand in a gap. */
const maxGap = 4;
/** So many constant words must be the same around a gap. */
const wordsAround = 3;
/** So many different texts, of different lengths, make a gap free text. */
const textsInside = 4;
/** Behind what announces a reason fewer do. */
const textsOfReason = 3;
/** So many things must have been seen with two deeds each. */
const sharedThings = 5;
const maxThingWords = 10;

interface Gap<T> {
  readonly members: Set<T>;
  readonly texts: Set<string>;
  readonly lengths: Set<number>;
  readonly atEnd: boolean;
  readonly model: T;
  readonly from: number;
  readonly to: number;
}

/** Finds kinds that are the same but for one gap in which texts of different lengths stand, the smallest gaps first. */
export function fillGaps<T extends LineKind>(kinds: readonly T[]): Merge<T>[] {
  const merges: Merge<T>[] = [];
  const left = new Set(kinds.filter(({ words }) => words.length <= maxWords));
  for (let size = 2; size <= maxGap; size++)
    for (const gap of gapsIn(left, size).values()) {
      const members = isFreeText(gap) ? [...gap.members].filter((member) => left.has(member)) : [];
      if (members.length < 2) continue;
      for (const member of members) left.delete(member);
      merges.push({ members, model: gap.model, words: withGap(gap) });
    }
  return merges;
}

/** A value alone in a gap means that the words beside it are said only sometimes. */
const isFreeText = ({ texts, lengths, atEnd }: Gap<LineKind>): boolean =>
  lengths.size > 1 && texts.size >= (atEnd ? textsOfReason : textsInside) && !texts.has(wildcard);

function gapsIn<T extends LineKind>(kinds: ReadonlySet<T>, size: number): Map<number, Gap<T>> {
  const counts = new Map<number, number>();
  for (const kind of kinds)
    for (const { key } of placesOf(kind, size)) counts.set(key, (counts.get(key) ?? 0) + 1);
  const gaps = new Map<number, Gap<T>>();
  for (const kind of kinds)
    for (const { key, from, to } of placesOf(kind, size)) {
      if ((counts.get(key) ?? 0) < textsOfReason) continue;
      const gap = gaps.get(key) ?? gapAt(kind, from, to);
      gaps.set(key, gap);
      gap.members.add(kind);
      const inside = kind.words.slice(from, to).map(({ text }) => text);
      gap.texts.add(inside.join(" "));
      gap.lengths.add(inside.length);
    }
  return gaps;
}

const gapAt = <T extends LineKind>(model: T, from: number, to: number): Gap<T> => ({
  members: new Set(),
  texts: new Set(),
  lengths: new Set(),
  atEnd: to === model.words.length,
  model,
  from,
  to,
});

interface GapPlace {
  /** 53 bits over what stands before and behind. */
  readonly key: number;
  readonly from: number;
  readonly to: number;
}

function* placesOf(kind: LineKind, size: number): Generator<GapPlace> {
  const texts = kind.words.map(({ text }) => text);
  const around = new WordsAround(texts);
  for (let from = 1; from < texts.length; from++)
    for (let to = from + 1; to <= Math.min(from + size, texts.length); to++) {
      if (mayBeGap(kind, texts, from, to)) yield { key: around.key(from, to), from, to };
    }
}

function mayBeGap(kind: LineKind, texts: readonly string[], from: number, to: number): boolean {
  const before = texts.slice(0, from).filter((text) => text !== wildcard).length;
  const after = texts.slice(to).filter((text) => text !== wildcard).length;
  if (before + after < wordsAround) return false;
  return to < texts.length || announcesReason(kind, from);
}

const reason = /\b(?:reason|cause|because|error|exception|failed|died|stopped|due to|set to|reason is)\W*$/i;

function announcesReason({ text, words }: LineKind, at: number): boolean {
  const start = words[at]?.start ?? 0;
  return reason.test(text.slice(Math.max(0, start - 40), start));
}

const withGap = <T extends LineKind>({ model, from, to }: Gap<T>): Merge<T>["words"] =>
  joinValues(model.words.map((word, at) => (at >= from && at < to ? { ...word, text: wildcard } : word)));

/** `Starting X`, `Started X`, `Stopping X`: what has been seen with several deeds is a thing, and the deed is the message. */
export function fillThings<T extends LineKind>(kinds: readonly T[]): Merge<T>[] {
  const deeds = new Map<string, Map<string, T>>();
  const deedsOf = new Map<string, Set<string>>();
  for (const kind of kinds) {
    const [deed, ...rest] = kind.words.map(({ text }) => text);
    if (deed === undefined || !/^[A-Z]?[a-z]+(?:ing|ed)$/.test(deed)) continue;
    if (rest.every((text) => text === wildcard) || rest.length > maxThingWords) continue;
    const thing = rest.join(separator);
    deeds.set(deed, (deeds.get(deed) ?? new Map<string, T>()).set(thing, kind));
    deedsOf.set(thing, (deedsOf.get(thing) ?? new Set<string>()).add(deed));
  }
  return [...deeds.values()].flatMap((things) => {
    const members = [...things].flatMap(([thing, kind]) =>
      (deedsOf.get(thing)?.size ?? 0) > 1 ? [kind] : [],
    );
    const [model] = members;
    if (model === undefined || members.length < sharedThings) return [];
    const words = joinValues(model.words.map((word, at) => (at > 0 ? { ...word, text: wildcard } : word)));
    return [{ members, model, words }];
  });
}
