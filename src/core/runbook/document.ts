import { ReifierError } from "../../base/kernel/errors.ts";
import { exitCode } from "../../base/kernel/exit-code.ts";
import type { DocumentItem, Lines } from "./document-item.ts";
import { frontmatterSpan } from "./frontmatter-span.ts";
import { parseMarkdown } from "./markdown.ts";
import { type Part, splitTopLevel } from "./top-level.ts";
import { itemsOfTree } from "./tree-items.ts";

/** How much text may need the full Markdown parser, in UTF-16 code units: its time grows faster than the text. */
export const parserLimit = { runbook: 131_072, anyFile: 524_288 } as const;

/** Quotes in lists in quotes: the parser's time grows with the square of the depth. No person nests twenty deep. */
const nestedTooDeep =
  /^[ \t]*(?:(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*){20}|^[ \t]{200}[ \t]*(?:[-+*>]|\d+[.)])/m;
/** One paragraph of this many marks (`[`, `*`, backticks …) is no prose, and they are matched with each other. */
const mostMarks = 20_000;

/**
 * A file's headings, code, lists and prose, exactly as CommonMark has them. Simple shapes at the top level are read
 * line by line; whatever could mean something else goes to remark. Throws `MARKDOWN_TOO_LARGE` (exit 2) past the limit.
 */
export function readDocument(text: string, limit: number = parserLimit.runbook): DocumentItem[] {
  const { bodyStart, bodyLine } = frontmatterSpan(text);
  const body = text.slice(bodyStart);
  const parts = splitTopLevel(body);
  if (parts === null) return parsed(body, bodyLine, { left: limit });
  const budget = { left: limit };
  return parts.flatMap((part) => itemsOfPart(part, bodyLine, budget));
}

function itemsOfPart(part: Part, bodyLine: number, budget: { left: number }): DocumentItem[] {
  const line = bodyLine + part.line;
  if (part.kind === "markdown") return parsed(part.text, line, budget);
  const lines: Lines = [line, line + part.count - 1];
  if (part.kind === "heading") return [{ kind: "heading", depth: part.depth, text: part.text, lines }];
  if (/[&\\]/.test(part.info)) return parsed(part.text, line, budget);
  const { closed, info, code } = part;
  return [{ kind: "code", fenced: true, closed, rawInfo: info, info, code, lines }];
}

function parsed(text: string, firstLine: number, budget: { left: number }): DocumentItem[] {
  budget.left -= text.length;
  if (budget.left < 0 || nestedTooDeep.test(text)) throw tooLarge();
  if ((text.match(/[[\]*_`<&!]/g)?.length ?? 0) > mostMarks) throw tooLarge();
  return itemsOfTree(parseMarkdown(text), text, firstLine);
}

const tooLarge = (): ReifierError =>
  new ReifierError({
    code: "MARKDOWN_TOO_LARGE",
    message: "the file has more lists, tables and HTML than a Markdown file of this kind may have",
    hint: "split it into several files, or take out what is generated",
    exitCode: exitCode.usage,
  });
