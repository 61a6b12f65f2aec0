import { wildcard } from "./word-classes.ts";

/** So many different words at one place, everything else equal, make the place a value. */
const distinctWords = 6;

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
  add(words: readonly string[], item: T): Generalisation<T> | null;
  clear(): void;
} {
  const places = new Map<string, Place<T>>();

  const visit = (words: readonly string[], position: number, item: T): Generalisation<T> | null => {
    const key = `${position}\u0002${words.length}\u0002${words.with(position, "").join("\u0002")}`;
    let place = places.get(key);
    if (place === undefined) {
      place = { words: new Map(), general: null };
      places.set(key, place);
    }
    const word = words[position] ?? "";
    if (word === wildcard) {
      place.general ??= item;
      const members = [...place.words.values(), item];
      place.words.clear();
      return members.length > 1 ? { position, members } : null;
    }
    if (place.general !== null) return { position, members: [place.general, item] };
    place.words.set(word, item);
    if (place.words.size < distinctWords) return null;
    const members = [...place.words.values()];
    place.words.clear();
    return { position, members };
  };

  return {
    add(words, item) {
      for (let position = 1; position < words.length; position++) {
        const found = visit(words, position, item);
        if (found !== null) return found;
      }
      return null;
    },
    clear: () => places.clear(),
  };
}
