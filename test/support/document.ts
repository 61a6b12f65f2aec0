import { readFileSync } from "node:fs";

/** A part of a page that can be tried: a code block, or a remark to whoever tries it (`<!-- … -->`). */
export interface Part {
  readonly kind: "picture" | "sh" | "console" | "yaml" | "markdown" | "json" | "other" | "remark";
  readonly text: string;
  /** 1-based line of its first line. */
  readonly line: number;
}

const fence = /^(`{3,})(\w*).*\n([\s\S]*?)^\1[ \t]*$|^<!--\s*([\s\S]*?)\s*-->$/gm;

export function partsOf(file: string): Part[] {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(fence)].map((found) => {
    const line = text.slice(0, found.index).split("\n").length;
    const [, , language = "", code = "", remark] = found;
    if (remark !== undefined) return { kind: "remark", text: remark, line };
    return { kind: kindOf(language), text: code, line };
  });
}

function kindOf(language: string): Part["kind"] {
  if (language === "sh" || language === "bash") return "sh";
  if (language === "md") return "markdown";
  if (["", "text", "yml"].includes(language)) return "picture";
  const known = (["console", "yaml", "markdown", "json"] as const).find((kind) => kind === language);
  return known ?? "other";
}

/** A transcript as typed lines, each with the lines that must appear after it. */
export function transcriptOf(text: string): { readonly typed: string; readonly shown: readonly string[] }[] {
  const lines: { typed: string; shown: string[] }[] = [];
  for (const line of text.replace(/\n$/, "").split("\n")) {
    if (line.startsWith("$ ")) lines.push({ typed: line.slice(2), shown: [] });
    else lines.at(-1)?.shown.push(line);
  }
  return lines;
}

/** `…` stands for anything on its line, and for any lines where it stands alone. */
export function shows(screen: string, wanted: readonly string[]): boolean {
  const lines = screen.split("\n");
  let from = 0;
  return wanted.every((line) => {
    if (line.trim() === "…") return true;
    const pattern = new RegExp(`^${line.split("…").map(escaped).join(".*")}$`);
    const at = lines.findIndex((one, index) => index >= from && pattern.test(one.trimEnd()));
    from = at + 1;
    return at >= 0;
  });
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
