import { oneLine } from "../base/kernel/visible.ts";
import type { Execution } from "../base/model/execution.ts";
import type { GuardResult } from "../base/model/guard.ts";
import { failedTwice, outcomeOf } from "../core/trust/outcomes.ts";
import type { Choice, OperateDeps, QuietReason } from "./operate-deps.ts";
import { measureGuard } from "./operate-guards.ts";

/** So many runs back is looked for what speaks against a runbook. */
const lookedAt = 20;
/** Who sent an alert needs a while to see that it is over. */
const settlingMs = 300_000;
/** After a no the same log lines are not asked about for so long. */
const declinedMs = 600_000;
/** A moment so far ahead is from before the clock was set back; how long ago it was, nobody knows, so it says nothing. */
const aheadMs = 5_000;

/** Why this runbook is not suggested for this alert; its guards, as measured, when nothing speaks against it. */
export async function objectionTo(
  deps: OperateDeps,
  choice: Choice,
): Promise<QuietReason | { readonly guards: readonly GuardResult[] }> {
  const { id } = choice.known.runbook;
  const running = await deps.graph.executions({ running: true });
  if (running.some((execution) => execution.runbook === id)) return "runbook-is-running";
  return (await pastSays(deps, choice)) ?? lastNoSays(deps, choice) ?? (await guardsSay(deps, choice));
}

async function pastSays(deps: OperateDeps, choice: Choice): Promise<QuietReason | null> {
  const { known, match } = choice;
  const runs = deps.operator.lastRuns(known.runbook.id, lookedAt);
  if (failedTwice(runs, { pattern: match.pattern, digest: known.runbook.digest })) {
    await sayStopped(deps, choice, runs[0]);
    return "failed-twice";
  }
  const last = runs.find(({ pattern }) => pattern === null || pattern === match.pattern);
  return last === undefined ? null : afterRun(deps, choice, last);
}

/** Lines that a run was started for still arrive while it ends, and a service that comes back complains for a while. */
function afterRun(deps: OperateDeps, { alert }: Choice, last: Execution): QuietReason | null {
  if (last.endedAt === null) return null;
  const ended = Date.parse(last.endedAt);
  if (ended > deps.clock.now() + aheadMs) return null;
  const began = Date.parse(alert.startsAt);
  const coolDown = deps.coolDownMs ?? 0;
  const before = began <= ended && outcomeOf(last) === "verified";
  // A line of before is done with; an alert that still fires long after the run is not.
  if (before && (coolDown > 0 || deps.clock.now() - ended < settlingMs)) return "handled-meanwhile";
  return coolDown > 0 && began < ended + coolDown ? "cool-down" : null;
}

function lastNoSays(deps: OperateDeps, { alert, known, match, host }: Choice): QuietReason | null {
  const last = deps.operator.lastAnswer(known.runbook.id, match.pattern, host);
  if (last === null || last.state !== "declined" || last.at > deps.clock.now() + aheadMs) return null;
  const before = Date.parse(alert.startsAt) <= last.at;
  const lines = (deps.coolDownMs ?? 0) > 0 && deps.clock.now() - last.at < declinedMs;
  return before || lines ? "declined-lately" : null;
}

/** Guard sentences by what is known, then guard blocks that read only: what does not hold is not asked about. */
async function guardsSay(
  deps: OperateDeps,
  choice: Choice,
): Promise<QuietReason | { readonly guards: readonly GuardResult[] }> {
  const { alert, match, known, host } = choice;
  const values = { values: { ...match.values, ...alert.values }, host, at: Date.parse(alert.startsAt) };
  const sentences = known.runbook.guards.map((sentence) => measureGuard(deps, sentence, values));
  const spoken = sentences.some(({ holds }) => holds === false);
  const blocks = spoken ? [] : ((await deps.probe?.(known)) ?? []);
  const guards = [...sentences, ...blocks];
  if (!guards.some(({ holds }) => holds === false)) return { guards };
  noteGuard(deps, choice, guards);
  return "guard-does-not-hold";
}

/** Ordinary lines of a linked pattern come for months (`CPU usage 12%`): that is nothing to audit each minute. */
const notedEveryMs = 3_600_000;

/** A guard that keeps a runbook back is said once an hour and runbook, so a flood of lines does not fill the audit. */
function noteGuard(deps: OperateDeps, { known, alert }: Choice, guards: readonly GuardResult[]): void {
  const { id } = known.runbook;
  const key = `guard-noted:${id}`;
  const last = Number(deps.operator.position(key) ?? 0);
  if (Math.abs(deps.clock.now() - last) < notedEveryMs) return;
  deps.operator.savePosition(key, String(deps.clock.now()));
  const against = guards.filter((guard) => guard.holds === false).map((guard) => guard.why);
  deps.journal.append({
    actor: "daemon",
    type: "suggestion.not-applicable",
    subject: id,
    data: { reason: "guard-does-not-hold", guards: against, line: alert.message },
  });
}

/** Says once that a fix is not suggested any more, and what to do about it. */
async function sayStopped(
  deps: OperateDeps,
  { known, match }: Choice,
  last: Execution | undefined,
): Promise<void> {
  const { id, digest } = known.runbook;
  const key = `stopped:${match.pattern}:${id}`;
  const state = last?.id ?? "";
  if (deps.operator.position(key) === state) return;
  deps.operator.savePosition(key, state);
  deps.journal.append({
    actor: "daemon",
    type: "suggestion.stopped",
    subject: id,
    data: { reason: "failed-twice", pattern: match.pattern, digest, last: state },
  });
  const title = oneLine(known.runbook.title, 50);
  const text = `'${title}' failed twice for this error and is not suggested any more; mend it: reifier show ${oneLine(id, 60)}`;
  await deps.notifier.tell({ kind: "execution", id, title, text });
}
