import { type Attempt, changesOf, isKept } from "./attempt.ts";
import type { Effect } from "./effect.ts";
import type { Overtaker } from "./put-back-changes.ts";

/** Further on nobody mends a slip of before. */
const mostLater = 400;

/**
 * A line that `sed -i` changed and a later `sed -i` changed again, where the later one would have found the line as it
 * was before, too: the first makes no difference.
 */
export function rewritten(
  attempt: Attempt,
  { target, value }: Effect,
  attempts: readonly Attempt[],
): Overtaker | null {
  const file = /^((?:.*>)?line:[^:]*):/.exec(target)?.[1];
  const first = substitution(value);
  if (file === undefined || first === null) return null;
  const by = attempts
    .slice(attempt.at + 1, attempt.at + mostLater)
    .find((one) => isKept(one) && changesOf(one).some((effect) => findsBoth(effect, file, first)));
  return by === undefined ? null : { attempt: by, undoes: false };
}

/** Would the later one find the line as the first left it, and as it was before? */
function findsBoth({ target, value }: Effect, file: string, first: Substitution): boolean {
  const second = target.startsWith(`${file}:`) ? substitution(value) : null;
  const finds = second === null ? null : expression(second.pattern);
  const before = first.pattern.replace(/\.\*.*$/, "").replace(/[\^$\\]/g, "");
  return finds !== null && before.length > 1 && finds.test(first.text) && finds.test(before);
}

export interface Substitution {
  readonly pattern: string;
  /** What stands in the file afterwards. */
  readonly text: string;
}

/** One `s/pattern/text/`, with or without an address before it. */
export function substitution(script: string): Substitution | null {
  const found = /^\s*(?:\\?[/#|].*?[/#|])?s([/#|,@])((?:(?!\1).)*)\1((?:(?!\1).)*)\1[gI0-9]*\s*$/.exec(
    script,
  );
  return found === null ? null : { pattern: found[2] ?? "", text: found[3] ?? "" };
}

/** A basic expression as ours; null for one that uses more than the plain parts, or could take long. */
function expression(pattern: string): RegExp | null {
  if (pattern.length > 200 || /\\[(){}|+?<>bwWsS]|\[\[:|[+?(){}|]/.test(pattern)) return null;
  if ((pattern.match(/\*/g) ?? []).length > 3) return null;
  try {
    return new RegExp(pattern);
  } catch {
    return null; // An expression of sed that is none here.
  }
}
