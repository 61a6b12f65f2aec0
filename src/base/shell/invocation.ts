import type { Assignment as AssignmentNode, Command, HereDoc, Redirection } from "unbash";
import { type Bit, bit, constantText, type Field, toShellWord } from "./bits.ts";
import { cut } from "./call.ts";
import { expandBody, expandWhole, expandWord } from "./expand.ts";
import type { Invocation, Machine, Place } from "./machine.ts";
import type { Value } from "./scope.ts";
import { knownText } from "./source.ts";
import { ShellStop } from "./stop.ts";
import type { Assignment, Redirect } from "./types.ts";

/** The words of a command as it would be called, with its assignments and redirections. */
export function invocationOf(node: Command, place: Place, machine: Machine): Invocation {
  const span = place.source.span(node.pos, node.end);
  refuseSkipped(node, place);
  const fields: Field[] = node.name ? [...expandWord(node.name, place, machine)] : [];
  const assignments: Assignment[] = [];
  for (const part of node.prefix) {
    if (part.type !== "Assignment") continue;
    assignments.push(assign(part, place, machine, node.name === undefined));
  }
  const declares = /^(export|declare|local|typeset|readonly|alias)$/.test(
    constantText(fields[0]?.bits ?? []) ?? "",
  );
  for (const arg of node.args) {
    if (arg.type === "Word") fields.push(...expandWord(arg, place, machine));
    else if (declares) {
      const isAlias = fields[0]?.raw === "alias";
      assignments.push(assign(arg, place, machine, !isAlias));
      fields.push(argumentField(arg, place, machine));
    } else fields.push(argumentField(arg, place, machine));
  }
  const redirects = redirectsOf(
    [...node.prefix, ...node.suffix].filter((part) => part.type !== "Assignment" && part.type !== "Word"),
    place,
    machine,
  );
  return { fields, assignments, redirects, span };
}

/** The parser passes over a stray `(` between words or right after them; a shell does not. */
function refuseSkipped(node: Command, { source }: Place): void {
  const parts = [...node.prefix, ...(node.name ? [node.name] : []), ...node.suffix];
  const ends = [...parts.slice(1).map((part) => part.pos), source.text.length];
  parts.forEach((part, index) => {
    const found = /^(?:[ \t]|\\\n)*\(/.exec(
      source.text.slice(part.end, Math.min(ends[index] ?? part.end, part.end + 256)),
    );
    if (!found) return;
    const at = part.end + found[0].length;
    throw new ShellStop("unparsable", "unexpected token '('", source.span(at - 1, at));
  });
}

/** `name=value` as a plain word, as `alias` and `env` take it. */
function argumentField(node: AssignmentNode, place: Place, machine: Machine): Field {
  const span = place.source.span(node.pos, node.end);
  const raw = place.source.text.slice(node.pos, node.end);
  const prefix = raw.slice(0, raw.indexOf("=") + 1);
  const value = node.value;
  const bits: readonly Bit[] = value.type === "Word" ? expandWhole(value, place, machine).bits : [];
  return {
    bits: [bit({ kind: "text", text: prefix, quoted: false }, span[0], { exact: true }), ...bits],
    raw,
    span,
  };
}

function assign(node: AssignmentNode, place: Place, machine: Machine, keep: boolean): Assignment {
  const { scope, source } = place;
  const append = node.append === true;
  const span = source.span(node.pos, node.end);
  if (node.index) expandWhole(node.index, place, machine);
  if (node.value.type === "ArrayValue") {
    const items = node.value.elements.flatMap((word) => expandWord(word, place, machine));
    if (keep) scope.set(node.name, arrayValue(items, append ? scope.get(node.name) : undefined));
    return { name: node.name, append, word: null, span };
  }
  const field = expandWhole(node.value, place, machine);
  if (keep && node.index) setElement(node, field, place);
  else if (keep) setScalar(node.name, field, append, place);
  return { name: node.name, append, word: toShellWord(field), span };
}

function setScalar(name: string, field: Field, append: boolean, { scope }: Place): void {
  const before = append ? scope.get(name) : undefined;
  if (append && !before)
    scope.blur(name); // what an inherited value begins with cannot be seen
  else if (before?.kind === "scalar")
    scope.set(name, { kind: "scalar", bits: [...before.bits, ...field.bits] });
  else scope.set(name, { kind: "scalar", bits: field.bits });
}

function arrayValue(items: readonly Field[], before: Value | undefined): Value {
  const all = new Map(before?.kind === "array" ? before.items : []);
  for (const item of items) {
    const key = /^\[([^\]]*)\]=/.exec(leadingConstant(item));
    if (key) all.set((key[1] ?? "").replace(/^(['"])(.*)\1$/, "$2"), cut(item, key[0].length).bits);
    else all.set(String(all.size), item.bits);
  }
  return { kind: "array", items: all };
}

/** The constant text that a word begins with. */
function leadingConstant({ bits }: Field): string {
  const end = bits.findIndex((one) => one.piece.kind !== "text" && one.piece.kind !== "glob");
  return bits
    .slice(0, end < 0 ? undefined : end)
    .map(({ piece }) => ("text" in piece ? piece.text : ""))
    .join("");
}

function setElement(node: AssignmentNode, field: Field, { scope }: Place): void {
  const before = scope.get(node.name);
  const items = new Map(before?.kind === "array" ? before.items : []);
  items.set(node.index?.value ?? "0", field.bits);
  scope.set(node.name, { kind: "array", items });
}

export function redirectsOf(
  nodes: readonly Redirection[],
  place: Place,
  machine: Machine,
): readonly Redirect[] {
  return nodes.map((node) => redirectOf(node, place, machine));
}

function redirectOf(node: Redirection, place: Place, machine: Machine): Redirect {
  const span = place.source.span(node.pos, node.end);
  const fd = node.descriptor?.type === "FileDescriptor" ? node.descriptor.value : null;
  const op = node.operator;
  if (node.type === "HereDoc") return { op, fd, target: null, ...documentBody(node, place, machine), span };
  const field = node.target ? expandWhole(node.target, place, machine) : null;
  const target = field ? toShellWord(field) : null;
  if (node.type === "HereString") return { op, fd, target, ...fedText(field?.bits ?? []), span };
  const stream = op === "<" ? field?.bits.find((one) => one.stream)?.stream : null;
  return { op, fd, target, body: stream?.text ?? null, span };
}

/** What bits feed, as a here-string does: with its newline. */
function fedText(bits: readonly Bit[], end = "\n"): Pick<Redirect, "body" | "partial"> {
  const text = constantText(bits);
  return text === null ? { body: null, partial: knownText(bits) + end } : { body: text + end };
}

function documentBody(node: HereDoc, place: Place, machine: Machine): Pick<Redirect, "body" | "partial"> {
  if (!node.closing) {
    const span = place.source.span(node.pos, node.end);
    throw new ShellStop("unterminated-heredoc", "a here-document without its end line", span);
  }
  const { body } = node;
  const fed = node.delimiter?.quoted
    ? { body: body.text }
    : fedText(expandBody(body.parts, body, place, machine), "");
  return node.operator === "<<-" && fed.body !== null ? { body: fed.body.replace(/^\t+/gm, "") } : fed;
}
