import type { GuardSentence } from "../../base/model/runbook.ts";

export interface GuardReading {
  readonly guards: readonly GuardSentence[];
  /** Sentences that set a condition nobody can evaluate: they must not be passed over in silence. */
  readonly unreadable: readonly { readonly text: string; readonly line: number }[];
}

const verb = "(?:do|run|use|apply|execute|perform|continue|proceed)";
const object =
  "(?:\\s+(?:this|it|these|the)(?:\\s+(?:fix|steps?|runbook|commands?|sequence|block|mitigation))?)?";
const opening = new RegExp(
  `^(?:(?<only>only\\s+(?:${verb}${object}\\s+)?|${verb}${object}\\s+only\\s+)|(?<never>(?:do\\s+not|don['’]t|never)\\s+${verb}${object}\\s+))(?<word>if|when|while|unless)\\s+(?<condition>.+)$`,
  "is",
);

const signs = [
  [/(?:is\s+)?(?:>=|≥|(?:greater|more|higher)\s+than\s+or\s+equal\s+to|at\s+least)/, ">="],
  [/(?:is\s+)?(?:<=|≤|(?:less|lower|fewer)\s+than\s+or\s+equal\s+to|at\s+most)/, "<="],
  [/!=|≠|is\s+not\s+equal\s+to/, "!="],
  [/(?:is\s+)?(?:>|(?:greater|more|higher)\s+than|above|over)|exceeds/, ">"],
  [/(?:is\s+)?(?:<|(?:less|lower|fewer)\s+than|below|under)/, "<"],
  [/==?|equals|is\s+equal\s+to/, "="],
] as const;

const number = "[-+]?(?:\\d[\\d,_]*(?:\\.\\d+)?|\\.\\d+)(?:[eE][-+]?\\d+)?";
/** `%`, `MiB`, `/s`, `req/s`, `k req/s`, `errors per minute`. */
const unit =
  "[A-Za-z%°µ/][\\w%°µ/]*(?:\\s+(?:req|requests?|errors?|messages?|msgs?|events?|rows|calls|ops|operations|per)\\b[\\w/]*(?:\\s+(?:s|sec|second|min|minute|h|hour|day))?)*";

const comparisons = signs.map(([sign, op]) => ({
  op,
  pattern: new RegExp(
    `^(?<name>\\S.*?)\\s*(?:${/^[\w(]/.test(sign.source) ? sign.source : sign.source})\\s*(?<number>${number})\\s*(?<unit>${unit})?$`,
    "i",
  ),
}));

const isWord = /^(?<name>\S.*?)\s+(?<op>is\s+not|isn['’]t|is)\s+["'`]?(?<word>[\w./-]+)["'`]?$/i;

/** Every guard sentence of a paragraph; `firstLine` is its line in the file. */
export function readGuards(text: string, firstLine: number): GuardReading {
  const guards: GuardSentence[] = [];
  const unreadable: { text: string; line: number }[] = [];
  for (const { sentence, line } of sentences(text, firstLine)) {
    const found = opening.exec(sentence)?.groups;
    if (found === undefined) continue;
    const negated = (found["never"] !== undefined) !== (found["word"]?.toLowerCase() === "unless");
    const conditions = conditionsOf(found["condition"] ?? "", negated);
    const read = conditions.map((condition) => readCondition(condition, { text: sentence, negated, line }));
    if (read.length === 0 || read.some((guard) => guard === null)) unreadable.push({ text: sentence, line });
    else guards.push(...read.filter((guard) => guard !== null));
  }
  return { guards, unreadable };
}

/** `A and B` are two guards. For "do not run if A and B" they would not be, nor is anything with "or". */
function conditionsOf(condition: string, negated: boolean): string[] {
  const bare = condition.replace(/,?\s+(?:otherwise|else)\b.*$/is, "").trim();
  const separator = negated ? /\s*,?\s+or\s+/i : /\s*,?\s+and\s+/i;
  const other = negated ? /\sand\s/i : /\sor\s/i;
  return other.test(bare) ? [] : bare.split(separator);
}

function readCondition(
  text: string,
  sentence: Pick<GuardSentence, "text" | "negated" | "line">,
): GuardSentence | null {
  const bare = text.trim().replace(/^the\s+/i, "");
  for (const { op, pattern } of comparisons) {
    const found = pattern.exec(bare)?.groups;
    if (found === undefined || !nameLike(found["name"] ?? "")) continue;
    const number = Number((found["number"] ?? "").replaceAll(/[,_]/g, ""));
    return {
      ...sentence,
      name: cleanName(found["name"] ?? ""),
      op,
      number,
      unit: found["unit"] ?? null,
      word: null,
    };
  }
  const found = isWord.exec(bare)?.groups;
  if (found === undefined || !nameLike(found["name"] ?? "")) return null;
  const op = found["op"]?.toLowerCase() === "is" ? "is" : "is not";
  return {
    ...sentence,
    name: cleanName(found["name"] ?? ""),
    op,
    number: null,
    unit: null,
    word: (found["word"] ?? "").replace(/\.$/, ""),
  };
}

const nameLike = (name: string): boolean => name.length <= 80 && !/[<>=!≤≥≠]/.test(name);
const cleanName = (name: string): string =>
  name
    .replace(/^["'`]|["'`]$/g, "")
    .replace(/\s+/g, " ")
    .trim();

/** Sentences end at `.`, `!`, `?` or `;` before a space, and at a list item's or paragraph's end. */
function* sentences(text: string, firstLine: number): Generator<{ sentence: string; line: number }> {
  let at = 0;
  for (const piece of text.split(/(?<=[.!?;:])(?=\s)/)) {
    const lead = /^\s*/.exec(piece)?.[0] ?? "";
    const line = firstLine + (text.slice(0, at + lead.length).match(/\n/g)?.length ?? 0);
    at += piece.length;
    const sentence = piece
      .trim()
      .replace(/\s+/g, " ")
      .replace(/[.!?;]+$/, "");
    if (sentence.length > 0 && sentence.length <= 400) yield { sentence, line };
  }
}

/** One sentence as a person types it; null when it is not a guard that can be evaluated. */
export function parseGuardSentence(text: string, line = 1): GuardSentence | null {
  const { guards, unreadable } = readGuards(text, line);
  const [first] = guards;
  if (first !== undefined) return guards.length === 1 && unreadable.length === 0 ? first : null;
  if (unreadable.length > 0) return null;
  return readCondition(text.trim().replace(/[.!?;]+$/, ""), { text: text.trim(), negated: false, line });
}
