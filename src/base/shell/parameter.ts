import type { ParameterExpansionPart } from "unbash";
import { type Bit, bit, borderBit, constantText, textBit } from "./bits.ts";
import type { Scope, Value } from "./scope.ts";

/** How a parameter is read: bare or in braces, in double quotes or not. */
interface Reading {
  readonly scope: Scope;
  readonly at: number;
  readonly quoted: boolean;
}

/** The bits of `$name` or `${name}`; several words for `@`. */
export function readParameter(name: string, reading: Reading): readonly Bit[] {
  const { scope, at } = reading;
  if (name === "@" || name === "*") return readPositional(name, reading);
  if (/^\d+$/.test(name) && name !== "0" && scope.positional) {
    const field = scope.positional[Number(name) - 1];
    return field ? place(field.bits, reading) : [];
  }
  if (name === "#" && scope.positional) return [textBit(String(scope.positional.length), at)];
  if (name === "IFS" && !scope.get("IFS")) return place([textBit(" \t\n", at)], reading);
  const value = scope.get(name);
  if (!value) return [unknownVariable(name, reading)];
  return place(value.kind === "scalar" ? value.bits : (value.items.get("0") ?? []), reading);
}

const unknownVariable = (name: string, { scope, at, quoted }: Reading): Bit =>
  bit({ kind: "variable", name, quoted, mayBeEmpty: scope.mayBeEmpty(name) }, at);

function readPositional(name: string, reading: Reading): readonly Bit[] {
  const { scope, at, quoted } = reading;
  if (!scope.positional) return [bit({ kind: "variable", name, quoted, mayBeEmpty: true }, at)];
  const words = scope.positional.map((field) => place(field.bits, reading));
  return joinWords(words, name === "*" && quoted ? textBit(" ", at, true) : borderBit(at));
}

function joinWords(words: readonly (readonly Bit[])[], between: Bit): readonly Bit[] {
  return words.flatMap((bits, index) => (index === 0 ? bits : [between, ...bits]));
}

/** Constant bits as they look where they are used: quoted there, or split and globbed there. */
function place(bits: readonly Bit[], { at, quoted }: Reading): readonly Bit[] {
  return bits.map((one) => {
    const { piece } = one;
    if (one.border) return one;
    const here = { at, exact: false, split: !quoted, border: false, stream: null };
    if (piece.kind === "text") return { ...here, piece: { ...piece, quoted } };
    if (piece.kind === "variable") return { ...here, piece: { ...piece, quoted } };
    if (piece.kind === "glob" && quoted)
      return { ...here, piece: { kind: "text", text: piece.text, quoted } };
    return { ...here, piece };
  });
}

/** The bits of `${…}` with its operation; `expand` resolves a word inside it. */
export function readExpansion(
  part: ParameterExpansionPart,
  reading: Reading,
  expand: (word: ParameterExpansionPart["index"]) => readonly Bit[],
): readonly Bit[] {
  const { at, quoted } = reading;
  if (part.prefix === "!" && !part.operation) return indirect(part, reading);
  const bits = part.index ? element(part, reading, expand) : readParameter(part.parameter, reading);
  if (part.prefix === "#") return [lengthOf(bits, part, reading)];
  const operation = part.operation;
  if (!operation) return bits;
  if (operation.type === "Default") {
    const { operator } = operation;
    return withDefault({ operator, bits, name: part.parameter, operand: expand(operation.operand) }, reading);
  }
  // Substitutions inside an operand run whether or not it is used.
  for (const word of operandsOf(operation)) expand(word);
  const text = constantText(bits);
  const changed = text === null ? null : changeText(text, operation, (word) => patternText(expand(word)));
  if (changed !== null) return place([textBit(changed, at, quoted)], reading);
  if (beginsWithSlash.has(part.parameter) && /^:\s*0\s*:\s*1$/.test(slice(part)))
    return place([textBit("/", at, quoted)], reading);
  const known = bits.find((one) => one.piece.kind === "unknown");
  return known ? [known] : [bit({ kind: "variable", name: part.parameter, quoted, mayBeEmpty: true }, at)];
}

// Absolute paths in every shell, so that their first character is known.
const beginsWithSlash = new Set(["PWD", "HOME", "OLDPWD", "SHELL", "PATH", "BASH"]);

/** `:0:1` of `${PWD:0:1}`. */
const slice = (part: ParameterExpansionPart): string =>
  part.operation?.type === "Slice"
    ? `:${part.operation.offset.text}:${part.operation.length?.text ?? ""}`
    : "";

function indirect(part: ParameterExpansionPart, reading: Reading): readonly Bit[] {
  const target = constantText(readParameter(part.parameter, { ...reading, quoted: true }));
  if (target && /^\w+$/.test(target)) return readParameter(target, reading);
  return [
    bit(
      { kind: "variable", name: `!${part.parameter}`, quoted: reading.quoted, mayBeEmpty: true },
      reading.at,
    ),
  ];
}

function lengthOf(bits: readonly Bit[], part: ParameterExpansionPart, { at, quoted }: Reading): Bit {
  const text = constantText(bits);
  if (text !== null && !part.index) return textBit(String(text.length), at, quoted);
  return bit({ kind: "variable", name: `#${part.parameter}`, quoted, mayBeEmpty: false }, at);
}

