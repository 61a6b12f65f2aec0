import { learnName } from "./name-signs.ts";
import type { LineKind } from "./openings.ts";
import { wildcard } from "./word-classes.ts";
import { WordsAround } from "./words-around.ts";

/** Words that change places with each other in one message are names if so many of them do so in another. */
const sharedWords = 3;
/** So many constant words stand beside such a place. */
const wordsBeside = 2;
const maxWords = 60;
/** A word that changes places in more messages is no name. */
const maxPlaces = 50;

/** Places of messages in which several words stood, everything else equal, and those words. */
function exchanges(kinds: readonly LineKind[]): Set<string>[] {
  const places = new Map<number, Set<string>>();
  for (const { words } of kinds) {
    const constants = words.filter(({ text }) => text !== wildcard).length;
    if (constants <= wordsBeside || words.length > maxWords) continue;
    const around = new WordsAround(words.map(({ text }) => text));
    for (const [at, { text }] of words.entries()) {
      if (text === wildcard) continue;
      const key = around.key(at, at + 1);
      const place = places.get(key);
      if (place === undefined) places.set(key, new Set([text]));
      else place.add(text);
    }
  }
  return [...places.values()].filter((words) => words.size >= sharedWords);
}

/** `login of anna`, `login of bert`, … and `anna left`, `bert left`, …: adds `anna` and `bert` to the names. */
export function learnSharedNames(kinds: readonly LineKind[], names: Set<string>): void {
  const places = exchanges(kinds);
  const placesOf = new Map<string, number[]>();
  for (const [place, words] of places.entries()) for (const word of words) addTo(placesOf, word, place);
  for (const [place, words] of places.entries())
    for (const shared of wordsElsewhere(place, words, placesOf))
      if (shared.length >= sharedWords) for (const word of shared) learnName(names, word);
}

/** For each later place, those of the words that stood there too. */
function wordsElsewhere(
  place: number,
  words: ReadonlySet<string>,
  placesOf: ReadonlyMap<string, readonly number[]>,
): Iterable<readonly string[]> {
  const together = new Map<number, string[]>();
  for (const word of words)
    for (const other of placesOf.get(word) ?? []) {
      if (other > place) addTo(together, other, word);
    }
  return together.values();
}

function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else if (list.length < maxPlaces) list.push(value);
}
