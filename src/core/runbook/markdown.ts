import { remark } from "remark";
import remarkParse from "remark-parse";

// The parser is named because it is all that is used: files are changed by splicing bytes, never printed from a tree.
const processor = remark().use(remarkParse).freeze();

export type MarkdownRoot = ReturnType<typeof processor.parse>;
export type MarkdownNode = MarkdownRoot["children"][number];

/** The tree of a piece of Markdown, by remark. Takes about a second for 100 KB: callers bound what they hand in. */
export const parseMarkdown = (text: string): MarkdownRoot => processor.parse(text);

/** The words of a node without its markup. */
export function plainText(node: MarkdownNode | MarkdownRoot): string {
  if ("value" in node && node.type !== "html") return node.value;
  if (node.type === "break") return "\n";
  if ("alt" in node) return node.alt ?? "";
  return "children" in node ? node.children.map((child) => plainText(child)).join("") : "";
}
