import { oneLine } from "../base/kernel/visible.ts";
import type { Suggestion } from "../base/model/suggestion.ts";
import type { Answer, Approver, Question } from "../base/ports/approver.ts";
import type { LockHandle } from "../base/ports/lock.ts";
import { unattendedActor } from "./autonomy.ts";
import type { DeskDeps } from "./autonomy-deps.ts";
import { executeRunbook } from "./execute.ts";
import type { ExecuteDeps } from "./execute-deps.ts";
import { alertOfSuggestion, matchOfSuggestion } from "./execute-suggestion.ts";
import { findRunbook } from "./runbook-shelf.ts";

interface Trusted {
  /** Why nobody is asked. */
  readonly reason: string;
  /** The workspace's one turn to change something, held already. */
  readonly turn: LockHandle;
  readonly stopping: AbortSignal;
}

const pausePollMs = 250;

/**
 * Runs the suggested runbook by the story that every run follows; only the yes comes from the track record. `answered`:
 * it began, however it ended. Announced before the first change and after the end. A pause of the operator ends it.
 */
export async function runUnattended(
  deps: DeskDeps,
  suggestion: Suggestion,
  { reason, turn, stopping }: Trusted,
): Promise<{ readonly answered: boolean; readonly reason: string }> {
  let execution = "";
  const announcing = createYes(deps, () => announce(ready, suggestion, { execution, reason }));
  const made = await deps.executing(announcing, deps.say);
  const ready = asUnattended(made, turn);
  const { runbook, objections } = findRunbook(await deps.approving(), suggestion.runbook);
  const paused = watchPause(deps, stopping);
  try {
    const outcome = await executeRunbook(ready, {
      runbook,
      objections,
      sets: {},
      dryRun: false,
      from: null,
      only: null,
      suggestion,
      alert: alertOfSuggestion(suggestion),
      match: await matchOfSuggestion(ready.graph, suggestion),
      unattended: reason,
      signal: paused.signal,
      onEvent: (event) => {
        if (event.type === "run.start") execution = event.execution;
      },
    });
    const answered = ready.operator.suggestion(suggestion.id)?.state !== "open";
    return { answered, reason: outcome.reason };
  } finally {
    paused.stop();
  }
}

/** The same rooms under another name, with the turn that is held already. */
const asUnattended = (deps: ExecuteDeps, turn: LockHandle): ExecuteDeps => ({
  ...deps,
  caller: { ...deps.caller, user: unattendedActor },
  locks: { ...deps.locks, hold: (name) => (name === "run" ? turn : deps.locks.hold(name)) },
});

/** Says yes once, to what it was decided for; nobody is there for anything else, such as a rollback that is offered. */
function createYes(deps: Pick<DeskDeps, "paused">, announcing: () => Promise<void>): Approver {
  let asked = false;
  const decide = async (question: Question): Promise<Answer> => {
    if (asked || deps.paused()) return { kind: "unasked", reason: "no-terminal" };
    asked = true;
    if (question.risk === "high") return { kind: "unasked", reason: "high-risk-needs-a-person" };
    await announcing();
    return { kind: "yes", by: unattendedActor, how: "autonomy" };
  };
  return { ask: decide, askValue: () => Promise.resolve(null) };
}

async function announce(
  { journal, notifier }: Pick<ExecuteDeps, "journal" | "notifier">,
  { id, title, runbook }: Suggestion,
  { execution, reason }: { readonly execution: string; readonly reason: string },
): Promise<void> {
  journal.append({
    actor: unattendedActor,
    type: "autonomy.run",
    subject: execution,
    data: { suggestion: id, runbook, reason },
  });
  const short = oneLine(title, 40);
  const text = `Running '${short}' by itself (${reason}). To stop it: reifier abort ${execution}`;
  await notifier.tell({ kind: "execution", id: execution, title: short, text });
}

/** The operator's pause, and the end of the daemon, end what no person asked for. */
function watchPause(
  deps: Pick<DeskDeps, "paused">,
  stopping: AbortSignal,
): { signal: AbortSignal; stop(): void } {
  const paused = new AbortController();
  const looking = setInterval(() => {
    if (deps.paused()) paused.abort();
  }, pausePollMs);
  return { signal: AbortSignal.any([stopping, paused.signal]), stop: () => clearInterval(looking) };
}
