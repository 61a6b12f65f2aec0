import { oneLine } from "../../base/kernel/visible.ts";
import type { GraphPicture, PictureNode } from "../../base/ports/graph-store.ts";

const labelColumns = 60;

/** A picture as text for Mermaid or Graphviz. A label never ends its quotes, whatever it holds. */
export function draw(picture: GraphPicture, format: "mermaid" | "dot"): string {
  const lines = format === "mermaid" ? mermaid(picture) : dot(picture);
  return `${lines.join("\n")}\n`;
}

const mermaidShape: Readonly<Record<PictureNode["kind"], readonly [string, string]>> = {
  pattern: ["{{", "}}"],
  runbook: ["[", "]"],
  command: ["(", ")"],
  host: ["[(", ")]"],
};

/** Mermaid reads no backslashes; it knows characters by their number. */
const mermaidText = (text: string): string =>
  `"${oneLine(text, labelColumns).replace(/["#&;<>\\`|{}[\]()]/g, (char) => `#${char.charCodeAt(0)};`)}"`;

const mermaid = ({ nodes, edges }: GraphPicture): string[] => [
  "graph LR",
  ...nodes.map(({ kind, label }, place) => {
    const [open, close] = mermaidShape[kind];
    return `  n${place}${open}${mermaidText(label)}${close}`;
  }),
  ...edges.map(
    ({ from, to, kind, label }) => `  n${from} -->|${mermaidText(`${wordsOf(kind)}: ${label}`)}| n${to}`,
  ),
];

const dotShape: Readonly<Record<PictureNode["kind"], string>> = {
  pattern: "hexagon",
  runbook: "box",
  command: "plaintext",
  host: "cylinder",
};

const dotText = (text: string): string => `"${oneLine(text, labelColumns).replace(/["\\]/g, "\\$&")}"`;

const dot = ({ nodes, edges }: GraphPicture): string[] => [
  "digraph memory {",
  "  rankdir=LR;",
  ...nodes.map(({ kind, label }, place) => `  n${place} [shape=${dotShape[kind]} label=${dotText(label)}];`),
  ...edges.map(
    ({ from, to, kind, label }) => `  n${from} -> n${to} [label=${dotText(`${wordsOf(kind)}: ${label}`)}];`,
  ),
  "}",
];

const wordsOf = (kind: string): string => kind.toLowerCase().replaceAll("_", " ");
