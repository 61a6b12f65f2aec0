import { forEachChild, type SyntaxNode, type Word, type WordPart } from "unbash";
import { type Bit, bit, borderBit, constantText, type Field, type Output, textBit } from "./bits.ts";
import { braceAlternatives } from "./braces.ts";
import { deeper, type Machine, type Place } from "./machine.ts";
import { readExpansion, readParameter } from "./parameter.ts";
import { foldedSource } from "./source.ts";
import { ShellStop } from "./stop.ts";

type Quoting = "bare" | "double" | "heredoc";
const mostWords = 256; // from one typed word

/** The words that one typed word becomes: none for an empty unquoted expansion, several for braces and arrays. */
export function expandWord(word: Word, place: Place, machine: Machine): readonly Field[] {
  machine.step(place);
  const span = place.source.span(word.pos, word.end);
  const raw = place.source.text.slice(word.pos, word.end);
  const all = cartesian(wordOptions(word, place, machine));
  // bash drops what braces leave empty: `{,rm,-rf,/}` runs rm.
  const chains = all.length > 1 ? all.filter((bits) => !isNothing(bits)) : all;
  for (const bits of chains) machine.step(place, bits.length >> 1);
  return chains.flatMap((bits) => splitFields(bits, place).map((each) => ({ bits: each, raw, span })));
}

const isNothing = (bits: readonly Bit[]): boolean =>
  bits.every(({ piece }) => piece.kind === "text" && !piece.quoted && piece.text === "");

/** One word without splitting or globbing, as in an assignment or a here-string. */
export function expandWhole(word: Word, place: Place, machine: Machine): Field {
  machine.step(place);
  const bits = partBits(word.parts, word, "bare", { place, machine })
    .filter((one) => !one.border)
    .map((one): Bit => (one.piece.kind === "glob" ? textBit(one.piece.text, one.at, true) : one));
  machine.step(place, bits.length >> 1);
  return {
    bits,
    raw: place.source.text.slice(word.pos, word.end),
    span: place.source.span(word.pos, word.end),
  };
}

/** Runs every substitution inside a node whose own value does not matter. */
export function visitInside(node: SyntaxNode, place: Place, machine: Machine): void {
  forEachChild(node, (child) => {
    if (child.type === "CommandExpansion" || child.type === "ProcessSubstitution") {
      substitute(child, { place, machine });
    } else if (child.type === "ArithmeticCommandExpansion") {
      if (child.script) machine.script(child.script, deeper(place, { context: "substitution" }));
    } else visitInside(child, place, machine);
  });
}

/** The text of a here-document's body, null where it holds something unknown. */
export function expandBody(
  parts: readonly WordPart[] | undefined,
  at: { readonly pos: number; readonly end: number },
  place: Place,
  machine: Machine,
): readonly Bit[] {
  return partBits(parts, at, "heredoc", { place, machine });
}

interface Reader {
  readonly place: Place;
  readonly machine: Machine;
}

type Option = readonly (readonly Bit[])[];

function wordOptions(word: Word, place: Place, machine: Machine): readonly Option[] {
  const reader = { place, machine };
  if (!word.parts) return [[literalBits(word, "bare", reader)]];
  return word.parts.map((part): Option => {
    if (part.type !== "BraceExpansion") return [bitsOf(part, "bare", reader)];
    const inside = { pos: part.pos + 1, end: part.end - 1 };
    const alternatives = braceAlternatives(partBits(part.parts, inside, "bare", reader));
    return (
      alternatives ?? [[bit({ kind: "unknown", why: "a brace expression too large to expand" }, part.pos)]]
    );
  });
}

function cartesian(options: readonly Option[]): readonly (readonly Bit[])[] {
  let chains: Bit[][] = [[]];
  for (const option of options) {
    if (chains.length * option.length > mostWords) {
      return [[bit({ kind: "unknown", why: "a word that becomes too many" }, 0)]];
    }
    const [only] = option;
    if (option.length === 1 && only) {
      for (const chain of chains) for (const one of only) chain.push(one);
    } else chains = chains.flatMap((chain) => option.map((bits) => [...chain, ...bits]));
  }
  return chains;
}

