import type { Span } from "../model/scalars.ts";
import type { ShellProblem } from "./types.ts";

/** Ends an analysis from any depth; `analyseShell` turns it into its answer. */
export class ShellStop extends Error {
  readonly problem: ShellProblem;

  constructor(code: string, message: string, span: Span) {
    super(message);
    this.name = "ShellStop";
    this.problem = { code, message, span };
  }
}
