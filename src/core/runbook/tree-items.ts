import type { DocumentItem, Lines, ListEntry } from "./document-item.ts";
import { type MarkdownNode, type MarkdownRoot, plainText } from "./markdown.ts";
import { trimInfo } from "./top-level.ts";

type Code = Extract<MarkdownNode, { type: "code" }>;
type List = Extract<MarkdownNode, { type: "list" }>;
type Paragraph = Extract<MarkdownNode, { type: "paragraph" }>;

/** What a parsed piece of Markdown holds, with lines of the whole file; `firstLine` is the piece's first. */
export function itemsOfTree(root: MarkdownRoot, text: string, firstLine: number): DocumentItem[] {
  const items: DocumentItem[] = [];
  // A stack of our own: a quote may be in a quote thousands of times.
  const stack: { node: MarkdownNode; parent: object; top: boolean }[] = [];
  const push = (parent: object, nodes: readonly MarkdownNode[], top: boolean): void => {
    for (const node of nodes.toReversed()) stack.push({ node, parent, top });
  };
  let before: object | null = null;
  push(root, root.children, true);
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, parent, top } = next;
    const lines = linesOf(node, firstLine);
    for (const item of itemsOfNode(node, { text, lines, top, firstLine })) {
      const joined = parent === before ? joinIndented(items.at(-1), item) : null;
      if (joined === null) items.push(item);
      else items[items.length - 1] = joined;
    }
    before = parent;
    if (node.type === "list" || node.type === "listItem" || node.type === "blockquote")
      push(node, node.children, false);
  }
  return items;
}

/**
 * Indented lines that follow each other are one block (CommonMark 4.4). The parser cuts them where they come after a
 * list whose items were indented themselves.
 */
function joinIndented(before: DocumentItem | undefined, item: DocumentItem): DocumentItem | null {
  if (before?.kind !== "code" || item.kind !== "code" || before.fenced || item.fenced) return null;
  if (item.lines[0] !== before.lines[1] + 1) return null;
  return { ...before, code: `${before.code}\n${item.code}`, lines: [before.lines[0], item.lines[1]] };
}

interface Place {
  readonly text: string;
  readonly lines: Lines;
  readonly top: boolean;
  readonly firstLine: number;
}

function itemsOfNode(node: MarkdownNode, place: Place): DocumentItem[] {
  const { lines, top } = place;
  switch (node.type) {
    case "heading":
      // Headings in quotes and lists structure nothing.
      return top ? [{ kind: "heading", depth: node.depth, text: oneLineOf(plainText(node)), lines }] : [];
    case "paragraph":
      return paragraphItems(node, place);
    case "list":
      return [listItem(node, place)];
    case "html":
      return [{ kind: "html", text: node.value, lines }];
    case "code":
      return [codeItem(node, place)];
    default:
      return [];
  }
}

const oneLineOf = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, " ").trim();

function paragraphItems(node: Paragraph, { lines, top }: Place): DocumentItem[] {
  const text = plainText(node).replace(/\r\n?/g, "\n");
  const prose: DocumentItem = { kind: "prose", text, lines };
  const [first] = node.children;
  if (!top || first?.type !== "strong") return [prose];
  const label = oneLineOf(plainText(first));
  const rest = text.slice(plainText(first).length).trim();
  const alone = rest === "" || rest === ":";
  return [{ kind: "label", text: label, alone, lines }, prose];
}

function listItem(node: List, { firstLine, lines }: Place): DocumentItem {
  const entries = node.children.map((item): ListEntry => {
    const [only, ...others] = item.children;
    const inside = only?.type === "paragraph" ? only.children : [];
    const [span, ...rest] = inside;
    const startsWithCode = span?.type === "inlineCode";
    const sole = startsWithCode && rest.length === 0 && others.length === 0;
    return {
      command: sole ? span.value.replace(/\r\n?|\n/g, " ") : null,
      startsWithCode,
      lines: linesOf(item, firstLine),
    };
  });
  return { kind: "list", ordered: node.ordered === true, entries, lines };
}

function codeItem(node: Code, { text, lines }: Place): DocumentItem {
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? start;
  const raw = text.slice(start, end);
  const code = node.value.replace(/\r\n?/g, "\n");
  const marker = /^(?:`{3,}|~{3,})/.exec(raw)?.[0];
  if (marker === undefined) {
    return { kind: "code", fenced: false, closed: true, rawInfo: "", info: "", code, lines };
  }
  const [opening = ""] = raw.split(/\r\n|\n|\r/, 1);
  const rawInfo = trimInfo(opening.slice(marker.length));
  const info = /[&\\]/.test(rawInfo) ? decodedInfo(node, rawInfo) : rawInfo;
  const closed = isClosed(raw, code, marker);
  return { kind: "code", fenced: true, closed, rawInfo, info, code, lines };
}

/** The parser resolved entities and escapes, but lost how much space was behind the language. */
function decodedInfo(node: Code, rawInfo: string): string {
  const gap = /^[^ \t]*([ \t]+)/.exec(rawInfo)?.[1] ?? "";
  return `${node.lang ?? ""}${gap}${node.meta ?? ""}`;
}

/** A last line that looks like the closing fence is one, unless it is the code's own last line. */
function isClosed(raw: string, code: string, marker: string): boolean {
  const all = raw.split(/\r\n|\n|\r/);
  const last = all.at(-1) ?? "";
  if (all.length < 2 || !new RegExp(`^[ \\t>]*${marker.charAt(0)}{${marker.length},}[ \\t]*$`).test(last))
    return false;
  return code === "" || code.split("\n").length <= all.length - 2;
}

const linesOf = (node: MarkdownNode, firstLine: number): Lines => {
  const { start, end } = node.position ?? { start: { line: 1 }, end: { line: 1 } };
  return [start.line + firstLine - 1, end.line + firstLine - 1];
};
