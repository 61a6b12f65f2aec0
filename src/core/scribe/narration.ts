import { visible } from "../../base/kernel/visible.ts";
import type { DraftResult } from "../../base/model/draft.ts";
import type { Narration, NarrationRequest, Silence } from "../../base/ports/narrator.ts";
import { effectTable } from "./table.ts";

/** How a draft is worded besides its records: a model's words, or the reason why there are none. */
export type Wording =
  | { readonly kind: "words"; readonly words: Narration }
  | { readonly kind: "offline"; readonly reason: Silence | Violation };

/** What an answer did that no answer may do. */
export type Violation =
  | "unknown-step"
  | "repeated-step"
  | "markup-in-prose"
  | "command-in-prose"
  | "condition-in-prose"
  | "changed-what-runs";

const mostSteps = 60;
const mostLogLines = 60;
const longestCommand = 600;
const longestLine = 300;

const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;

/** What the model is shown: at most 60 steps and 60 log lines, about 60,000 characters in all. */
export function narrationRequest(result: DraftResult, logs: readonly string[]): NarrationRequest {
  return {
    title: result.title,
    symptom: result.symptom,
    steps: result.steps.slice(0, mostSteps).map(({ role, command }, at) => ({
      id: `s${at + 1}`,
      role,
      command: cut(visible(command, { keep: "lines" }), longestCommand),
    })),
    logs: logs.slice(-mostLogLines).map((line) => cut(visible(line), longestLine)),
  };
}

const markup = /[`<>{}\\|$&;*#\u0000-\u001f\u007f]|^\s*(?:---|~~~|[-+]\s|\d+[.)]\s)|\]\(|https?:/;
const option = /(?:^|\s)--?[A-Za-z]/;
const asked = /\b(?:run|execute|type|enter|invoke|issue|try|call)\s+(?:the\s+)?(?:command\s+)?([\w./-]+)/gi;
const condition = /\b(?:only\s+(?:do|run|if|when|proceed|continue)|do\s+not\s+(?:run|do)|don't\s+run)\b/i;

/** The first thing in an answer that is not mere words about the given steps, or null. */
export function violationOf(words: Narration, request: NarrationRequest): Violation | null {
  const ids = new Set(request.steps.map(({ id }) => id));
  const named = words.why.map(({ step }) => step);
  if (named.some((step) => !ids.has(step))) return "unknown-step";
  if (new Set(named).size !== named.length) return "repeated-step";
  const texts = [words.title, words.symptom, words.impact ?? "", ...words.why.map(({ text }) => text)];
  for (const text of texts) {
    const violation = inProse(text);
    if (violation !== null) return violation;
  }
  return null;
}

function inProse(text: string): Violation | null {
  if (markup.test(text) || visible(text) !== text) return "markup-in-prose";
  if (option.test(text) || /\bsudo\b/.test(text)) return "command-in-prose";
  const tools = [...text.matchAll(asked)].map(([, tool = ""]) => tool);
  if (tools.some((tool) => effectTable.has(tool) || tool.includes("/"))) return "command-in-prose";
  return condition.test(text) ? "condition-in-prose" : null;
}
