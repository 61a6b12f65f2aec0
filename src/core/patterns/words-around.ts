import { hashPrime, hashSeed, hashWord } from "./word-classes.ts";

const otherPrime = 0x2c1b3c6d;

/** Keys of 53 bits over the words of a message without some: messages that are the same beside a place share its key. */
export class WordsAround {
  readonly #before: Int32Array;
  readonly #behind: Int32Array;

  constructor(words: readonly string[]) {
    const count = words.length;
    this.#before = new Int32Array(2 * count + 2);
    this.#behind = new Int32Array(2 * count + 2);
    this.#before.set([hashSeed, otherPrime]);
    this.#behind.set([hashSeed, otherPrime], 2 * count);
    const hashes = words.map((word) => hashWord(word));
    for (const [at, hash] of hashes.entries()) step(this.#before, 2 * at, 2 * at + 2, hash);
    for (let at = count - 1; at >= 0; at--) step(this.#behind, 2 * at + 2, 2 * at, hashes[at] ?? 0);
  }

  /** Over the words before `from` and those from `to` on. */
  key(from: number, to: number): number {
    const low =
      Math.imul((this.#before[2 * from] ?? 0) ^ 0x5bd1e995, hashPrime) ^ (this.#behind[2 * to] ?? 0);
    const high = Math.imul(this.#before[2 * from + 1] ?? 0, hashPrime) + (this.#behind[2 * to + 1] ?? 0);
    return (mixed(low) >>> 0) * 0x200000 + (mixed(high) >>> 11);
  }
}

/** One word further: two sums that know nothing of each other. */
function step(sums: Int32Array, from: number, to: number, hash: number): void {
  sums[to] = Math.imul((sums[from] ?? 0) ^ hash, hashPrime);
  sums[to + 1] = Math.imul((sums[from + 1] ?? 0) + hash, otherPrime) | 0;
}

function mixed(sum: number): number {
  const once = Math.imul(sum ^ (sum >>> 16), 0x7feb352d);
  return Math.imul(once ^ (once >>> 15), 0x846ca68b);
}
