import { wildcard } from "./word-classes.ts";

/** So many different words at one place, everything else equal, make the place a value. */
const distinctWords = 6;
/** A word right behind `name=` is a value already when it has differed twice. */
const distinctNamed = 3;

/** What stands at one place of a message. */
export interface PlaceWord {
  readonly text: string;
  /** It stands right behind `name=`. */
  readonly named: boolean;
}

interface Place<T> {
  /** Signatures that differ from each other in this place only, by their word. */
  readonly words: Map<string, T>;
  /** The signature with a value in this place. */
  general: T | null;
}

/** Signatures with the place at which they may be made one. */
export interface Generalisation<T> {
  readonly position: number;
  readonly members: readonly T[];
}

/**
 * Finds signatures that differ in exactly one place where many words (or a value) have been seen: a column with many
 * distinct words is a variable. Never the first word, which says what the message is about.
 */
export function createGeneraliser<T>(): {
  add(words: readonly PlaceWord[], item: T): Generalisation<T>[];
  clear(): void;
} {
  const places = new Map<string, Place<T>>();

  const visit = (
    texts: readonly string[],
    { position, enough }: { readonly position: number; readonly enough: number },
    item: T,
  ): Generalisation<T> | null => {
    const key = `${position}\u0002${texts.length}\u0002${texts.with(position, "").join("\u0002")}`;
    let place = places.get(key);
    if (place === undefined) {
      place = { words: new Map(), general: null };
      places.set(key, place);
    }
    const word = texts[position] ?? "";
    if (word === wildcard) {
      place.general ??= item;
      const members = [...place.words.values(), item];
      place.words.clear();
      return members.length > 1 ? { position, members } : null;
    }
    if (place.general !== null) return { position, members: [place.general, item] };
    place.words.set(word, item);
    if (place.words.size < enough) return null;
    const members = [...place.words.values()];
    place.words.clear();
    return { position, members };
  };

  return {
    add(words, item) {
      const texts = words.map(({ text }) => text);
      const found: Generalisation<T>[] = [];
      // Every place is visited, also behind one that was found: others are compared with this signature there later.
      for (let position = 1; position < words.length; position++) {
        const enough = words[position]?.named === true ? distinctNamed : distinctWords;
        const general = visit(texts, { position, enough }, item);
        if (general !== null) found.push(general);
      }
      return found;
    },
    clear: () => places.clear(),
  };
}
