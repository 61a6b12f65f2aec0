/** What a sequence without a number means. */
const unsaid: Readonly<Record<string, number>> = { K: 0 };

/**
 * What stands on a terminal after these bytes: text, line ends, and the few sequences by which a page is drawn in place
 * (cursor up, down, to the left; erase a line or its end; clear all). Other sequences are passed over.
 */
export function drawn(bytes: string): string[] {
  const rows: string[] = [""];
  let row = 0;
  let column = 0;
  const put = (text: string): void => {
    const line = (rows[row] ?? "").padEnd(column);
    rows[row] = line.slice(0, column) + text + line.slice(column + text.length);
    column += text.length;
  };
  const moves: Readonly<Record<string, (n: number) => void>> = {
    A: (n) => {
      row = Math.max(0, row - n);
    },
    B: (n) => {
      row += n;
    },
    G: () => {
      column = 0;
    },
    H: () => {
      row = 0;
      column = 0;
    },
    J: () => {
      rows.length = 0;
    },
    K: (n) => {
      rows[row] = n === 2 ? "" : (rows[row] ?? "").slice(0, column);
    },
  };
  for (const [part, amount, move] of bytes.matchAll(
    /\u001b\[\??(\d*)[\d;]*([A-Za-z])|\r|\n|[^\u001b\r\n]+/g,
  )) {
    if (move !== undefined) moves[move]?.(Number(amount === "" ? (unsaid[move] ?? 1) : amount));
    else if (part === "\r") column = 0;
    else if (part === "\n") row += 1;
    else put(part);
  }
  return Array.from(rows, (line) => (line ?? "").trimEnd());
}
