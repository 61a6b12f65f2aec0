import { draftSession } from "../core/scribe/draft-session.ts";
import { worthDrafting } from "../core/scribe/worth-drafting.ts";
import { bundleOf, contextOf } from "./draft-bundle.ts";
import type { DraftDeps } from "./draft-deps.ts";

/** A session from an imported history that looks like incident work. */
export interface PastIncident {
  readonly session: string;
  readonly startedAt: string;
  readonly records: number;
  /** Commands of the fix that the scribe would keep, in order. */
  readonly fix: readonly string[];
}

/** Past incidents worth a person's look, and what was not worth one. */
export interface PastSessions {
  readonly incidents: readonly PastIncident[];
  /** Looked at, and not incident work. */
  readonly others: number;
  /** Without times their sessions cannot be told apart. */
  readonly untimed: number;
}

/**
 * Looks through sessions that came from an imported history. None of them is drafted by itself afterwards: years of
 * history would fill the shelf. `draft ID` still drafts any.
 */
export function pastSessions(
  deps: DraftDeps,
  sessions: readonly string[],
  show: (done: number) => void,
): PastSessions {
  const incidents: PastIncident[] = [];
  let untimed = 0;
  let done = 0;
  for (const id of sessions) {
    const incident = lookAt(deps, id);
    if (incident === "untimed") untimed += 1;
    else if (incident !== null) incidents.push(incident);
    done += 1;
    show(done);
  }
  return { incidents, untimed, others: sessions.length - incidents.length - untimed };
}

function lookAt(deps: DraftDeps, id: string): PastIncident | "untimed" | null {
  const stored = deps.records.session(id);
  if (stored === null) return null;
  const { session } = stored;
  const { records, startedAt } = session;
  deps.records.markDraft(id, "skipped", { path: null, kept: 0, noise: records.length });
  if (records.every((record) => record.startedAt === null)) return "untimed";
  const bundle = bundleOf(deps, stored);
  const isWorth = worthDrafting(bundle, {
    hasNote: session.note !== null,
    errorsInWindow: 0,
    workTrees: [],
  }).draft;
  if (!isWorth) return null;
  const { steps } = draftSession(bundle, { ...contextOf(deps, id, []), known: [] });
  const fix = steps.filter(({ role }) => role === "fix").map(({ command }) => command);
  return fix.length === 0 ? null : { session: id, startedAt, records: records.length, fix };
}
