import type { PatternMatch } from "../base/model/alert.ts";
import type { ErrorPattern } from "../base/model/pattern.ts";
import type { Evidence } from "../base/ports/operator-store.ts";
import type { Redacted, Redactor } from "../base/ports/redactor.ts";
import { learnPattern } from "../core/patterns/learn.ts";

/**
 * All events of one kind and source in the batch; the newest stands for them. Its text is still as it was logged and
 * lives only until the batch is remembered: cleaning one text of ten thousand equal ones is enough.
 */
export interface Seen {
  readonly source: string;
  match: PatternMatch | null;
  raw: string;
  /** With the lines below it, as it was matched. */
  whole: string;
  at: number;
  level: string;
  times: number;
}

/** What is kept of events: nothing of it holds a secret. */
export interface Cleaned {
  readonly pattern: ErrorPattern;
  readonly evidence: Evidence;
  readonly match: PatternMatch | null;
}

/** What is kept of a line. Its signature is made of the first 4,096 characters of a message, so it stays the same. */
const mostKept = 5_000;

const shortened = (text: string): string =>
  text.length <= mostKept ? text : `${text.slice(0, mostKept).replace(/[\ud800-\udbff]$/, "")}…`;

export function cleaned(
  { redactor }: { readonly redactor: Redactor },
  { source, raw, whole, at, level, times, ...seen }: Seen,
): Cleaned {
  const message = shortened(redactor.text(raw).text);
  const match = seen.match === null ? null : withoutSecrets(seen.match, redactor.text(whole));
  const learned = learnPattern(message);
  const id = match?.pattern ?? learned.id;
  return { pattern: { ...learned, id }, evidence: { source, at, level, message, pattern: id, times }, match };
}

/** The values of a match are kept with its suggestion: of a line with secrets only those that its clean text still has. */
function withoutSecrets(match: PatternMatch, { text, count }: Redacted): PatternMatch {
  if (count === 0) return match;
  const kept = Object.entries(match.values).filter(([, { value }]) => text.includes(String(value)));
  return { ...match, values: Object.fromEntries(kept) };
}
