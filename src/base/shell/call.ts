import { bit, constantText, emptiedText, type Field, type Output, silence } from "./bits.ts";
import type { Invocation, Machine, Place } from "./machine.ts";
import { foldedSource, payloadSource } from "./source.ts";
import { ShellStop } from "./stop.ts";

/** One command that is about to be looked through. */
export interface Call {
  /** Its base name: `/usr/bin/sudo` is `sudo`. */
  readonly name: string;
  readonly args: readonly Field[];
  readonly invocation: Invocation;
  readonly place: Place;
  readonly machine: Machine;
}

/** Looks through one command; null when there is nothing inside it, and it is the command that runs. */
export type Handler = (call: Call) => Output | null;

/** A word's constant text, or "" with a NUL where it is unknown: equal to no flag and no name. */
export const wordText = (field: Field | undefined): string =>
  field ? (constantText(field.bits) ?? "\0") : "\0";

/** The base name of a command word; what may be empty in it counts as empty, null when more is unknown. */
export function commandName(field: Field): string | null {
  const text = constantText(field.bits) ?? emptiedText(field.bits);
  if (text === null || text === "") return null;
  return text.slice(text.lastIndexOf("/") + 1);
}

/** A file's path, the same for `x` and `./x`; "" where it is not known. */
export const plainPath = (text: string): string => (text.includes("\0") ? "" : text.replace(/^(\.\/)+/, ""));

export const filePath = (field: Field | undefined): string => plainPath(wordText(field));

/** What the lines of a crontab run. */
export const scheduledCommands = (text: string): readonly string[] =>
  text.split("\n").flatMap((line) => {
    const found = /^\s*(?:@\w+|(?:[-\d*/,A-Za-z]+\s+){5})\s*(\S.*)$/.exec(line);
    return found?.[1] ? [found[1].replace(/\\?%/g, "")] : [];
  });

/** The command itself is one of those that run. */
export const emitSelf = ({ invocation, place, machine }: Call): Output => machine.emit(invocation, place);

/** Runs further words as a command of their own. */
export function runWords(
  call: Call,
  fields: readonly Field[],
  label: string,
  more: Partial<Place> = {},
): Output {
  const { invocation, place, machine } = call;
  const [first] = fields;
  const last = fields.at(-1);
  const span =
    first && last ? ([first.span[0], Math.max(last.span[1], first.span[1])] as const) : invocation.span;
  return machine.command(
    {
      fields,
      assignments: invocation.assignments,
      redirects: invocation.redirects,
      span: [span[0], span[1]],
    },
    { ...place, depth: place.depth + 1, via: [...place.via, label], ...more },
  );
}

/** Reads words again as shell text; the command itself runs too where they are not wholly known. */
export function runText(
  call: Call,
  fields: readonly Field[],
  label: string,
  more: Partial<Place> = {},
): Output {
  const { place, machine } = call;
  const { source, whole } = payloadSource(fields);
  if (!whole) emitSelf(call);
  if (!whole && /^[\s"']*\$\{[^{}]*\}[\s"']*$/.test(source.text)) return { ...silence, text: null };
  return machine.text(source, payloadPlace(place, label, more));
}

/** Reads constant text that stands nowhere as shell text, such as what a pipe feeds. */
export const runPlain = (call: Call, text: string, label: string, more: Partial<Place> = {}): Output =>
  call.machine.text(foldedSource(text, call.invocation.span), payloadPlace(call.place, label, more));

/**
 * Reads text that was cut out of another language as shell text. Where it is none the cut was wrong: the command itself
 * counts then, not as text that no shell can read.
 */
export function runGuess(call: Call, text: string, label: string): Output {
  try {
    return runPlain(call, text, label);
  } catch (error) {
    if (!(error instanceof ShellStop) || !/^(unparsable|unterminated-heredoc)$/.test(error.problem.code))
      throw error;
    return emitSelf(call);
  }
}

const payloadPlace = (place: Place, label: string, more: Partial<Place>): Place => ({
  ...place,
  depth: place.depth + 1,
  via: [...place.via, label],
  context: place.context === "trap" ? "trap" : "payload",
  connector: "start",
  scope: place.scope.fork(),
  stdin: null,
  pipedFrom: null,
  ...more,
});

interface Flags {
  /** Flags that take the next word, such as `-u` and `--user`. */
  readonly takes: ReadonlySet<string>;
  /** Stop at the first word that is no flag. */
  readonly stops: boolean;
}

export interface ReadFlags {
  readonly flags: ReadonlyMap<string, Field | null>;
  readonly rest: readonly Field[];
}

/** Splits words into flags (with their values) and the rest. `--` ends the flags. */
export function readFlags(args: readonly Field[], { takes, stops }: Flags): ReadFlags {
  const flags = new Map<string, Field | null>();
  const rest: Field[] = [];
  for (let i = 0; i < args.length; i++) {
    const field = args[i];
    if (!field) break;
    const text = wordText(field);
    if (text === "--") {
      rest.push(...args.slice(i + 1));
      break;
    }
    if (!/^-./.test(text)) {
      if (stops) {
        rest.push(...args.slice(i));
        break;
      }
      rest.push(field);
      continue;
    }
    i += readFlag(text, field, args[i + 1], { flags, takes });
  }
  return { flags, rest };
}

/** Notes one flag word; 1 when it took the next word too. */
function readFlag(
  text: string,
  field: Field,
  next: Field | undefined,
  into: { readonly flags: Map<string, Field | null>; readonly takes: ReadonlySet<string> },
): number {
  if (!text.startsWith("--") && !into.takes.has(text)) return readCluster(text, field, next, into);
  const equals = text.indexOf("=");
  if (equals > 0) {
    into.flags.set(text.slice(0, equals), cut(field, equals + 1));
    return 0;
  }
  const separate = into.takes.has(text);
  into.flags.set(text, separate ? (next ?? null) : null);
  return separate ? 1 : 0;
}

/** `-abVALUE`: letters up to the one that takes the rest, or the next word. */
function readCluster(
  text: string,
  field: Field,
  next: Field | undefined,
  { flags, takes }: { readonly flags: Map<string, Field | null>; readonly takes: ReadonlySet<string> },
): number {
  for (let at = 1; at < text.length; at++) {
    const letter = `-${text[at]}`;
    const attached = at + 1 < text.length;
    if (!takes.has(letter)) flags.set(letter, null);
    else {
      flags.set(letter, attached ? cut(field, at + 1) : (next ?? null));
      return attached ? 0 : 1;
    }
  }
  return 0;
}

/** A word without its first code units. */
export function cut(field: Field, count: number): Field {
  let left = count;
  const bits = field.bits.flatMap((one) => {
    if (left <= 0 || one.piece.kind !== "text") return [one];
    const gone = Math.min(left, one.piece.text.length);
    left -= gone;
    if (gone === one.piece.text.length) return [];
    return [
      {
        ...one,
        piece: { ...one.piece, text: one.piece.text.slice(gone) },
        at: one.exact ? one.at + gone : one.at,
      },
    ];
  });
  return { ...field, bits };
}

export const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** A word that stands for whatever a pipe brings. */
export const streamedField = (output: Output | null, span: Field["span"]): Field => ({
  bits: [
    bit(
      {
        kind: "unknown",
        why: "what comes in on stdin",
        ...(output?.origin ? { origin: output.origin } : {}),
        ...(output && output.source.length > 0 ? { source: output.source } : {}),
      },
      span[0],
    ),
  ],
  raw: "",
  span,
});
