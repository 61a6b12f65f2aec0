/** A secret found in a text: `[start, end)` in UTF-16 units, and a stable word for what it is. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  /** The secret itself, where quotes or escapes make it differ from the text between start and end. */
  readonly secret?: string;
}

/** A secret by value: what it is and what it reads, for masking it wherever it comes back. */
export interface Secret {
  readonly value: string;
  readonly kind: string;
}

/** What stands where a secret stood: `‹redacted:kind:hmac8›`. */
const masks = /‹redacted:[a-z0-9-]{1,60}:[0-9a-f]{8}›/g;

/** True where nothing but masks and the signs around them is left to hide. */
export const isMasked = (value: string): boolean =>
  value.includes("‹redacted:") && !/[\p{L}\p{N}]/u.test(value.replace(masks, ""));

interface Piece {
  readonly start: number;
  readonly end: number;
}

/**
 * Replaces what was found. Overlapping finds become one; masks that already stand in the text stay as they are; a find
 * over several lines is masked line by line, so that the text keeps its line count.
 */
export function maskFound(
  text: string,
  found: readonly Found[],
  mac: (secret: string) => string,
): { readonly text: string; readonly secrets: readonly Secret[] } {
  const standing = [...text.matchAll(masks)].map((m) => ({ start: m.index, end: m.index + m[0].length }));
  const secrets: Secret[] = [];
  const marks = new Map<string, string>();
  let out = "";
  let done = 0;
  let passed = 0;
  for (const one of united(found.filter(({ start }) => !isInside(start, standing)))) {
    while ((standing[passed]?.end ?? Infinity) <= one.start) passed++;
    const pieces = linesOf(text, without(one, standing, passed)).filter((p) => worthMasking(text, p));
    if (pieces.length === 0) continue;
    const value = one.secret ?? text.slice(one.start, one.end);
    secrets.push({ value, kind: one.kind });
    const mark = marks.get(value) ?? mac(value).slice(0, 8);
    marks.set(value, mark);
    const mask = `‹redacted:${one.kind}:${mark}›`;
    for (const piece of pieces) {
      out += text.slice(done, piece.start) + mask;
      done = piece.end;
    }
  }
  return { text: secrets.length === 0 ? text : out + text.slice(done), secrets };
}

/** What begins inside a mask was read out of the mask's own words: `url-password:2df83c24›@host` is no pair. */
function isInside(at: number, standing: readonly Piece[]): boolean {
  let low = 0;
  let high = standing.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((standing[middle]?.start ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return at < (standing[low - 1]?.end ?? 0);
}

function united(found: readonly Found[]): readonly Found[] {
  const sorted = found
    .filter((one) => one.end > one.start)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const result: Found[] = [];
  for (const one of sorted) {
    const last = result.at(-1);
    if (last === undefined || one.start >= last.end) result.push(one);
    else if (one.end > last.end)
      result[result.length - 1] = { start: last.start, end: one.end, kind: last.kind };
  }
  return result;
}

/** What is left of a find beside the masks that stand in it; `first` is the first mask that ends behind its start. */
function without(one: Piece, standing: readonly Piece[], first: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = one.start;
  for (let i = first; i < standing.length; i++) {
    const mask = standing[i];
    if (mask === undefined || mask.start >= one.end) break;
    if (mask.start > from) pieces.push({ start: from, end: mask.start });
    from = Math.max(from, mask.end);
  }
  if (from < one.end) pieces.push({ start: from, end: one.end });
  return pieces;
}

function linesOf(text: string, pieces: readonly Piece[]): readonly Piece[] {
  return pieces.flatMap((piece) => {
    const lines: Piece[] = [];
    let start = piece.start;
    for (const line of text.slice(piece.start, piece.end).split("\n")) {
      const body = line.trim();
      const at = start + line.indexOf(body);
      lines.push({ start: at, end: at + body.length });
      start += line.length + 1;
    }
    return lines;
  });
}

const worthMasking = (text: string, { start, end }: Piece): boolean =>
  end - start >= 3 || /[\p{L}\p{N}]/u.test(text.slice(start, end));
