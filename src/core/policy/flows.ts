import type { CommandRun } from "../../base/shell/types.ts";
import { type Facts, nameOf } from "./facts.ts";

/** The runs whose output flows into this one, nearest first. */
export function upstream({ run, runs }: Pick<Facts, "run" | "runs">): readonly CommandRun[] {
  const found: CommandRun[] = [];
  for (let at = run.pipedFrom; at !== null && found.length < 64; ) {
    const before: CommandRun | undefined = runs[at];
    if (!before || found.includes(before)) break;
    found.push(before);
    at = before.pipedFrom;
  }
  return found;
}

/** The base name of what a run calls. */
export const nameFrom = (run: CommandRun): string | null => (run.argv[0] ? nameOf(run.argv[0]) : null);
