import type { CodeBlock } from "../../base/model/runbook.ts";
import { parserLimit, readDocument } from "./document.ts";
import type { CodeItem, DocumentItem } from "./document-item.ts";
import { readInfo } from "./info-string.ts";

/**
 * The code blocks of any Markdown file, in order. Throws `MARKDOWN_TOO_LARGE` (exit 2) for a file that would take
 * the Markdown parser more than some seconds.
 */
export const codeBlocks = (text: string): CodeBlock[] => blocksOf(readDocument(text, parserLimit.anyFile));

/** The blocks among a document's items, each under the top-level headings above it. */
export function blocksOf(items: readonly DocumentItem[]): CodeBlock[] {
  const path: { depth: number; text: string }[] = [];
  const blocks: CodeBlock[] = [];
  for (const item of items) {
    if (item.kind === "heading") {
      while ((path.at(-1)?.depth ?? 0) >= item.depth) path.pop();
      path.push({ depth: item.depth, text: item.text });
    }
    if (item.kind === "code")
      blocks.push(
        block(
          item,
          path.map(({ text }) => text),
        ),
      );
  }
  return blocks;
}

function block(item: CodeItem, headingPath: string[]): CodeBlock {
  const { language, attributes } = readInfo(item.rawInfo, item.info);
  return {
    kind: item.fenced ? "fenced" : "indented",
    language,
    info: item.info,
    code: item.code,
    headingPath,
    attributes: { ...attributes },
    lines: [item.lines[0], item.lines[1]],
  };
}
