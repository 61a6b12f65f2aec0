import { type Field, type Output, silence, textBit, unknownOutput } from "./bits.ts";
import { builtins } from "./builtins.ts";
import {
  type Call,
  commandName,
  emitSelf,
  filePath,
  type Handler,
  plainPath,
  runPlain,
  scheduledCommands,
  wordText,
} from "./call.ts";
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
  runAssigned(invocation, place, machine);
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
  const typed = call.invocation.fields[0];
  const written = wordText(typed).includes("/") ? call.place.scope.files.get(filePath(typed)) : undefined;
  if (written !== undefined) return runPlain(call, written, call.name);
  emitSelf(call);
  const output = outputOf(call.name, call.args, call.place.stdin);
  keepWritten(call, output);
  return output;
}

/** Variables whose value a shell or a program runs: `PROMPT_COMMAND='…'`, `GIT_SSH_COMMAND='…' git fetch`. */
const runValues =
  /^(PROMPT_COMMAND|PS[0-4]|GIT_(SSH_COMMAND|EDITOR|SEQUENCE_EDITOR|PAGER|EXTERNAL_DIFF|ASKPASS|PROXY_COMMAND)|EDITOR|VISUAL|PAGER|MANPAGER|BROWSER|LESSOPEN|LESSCLOSE|SYSTEMD_EDITOR|KUBE_EDITOR|RSYNC_RSH|CVS_RSH|SUDO_ASKPASS|SSH_ASKPASS)$/;

function runAssigned(invocation: Invocation, place: Place, machine: Machine): void {
  for (const { name, word, span } of invocation.assignments) {
    if (!runValues.test(name) || !word?.value) continue;
    const value = /^PS\d$/.test(name) ? `: "${word.value.replaceAll('"', "")}"` : word.value;
    const more = { scope: place.scope.fork(), stdin: null, pipedFrom: null, connector: "start" } as const;
    const inside = deeper(place, { ...more, via: [...place.via, name], context: "payload" });
    machine.text(foldedSource(value, span), inside);
  }
}

/** What the text writes to a file may be run by it later, or by the system. */
function keepWritten(call: Call, output: Output): void {
  const { name, args, invocation, place } = call;
  const text = output.text ?? output.partial;
  if (text === undefined || text.length > mostKept) return;
  const { files } = place.scope;
  for (const { path, appends } of [...writtenTo(invocation), ...(name === "tee" ? args.map(asTarget) : [])]) {
    if (path === "" || files.size >= mostFiles) continue;
    if (/^\/(etc\/(cron|anacron)|var\/spool\/cron)/.test(path)) runSchedule(path, text, call);
    files.set(path, (appends ? (files.get(path) ?? "") : "") + text);
  }
}

interface Target {
  readonly path: string;
  readonly appends: boolean;
}

const asTarget = (field: Field): Target => ({ path: filePath(field), appends: false });

const writtenTo = ({ redirects }: Invocation): readonly Target[] =>
  redirects
    .filter((one) => /^(>|>>|>\||&>)$/.test(one.op) && (one.fd ?? 1) === 1)
    .map((one) => ({ path: plainPath(one.target?.value ?? ""), appends: one.op === ">>" }));

/** A crontab's lines, with a user's name in those of the system; a whole script in `/etc/cron.daily` and its like. */
function runSchedule(path: string, text: string, call: Call): void {
  if (/\/cron\.(hourly|daily|weekly|monthly)\//.test(path)) {
    runPlain(call, text, path);
    return;
  }
  for (const line of scheduledCommands(text)) {
    runPlain(call, path.startsWith("/etc/") ? line.replace(/^[\w-]+\s+/, "") : line, path);
  }
}

const mostKept = 16 * 1024;
const mostFiles = 32;

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
  const stdin = unknownOutput(["<", path], path.startsWith("/dev/tcp/") ? "fetched" : origin);
  return { ...place, stdin: last.partial === undefined ? stdin : { ...stdin, partial: last.partial } };
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