function element(
  part: ParameterExpansionPart,
  reading: Reading,
  expand: (word: ParameterExpansionPart["index"]) => readonly Bit[],
): readonly Bit[] {
  const { scope, at, quoted } = reading;
  const value: Value | undefined = scope.get(part.parameter);
  if (!value) return [unknownVariable(part.parameter, reading)];
  const index = constantText(expand(part.index));
  const items = value.kind === "array" ? value.items : new Map([["0", value.bits]]);
  if (index === "@" || index === "*") {
    const words = [...items.values()].map((bits) => place(bits, reading));
    return joinWords(words, index === "*" && quoted ? textBit(" ", at, true) : borderBit(at));
  }
  if (index === null) return [bit({ kind: "variable", name: part.parameter, quoted, mayBeEmpty: true }, at)];
  const key = /^-\d+$/.test(index) ? String(items.size + Number(index)) : index;
  return place(items.get(key) ?? [], reading);
}

interface Default {
  readonly operator: string;
  readonly bits: readonly Bit[];
  readonly name: string;
  /** What the operand expands to; it is expanded also where it is not chosen, so that nothing in it stays unseen. */
  readonly operand: readonly Bit[];
}

function withDefault({ operator, bits, name, operand }: Default, reading: Reading): readonly Bit[] {
  const { scope } = reading;
  const unset = bits.length === 1 && bits[0]?.piece.kind === "variable" && scope.get(name) === undefined;
  const missing = (unset && scope.mayBeEmpty(name)) || constantText(bits) === "";
  if (operator.endsWith("?")) return bits.map((one) => required(one, operator));
  if (operator.endsWith("+")) return missing ? [] : place(operand, reading);
  if (!missing) return bits;
  // An inherited value cannot be seen; what the text itself offers is judged.
  if (operator.endsWith("=")) scope.set(name, { kind: "scalar", bits: operand });
  return place(operand, reading);
}

/** `${X:?}` stops where X is empty; `${X?}` only where it is unset. */
function required(one: Bit, operator: string): Bit {
  if (one.piece.kind !== "variable") return one;
  return { ...one, piece: { ...one.piece, mayBeEmpty: operator === "?" && one.piece.mayBeEmpty } };
}

function patternText(bits: readonly Bit[]): string | null {
  let text = "";
  for (const { piece } of bits) {
    if (piece.kind !== "text" && piece.kind !== "glob") return null;
    text += piece.text;
  }
  return text;
}

type Operation = NonNullable<ParameterExpansionPart["operation"]>;
type WordOf = ParameterExpansionPart["index"];

function operandsOf(operation: Operation): readonly WordOf[] {
  switch (operation.type) {
    case "Slice":
      return operation.length === undefined ? [operation.offset] : [operation.offset, operation.length];
    case "Replace":
      return [operation.pattern, operation.replacement];
    case "CaseModification":
    case "Remove":
      return [operation.operand];
    default:
      return [];
  }
}

type ReadWord = (word: WordOf) => string | null;

function changeText(text: string, operation: Operation, read: ReadWord): string | null {
  switch (operation.type) {
    case "Slice":
      return sliced(
        text,
        read(operation.offset),
        operation.length === undefined ? "" : read(operation.length),
      );
    case "CaseModification":
      return operation.operand?.text ? null : recased(text, operation.operator);
    case "Remove":
      return removed(text, operation.operator, read(operation.operand));
    case "Replace":
      return replaced(text, operation.operator, {
        from: read(operation.pattern),
        to: read(operation.replacement),
      });
    default:
      return null;
  }
}

/** `${v:offset:length}`; negative numbers count from the end, an empty length means the rest. */
function sliced(text: string, offset: string | null, length: string | null): string | null {
  if (offset === null || length === null) return null;
  const [from, count] = [Number(offset), Number(length)];
  if (Number.isNaN(from) || Number.isNaN(count)) return null;
  const start = from < 0 ? Math.max(0, text.length + from) : from;
  if (length === "") return text.slice(start);
  return count < 0 ? text.slice(start, count) : text.slice(start, start + count);
}

function recased(text: string, operator: string): string {
  if (operator === "^^") return text.toUpperCase();
  if (operator === ",,") return text.toLowerCase();
  const first = text.slice(0, 1);
  return (operator === "^" ? first.toUpperCase() : first.toLowerCase()) + text.slice(1);
}

/** Literal patterns, with `*` only as a whole end; anything else stays unknown. */
function removed(text: string, operator: string, pattern: string | null): string | null {
  if (pattern === null) return null;
  const front = operator.startsWith("#");
  const bare = front ? pattern.replace(/^\*/, "") : pattern.replace(/\*$/, "");
  if (/[*?[\\]/.test(bare)) return null;
  if (bare === pattern) {
    if (front) return text.startsWith(bare) ? text.slice(bare.length) : text;
    return text.endsWith(bare) ? text.slice(0, text.length - bare.length) : text;
  }
  const greedy = operator.length === 2;
  const index = front === greedy ? text.lastIndexOf(bare) : text.indexOf(bare);
  if (index < 0) return text;
  return front ? text.slice(index + bare.length) : text.slice(0, index);
}

function replaced(
  text: string,
  operator: string,
  { from, to }: { readonly from: string | null; readonly to: string | null },
): string | null {
  if (from === null || to === null || from === "" || /[*?[\\]/.test(from)) return null;
  if (operator === "//") return text.split(from).join(to);
  if (operator === "/#") return text.startsWith(from) ? to + text.slice(from.length) : text;
  if (operator === "/%") return text.endsWith(from) ? text.slice(0, -from.length) + to : text;
  const index = text.indexOf(from);
  return index < 0 ? text : text.slice(0, index) + to + text.slice(index + from.length);
}
