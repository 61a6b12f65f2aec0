import { structuredPatch } from "diff";

/** A larger change is not compared to the end: the work grows with the square of what differs. */
const mostChanged = 4_000;
const mostMs = 2_000;
/** A longer diff is nothing that a person reads. */
const longestDiff = 256 * 1024;

/** Unified, three lines of context; null where the two are equal; `too-different` where comparing was given up. */
export function unifiedDiff(
  path: string,
  before: string | null,
  after: string | null,
): string | null | "too-different" {
  if (before === after) return null;
  const compared = structuredPatch(path, path, before ?? "", after ?? "", undefined, undefined, {
    context: 3,
    maxEditLength: mostChanged,
    timeout: mostMs,
  });
  if (compared === undefined) return "too-different";
  const name = (text: string | null): string =>
    text === null ? "/dev/null" : path.replace(/[\n\r\t]/g, "?");
  const hunks = compared.hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) => {
    // An empty side begins at line 0.
    const from = oldLines === 0 ? oldStart - 1 : oldStart;
    const to = newLines === 0 ? newStart - 1 : newStart;
    return `@@ -${from},${oldLines} +${to},${newLines} @@\n${lines.join("\n")}\n`;
  });
  const text = `--- ${name(before)}\n+++ ${name(after)}\n${hunks.join("")}`;
  return text.length > longestDiff ? "too-different" : text;
}
