import type { Span } from "../model/scalars.ts";
import type { Bit, Field } from "./bits.ts";

/** Shell text that is being read, and where each of its code units stands in the outermost text. */
export interface Source {
  readonly text: string;
  readonly span: (start: number, end: number) => Span;
}

export const topSource = (text: string): Source => ({ text, span: (start, end) => [start, end] });

/** Text whose parts stand for `whole` of the outer text, none for a place of its own. */
export const foldedSource = (text: string, whole: Span): Source => ({ text, span: () => whole });

/** Names of variables that stand for what could not be resolved inside a payload. */
const unknownName = "__unresolved_";

/**
 * The text that words become when a shell reads them again, joined by blanks. Unresolved variables stay variables;
 * anything else unresolved becomes a variable named `__unresolved_N`.
 */
export function payloadSource(fields: readonly Field[]): {
  readonly source: Source;
  readonly whole: boolean;
} {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = "";
  let whole = true;
  const put = (part: string, at: number, exact: boolean, span: Span): void => {
    for (let i = 0; i < part.length; i++) {
      starts.push(exact ? at + i : span[0]);
      ends.push(exact ? at + i + 1 : span[1]);
    }
    text += part;
  };
  fields.forEach((field, index) => {
    if (index > 0) put(" ", field.span[0], false, [field.span[0], field.span[0]]);
    for (const one of field.bits) {
      if (one.piece.kind !== "text" && one.piece.kind !== "glob") whole = false;
      put(asShellText(one, starts.length), one.at, one.exact, field.span);
    }
  });
  const all: Span = [fields[0]?.span[0] ?? 0, fields.at(-1)?.span[1] ?? 0];
  const span = (start: number, end: number): Span => [
    starts[start] ?? ends[start - 1] ?? all[0],
    ends[Math.max(start, end - 1)] ?? all[1],
  ];
  return { source: { text, span }, whole };
}

/** The text of bits, unknown parts as variables. */
export const knownText = (bits: readonly Bit[]): string => bits.map(asShellText).join("");

function asShellText({ piece }: Bit, index: number): string {
  switch (piece.kind) {
    case "text":
    case "glob":
      return piece.text;
    case "variable":
      return `\${${piece.name}}`;
    case "unknown":
      return `\${${unknownName}${index}}`;
  }
}
