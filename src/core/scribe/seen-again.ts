import type { Splice } from "../../base/model/runbook.ts";

/**
 * The bytes that add one sentence to the Notes of a runbook, and nothing else: at the end of that section, or as a new
 * section at the end of the file. null where the end cannot be told (a fence that was never closed).
 */
export function addToNotes(text: string, sentence: string): Splice | null {
  const sections = sectionsOf(text);
  if (sections === null) return null;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const notes = sections.findLastIndex(({ title }) => title === "notes");
  const next = notes < 0 ? undefined : sections[notes + 1];
  const at = next?.at ?? text.length;
  const heading = notes < 0 ? `## Notes${newline}${newline}` : "";
  const end = next === undefined ? newline : newline.repeat(2);
  return { span: [at, at], text: `${gapAfter(text.slice(0, at), newline)}${heading}${sentence}${end}` };
}

/** What makes the next line the first of a paragraph. */
function gapAfter(before: string, newline: string): string {
  if (before === "" || /(\r?\n){2}$/.test(before)) return "";
  return before.endsWith("\n") ? newline : newline.repeat(2);
}

/** Headings of the first two levels outside code, with their offsets; null where a fence is left open. */
function sectionsOf(text: string): { readonly title: string; readonly at: number }[] | null {
  const sections: { title: string; at: number }[] = [];
  let fence = "";
  let at = 0;
  for (const line of text.split("\n")) {
    const [, mark = "", rest = ""] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    const title = /^#{1,2} +(.*\S)/.exec(line)?.[1];
    if (fence === "") fence = mark;
    else if (mark.startsWith(fence) && rest.trim() === "") fence = "";
    if (fence === "" && title !== undefined) sections.push({ title: title.toLowerCase(), at });
    at += line.length + 1;
  }
  return fence === "" ? sections : null;
}
