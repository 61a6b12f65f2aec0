/** A unified diff of two texts with three lines of context, or null where they are equal or too large to compare. */
export function unifiedDiff(path: string, before: string, after: string): string | null {
  if (before === after || before.length + after.length > 2_000_000) return null;
  const a = linesOf(before);
  const b = linesOf(after);
  const edits = compare(a, b);
  const hunks = hunksOf(edits);
  if (hunks.length === 0) return null;
  return `--- ${path}\n+++ ${path}\n${hunks.map(printHunk).join("")}`;
}

interface Edit {
  readonly sign: " " | "-" | "+";
  readonly line: string;
  readonly a: number;
  readonly b: number;
}

const noEnd = "\n\\ No newline at end of file";
function linesOf(text: string): string[] {
  if (text === "") return [];
  const lines = text.split("\n");
  const last = lines.pop() ?? "";
  return last === "" ? lines : [...lines, last + noEnd];
}

function compare(a: readonly string[], b: readonly string[]): Edit[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const edits: Edit[] = [];
  for (let i = 0; i < start; i++) edits.push({ sign: " ", line: a[i] ?? "", a: i, b: i });
  edits.push(...compareMiddle(a.slice(start, endA), b.slice(start, endB), start));
  for (let i = endA; i < a.length; i++) edits.push({ sign: " ", line: a[i] ?? "", a: i, b: endB + i - endA });
  return edits;
}

/** Longest common subsequence; a middle too large for it is one replacement. */
function compareMiddle(a: readonly string[], b: readonly string[], start: number): Edit[] {
  const width = b.length + 1;
  const isSmall = (a.length + 1) * width <= 4_000_000;
  const cost = new Uint32Array(isSmall ? (a.length + 1) * width : 1);
  if (isSmall) {
    for (let i = a.length - 1; i >= 0; i--) {
      for (let j = b.length - 1; j >= 0; j--) {
        cost[i * width + j] =
          a[i] === b[j]
            ? (cost[(i + 1) * width + j + 1] ?? 0) + 1
            : Math.max(cost[(i + 1) * width + j] ?? 0, cost[i * width + j + 1] ?? 0);
      }
    }
  }
  const edits: Edit[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const place = { a: start + i, b: start + j };
    if (isSmall && i < a.length && j < b.length && a[i] === b[j]) {
      edits.push({ sign: " ", line: a[i] ?? "", ...place });
      i++;
      j++;
    } else if (
      j >= b.length ||
      (i < a.length && (!isSmall || (cost[(i + 1) * width + j] ?? 0) >= (cost[i * width + j + 1] ?? 0)))
    ) {
      edits.push({ sign: "-", line: a[i] ?? "", ...place });
      i++;
    } else {
      edits.push({ sign: "+", line: b[j] ?? "", ...place });
      j++;
    }
  }
  return edits;
}

function hunksOf(edits: readonly Edit[]): Edit[][] {
  const hunks: Edit[][] = [];
  let current: Edit[] = [];
  let quiet = 7;
  for (const [at, edit] of edits.entries()) {
    quiet = edit.sign === " " ? quiet + 1 : 0;
    if (quiet === 0 && current.length === 0) current = edits.slice(Math.max(0, at - 3), at);
    if (quiet > 6 && current.length > 0) {
      hunks.push(current.slice(0, current.length - 3));
      current = [];
    }
    if (current.length > 0 || quiet === 0) current.push(edit);
  }
  if (current.length > 0) hunks.push(trimTail(current));
  return hunks;
}

function trimTail(edits: readonly Edit[]): Edit[] {
  const last = edits.findLastIndex(({ sign }) => sign !== " ");
  return edits.slice(0, last + 4);
}

function printHunk(hunk: readonly Edit[]): string {
  const first = hunk[0];
  const countA = hunk.filter(({ sign }) => sign !== "+").length;
  const countB = hunk.filter(({ sign }) => sign !== "-").length;
  const from = (first?.a ?? 0) + (countA === 0 ? 0 : 1);
  const to = (first?.b ?? 0) + (countB === 0 ? 0 : 1);
  return `@@ -${from},${countA} +${to},${countB} @@\n${hunk.map(({ sign, line }) => `${sign}${line}\n`).join("")}`;
}