/** Cuts at the borders that arrays make and at the white space of unquoted expansions. */
function splitFields(bits: readonly Bit[], place: Place): readonly (readonly Bit[])[] {
  if (!bits.some((one) => one.border || one.split)) return [bits];
  const ifs =
    constantText(
      place.scope.get("IFS")?.kind === "scalar"
        ? readParameter("IFS", { scope: place.scope, at: 0, quoted: true })
        : [textBit(" \t\n", 0)],
    ) ?? " \t\n";
  const fields: Bit[][] = [];
  let current: Bit[] | null = null;
  const close = (): void => {
    if (current) fields.push(current);
    current = null;
  };
  for (const one of bits) {
    if (one.border) close();
    else if (!one.split || one.piece.kind !== "text") current = appended(current, [one]);
    else {
      const parts = splitText(one.piece.text, ifs);
      parts.forEach((part, index) => {
        if (index > 0) close();
        if (part !== "") current = appended(current, globbed(part, one.at));
      });
    }
  }
  close();
  return fields;
}

function appended(to: Bit[] | null, bits: readonly Bit[]): Bit[] {
  const all = to ?? [];
  for (const one of bits) all.push(one);
  return all;
}

function splitText(text: string, ifs: string): readonly string[] {
  const parts = [""];
  for (const char of text) {
    if (ifs.includes(char)) parts.push("");
    else parts[parts.length - 1] += char;
  }
  return parts;
}

