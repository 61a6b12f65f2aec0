import type { Placement, PlaceRecord, SessionExtent } from "../../base/ports/record-store.ts";
import { isOwnCommand } from "../../base/shell/own-command.ts";

/** Talking to reifier by moving a file. */
const ownMove = /^\s*(?:git\s+)?mv\s.*\brunbooks\/(?:approved|retired)(?:\/\S*)?\s*$/;

/**
 * Which session a record belongs to. A gap is the next start minus the latest end so far; more than `gapMs` begins a
 * new session, exactly `gapMs` does not. A record that comes late joins (or reopens) the session whose time, widened
 * by the gap, it falls into. Records without times: one arrival batch is one session.
 */
export function createPlacement(gapMs: number): PlaceRecord {
  return (sessions, record, batch) => {
    if (record.startedAt === null) return placeUntimed(sessions, batch.session);
    const start = Date.parse(record.startedAt);
    const end = start + (record.durationMs ?? 0);
    const near = sessions
      .filter((session) => distance(session, start, end) <= gapMs)
      .sort((a, b) => distance(a, start, end) - distance(b, start, end) || b.start - a.start);
    const session = near[0];
    if (session === undefined) return { kind: "begin", reason: sessions.length === 0 ? "first" : "gap" };
    // `reifier sessions end` is itself recorded after it closed the session, and so is the move that approves the draft:
    // neither must open it again.
    if (session.closed && (isOwnCommand(record.command) || ownMove.test(record.command))) {
      return { kind: "join", session: session.id, reason: "within-gap" };
    }
    return enter(session, "within-gap");
  };
}

function placeUntimed(sessions: readonly SessionExtent[], batch: string | null): Placement {
  const session = sessions.find((known) => known.id === batch);
  if (session !== undefined) return enter(session, "same-batch");
  return { kind: "begin", reason: sessions.length === 0 ? "first" : "gap" };
}

const enter = (session: SessionExtent, reason: "within-gap" | "same-batch"): Placement =>
  session.closed
    ? { kind: "reopen", session: session.id, reason: "late-record" }
    : { kind: "join", session: session.id, reason };

/** Milliseconds between a session and a record; 0 where they overlap. */
const distance = (session: SessionExtent, start: number, end: number): number =>
  Math.max(0, start - session.end, session.start - end);
