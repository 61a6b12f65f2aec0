import {
  type ArithmeticFor,
  type Case,
  type CompoundList,
  type For,
  forEachChild,
  type If,
  type Select,
  type SyntaxNode,
  type While,
} from "unbash";
import { constantText, type Field, type Output, silence, unknownOutput } from "./bits.ts";
import { expandWhole, expandWord, visitInside } from "./expand.ts";
import { deeper, type Machine, type Place } from "./machine.ts";
import type { Scope } from "./scope.ts";

const longestUnrolled = 32; // words of a `for`; beyond it the variable is any of them

interface Walker {
  readonly machine: Machine;
  readonly walk: (list: CompoundList, place: Place, machine: Machine) => Output;
}

/** Walks what may run once, never or often, and leaves in the scope what holds in every case. */
export function evaluateBranches(
  node: If | For | ArithmeticFor | Select | While | Case,
  place: Place,
  walker: Walker,
): Output {
  switch (node.type) {
    case "If":
      return walkIf(node, place, walker);
    case "Case":
      return walkCase(node, place, walker);
    case "While":
      blurAssigned(node, place.scope);
      walker.walk(node.clause, deeper(place, { context: within(place, "condition") }), walker.machine);
      return once(node.body, endless(node, place), walker);
    case "ArithmeticFor":
      for (const part of [node.initialize, node.test, node.update]) {
        if (part) visitInside(part, place, walker.machine);
      }
      blurAssigned(node, place.scope);
      return once(node.body, node.test ? place : rushing(node, place), walker);
    case "For":
    case "Select":
      return walkFor(node, place, walker);
  }
}

/** In `via`: what follows is started again and again, and nothing ends or slows that. */
export const endlessly = "again and again";

const alwaysTrue = /^(true|:|\/bin\/true|\[ (1|true) \]|\[\[ (1|true) \]\]|\(\( ?1 ?\)\)|test 1)$/;

function endless(node: While, place: Place): Place {
  const { text } = place.source;
  const clause = text.slice(node.clause.pos, node.clause.end).replace(/[\s;]+$/, "");
  const runsOn = node.kind === "until" ? clause === "false" : alwaysTrue.test(clause);
  return runsOn ? rushing(node, place) : place;
}

function rushing({ body }: While | ArithmeticFor, place: Place): Place {
  const text = place.source.text.slice(body.pos, body.end);
  if (/\b(sleep|wait|read|break|exit|return|inotifywait|usleep)\b/.test(text)) return place;
  return { ...place, via: [...place.via, endlessly] };
}

const within = (place: Place, context: Place["context"]): Place["context"] =>
  place.context === "top" ? context : place.context;

function walkIf(node: If, place: Place, { machine, walk }: Walker): Output {
  const condition = deeper(place, { context: within(place, "condition") });
  walk(node.clause, condition, machine);
  for (const part of node.elif) walk(part.clause, { ...condition, connector: ";" }, machine);
  const bodies = [node.then, ...node.elif.map((part) => part.then), ...(node.else ? [node.else] : [])];
  return alternatives(bodies, place, { machine, walk });
}

function walkCase(node: Case, place: Place, walker: Walker): Output {
  expandWhole(node.word, place, walker.machine);
  for (const item of node.items) {
    for (const pattern of item.pattern) visitInside(pattern, place, walker.machine);
  }
  return alternatives(
    node.items.map((item) => item.body),
    place,
    walker,
  );
}

function alternatives(bodies: readonly CompoundList[], place: Place, { machine, walk }: Walker): Output {
  const scopes: Scope[] = [];
  let output: Output = silence;
  for (const body of bodies) {
    const scope = place.scope.fork();
    scopes.push(scope);
    const printed = walk(
      body,
      deeper(place, { scope, connector: ";", context: within(place, "condition") }),
      machine,
    );
    output = printed === silence ? output : either(output, printed);
  }
  place.scope.join(scopes);
  return output;
}

const either = (a: Output, b: Output): Output =>
  a === silence ? b : { ...unknownOutput(a.source.length > 0 ? a.source : b.source, a.origin ?? b.origin) };

function once(body: CompoundList, place: Place, { machine, walk }: Walker): Output {
  const scope = place.scope.fork();
  const output = walk(
    body,
    deeper(place, { scope, connector: ";", context: within(place, "loop") }),
    machine,
  );
  place.scope.join([scope]);
  return output.text === "" ? output : unknownOutput(output.source, output.origin);
}

function walkFor(node: For | Select, place: Place, walker: Walker): Output {
  const { machine } = walker;
  const words: readonly Field[] | null = node.wordlist
    ? node.wordlist.flatMap((word) => expandWord(word, place, machine))
    : place.scope.positional;
  const name = node.name.value;
  const known = words?.every((word) => constantText(word.bits) !== null) && !leavesEarly(node.body, place);
  if (!known) blurAssigned(node.body, place.scope);
  if (!words || words.length > longestUnrolled) {
    blurAssigned(node.body, place.scope);
    place.scope.blur(name);
    return once(node.body, place, walker);
  }
  let output: Output = silence;
  for (const word of words) {
    place.scope.set(name, { kind: "scalar", bits: word.bits });
    const printed = walker.walk(
      node.body,
      deeper(place, { connector: ";", context: within(place, "loop") }),
      machine,
    );
    output =
      printed.text !== null && output.text !== null
        ? { ...printed, text: output.text + printed.text }
        : unknownOutput(printed.source, printed.origin ?? output.origin);
  }
  return output;
}

const leavesEarly = (body: CompoundList, { source }: Place): boolean =>
  /\b(break|continue|return|exit)\b/.test(source.text.slice(body.pos, body.end));

/** Before a loop: a name with a value that the loop assigns again holds either. */
function blurAssigned(node: SyntaxNode, scope: Scope): void {
  forEachChild(node, (child) => {
    if (child.type === "Assignment") {
      if (scope.get(child.name)) scope.blur(child.name);
      return;
    }
    if (child.type === "CommandExpansion" || child.type === "Word") return;
    blurAssigned(child, scope);
  });
}