const globbed = (text: string, at: number): readonly Bit[] =>
  text
    .split(/([*?]|\[[^\]]*\])/)
    .filter((part) => part !== "")
    .map((part) => (/^[*?[]/.test(part) ? bit({ kind: "glob", text: part }, at) : textBit(part, at)));

function partBits(
  parts: readonly WordPart[] | undefined,
  range: { readonly pos: number; readonly end: number },
  quoting: Quoting,
  reader: Reader,
): readonly Bit[] {
  if (!parts) return literalBits(range, quoting, reader);
  return parts.flatMap((part) => bitsOf(part, quoting, reader));
}

function bitsOf(part: WordPart, quoting: Quoting, reader: Reader): readonly Bit[] {
  const { place, machine } = reader;
  const at = place.source.span(part.pos, part.end)[0];
  const quoted = quoting !== "bare";
  switch (part.type) {
    case "Literal":
      return literalBits(part, quoting, reader);
    case "SingleQuoted":
      return exactText({ pos: part.pos + 1, end: part.end - 1 }, true, reader);
    case "AnsiCQuoted":
      return [textBit(part.value, at, true)];
    case "DoubleQuoted":
    case "LocaleString": {
      const inner = part.parts.flatMap((child) => bitsOf(child, "double", reader));
      return inner.length > 0 || part.parts.length > 0 ? inner : [textBit("", at, true)];
    }
    case "Glob":
      return [bit({ kind: "glob", text: part.text }, at, { exact: true })];
    case "ExtendedGlob":
      visitInside(part, place, machine);
      return [bit({ kind: "glob", text: part.text }, at)];
    case "SimpleExpansion":
      return readParameter(part.text.slice(1), { scope: place.scope, at, quoted });
    case "ParameterExpansion":
      return readExpansion(part, { scope: place.scope, at, quoted }, (word) =>
        word ? partBits(word.parts, word, "bare", reader) : [],
      );
    case "ArithmeticExpansion":
      if (part.expression) visitInside(part, place, machine);
      return [arithmetic(part.text, at)];
    case "CommandExpansion":
      return outputBits(substitute(part, reader), at, quoted);
    case "ProcessSubstitution":
      return [streamBit(substitute(part, reader), at)];
    case "BraceExpansion":
      return exactText(part, false, reader);
  }
}

function arithmetic(text: string, at: number): Bit {
  const inside = text.replace(/^\$\(\(|\)\)$|^\$\[|\]$/g, "").trim();
  const found = /^(-?\d{1,12})(?:\s*([-+*])\s*(\d{1,12}))?$/.exec(inside);
  if (!found) return bit({ kind: "unknown", why: "arithmetic" }, at);
  const [, left, operator, right] = found;
  const [a, b] = [Number(left), Number(right ?? 0)];
  if (operator === "*") return textBit(String(a * b), at);
  return textBit(String(operator === "-" ? a - b : a + b), at);
}

type Substitution = Extract<WordPart, { type: "CommandExpansion" | "ProcessSubstitution" }>;

function substitute(part: Substitution, { place, machine }: Reader): Output {
  const span = place.source.span(part.pos, part.end);
  if (part.type === "CommandExpansion" && part.text.startsWith("${")) {
    throw new ShellStop("unsupported-syntax", "`${ …; }` runs only in bash 5.3 and later", span);
  }
  if (!part.script) throw new ShellStop("unparsable", "a substitution that does not end", span);
  const source = part.script.source === undefined ? place.source : foldedSource(part.script.source, span);
  return machine.script(
    part.script,
    deeper(place, {
      source,
      scope: place.scope.fork(),
      context: "substitution",
      connector: "start",
      pipedFrom: null,
      stdin: null,
      background: false,
    }),
  );
}

function outputBits(output: Output, at: number, quoted: boolean): readonly Bit[] {
  if (output.text !== null) {
    const text = output.text.replace(/\n+$/, "");
    return [bit({ kind: "text", text, quoted }, at, { split: !quoted })];
  }
  if (output.lines) {
    return output.lines.flatMap((line, index) => (index > 0 ? [borderBit(at), ...line] : line));
  }
  return [bit({ kind: "unknown", why: "the output of a command", ...provenance(output) }, at)];
}

const streamBit = (output: Output, at: number): Bit =>
  bit({ kind: "unknown", why: "the name of a pipe", ...provenance(output) }, at, { stream: output });

/** Where bytes come from, as an unknown piece says it. */
const provenance = (output: Output): { origin?: "fetched" | "decoded"; source?: readonly string[] } => ({
  ...(output.origin ? { origin: output.origin } : {}),
  ...(output.source.length > 0 ? { source: output.source } : {}),
});

function exactText(
  range: { readonly pos: number; readonly end: number },
  quoted: boolean,
  { place }: Reader,
): readonly Bit[] {
  const text = place.source.text.slice(range.pos, range.end);
  const at = place.source.span(range.pos, range.end)[0];
  const exact = text.length > 0 && place.source.span(range.end - 1, range.end)[0] - at === text.length - 1;
  return [bit({ kind: "text", text, quoted }, at, { exact })];
}

/** Literal text with its backslashes resolved; what they protect counts as quoted. */
function literalBits(
  range: { readonly pos: number; readonly end: number },
  quoting: Quoting,
  reader: Reader,
): readonly Bit[] {
  const { text } = reader.place.source;
  const quoted = quoting !== "bare";
  const bits: Bit[] = [];
  const put = (pos: number, end: number, asQuoted: boolean): void => {
    if (end > pos) bits.push(...exactText({ pos, end }, asQuoted, reader));
  };
  let from = range.pos;
  for (let i = text.indexOf("\\", range.pos); i >= 0 && i < range.end - 1; i = text.indexOf("\\", i)) {
    const next = text.charAt(i + 1);
    const escapes =
      quoting === "bare" || next === "\n" || (quoting === "double" ? '$`"\\' : "$`\\").includes(next);
    if (!escapes) {
      i += 2;
      continue;
    }
    put(from, i, quoted);
    if (next !== "\n") put(i + 1, i + 2, true);
    from = i + 2;
    i = from;
  }
  put(from, range.end, quoted);
  return bits;
}
