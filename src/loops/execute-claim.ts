import { ReifierError } from "../base/kernel/errors.ts";
import type { Run } from "./execute-steps.ts";

/**
 * Takes the suggestion for this run, at most once over all processes; called with the turn held. On a full disk, where
 * the store cannot write, the journal (which has its reserve) is what says so.
 */
export function claimSuggestion(run: Run): boolean {
  const { deps, request } = run;
  const { suggestion } = request;
  if (suggestion === null) return true;
  const claims = deps.journal.read({ type: "suggestion.claimed" });
  if (claims.some((line) => line.subject === suggestion.id)) return false;
  if (!claimInStore(run, suggestion.id)) return false;
  const data = { execution: run.id };
  deps.journal.append({ actor: deps.caller.user, type: "suggestion.claimed", subject: suggestion.id, data });
  run.claimed = true;
  return true;
}

function claimInStore({ deps, id }: Run, suggestion: string): boolean {
  try {
    return deps.operator.claim(suggestion, id);
  } catch (error) {
    if (!(error instanceof ReifierError) || error.code !== "DISK_FULL") throw error;
    return deps.operator.suggestion(suggestion)?.state === "open";
  }
}
