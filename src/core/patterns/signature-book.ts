import { createGeneraliser, type Generalisation, type PlaceWord } from "./generalise.ts";
import { Group } from "./mined-group.ts";
import { learnName } from "./name-signs.ts";
import { joinValues, type Merge } from "./openings.ts";
import { type MaskedWord, signatureText } from "./signature.ts";
import { wildcard } from "./word-classes.ts";

/** So many kinds of lines are compared with each other at the end. */
const maxCompared = 10_000;

/** The signatures that a miner has seen and the groups they belong to. */
export class SignatureBook {
  /** Words that were values somewhere. */
  readonly names = new Set<string>();
  readonly #generaliser = createGeneraliser<Group>();
  readonly #bySignature = new Map<string, Group>();
  #nextNumber = 1;

  get size(): number {
    return this.#bySignature.size;
  }

  /** The group of these words, a new one where no line had them; others may become one with it. */
  learn(text: string, words: readonly MaskedWord[]): Group {
    const signature = signatureText(words);
    const known = this.#bySignature.get(signature);
    if (known !== undefined) return known.root();
    const group = new Group(this.#nextNumber++, text, words);
    this.#bySignature.set(signature, group);
    for (const wider of this.#generaliser.add(placesOf(text, words), group)) this.#widen(wider);
    return group;
  }

  #widen({ model, position, members }: Generalisation<Group>): void {
    for (const member of members) learnName(this.names, member.words[position]?.text ?? "");
    const words = model.words.map((word, at) => (at === position ? { ...word, text: wildcard } : word));
    this.join({ model, members: [model, ...members], words: joinValues(words) });
  }

  /** Makes groups one. */
  join({ model, members, words }: Merge<Group>): void {
    const general = this.learn(model.text, words);
    for (const member of members) general.join(member);
  }

  /** The widest groups; of very many those of many lines. */
  widest(): Group[] {
    const roots = new Set<Group>();
    for (const group of this.#bySignature.values()) roots.add(group.root());
    if (roots.size <= maxCompared) return [...roots];
    return [...roots]
      .map((group) => ({ group, count: group.count }))
      .sort((a, b) => b.count - a.count)
      .slice(0, maxCompared)
      .map(({ group }) => group);
  }

  /** All groups that have lines, oldest first. */
  groups(): Group[] {
    const roots = new Set<Group>();
    for (const group of this.#bySignature.values()) roots.add(group.root());
    return [...roots].filter(({ count }) => count > 0).sort((a, b) => a.group - b.group);
  }

  /** Forgets what no group in use needs. */
  forgetAllBut(used: Iterable<Group>): void {
    const kept = new Set<Group>();
    for (const group of used) kept.add(group).add(group.root());
    for (const [signature, group] of this.#bySignature)
      if (!kept.has(group)) this.#bySignature.delete(signature);
    this.#generaliser.clear();
  }
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
