import { type Attempt, changesOf, drop, isKept } from "./attempt.ts";

/**
 * A mistyped word where no exit code told of it, then the right one. A tool that never fails is believed to have been
 * mistyped where the letters alone say so; of any other the wrong word must be found nowhere else in the session.
 */
export function dropSlips(attempts: readonly Attempt[]): void {
  const changes = attempts.filter(isKept);
  for (const [at, attempt] of changes.entries()) {
    const next = changes[at + 1];
    const pair = next === undefined ? null : exchangedWord(attempt, next);
    if (!next || pair === null) continue;
    const isSilent = attempt.reading.worked === null || changesOf(attempt).some((effect) => effect.lies);
    const isSlip = isSilent
      ? !/\d/.test(pair.join("")) && pair[0].length > 4 && isSwap(pair[0], pair[1])
      : isSlipOfHand(...pair) && !isNamedElsewhere(pair[0], attempt, attempts);
    if (isSlip) drop(attempt, "failed", `mistyped, then record ${next.reading.record.n}`);
  }
}

/** The one word in which the second command differs from the first. */
function exchangedWord(first: Attempt, second: Attempt): readonly [string, string] | null {
  const [a, b] = [first.reading.key.split(" "), second.reading.key.split(" ")];
  const differing = a.flatMap((word, i) => (word === b[i] ? [] : [[word, b[i] ?? ""] as const]));
  const [pair] = differing;
  return a.length === b.length && differing.length === 1 && pair !== undefined ? pair : null;
}

/** The same letters in another order, or one more or less. */
function isSwap(a: string, b: string): boolean {
  const sorted = (word: string): string => [...word.toLowerCase()].sort().join("");
  return sorted(a) === sorted(b) || oneMore(a, b) !== null;
}

/** The place in the longer word of the one character that the other has not. */
function oneMore(a: string, b: string): number | null {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long.length - short.length !== 1) return null;
  const at = [...long].findIndex((_, i) => long.slice(0, i) + long.slice(i + 1) === short);
  return at < 0 ? null : at;
}

/** Two neighbours swapped, or one character left out or too much: no digit, no plural, no other word. */
function isSlipOfHand(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 5 || a.startsWith("-") !== b.startsWith("-")) return false;
  const at = oneMore(a, b);
  const long = a.length > b.length ? a : b;
  if (at !== null) return at > 0 && isSlippedIn(long, at);
  const first = [...a].findIndex((letter, i) => letter !== b[i]);
  if (a.length === b.length && a.slice(first + 1) === b.slice(first + 1))
    return /[_.-]/.test(a.charAt(first)) && /[_.-]/.test(b.charAt(first));
  const [x = "", y = ""] = a.slice(first, first + 2);
  return (
    a.length === b.length &&
    /[a-z]/i.test(x) &&
    /[a-z]/i.test(y) &&
    x + y === b.charAt(first + 1) + b.charAt(first) &&
    a.slice(first + 2) === b.slice(first + 2)
  );
}

/** A mark between words, or a letter of a longer one, and not the `s` at its end. */
function isSlippedIn(long: string, at: number): boolean {
  const letter = long.charAt(at);
  if (/[_./:-]/.test(letter)) return true;
  if (!/[a-z]/i.test(letter)) return false;
  const before = /[a-z]*$/i.exec(long.slice(0, at))?.[0] ?? "";
  const after = /^[a-z]*/i.exec(long.slice(at + 1))?.[0] ?? "";
  return before.length + after.length >= 4 && !(after === "" && /s/i.test(letter));
}

const isNamedElsewhere = (word: string, attempt: Attempt, attempts: readonly Attempt[]): boolean => {
  const bare = word.replace(/^\W+|\W+$/g, "");
  return attempts
    .slice(Math.max(0, attempt.at - mostAround), attempt.at + mostAround)
    .some(
      ({ at, reading }) =>
        at !== attempt.at &&
        reading.command.split(/[\s'"=,;|]+/).some((other) => other === bare || other === word),
    );
};

/** Further away nobody names what a slip named. */
const mostAround = 200;
