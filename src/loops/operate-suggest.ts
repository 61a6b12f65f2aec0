import { isoTime } from "../base/kernel/clock.ts";
import { newShortId } from "../base/kernel/ids.ts";
import { oneLine } from "../base/kernel/visible.ts";
import type { GuardResult } from "../base/model/guard.ts";
import type { Suggestion } from "../base/model/suggestion.ts";
import type { Redactor } from "../base/ports/redactor.ts";
import type { AutonomyDecision } from "../core/trust/autonomy.ts";
import { flapping } from "../core/trust/outcomes.ts";
import type { Choice, OperateDeps, Raised } from "./operate-deps.ts";

interface Chosen extends Choice {
  readonly guards: readonly GuardResult[];
  readonly times: number;
}

/** Opens the suggestion, or counts one more on the open one; a new one is audited and told. */
export async function suggest(deps: OperateDeps, chosen: Chosen): Promise<Raised> {
  const { runbook } = chosen.known;
  const decision = deps.autonomy?.({
    known: chosen.known,
    pattern: chosen.match.pattern,
    match: chosen.match.kind,
    guards: chosen.guards,
  });
  const suggestion = suggestionOf(deps, chosen, decision);
  const opened = deps.operator.openSuggestion(suggestion, chosen.host);
  const { id } = opened;
  const alone = decision?.allowed === true && deps.daemonRuns?.() === true;
  if (!opened.fresh && !opened.offered) {
    // Nobody was told of what would have run by itself.
    const untold = opened.before?.autonomy?.startsWith("trusted:") === true;
    if (untold && !alone) await tellSuggestion(deps, { id, title: runbook.title });
    return { kind: "counted", suggestion: id, runbook: runbook.id };
  }
  const { match, why, line, host, count } = suggestion;
  deps.journal.append({
    actor: "daemon",
    type: "suggestion.opened",
    subject: id,
    data: {
      runbook: runbook.id,
      pattern: suggestion.pattern,
      match: match?.kind,
      score: match?.score,
      evidence: match?.evidence,
      line,
      host,
      count,
      why,
      autonomy: suggestion.autonomy ?? null,
    },
  });
  // What the daemon takes up itself is announced when it begins.
  if (!alone) await tellSuggestion(deps, { id, title: runbook.title });
  return { kind: "suggested", suggestion: id, runbook: runbook.id };
}

/** The question as a notice: one line that says how to answer. */
export async function tellSuggestion(
  deps: Pick<OperateDeps, "notifier">,
  { id, title }: { readonly id: string; readonly title: string },
): Promise<void> {
  const short = oneLine(title, 60);
  const text = `Execute '${short}'? reifier confirm ${id}`;
  await deps.notifier.tell({ kind: "suggestion", id, title: short, text });
}

function suggestionOf(deps: OperateDeps, chosen: Chosen, decision: AutonomyDecision | undefined): Suggestion {
  const { alert, match, known, guards, times, host } = chosen;
  const now = deps.clock.now();
  return {
    id: newShortId("g"),
    kind: "run",
    title: known.runbook.title,
    runbook: known.runbook.id,
    pattern: match.pattern,
    line: alert.message,
    count: times,
    values: { ...match.values, ...alert.values },
    guards: [...guards],
    risk: known.risk,
    createdAt: isoTime(now),
    expiresAt: isoTime(now + deps.suggestionTtlSeconds * 1_000),
    labels: cleanLabels(deps.redactor, alert.labels),
    match: { kind: match.kind, score: match.score, evidence: match.evidence ?? match.kind },
    why: whyThis(deps, chosen),
    ...(decision === undefined ? {} : { autonomy: decision.reason }),
    alert: { id: alert.id, startsAt: alert.startsAt },
    host,
    lastSeenAt: isoTime(now),
  };
}

/** Why this runbook: how the line fits, what came of it so far, and against whom it was chosen. */
function whyThis(deps: OperateDeps, { match, known, ranked, rivals }: Chosen): string {
  const { id, digest } = known.runbook;
  const runs = ranked.verified + ranked.failed;
  const record =
    runs === 0
      ? "it has not run for this error yet"
      : `${ranked.verified} of ${runs} runs for this error verified`;
  const best = rivals === 0 ? "" : `, the best of ${rivals + 1} runbooks`;
  const back = flapping(deps.operator.lastRuns(id, 20), match.pattern, deps.clock.now());
  const flaps =
    back === 0
      ? ""
      : `; flapping: resolved ${back} times within the hour and back again, so it does not last`;
  const told = deps.elsewhere?.(id, digest) ?? null;
  const others = told === null ? "" : `; ${told}`;
  return `${evidenceWords[match.evidence ?? match.kind]} (${match.kind}, ${match.score.toFixed(2)}); ${record}${best}${flaps}${others}`;
}

const evidenceWords = {
  rule: "the runbook names this alert",
  exception: "the same exception",
  signature: "the same message",
  exact: "the same message",
  similar: "a similar message",
} as const;

const mostLabels = 100;
const longestLabel = 1_000;

/** Labels are kept with the suggestion and may become inputs: one that holds a secret is left out. */
function cleanLabels(redactor: Redactor, labels: Readonly<Record<string, string>>): Record<string, string> {
  const clean = Object.entries(labels).filter(
    ([name, value]) =>
      value.length <= longestLabel &&
      redactor.text(`${name}=${value}`).count === 0 &&
      redactor.text(value).count === 0,
  );
  return Object.fromEntries(clean.slice(0, mostLabels));
}
