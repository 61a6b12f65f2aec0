import { type Bit, textBit } from "./bits.ts";

const most = 64; // words from one brace expression; more is no longer something a person reads

const mostItems = 1_024;
const deepest = 16; // braces in braces

type Item = Bit | "{" | "," | "}";

/** The alternatives of the inside of `{…}`: `a,b{c,d}` gives three, `1..4` four; null where it expands to nothing. */
export function braceAlternatives(inside: readonly Bit[]): readonly (readonly Bit[])[] | null {
  const items = inside.flatMap(itemsOf);
  if (items.length > mostItems || items.filter((item) => item === "{").length > deepest) return null;
  const range = rangeOf(items);
  if (range) return range;
  const parts = splitAtCommas(items);
  if (parts.length < 2) return null;
  const all = parts.flatMap(expandNested);
  return all.length > most ? null : all;
}

function itemsOf(bit: Bit): Item[] {
  if (bit.piece.kind !== "text" || bit.piece.quoted) return [bit];
  const items: Item[] = [];
  let offset = 0;
  for (const part of bit.piece.text.split(/([{},])/)) {
    if (part === "{" || part === "," || part === "}") items.push(part);
    else if (part !== "")
      items.push({ ...bit, piece: { ...bit.piece, text: part }, at: bit.exact ? bit.at + offset : bit.at });
    offset += part.length;
  }
  return items;
}

function rangeOf(items: readonly Item[]): readonly (readonly Bit[])[] | null {
  const [only] = items;
  if (items.length !== 1 || only === undefined || typeof only === "string") return null;
  const text = only.piece.kind === "text" ? only.piece.text : "";
  const found = /^(-?\d+|[A-Za-z])\.\.(-?\d+|[A-Za-z])(?:\.\.(-?\d+))?$/.exec(text);
  if (!found) return null;
  const [, first = "", last = "", by = "1"] = found;
  const numeric = /\d/.test(first) && /\d/.test(last);
  const [from, to] = [first, last].map((end) => (numeric ? Number(end) : (end.codePointAt(0) ?? 0)));
  const steps = countUp(from ?? 0, to ?? 0, Math.max(1, Math.abs(Number(by))));
  return steps?.map((at) => [textBit(numeric ? String(at) : String.fromCodePoint(at), only.at)]) ?? null;
}

/** The numbers of a range in either direction; null for too many. */
function countUp(from: number, to: number, step: number): readonly number[] | null {
  const count = Math.floor(Math.abs(to - from) / step) + 1;
  if (count > most) return null;
  return Array.from({ length: count }, (_unused, index) => from + Math.sign(to - from) * index * step);
}

function splitAtCommas(items: readonly Item[]): readonly (readonly Item[])[] {
  const parts: Item[][] = [[]];
  let depth = 0;
  for (const item of items) {
    if (item === "{") depth++;
    if (item === "}") depth--;
    if (item === "," && depth === 0) parts.push([]);
    else parts.at(-1)?.push(item);
  }
  return parts;
}

function expandNested(items: readonly Item[]): readonly (readonly Bit[])[] {
  const open = items.indexOf("{");
  const close = open < 0 ? -1 : closing(items, open);
  if (close < 0) return [items.map(asBit)];
  const before = items.slice(0, open).map(asBit);
  const inner = splitAtCommas(items.slice(open + 1, close));
  const middles = inner.length > 1 ? inner.flatMap(expandNested) : [items.slice(open, close + 1).map(asBit)];
  const tails = expandNested(items.slice(close + 1));
  return middles.slice(0, most).flatMap((middle) => tails.map((tail) => [...before, ...middle, ...tail]));
}

function closing(items: readonly Item[], open: number): number {
  let depth = 0;
  for (let i = open; i < items.length; i++) {
    if (items[i] === "{") depth++;
    if (items[i] === "}" && --depth === 0) return i;
  }
  return -1;
}

const asBit = (item: Item): Bit => (typeof item === "string" ? textBit(item, 0) : item);
