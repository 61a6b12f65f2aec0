import { wildcard } from "./word-classes.ts";

/** So many different words at one place, everything else equal, make the place a value. */
const distinctWords = 6;
/** A word right behind `name=` is a value already when it has differed twice. */
const distinctNamed = 3;
/** The first word says what a message is about, unless so many further words do. */
const enoughBesidesFirst = 3;
/** A word that touches a value may be all that a message says. */
const enoughBesidesGlued = 2;

/** What stands at one place of a message. */
export interface PlaceWord {
  readonly text: string;
  /** A word right behind `name=`. */
  readonly named: boolean;
  /** Touches the value beside it (`sh:17`); of a value: it has pieces that touch. */
  readonly glued: boolean;
}

/** `model` with a value at `position` is what all the members are. */
export interface Generalisation<T> {
  readonly model: T;
  readonly position: number;
  readonly members: readonly T[];
}

interface Place<T> {
  /** Signatures that differ from each other in this place only, by their word. */
  readonly words: Map<string, T>;
  /** A signature, and the place in it, that is known to hold a value here. */
  general: { readonly item: T; readonly position: number } | null;
}

export interface Generaliser<T> {
  add(words: readonly PlaceWord[], item: T): Generalisation<T>[];
  clear(): void;
}

/** Words alone do not make this place a value. */
const never = Number.POSITIVE_INFINITY;

const keyOf = (texts: readonly string[]): string => texts.join("\u0002");

/**
 * Finds signatures that differ in exactly one place where many words (or a value) have been seen: a column with many
 * distinct words is a variable.
 */
export function createGeneraliser<T>(): Generaliser<T> {
  const places = new Map<string, Place<T>>();

  /** What becomes one when `word` (null: a value) is seen in the place with this key; `enough` words make it a value. */
  const visit = (
    key: string,
    { word, position, enough }: { word: string | null; position: number; enough: number },
    item: T,
  ): Generalisation<T>[] => {
    const place = places.get(key) ?? { words: new Map<string, T>(), general: null };
    places.set(key, place);
    if (word !== null && place.general !== null)
      return [{ model: place.general.item, position: place.general.position, members: [item] }];
    if (word !== null) place.words.set(word, item);
    if (word !== null && place.words.size < enough) return [];
    place.general ??= { item, position };
    const members = [...place.words.values()];
    place.words.clear();
    return members.length === 0 ? [] : [{ model: item, position, members }];
  };

  return {
    // Every place is visited, also behind one that was found: others are compared with this signature there later.
    add: (words, item) =>
      placesIn(words).flatMap(({ key, word, position, enough }) =>
        visit(key, { word, position, enough }, item),
      ),
    clear: () => places.clear(),
  };
}

interface Question {
  readonly key: string;
  /** Null for a value. */
  readonly word: string | null;
  readonly position: number;
  readonly enough: number;
}

/** The places in which this signature is compared with others. */
function placesIn(words: readonly PlaceWord[]): Question[] {
  const texts = words.map(({ text }) => text);
  const constants = texts.filter((text) => text !== wildcard).length;
  const first = texts.findIndex((text) => text !== wildcard);
  return words.flatMap((place, position) => {
    const word = place.text === wildcard ? null : place.text;
    const others = word === null ? constants : constants - 1;
    return [
      ...(place.glued && others >= enoughBesidesGlued ? [gluedQuestion(texts, word, position)] : []),
      ...(position !== first || others >= enoughBesidesFirst ? [question(texts, place, position)] : []),
    ];
  });
}

const question = (texts: readonly string[], { text, named }: PlaceWord, position: number): Question => ({
  key: `${position}\u0002${texts.length}\u0002${keyOf(texts.with(position, ""))}`,
  word: text === wildcard ? null : text,
  position,
  enough: named ? distinctNamed : distinctWords,
});

const gluedQuestion = (texts: readonly string[], word: string | null, position: number): Question => ({
  key: `glued\u0002${keyOf(word === null ? texts : withoutWord(texts, position))}`,
  word,
  position,
  enough: never,
});

/** The word belongs to the value beside it: with both values become one. */
function withoutWord(texts: readonly string[], position: number): string[] {
  const rest = texts.toSpliced(position, 1);
  return rest.filter((text, at) => text !== wildcard || rest[at - 1] !== wildcard);
}
