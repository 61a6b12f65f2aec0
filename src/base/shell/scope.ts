import type { Function as FunctionNode } from "unbash";
import { type Bit, bit, type Field, textBit } from "./bits.ts";
import type { Source } from "./source.ts";

/** What a name holds: one value, or an array's. */
export type Value =
  | { readonly kind: "scalar"; readonly bits: readonly Bit[] }
  | { readonly kind: "array"; readonly items: ReadonlyMap<string, readonly Bit[]> };

export interface ShellFunction {
  readonly node: FunctionNode;
  readonly source: Source;
}

// Set in every shell that a person or this product starts.
const alwaysSet = new Set(
  "HOME PWD OLDPWD USER LOGNAME SHELL PATH HOSTNAME UID EUID PPID RANDOM SECONDS LINENO BASH BASHPID BASH_VERSION HOSTTYPE OSTYPE MACHTYPE SHLVL TERM LANG _ $ ? # - 0 RUNBOOK_OUTPUT".split(
    " ",
  ),
);

/** The names that a piece of shell text gives a meaning to. A subshell or a branch works on a fork. */
export class Scope {
  private readonly values: Map<string, Value>;
  private readonly settled: Set<string>;
  private readonly refs: Map<string, string>;
  /** What this text itself wrote to files, by their paths as typed. */
  readonly files: Map<string, string>;
  readonly functions: Map<string, ShellFunction>;
  readonly aliases: Map<string, string>;
  positional: readonly Field[] | null;
  /** As in `CommandRun.cwd`. */
  cwd: string | null;

  constructor(from?: Scope, declared: Iterable<string> = []) {
    this.values = new Map(from?.values);
    this.settled = new Set(from?.settled ?? [...alwaysSet, ...declared]);
    this.refs = new Map(from?.refs);
    this.files = from?.files ?? new Map();
    this.functions = new Map(from?.functions);
    this.aliases = new Map(from?.aliases);
    this.positional = from?.positional ?? null;
    this.cwd = from ? from.cwd : "";
  }

  fork(): Scope {
    return new Scope(this);
  }

  get(name: string): Value | undefined {
    return this.values.get(this.refs.get(name) ?? name);
  }

  /** `declare -n NAME=TARGET`: reading one is reading the other. */
  refer(name: string, target: string): void {
    this.refs.set(name, this.refs.get(target) ?? target);
  }

  set(name: string, value: Value): void {
    // Text that doubles itself must not grow without end.
    if (sizeOf(value) > largestValue) this.blur(name);
    else this.values.set(this.refs.get(name) ?? name, value);
  }

  setText(name: string, text: string): void {
    this.values.set(name, { kind: "scalar", bits: [textBit(text, 0, true)] });
  }

  unset(name: string): void {
    this.values.delete(name);
    this.settled.delete(name);
  }

  /** The name has a value, but not one that can be told from the text. */
  blur(name: string): void {
    this.values.set(name, { kind: "scalar", bits: [unsettled(name, false)] });
  }

  mayBeEmpty(name: string): boolean {
    return !this.settled.has(name);
  }

  settle(name: string): void {
    this.settled.add(name);
  }

  /** After a branch that may or may not have run: whatever it changed is one or the other. */
  join(branches: readonly Scope[]): void {
    for (const branch of branches) {
      for (const [name, value] of branch.values) this.joinValue(name, value);
      for (const [name, fn] of branch.functions) this.functions.set(name, fn);
      for (const [name, text] of branch.aliases) this.aliases.set(name, text);
      this.joinPlace(branch);
    }
  }

  private joinPlace({ positional, cwd }: Scope): void {
    if (positional !== this.positional) this.positional = this.positional === null ? positional : null;
    if (cwd !== this.cwd) this.cwd = cwd !== null && isTopmost(cwd) ? cwd : null;
  }

  private joinValue(name: string, value: Value): void {
    const before = this.values.get(name);
    if (before === undefined) this.values.set(name, value);
    else if (!sameValue(before, value)) this.blur(name);
  }
}

const unsettled = (name: string, mayBeEmpty: boolean): Bit =>
  bit({ kind: "variable", name, quoted: false, mayBeEmpty }, 0);

/** A directory in which a relative path is dangerous; that it may be the current one is enough. */
const isTopmost = (cwd: string): boolean => /^(\/+[^/]*\/*|~\/*)$/.test(cwd);

const largestValue = 8 * 1024; // code units, a word's piece counting as at least 32

function sizeOf(value: Value): number {
  const words = value.kind === "scalar" ? [value.bits] : [...value.items.values()];
  let size = 0;
  for (const bits of words) {
    size += 32;
    for (const { piece } of bits) size += 32 + (piece.kind === "text" ? piece.text.length : 0);
  }
  return size;
}

const sameValue = (a: Value, b: Value): boolean =>
  a === b || JSON.stringify(flat(a)) === JSON.stringify(flat(b));

const flat = (value: Value): unknown =>
  value.kind === "scalar"
    ? value.bits.map((one) => one.piece)
    : [...value.items].map(([key, bits]) => [key, bits.map((one) => one.piece)]);
