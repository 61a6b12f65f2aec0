import { type Function as FunctionNode, type ParsedScript, parse } from "unbash";
import { errorText } from "../kernel/errors.ts";
import { type Output, toShellWord, unknownOutput } from "./bits.ts";
import { type Calls, runCommand } from "./execute.ts";
import type { Invocation, Machine, Place } from "./machine.ts";
import { Scope } from "./scope.ts";
import { screen } from "./screen.ts";
import { foldedSource, type Source, topSource } from "./source.ts";
import { ShellStop } from "./stop.ts";
import type { CommandRun, ShellAnalysis } from "./types.ts";
import { walkCommand, walkStatements } from "./walk.ts";

const deepest = 64;
const mostSteps = 12_000; // a bound on time: a typed command takes tens
const mostRuns = 2_000;

export interface ShellOptions {
  /** Values that names have before the text runs. */
  readonly constants?: Readonly<Record<string, string>>;
  /** Names that count as set and not empty. */
  readonly declared?: ReadonlySet<string>;
}

/**
 * Everything that a piece of bash would run, wrappers taken off, or why that cannot be told. Never throws.
 * Problem codes: `unparsable`, `unterminated-heredoc`, `control-character`, `too-long`, `too-deep`, `unsupported-syntax`.
 */
export function analyseShell(text: string, options: ShellOptions = {}): ShellAnalysis {
  const machine = new ShellMachine();
  const scope = new Scope(undefined, options.declared);
  for (const [name, value] of Object.entries(options.constants ?? {})) scope.setText(name, value);
  try {
    screen(text);
    const place = topPlace(topSource(text), scope);
    machine.text(place.source, place);
    machine.finish(place);
    return { ok: true, runs: machine.runs };
  } catch (error) {
    if (error instanceof ShellStop) return { ok: false, problem: error.problem };
    const code = error instanceof RangeError ? "too-deep" : "unparsable";
    return { ok: false, problem: { code, message: errorText(error), span: [0, text.length] } };
  }
}

const topPlace = (source: Source, scope: Scope): Place => ({
  source,
  scope,
  via: [],
  where: "local",
  context: "top",
  connector: "start",
  background: false,
  pipedFrom: null,
  stdin: null,
  depth: 0,
});

class ShellMachine implements Machine {
  readonly runs: CommandRun[] = [];
  private steps = 0;
  /** Functions (their nodes) and aliases (their texts) that were called: the others are walked at the end. */
  private readonly calls: Calls = { called: new Set(), active: new Set() };

  private readonly defined: { readonly name: string; readonly node: FunctionNode; readonly place: Place }[] =
    [];

  define(name: string, node: FunctionNode, place: Place): void {
    this.defined.push({ name, node, place });
  }

  step(place: Place, work = 1): void {
    if (place.depth > deepest) {
      throw new ShellStop(
        "too-deep",
        `nested more than ${deepest} deep`,
        place.source.span(0, place.source.text.length),
      );
    }
    this.steps += work;
    if (this.steps > mostSteps || this.runs.length > mostRuns) {
      throw new ShellStop("too-deep", "too much to judge", place.source.span(0, place.source.text.length));
    }
  }

  text(source: Source, place: Place): Output {
    if (source.text.length > 256 * 1024)
      throw new ShellStop("too-long", "a payload too long to judge", source.span(0, 1));
    return this.script(parse(source.text), { ...place, source });
  }

  script(script: ParsedScript, place: Place): Output {
    this.step(place);
    const problem = script.errors?.[0];
    if (problem) {
      const at = Math.min(problem.pos, place.source.text.length);
      throw new ShellStop(
        "unparsable",
        problem.message,
        place.source.span(at, Math.min(at + 1, place.source.text.length)),
      );
    }
    return walkStatements(script.commands, place, this);
  }

  command(invocation: Invocation, place: Place): Output {
    return runCommand(invocation, place, this, this.calls);
  }

  emit(invocation: Invocation, place: Place): Output {
    this.step(place);
    const argv = invocation.fields.map(toShellWord);
    this.runs.push({
      argv,
      assignments: invocation.assignments,
      redirects: invocation.redirects,
      span: invocation.span,
      via: place.via,
      where: place.where,
      pipedFrom: place.pipedFrom,
      connector: place.connector,
      context: place.context,
      background: place.background,
      stdin: place.stdin?.text ?? null,
      ...(place.stdin?.source[0] === "<" ? { stdinFile: place.stdin.source[1] ?? "" } : {}),
      ...(place.stdin?.partial === undefined ? {} : { stdinPartial: place.stdin.partial }),
      cwd: place.scope.cwd,
    });
    return unknownOutput(argv.map((word) => word.value ?? word.raw));
  }

  /** Functions and aliases that nothing called are judged as if something will. */
  finish(place: Place): void {
    for (const [name, text] of place.scope.aliases) {
      if (this.calls.called.has(text)) continue;
      const span = place.source.span(0, place.source.text.length);
      this.text(foldedSource(text, span), {
        ...place,
        context: "function",
        via: [`alias ${name}`],
        connector: ";",
      });
    }
    for (const { name, node, place: at } of this.defined) {
      if (this.calls.called.has(node) || node.body.type === "CompoundList") continue;
      const scope = at.scope.fork();
      scope.positional = null;
      this.calls.called.add(node);
      const here: Place = {
        ...at,
        scope,
        context: "function",
        via: [...at.via, `function ${name}`],
        connector: ";",
      };
      walkCommand(node.body, here, this);
    }
  }
}
