import type {
  AndOr,
  CommandNode,
  CompoundCommand,
  CompoundList,
  Pipeline,
  PipelineNode,
  Statement,
} from "unbash";
import { type Output, silence, unknownOutput } from "./bits.ts";
import { evaluateBranches } from "./branches.ts";
import { visitInside } from "./expand.ts";
import { invocationOf, redirectsOf } from "./invocation.ts";
import { deeper, type Machine, type Place } from "./machine.ts";
import { ShellStop } from "./stop.ts";
import type { Redirect } from "./types.ts";

/** Walks statements in order; the answer is what they print together. */
export function walkStatements(statements: readonly Statement[], place: Place, machine: Machine): Output {
  let output = silence;
  statements.forEach((statement, index) => {
    const background = statement.background === true || place.background;
    const before = statements[index - 1]?.background === true ? "&" : ";";
    const here = {
      ...place,
      background,
      scope: statement.background ? place.scope.fork() : place.scope,
      connector: index === 0 ? place.connector : before,
      pipedFrom: index === 0 ? place.pipedFrom : null,
    } as const;
    output = joined(
      output,
      walkPipelineNode(statement.command, { ...here, pipedFrom: place.pipedFrom }, machine),
    );
  });
  return output;
}

const walkList = (list: CompoundList, place: Place, machine: Machine): Output =>
  walkStatements(list.commands, place, machine);

/** What is printed by one thing and then another. */
function joined(first: Output, second: Output): Output {
  if (first === silence) return second;
  if (second === silence) return first;
  if (first.text !== null && second.text !== null) return { ...first, text: first.text + second.text };
  const partial = (first.text ?? first.partial ?? "") + (second.text ?? second.partial ?? "");
  return {
    ...(partial === "" ? {} : { partial }),
    text: null,
    lines: first.lines ?? second.lines,
    origin: first.origin ?? second.origin,
    source: first.source.length > 0 ? first.source : second.source,
  };
}

function walkPipelineNode(node: PipelineNode | AndOr, place: Place, machine: Machine): Output {
  if (node.type === "AndOr") return walkAndOr(node, place, machine);
  if (node.type === "Pipeline") return walkPipeline(node, place, machine);
  return walkCommand(node, place, machine);
}

function walkAndOr(node: AndOr, place: Place, machine: Machine): Output {
  let output = silence;
  node.commands.forEach((command, index) => {
    const connector = index === 0 ? place.connector : (node.operators[index - 1] ?? "&&");
    if (index === 0) {
      output = walkPipelineNode(command, place, machine);
      return;
    }
    // The right side may not run: what it changes of an older value is one or the other.
    const branch = place.scope.fork();
    output = joined(output, walkPipelineNode(command, { ...place, connector, scope: branch }, machine));
    const moved = connector === "&&" ? branch.cwd : place.scope.cwd;
    place.scope.join([branch]);
    if (connector === "&&") place.scope.cwd = moved;
  });
  return output;
}

function walkPipeline(node: Pipeline, place: Place, machine: Machine): Output {
  const [only] = node.commands;
  if (node.commands.length === 1 && only) return walkCommand(only, place, machine);
  let stdin = place.stdin;
  let pipedFrom = place.pipedFrom;
  node.commands.forEach((command, index) => {
    const connector = index === 0 ? place.connector : "|";
    const before = machine.runs.length;
    const stage = deeper(place, { scope: place.scope.fork(), stdin, pipedFrom, connector });
    stdin = walkCommand(command, stage, machine);
    // A stage that prints a constant and one that was unwrapped away both leave the run before them.
    if (machine.runs.length > before) pipedFrom = machine.runs.length - 1;
  });
  return stdin ?? silence;
}

export function walkCommand(node: CommandNode, place: Place, machine: Machine): Output {
  machine.step(place);
  switch (node.type) {
    case "Command":
      return machine.command(invocationOf(node, place, machine), place);
    case "Redirected": {
      const redirects = redirectsOf(node.redirects, place, machine);
      const span = place.source.span(node.pos, node.end);
      machine.emit({ fields: [], assignments: [], redirects, span }, place);
      const fed = redirects.find((one) => one.op.startsWith("<"));
      const stdin = fed ? fedBy(fed) : place.stdin;
      return walkCompound(node.command, { ...place, stdin, connector: ";" }, machine);
    }
    case "Function": {
      refuseAssigned(node.pos, place);
      const name = place.source.text.slice(node.name.pos, node.name.end);
      if (/[$`'"\\]/.test(name))
        throw new ShellStop(
          "unparsable",
          "a function's name is a plain word",
          place.source.span(node.name.pos, node.name.end),
        );
      place.scope.functions.set(name, { node, source: place.source });
      machine.define(name, node, place);
      return silence;
    }
    case "Coproc":
      if (node.body.type === "CompoundList") return walkList(node.body, place, machine);
      return walkCommand(node.body, { ...place, background: true, scope: place.scope.fork() }, machine);
    default:
      return walkCompound(node, place, machine);
  }
}

const fedBy = ({ body, partial }: Redirect): Output =>
  body === null
    ? { ...unknownOutput([]), ...(partial === undefined ? {} : { partial }) }
    : { ...silence, text: body };

/** `a=1 f() { …; }` is no function for a shell; the parser drops the assignment. */
function refuseAssigned(pos: number, { source }: Place): void {
  if (!/(^|[\s;&|(])[A-Za-z_]\w*\+?=\S*[ \t]+$/.test(source.text.slice(Math.max(0, pos - 256), pos))) return;
  throw new ShellStop("unparsable", "an assignment before a function", source.span(pos, pos + 1));
}

function walkCompound(node: CompoundCommand, place: Place, machine: Machine): Output {
  switch (node.type) {
    case "Subshell":
      return walkList(
        node.body,
        deeper(place, { scope: place.scope.fork(), context: inner(place, "subshell") }),
        machine,
      );
    case "BraceGroup":
      return walkList(node.body, deeper(place, {}), machine);
    case "TestCommand":
    case "ArithmeticCommand":
      visitInside(node, place, machine);
      return silence;
    default:
      return evaluateBranches(node, place, { machine, walk: walkList });
  }
}

const inner = (place: Place, context: Place["context"]): Place["context"] =>
  place.context === "top" ? context : place.context;
