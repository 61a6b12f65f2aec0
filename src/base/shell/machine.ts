import type { Function as FunctionNode, ParsedScript } from "unbash";
import type { Span } from "../model/scalars.ts";
import type { Field, Output } from "./bits.ts";
import type { Scope } from "./scope.ts";
import type { Source } from "./source.ts";
import type { CommandRun, Redirect } from "./types.ts";

/** Where in the text, and through what, a command is met. */
export interface Place {
  readonly source: Source;
  readonly scope: Scope;
  readonly via: readonly string[];
  readonly where: CommandRun["where"];
  readonly context: CommandRun["context"];
  readonly connector: CommandRun["connector"];
  readonly background: boolean;
  readonly pipedFrom: number | null;
  /** What comes in on stdin. */
  readonly stdin: Output | null;
  readonly depth: number;
}

/** A command whose words are known: name first, wrappers not yet taken off. */
export interface Invocation {
  readonly fields: readonly Field[];
  readonly assignments: CommandRun["assignments"];
  readonly redirects: readonly Redirect[];
  readonly span: Span;
}

/** What the rooms of the walk ask of each other; wired once in `analyse.ts`. */
export interface Machine {
  readonly runs: CommandRun[];
  /** Counts work done at `place`; throws `ShellStop` when the text is too deep or too much. */
  step(place: Place, work?: number): void;
  script(script: ParsedScript, place: Place): Output;
  /** Parses and walks shell text that something will read again. */
  text(source: Source, place: Place): Output;
  command(invocation: Invocation, place: Place): Output;
  emit(invocation: Invocation, place: Place): Output;
  /** A function is defined here; if nothing calls it, it is walked at the end. */
  define(name: string, node: FunctionNode, place: Place): void;
}

export const deeper = (place: Place, more: Partial<Place>): Place => ({
  ...place,
  depth: place.depth + 1,
  ...more,
});
