import { wordText } from "./arguments.ts";
import type { Attempt } from "./attempt.ts";
import { askedFor } from "./probe-keys.ts";

/** Where words and questions of a session stand, so that a long one is searched once and not for every command. */
export interface SessionIndex {
  readonly attempts: readonly Attempt[];
  /** The first command that has this word. */
  readonly typed: ReadonlyMap<string, number>;
  /** The first and the last command that asks this. */
  readonly asked: ReadonlyMap<string, readonly [number, number]>;
}

export function indexSession(attempts: readonly Attempt[]): SessionIndex {
  const typed = new Map<string, number>();
  const asked = new Map<string, readonly [number, number]>();
  for (const attempt of attempts) {
    for (const word of madeWords(attempt)) if (!typed.has(word)) typed.set(word, attempt.at);
    if (!attempt.looks && attempt.dropped?.why !== "failed") continue;
    for (const key of askedFor(attempt.reading))
      asked.set(key, [asked.get(key)?.[0] ?? attempt.at, attempt.at]);
  }
  return { attempts, typed, asked };
}

/** What failed made nothing: a name is new until a command that worked has it. */
const madeWords = (attempt: Attempt): string[] =>
  attempt.dropped?.why === "failed" ? [] : typedWords(attempt);

export const typedWords = ({ reading }: Attempt): string[] =>
  reading.runs.flatMap(({ argv }) => argv.slice(1).map(wordText));

/** Was it asked before the one place and again after the other? */
export function isAskedAround({ asked }: SessionIndex, key: string, from: number, to: number): boolean {
  const [first, last] = asked.get(key) ?? [from, to];
  return first < from && last > to;
}

/** The changes after a place that are not dropped, the nearest first; further away nothing belongs to it any more. */
export function keptAfter({ attempts }: SessionIndex, at: number, most = 60): Attempt[] {
  const found: Attempt[] = [];
  for (let i = at + 1; i < attempts.length && found.length < most; i++) {
    const one = attempts[i];
    if (one?.changes && one.dropped === null) found.push(one);
  }
  return found;
}
