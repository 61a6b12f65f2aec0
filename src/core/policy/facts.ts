import type { CommandRun, ShellWord } from "../../base/shell/types.ts";
import { isHandover } from "./handover.ts";
import { classify, type PathContext, type PathFact } from "./paths.ts";
import type { StatementKind } from "./rule.ts";
import { statementsOf } from "./statements.ts";
import { singleDash, valueFlags } from "./tools.ts";

/** Where a run is judged. */
export interface JudgedIn extends PathContext {
  /** Names that count as set and not empty. */
  readonly declared: ReadonlySet<string>;
}

/** One run as rules look at it. */
export interface Facts {
  readonly run: CommandRun;
  readonly runs: readonly CommandRun[];
  readonly context: JudgedIn;
  /** The command's base name, with what may be empty in it empty; null when more is unknown. */
  readonly name: string | null;
  /** Every part of the name is known. */
  readonly certain: boolean;
  readonly args: readonly ShellWord[];
  /** Flags as typed, and each letter of a cluster. */
  readonly flags: ReadonlySet<string>;
  readonly values: ParsedFlags["values"];
  readonly given: ParsedFlags["given"];
  /** Words that are no flag and no flag's value. */
  readonly rest: readonly ShellWord[];
  paths(): readonly (readonly PathFact[])[];
  writes(): readonly PathFact[];
  /** The paths of `name=PATH` words, as `dd` takes them. */
  operands(name: string): readonly PathFact[];
  statements(): readonly StatementKind[];
}

export const textOf = (word: ShellWord | undefined): string =>
  word ? (word.value ?? `${emptied(word)}\0`) : "\0";

const emptied = (word: ShellWord): string =>
  word.pieces.map((piece) => (piece.kind === "text" || piece.kind === "glob" ? piece.text : "")).join("");

export function factsOf(run: CommandRun, runs: readonly CommandRun[], context: JudgedIn): Facts {
  const [first, ...args] = run.argv;
  const name = first ? nameOf(first) : null;
  const parsed = parseFlags(name ?? "", args);
  return {
    run,
    runs,
    context,
    name,
    certain: first !== undefined && first.value !== null,
    args,
    flags: parsed.flags,
    values: parsed.values,
    given: parsed.given,
    rest: parsed.rest,
    paths: once(() => {
      const adds = name === "tee" && (parsed.flags.has("-a") || parsed.flags.has("--append"));
      return pathWords(name ?? "", parsed, args).map((word) => placeOf(word, { run, runs, context }, adds));
    }),
    writes: once(() => written({ run, runs, context })),
    operands: (key) =>
      args
        .filter((word) => textOf(word).startsWith(`${key}=`))
        .flatMap((word) => classify(withoutPrefix(word, key.length + 1), run, context)),
    statements: once(() => statementsOf(name ?? "", parsed, run)),
  };
}

/**
 * The same run, every word right after a flag read as that flag's value: whether a flag takes one is not known for every
 * tool, and a denial must not hang on it. Once for every flag, once for those of one letter.
 */
export function loosened(facts: Facts): readonly Facts[] {
  const { run, runs, context } = facts;
  const argv = run.argv.map(withoutEmpty);
  const plain = argv.every((word, index) => word === run.argv[index])
    ? facts
    : factsOf({ ...run, argv }, runs, context);
  const flags = new Set(plain.flags);
  for (const word of plain.args) {
    if (/^-[a-zA-Z]{2,4}$/.test(textOf(word)))
      for (const letter of textOf(word).slice(1)) flags.add(`-${letter}`);
  }
  return [/^--?[\w-]+$/, /^-\w$/].map((flag) => {
    const taken = new Set(plain.args.filter((_word, index) => flag.test(textOf(plain.args[index - 1]))));
    const rest = plain.rest.filter((word) => !taken.has(word));
    return { ...plain, flags, rest: rest.length === 0 ? plain.rest : rest };
  });
}

/** A word that is no path, with the variables in it that may be empty taken as empty. */
function withoutEmpty(word: ShellWord): ShellWord {
  const pieces = word.pieces.filter((piece) => piece.kind !== "variable" || !piece.mayBeEmpty);
  if (pieces.length === word.pieces.length || pieces.length === 0) return word;
  const text = emptied({ ...word, pieces });
  const constant = pieces.every((piece) => piece.kind === "text");
  return !constant || text.startsWith("/") ? word : { ...word, pieces, value: text };
}

/** The base name of what is called; slashes, quotes and empty variables make no difference. */
export function nameOf(word: ShellWord): string | null {
  if (word.pieces.some((piece) => piece.kind === "unknown" || piece.kind === "glob")) return null;
  if (word.pieces.some((piece) => piece.kind === "variable" && !piece.mayBeEmpty)) return null;
  const text = word.value ?? emptied(word);
  return text === "" ? null : text.slice(text.lastIndexOf("/") + 1);
}

interface ParsedFlags {
  readonly flags: ReadonlySet<string>;
  /** The last value of each flag that has one. */
  readonly values: ReadonlyMap<string, ShellWord | null>;
  /** Every value, in order, with its flag. */
  readonly given: readonly (readonly [flag: string, word: ShellWord])[];
  readonly rest: readonly ShellWord[];
}

