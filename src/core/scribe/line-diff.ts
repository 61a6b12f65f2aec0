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
  const edits: Edit[] = [];
  const rest = restLengths(a, b);
  let i = 0;
  let j = 0;
  const put = (sign: Edit["sign"], line = ""): void => {
    edits.push({ sign, line, a: start + i, b: start + j });
    if (sign !== "+") i++;
    if (sign !== "-") j++;
  };
  while (i < a.length || j < b.length) {
    if (rest !== null && i < a.length && j < b.length && a[i] === b[j]) put(" ", a[i]);
    else if (j >= b.length || (i < a.length && (rest === null || rest(i + 1, j) >= rest(i, j + 1))))
      put("-", a[i]);
    else put("+", b[j]);
  }
  return edits;
}

/** How many lines the two have in common from each pair of places on; null where that would be too much to hold. */
function restLengths(a: readonly string[], b: readonly string[]): ((i: number, j: number) => number) | null {
  const width = b.length + 1;
  if ((a.length + 1) * width > 4_000_000) return null;
  const length = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => length[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  return at;
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
