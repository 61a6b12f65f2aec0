import { type Field, type Output, silence, textBit, unknownOutput } from "./bits.ts";
import { builtins } from "./builtins.ts";
import { type Call, commandName, emitSelf, type Handler, wordText } from "./call.ts";
import { containers } from "./containers.ts";
import { escapes } from "./escapes.ts";
import { interpreters } from "./interpreters.ts";
import { deeper, type Invocation, type Machine, type Place } from "./machine.ts";
import { outputOf } from "./outputs.ts";
import { remotes } from "./remotes.ts";
import { shells } from "./shells.ts";
import { foldedSource } from "./source.ts";
import { spreads } from "./spreads.ts";
import { walkCommand } from "./walk.ts";
import { unwrap } from "./wrappers.ts";

const handlers: ReadonlyMap<string, Handler> = new Map(
  [builtins, shells, remotes, containers, spreads, escapes, interpreters].flatMap((table) => [...table]),
);

/** Functions by their nodes and aliases by their texts. */
export interface Calls {
  readonly called: Set<unknown>;
  /** Those whose bodies are being walked: a call of one of them goes round in a circle. */
  readonly active: Set<unknown>;
}

/** Takes one command as its shell would: a function, an alias, a builtin, a wrapper, or what really runs. */
export function runCommand(invocation: Invocation, at: Place, machine: Machine, calls: Calls): Output {
  machine.step(at);
  const place = fed(invocation, at);
  const [first, ...args] = invocation.fields;
  if (!first) return bareRedirection(invocation, place, machine);
  const name = commandName(first);
  if (name === null) {
    machine.emit(invocation, place);
    return unknownOutput([first.raw], place.stdin?.origin ?? null);
  }
  const typed = wordText(first);
  const fn = place.scope.functions.get(typed);
  if (fn && !calls.active.has(fn.node) && fn.node.body.type !== "CompoundList") {
    calls.called.add(fn.node);
    calls.active.add(fn.node);
    const { scope } = place;
    const before = scope.positional;
    scope.positional = args;
    const context = place.context === "top" ? "function" : place.context;
    const inside = deeper(place, { source: fn.source, context, via: [...place.via, `function ${typed}`] });
    const output = walkCommand(fn.node.body, inside, machine);
    scope.positional = before;
    calls.active.delete(fn.node);
    return output;
  }
  const alias = place.scope.aliases.get(typed);
  if (alias !== undefined && !place.via.includes(`alias ${typed}`)) {
    calls.called.add(alias);
    return runAlias(alias, { name: typed, args, invocation, place, machine });
  }
  const call: Call = { name, args, invocation, place, machine };
  return handlers.get(name)?.(call) ?? unwrap(call) ?? runItself(call);
}

function runItself(call: Call): Output {
  emitSelf(call);
  return outputOf(call.name, call.args, call.place.stdin);
}

function bareRedirection(invocation: Invocation, place: Place, machine: Machine): Output {
  if (invocation.assignments.length > 0 || invocation.redirects.length > 0) machine.emit(invocation, place);
  return silence;
}

/** A here-document or a file in the place of what a pipe would feed. */
function fed(invocation: Invocation, place: Place): Place {
  const last = invocation.redirects.findLast((one) => one.op.startsWith("<") && (one.fd ?? 0) === 0);
  if (!last) return place;
  if (last.body !== null) return { ...place, stdin: { ...silence, text: last.body } };
  const pieces = last.target?.pieces ?? [];
  const stream = pieces.find((piece) => piece.kind === "unknown");
  const origin = stream?.kind === "unknown" ? (stream.origin ?? null) : null;
  const path = last.target?.value ?? "";
  return { ...place, stdin: unknownOutput(["<", path], path.startsWith("/dev/tcp/") ? "fetched" : origin) };
}

/** An alias is text: its words come first, then the typed ones. */
function runAlias(alias: string, call: Call): Output {
  const { invocation, place, machine, args } = call;
  const { scope } = place;
  const before = scope.positional;
  const at = invocation.span[0];
  const source = foldedSource(args.length > 0 ? `${alias} "$@"` : alias, invocation.span);
  scope.positional = args.map(
    (field): Field => ({ ...field, bits: field.bits.length > 0 ? field.bits : [textBit("", at, true)] }),
  );
  const output = machine.text(source, deeper(place, { via: [...place.via, `alias ${call.name}`] }));
  scope.positional = before;
  return output;
}
