import { wildcard } from "./word-classes.ts";
import { WordsAround } from "./words-around.ts";

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
  /** The word of the first signature here: most places never see a second. */
  first: { readonly word: string; readonly item: T } | null;
  /** Signatures that differ from each other in this place only, by their word. */
  words: Map<string, T> | null;
  /** A signature, and the place in it, that is known to hold a value here. */
  general: { readonly item: T; readonly position: number } | null;
}

export interface Generaliser<T> {
  add(words: readonly PlaceWord[], item: T): Generalisation<T>[];
  clear(): void;
}

/** Words alone do not make this place a value. */
const never = Number.POSITIVE_INFINITY;

/**
 * Finds signatures that differ in exactly one place where many words (or a value) have been seen: a column with many
 * distinct words is a variable.
 */
export function createGeneraliser<T>(): Generaliser<T> {
  const places = new Map<number, Place<T>>();

  /** What becomes one when `word` (null: a value) is seen in the place with this key; `enough` words make it a value. */
  const visit = ({ key, word, position, enough }: Question, item: T): Generalisation<T>[] => {
    const place = places.get(key);
    if (place === undefined) {
      places.set(key, newPlace(word, position, item));
      return [];
    }
    if (word !== null && place.general !== null)
      return [{ model: place.general.item, position: place.general.position, members: [item] }];
    if (word !== null && seenAt(place, word, item) < enough) return [];
    place.general ??= { item, position };
    const members = membersOf(place);
    place.first = null;
    place.words = null;
    return members.length === 0 ? [] : [{ model: item, position, members }];
  };

  return {
    // Every place is visited, also behind one that was found: others are compared with this signature there later.
    add: (words, item) => placesIn(words).flatMap((question) => visit(question, item)),
    clear: () => places.clear(),
  };
}

const newPlace = <T>(word: string | null, position: number, item: T): Place<T> =>
  word === null
    ? { first: null, words: null, general: { item, position } }
    : { first: { word, item }, words: null, general: null };

/** Notes a word; how many there are now. */
function seenAt<T>(place: Place<T>, word: string, item: T): number {
  if (place.first === null && place.words === null) {
    place.first = { word, item };
    return 1;
  }
  place.words ??= new Map(place.first === null ? [] : [[place.first.word, place.first.item]]);
  place.words.set(word, item);
  return place.words.size;
}

function membersOf<T>({ first, words }: Place<T>): T[] {
  if (words !== null) return [...words.values()];
  return first === null ? [] : [first.item];
}

interface Question {
  /** Over the words beside the place. */
  readonly key: number;
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
  const around = new WordsAround(texts);
  return words.flatMap(({ text, named, glued }, position) => {
    const word = text === wildcard ? null : text;
    const others = word === null ? constants : constants - 1;
    const questions: Question[] = [];
    if (glued && others >= enoughBesidesGlued) questions.push(gluedQuestion(texts, word, position));
    if (position !== first || others >= enoughBesidesFirst)
      questions.push({
        key: around.key(position, position + 1),
        word,
        position,
        enough: named ? distinctNamed : distinctWords,
      });
    return questions;
  });
}

const gluedQuestion = (texts: readonly string[], word: string | null, position: number): Question => ({
  key: new WordsAround(["", ...(word === null ? texts : withoutWord(texts, position))]).key(0, 0),
  word,
  position,
  enough: never,
});

/** The word belongs to the value beside it: with both values become one. */
function withoutWord(texts: readonly string[], position: number): string[] {
  const rest = texts.toSpliced(position, 1);
  return rest.filter((text, at) => text !== wildcard || rest[at - 1] !== wildcard);
}
