import { isMap, parseDocument } from "yaml";
import type { Splice } from "../../base/model/runbook.ts";
import { frontmatterSpan } from "./frontmatter-span.ts";
import { placeholdersOf } from "./lint-placeholders.ts";
import { parseRunbook, type RunbookFile } from "./parse.ts";
import { applySplices } from "./splice.ts";
import { lineOfCode } from "./step-lines.ts";

export interface Mended {
  readonly text: string;
  /** One sentence for each change; empty when nothing was changed. */
  readonly changes: readonly string[];
}

/**
 * What can be mended without guessing: a placeholder becomes a required input, `<pod>` in a block `"$POD"`. Only these
 * bytes change; where the result would not say what it should, nothing does.
 */
export function mendRunbook(file: RunbookFile): Mended {
  const { runbook } = parseRunbook(file);
  const same = { text: file.text, changes: [] };
  if (runbook === null) return same;
  const found = runbook.steps.flatMap((step) => placeholderSplices(file.text, step));
  const names = [...new Set(found.map(({ name }) => name))];
  const missing = names.filter((name) => !Object.hasOwn(runbook.inputs, name));
  const inputs = missing.length === 0 ? [] : inputSplice(file.text, missing);
  if (found.length === 0 || inputs === null) return same;
  const text = applySplices(file.text, [...found.map(({ splice }) => splice), ...inputs]);
  const after = parseRunbook({ path: file.path, text }).runbook;
  const declared = after !== null && names.every((name) => Object.hasOwn(after.inputs, name));
  if (!declared || after.steps.length !== runbook.steps.length) return same;
  return { text, changes: found.map(({ placeholder, name }) => `${placeholder} became the input ${name}`) };
}

interface Found {
  readonly splice: Splice;
  readonly name: string;
  readonly placeholder: string;
}

function placeholderSplices(text: string, step: Parameters<typeof lineOfCode>[0]): Found[] {
  const lines = text.split(/\r\n|\n|\r/);
  const code = step.code.split("\n");
  return placeholdersOf(step.code).flatMap(({ text: placeholder, name, line, column }): Found[] => {
    const before = (code[line] ?? "").slice(0, column);
    const quote = openQuote(before);
    const at = lineOfCode(step, line, lines);
    const raw = (lines[at - 1] ?? "").indexOf((code[line] ?? "").trim());
    if (quote === "'" || raw < 0) return [];
    const lead = /^\s*/.exec(code[line] ?? "")?.[0].length ?? 0;
    const from = offsetOfLine(text, at) + raw + column - lead;
    const put = quote === '"' ? `\${${name}}` : `"$${name}"`;
    return [{ splice: { span: [from, from + placeholder.length], text: put }, name, placeholder }];
  });
}

/** The quote that is open at the end of a line's beginning. */
function openQuote(before: string): "'" | '"' | null {
  let open: "'" | '"' | null = null;
  for (const char of before.replace(/\\./g, "  ")) {
    if (open === null && (char === "'" || char === '"')) open = char;
    else if (char === open) open = null;
  }
  return open;
}

function offsetOfLine(text: string, line: number): number {
  const ending = /\r\n|\n|\r/g;
  for (let passed = 1; passed < line; passed += 1) ending.exec(text);
  return ending.lastIndex;
}

/** Declares inputs where the file declares its own; null where that place cannot be found. */
function inputSplice(text: string, names: readonly string[]): Splice[] | null {
  const newline = /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
  const entries = names.map((name) => `${name}: {required: true}`);
  const { yaml, bodyStart, unclosed, language } = frontmatterSpan(text);
  if (unclosed || language !== null) return null;
  const line = `inputs: {${entries.join(", ")}}${newline}`;
  if (yaml === null)
    return [{ span: [bodyStart, bodyStart], text: `---${newline}${line}---${newline}${newline}` }];
  const [start, end] = yaml;
  const source = text.slice(start, end);
  const document = parseDocument(source, { version: "1.2", prettyErrors: false });
  if (!document.has("inputs")) return [{ span: [end, end], text: line }];
  const node = document.get("inputs", true);
  if (!isMap(node) || !node.range) return null;
  const [from, to] = node.range;
  if (node.flow === true) {
    const at = start + source.lastIndexOf("}", to - 1);
    return [{ span: [at, at], text: `${node.items.length === 0 ? "" : ", "}${entries.join(", ")}` }];
  }
  const indent =
    from - (Math.max(source.lastIndexOf("\n", from - 1), source.lastIndexOf("\r", from - 1)) + 1);
  const put = entries.map((entry) => `${entry}${newline}${" ".repeat(indent)}`).join("");
  return [{ span: [start + from, start + from], text: put }];
}
