import type { Alert, PatternMatch } from "../base/model/alert.ts";
import type { Choice, OperateDeps, Raised } from "./operate-deps.ts";
import { alertHost } from "./operate-host.ts";
import { objectionTo } from "./operate-objections.ts";
import { suggest } from "./operate-suggest.ts";

export type { ApprovedRunbook, OperateDeps, Raised } from "./operate-deps.ts";

/** Of the runbooks of one pattern so many are looked at, best first. */
const mostRunbooks = 5;

/** One alert (seen so many times) that fits a pattern: the best approved runbook that nothing speaks against becomes a suggestion. */
export async function raise(
  deps: OperateDeps,
  alert: Alert,
  match: PatternMatch,
  times: number,
): Promise<Raised> {
  if (deps.paused?.() === true) return { kind: "quiet", reason: "operator-paused", runbook: null };
  const age = deps.clock.now() - Date.parse(alert.startsAt);
  if (age > deps.maxAgeSeconds * 1_000) return { kind: "quiet", reason: "too-old", runbook: null };
  await expireSuggestions(deps);
  let quiet: Raised = { kind: "quiet", reason: "no-approved-runbook", runbook: null };
  for (const choice of await choices(deps, alert, match)) {
    const { id } = choice.known.runbook;
    const found = await objectionTo(deps, choice);
    if (typeof found !== "string") return await suggest(deps, { ...choice, guards: found.guards, times });
    quiet = { kind: "quiet", reason: found, runbook: id };
  }
  return quiet;
}

/** The approved runbooks of the pattern, best first. */
async function choices(deps: OperateDeps, alert: Alert, match: PatternMatch): Promise<Choice[]> {
  const approved = await deps.approved();
  const ranked = (await deps.graph.runbooksFor(match.pattern, mostRunbooks)).flatMap((one) => {
    const known = approved.get(one.id);
    return known === undefined ? [] : [{ known, ranked: one }];
  });
  const host = alertHost(alert.labels, deps.host);
  return ranked.map((one) => ({ ...one, alert, match, host, rivals: ranked.length - 1 }));
}

/** Suggestions whose time is over: closed, audited, taken back from the prompts. */
export async function expireSuggestions(
  deps: Pick<OperateDeps, "operator" | "clock" | "journal" | "notifier">,
): Promise<void> {
  for (const suggestion of deps.operator.expire(deps.clock.now())) {
    deps.journal.append({
      actor: "daemon",
      type: "suggestion.expired",
      subject: suggestion.id,
      data: { runbook: suggestion.runbook, count: suggestion.count },
    });
    await deps.notifier.clear(suggestion.id);
  }
}
