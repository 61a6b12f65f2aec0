import type { Span } from "../model/scalars.ts";
import type { ShellWord, WordPiece } from "./types.ts";

/** A piece of a word while it is being expanded: where it stands in its source, and how it splits. */
export interface Bit {
  readonly piece: WordPiece;
  /** First code unit in the outermost text. */
  readonly at: number;
  /** Each code unit of the text stands for one of the outermost text, in order. */
  readonly exact: boolean;
  /** The result of an unquoted expansion: white space in it ends a word. */
  readonly split: boolean;
  /** A border between words that an array or `"$@"` makes. */
  readonly border: boolean;
  /** What can be read from it, for the name of a pipe that `<(…)` makes. */
  readonly stream: Output | null;
}

/** One word after expansion. */
export interface Field {
  readonly bits: readonly Bit[];
  readonly raw: string;
  readonly span: Span;
}

/** What a command prints, as far as it is known without running it. */
export interface Output {
  readonly text: string | null;
  /** What each line of it looks like, where that is known (paths below a root, for `find`). */
  readonly lines: readonly (readonly Bit[])[] | null;
  readonly origin: "fetched" | "decoded" | null;
  readonly source: readonly string[];
  /** Where the text is not wholly known: what is, with unknown parts as variables. */
  readonly partial?: string;
}

export const silence: Output = { text: "", lines: null, origin: null, source: [] };
export const printed = (text: string, origin: Output["origin"] = null): Output => ({
  text,
  lines: null,
  origin,
  source: [],
});
export const unknownOutput = (source: readonly string[], origin: Output["origin"] = null): Output => ({
  text: null,
  lines: null,
  origin,
  source,
});

export const bit = (piece: WordPiece, at: number, more: Partial<Bit> = {}): Bit => ({
  piece,
  at,
  exact: false,
  split: false,
  border: false,
  stream: null,
  ...more,
});

export const textBit = (text: string, at: number, quoted = false): Bit =>
  bit({ kind: "text", text, quoted }, at);

export const borderBit = (at: number): Bit =>
  bit({ kind: "text", text: "", quoted: false }, at, { border: true });

/** The text of bits that are all constant, else null. */
export function constantText(bits: readonly Bit[]): string | null {
  let text = "";
  for (const { piece } of bits) {
    if (piece.kind !== "text") return null;
    text += piece.text;
  }
  return text;
}

/** The word as it reads when every variable that may be empty is empty; null where more than that is unknown. */
export function emptiedText(bits: readonly Bit[]): string | null {
  let text = "";
  for (const { piece } of bits) {
    if (piece.kind === "text") text += piece.text;
    else if (piece.kind !== "variable" || !piece.mayBeEmpty) return null;
  }
  return text;
}

export function toShellWord(field: Field): ShellWord {
  const pieces: WordPiece[] = [];
  for (const { piece } of field.bits) {
    const last = pieces.at(-1);
    if (piece.kind === "text" && last?.kind === "text" && last.quoted === piece.quoted) {
      pieces[pieces.length - 1] = { kind: "text", text: last.text + piece.text, quoted: last.quoted };
    } else pieces.push(piece);
  }
  return { raw: field.raw, span: field.span, pieces, value: constantText(field.bits) };
}

/** A word that stands in no source, such as a wrapper's default. */
export const plainField = (text: string, span: Span): Field => ({
  bits: [textBit(text, span[0], true)],
  raw: text,
  span,
});