class FlagReader implements ParsedFlags {
  readonly flags = new Set<string>();
  readonly values = new Map<string, ShellWord | null>();
  readonly given: [string, ShellWord][] = [];
  readonly rest: ShellWord[] = [];

  note(flag: string, word: ShellWord | null): void {
    this.values.set(flag, word);
    if (word) this.given.push([flag, word]);
  }
}

function parseFlags(name: string, args: readonly ShellWord[]): ParsedFlags {
  const takes = new Set((Object.hasOwn(valueFlags, name) ? valueFlags[name] : "")?.split(" "));
  const into = new FlagReader();
  const end = args.findIndex((word) => textOf(word) === "--");
  const open = end < 0 ? args : args.slice(0, end);
  for (let at = 0; at < open.length; at++) at += readWord(open, at, { name, takes, into });
  if (end >= 0) {
    into.flags.add("--");
    into.rest.push(...args.slice(end + 1));
  }
  return into;
}

/** Notes one word; 1 when it took the next one too. */
function readWord(
  args: readonly ShellWord[],
  at: number,
  {
    name,
    takes,
    into,
  }: { readonly name: string; readonly takes: ReadonlySet<string>; readonly into: FlagReader },
): number {
  const word = args[at];
  const text = textOf(word);
  if (!word || !/^-[^\s]/.test(text)) {
    if (word) into.rest.push(word);
    return 0;
  }
  const flag = text.replace(/=[\s\S]*$/, "");
  into.flags.add(flag);
  if (flag !== text) into.note(flag, withoutPrefix(word, flag.length + 1));
  else if (takes.has(flag)) {
    into.note(flag, args[at + 1] ?? null);
    return 1;
  } else if (!/^--|^-\d+$/.test(flag) && !singleDash.has(name))
    return cluster(word, args[at + 1], takes, into);
  return 0;
}

/** `-abVALUE`: letters up to the one that takes the rest, or the next word. */
function cluster(
  word: ShellWord,
  next: ShellWord | undefined,
  takes: ReadonlySet<string>,
  into: FlagReader,
): number {
  const text = textOf(word);
  for (let at = 1; at < text.length; at++) {
    const letter = `-${text[at]}`;
    into.flags.add(letter);
    if (!takes.has(letter)) continue;
    const attached = at + 1 < text.length;
    into.note(letter, attached ? withoutPrefix(word, at + 1) : (next ?? null));
    return attached ? 0 : 1;
  }
  return 0;
}

function withoutPrefix(word: ShellWord, count: number): ShellWord {
  let left = count;
  const pieces = word.pieces.flatMap((piece) => {
    if (left <= 0 || piece.kind !== "text") return [piece];
    const gone = Math.min(left, piece.text.length);
    left -= gone;
    return gone === piece.text.length ? [] : [{ ...piece, text: piece.text.slice(gone) }];
  });
  return { ...word, pieces, value: word.value === null ? null : word.value.slice(count) };
}

/** Words that may be paths: all that are no flag, and the values of flags such as `--target=`. */
function pathWords(name: string, parsed: ParsedFlags, args: readonly ShellWord[]): readonly ShellWord[] {
  if (name === "find") {
    const end = args.findIndex((word) => /^[-(!]/.test(textOf(word)) && !/^-[HLPO]/.test(textOf(word)));
    return args.slice(0, end < 0 ? undefined : end).filter((word) => !/^-[HLP]$/.test(textOf(word)));
  }
  const targets = [...parsed.values].filter(
    ([flag]) => /^(-t|--target-directory|-C|--directory)$/.test(flag) && /^(cp|mv|install|ln)$/.test(name),
  );
  const own = /^(chmod|chown|chgrp|setfacl|chattr)$/.test(name)
    ? parsed.rest.slice(
        name === "setfacl" || [...parsed.flags].some((flag) => /^-[rwxXst]+$/.test(flag)) ? 0 : 1,
      )
    : parsed.rest;
  return [...own, ...targets.flatMap(([, word]) => (word ? [word] : []))];
}

type Place = Pick<Facts, "run" | "runs"> & { readonly context: PathContext };

/** What a word names as a place to write to; `adds`: nothing that is there goes away. */
function placeOf(word: ShellWord, { run, runs, context }: Place, adds: boolean): readonly PathFact[] {
  if (isHandover(word, run, runs)) return [{ path: word.raw, class: "handover" }];
  const facts = classify(word, run, context);
  return adds ? facts.map(addedTo) : facts;
}

/** One mount more is everyday work, where logins and privileges are not; the table itself stays. */
const addedTo = (fact: PathFact): PathFact =>
  fact.class === "critical" && fact.path === "/etc/fstab" ? { ...fact, class: "mounts" } : fact;

function written(place: Place): readonly PathFact[] {
  return place.run.redirects.flatMap((redirect) => {
    const writes = /^(>|>>|>\||&>|&>>|<>|>&)$/.test(redirect.op);
    const text = redirect.target ? textOf(redirect.target) : "";
    if (!redirect.target || !writes || (redirect.op === ">&" && /^(\d+|-|\d+-)$/.test(text))) return [];
    return placeOf(redirect.target, place, redirect.op.endsWith(">>"));
  });
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
