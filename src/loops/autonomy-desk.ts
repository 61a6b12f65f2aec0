import { errorText, ReifierError } from "../base/kernel/errors.ts";
import type { Suggestion } from "../base/model/suggestion.ts";
import type { LockHandle } from "../base/ports/lock.ts";
import type { AutonomyDecision } from "../core/trust/autonomy.ts";
import type { DeskDeps } from "./autonomy-deps.ts";
import type { ApprovedRunbook, OperateDeps } from "./operate-deps.ts";
import { measureGuard } from "./operate-guards.ts";
import { tellSuggestion } from "./operate-suggest.ts";

/** Takes up what may run by itself, one thing at a time. Everything else is left to people. */
export interface Desk {
  /** Looks for something to do, unless it is at it. Never waits, never throws. */
  look(): void;
  /** Takes up nothing more and interrupts what runs; resolves when that is reported. */
  stop(): Promise<void>;
}

/** What a suggestion was raised by has to be of now. */
const freshMs = 60_000;

/** The word of the suggestions that the desk takes up; any other word is why it does not. */
export const isTrusted = (suggestion: Pick<Suggestion, "autonomy">): boolean =>
  suggestion.autonomy?.startsWith("trusted:") === true;

export function createDesk(deps: DeskDeps): Desk {
  const stopping = new AbortController();
  let working: Promise<void> | null = null;
  return {
    look: () => {
      if (working !== null || stopping.signal.aborted) return;
      working = takeUp(deps, stopping.signal)
        .catch((error: unknown) => {
          deps.log.warn("autonomy.failed", { reason: errorText(error) });
          deps.say(`nothing was run by itself: ${errorText(error)}`);
        })
        .finally(() => {
          working = null;
        });
    },
    stop: async () => {
      stopping.abort();
      await working;
    },
  };
}

async function takeUp(deps: DeskDeps, stopping: AbortSignal): Promise<void> {
  // Looked at every second: where nothing waits, nothing else is read.
  const waiting = deps.operator.suggestions("open").filter((one) => one.kind === "run" && isTrusted(one));
  if (waiting.length === 0) return;
  const operate = await deps.operating();
  for (const suggestion of waiting) {
    if (stopping.aborted) return;
    const reason = await answer(deps, operate, suggestion, stopping);
    if (reason !== null) await leaveToPeople(operate, suggestion, reason);
  }
}

/** Runs what the suggestion is about; null when it was answered, else the word for why a person is asked. */
async function answer(
  deps: DeskDeps,
  operate: OperateDeps,
  suggestion: Suggestion,
  stopping: AbortSignal,
): Promise<string | null> {
  const turn = deps.locks.hold("run");
  if (turn === null) return "busy: another run is in progress";
  try {
    const decision = await decideAgain(deps, operate, suggestion);
    if (!decision.allowed) return decision.reason;
    const claim = await deps.claims.claimAlert(claimKey(suggestion));
    if (claim === "taken") return "claimed-elsewhere: another host has this alert";
    if (claim === "away")
      return "graph-away: the graph server cannot say whether another host has this alert";
    return await run(deps, suggestion, { reason: decision.reason, turn, stopping });
  } finally {
    turn.release();
  }
}

/** Everything again, by what is so now: the file, the ledger, the policy, the guards, the audit. */
async function decideAgain(
  deps: DeskDeps,
  operate: OperateDeps,
  suggestion: Suggestion,
): Promise<AutonomyDecision> {
  const seenAt = Date.parse(suggestion.lastSeenAt ?? suggestion.createdAt);
  if (Math.abs(deps.clock.now() - seenAt) > freshMs) {
    return { allowed: false, reason: "stale: what raised it was not seen within the last minute" };
  }
  const known = (await operate.approved()).get(suggestion.runbook);
  if (known === undefined) return { allowed: false, reason: "not-approved: it is not approved any more" };
  return deps.decideNow({
    known,
    pattern: suggestion.pattern,
    match: suggestion.match?.kind ?? "similar",
    guards: guardsNow(operate, known, suggestion, seenAt),
  });
}

const guardsNow = (operate: OperateDeps, known: ApprovedRunbook, suggestion: Suggestion, at: number) =>
  known.runbook.guards.map((sentence) =>
    measureGuard(operate, sentence, {
      values: suggestion.values,
      host: suggestion.host ?? operate.host,
      at,
    }),
  );

/** Names the happening: a sender's own alert is the same on every host that got it. */
const claimKey = ({ id, alert, host }: Suggestion): string =>
  alert === undefined ? `${host ?? ""} ${id}` : `${alert.id} ${alert.startsAt}`;

async function run(
  deps: DeskDeps,
  suggestion: Suggestion,
  facts: { readonly reason: string; readonly turn: LockHandle; readonly stopping: AbortSignal },
): Promise<string | null> {
  try {
    const { runUnattended } = await import("./autonomy-run.ts");
    const outcome = await runUnattended(deps, suggestion, facts);
    return outcome.answered ? null : outcome.reason;
  } catch (error) {
    // An input that nobody gave, a variable that is not there: a person can say it.
    if (!(error instanceof ReifierError)) throw error;
    return `needs-a-person: ${error.message}`;
  }
}

/** It stays open; the suggestion, the audit and the prompts say why a person is asked after all. */
async function leaveToPeople(operate: OperateDeps, suggestion: Suggestion, reason: string): Promise<void> {
  const { id, title, runbook } = suggestion;
  const known = operate.operator.suggestion(id);
  if (known === null || known.state !== "open") return;
  const clean = operate.redactor.text(reason).text;
  operate.operator.noteSuggestion(id, { autonomy: clean });
  operate.journal.append({
    actor: "daemon",
    type: "autonomy.declined",
    subject: id,
    data: { runbook, reason: clean },
  });
  await tellSuggestion(operate, { id, title });
}
