import { oneLine } from "../../base/kernel/visible.ts";
import type { DraftResult } from "../../base/model/draft.ts";

/** The chat line about a new draft: how many commands it keeps as the fix, how many of the session it leaves out. */
export function flurryLine(result: DraftResult, path: string): string {
  const key = result.steps.filter(({ role }) => role === "fix").length;
  const where = oneLine(path, 200);
  if (key === 0) {
    return `I noticed a flurry of activity. I've drafted ${where}. I saw no shell commands that changed anything. Did you fix this via GUI?`;
  }
  const commands = key === 1 ? "the 1 key command" : `the ${key} key commands`;
  return `I noticed a flurry of activity. I've drafted ${where} with ${commands} you ran (${result.dropped.length} left out).`;
}
