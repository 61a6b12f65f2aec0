import type { Bundle } from "../../base/model/draft.ts";
import { isOwnCommand } from "../../base/shell/own-command.ts";
import { changesOf } from "./attempt.ts";
import { homeOf, isInside } from "./paths.ts";
import { readRecords } from "./reading.ts";
import { sortRecords } from "./sorting.ts";

export interface SessionFacts {
  readonly hasNote: boolean;
  /** How many error events fell into the session. */
  readonly errorsInWindow: number;
  /** Absolute paths of the person's own work trees. */
  readonly workTrees: readonly string[];
}
export interface Worth {
  readonly draft: boolean;
  /** `note`, `error-in-window`, `change`, `no-commands`, `only-reifier`, `only-noise`, `only-own-work`, `nothing-changed`. */
  readonly reason: string;
}

/** Is the session incident work? A note, an error in its window, or a change outside the person's own work trees. */
export function worthDrafting(bundle: Bundle, facts: SessionFacts): Worth {
  const commands = bundle.records.filter(({ command }) => command.trim() !== "");
  const isReifier = ({ command }: { command: string }): boolean => isOwnCommand(command);
  if (commands.length > 0 && commands.every(isReifier)) return { draft: false, reason: "only-reifier" };
  if (facts.hasNote || commands.some(({ note }) => note)) return { draft: true, reason: "note" };
  if (commands.length === 0) return { draft: false, reason: "no-commands" };
  const attempts = sortRecords(readRecords(commands), bundle.files);
  const changes = attempts.filter((attempt) => attempt.changes && attempt.dropped?.why !== "noise");
  const usedReifier = commands.some(
    ({ command }) => isReifier({ command }) && /\b(run|confirm)\b/.test(command),
  );
  const onlyNoise = attempts.every((attempt) => attempt.dropped?.why === "noise");
  if (usedReifier && changes.length === 0 && onlyNoise) return { draft: false, reason: "only-reifier" };
  if (onlyNoise) return { draft: false, reason: "only-noise" };
  if (facts.errorsInWindow > 0) return { draft: true, reason: "error-in-window" };
  if (changes.length === 0) return { draft: false, reason: "nothing-changed" };
  const outside = changes.some((attempt) => !isOwnWork(attempt, facts.workTrees));
  return outside ? { draft: true, reason: "change" } : { draft: false, reason: "only-own-work" };
}

/** Everything the change is about lies in a work tree or the home of the person, or is done by tools of a work tree. */
function isOwnWork(attempt: ReturnType<typeof sortRecords>[number], workTrees: readonly string[]): boolean {
  const { reading } = attempt;
  const isInTree = (path: string): boolean => workTrees.some((tree) => isInside(path, tree));
  if (/^\s*(sudo|doas)\b/.test(reading.command)) return false;
  return changesOf(attempt).every(({ target, tool }) => {
    const path = /^(?:file|line|content|mode|chown|script):([^:]*)/.exec(target)?.[1];
    if (path !== undefined)
      return isInTree(path) || isInside(path, homeOf(reading.record.user)) || path.startsWith("/tmp/");
    const isTreeTool =
      /^(git|hg|npm|yarn|pnpm|npx|make|cargo|go|mvn|gradle|pip\d?|poetry|uv|bundle|composer|rake|just|task|python\d?|node|tox|docker|docker-compose|bash|sh|cd|vite|tsc|pytest|jest|gh)$/.test(
        tool,
      );
    const cwd = reading.cwd;
    return (
      cwd !== null &&
      isInTree(cwd) &&
      (isTreeTool || reading.command.trimStart().startsWith("./") || /^\S*\//.test(target))
    );
  });
}
