import { z } from "zod";
import type { ShellRecord } from "../../base/model/record.ts";
import type { PlaceRecord, SessionExtent } from "../../base/ports/record-store.ts";
import type { Connection } from "./connection.ts";
import { epoch } from "./record-rows.ts";

const ExtentRow = z
  .object({ id: z.string(), start_at: z.number(), end_at: z.number(), closed: z.number() })
  .transform(
    (row): SessionExtent => ({
      id: row.id,
      start: row.start_at,
      end: row.end_at,
      closed: row.closed === 1,
    }),
  );

/** How many sessions on either side of a record's time its placement can depend on. */
const neighbours = 64;

interface Extent {
  readonly start: number;
  readonly end: number;
}

/** The sessions of one user on one host while an intake is stored: read once, kept in step, written once. */
interface Lane {
  /** Newest first. */
  extents: SessionExtent[];
  readonly touched: Set<string>;
  readonly reopened: Set<string>;
  /** Where this intake's records without a time went. */
  batch: string | null;
}

/** Places records into sessions and keeps every session's extent; `save` writes what changed. */
export interface SessionIndex {
  /** Returns the id of the record's session. */
  place(record: ShellRecord): string;
  /** The facts of a record changed in place: its session's extent is taken from its records again. */
  remeasure(record: ShellRecord, session: string): void;
  /** Returns the sessions that were closed and are open again. */
  save(): string[];
}

interface IntakeFacts {
  readonly now: number;
  /** When the earliest record of the intake began. */
  readonly from: number;
  readonly newSessionId: () => string;
}

export function sessionIndex(connection: Connection, decide: PlaceRecord, facts: IntakeFacts): SessionIndex {
  const lanes = new Map<string, Lane>();
  const laneOf = ({ host, user }: ShellRecord): Lane => {
    const key = JSON.stringify([host, user]);
    const lane = lanes.get(key) ?? readLane(connection, { host, user, from: facts.from });
    lanes.set(key, lane);
    return lane;
  };
  return {
    place: (record) => {
      const lane = laneOf(record);
      const extent = extentOf(record, facts.now);
      const batch = { session: lane.batch, arrivedAt: facts.now };
      const placement = decide(around(lane, extent.start), record, batch);
      const session = placement.kind === "begin" ? facts.newSessionId() : placement.session;
      if (placement.kind === "begin") {
        insertSession(connection, record, { id: session, ...extent });
        insertNewestFirst(lane.extents, { id: session, ...extent, closed: false });
      } else {
        grow(lane, session, extent);
        if (placement.kind === "reopen") reopen(lane, session);
      }
      if (record.startedAt === null) lane.batch = session;
      return session;
    },
    remeasure: (record, session) => {
      const extent = measure(connection, session);
      if (extent === null) return;
      const lane = laneOf(record);
      if (lane.extents.some((known) => known.id === session)) replace(lane, session, () => extent);
      else saveExtent(connection, { id: session, ...extent });
    },
    save: () => [...lanes.values()].flatMap((lane) => saveLane(connection, lane)),
  };
}

/** The sessions that placements of this intake can look at: those since its earliest record, and some before it. */
function readLane(
  connection: Connection,
  { host, user, from }: { readonly host: string; readonly user: string; readonly from: number },
): Lane {
  const extents = connection.all(
    `SELECT id, start_at, end_at, closed FROM session
     WHERE host = ?1 AND user = ?2 AND start_at >= ifnull((SELECT start_at FROM session
       WHERE host = ?1 AND user = ?2 AND start_at <= ?3 ORDER BY start_at DESC LIMIT 1 OFFSET ${neighbours}), ?4)
     ORDER BY start_at DESC, id DESC`,
    [host, user, from, Number.MIN_SAFE_INTEGER],
    ExtentRow,
  );
  return { extents, touched: new Set(), reopened: new Set(), batch: null };
}

function insertSession(
  connection: Connection,
  record: ShellRecord,
  session: Extent & { readonly id: string },
): void {
  connection.run("INSERT INTO session (id, host, user, start_at, end_at) VALUES (?,?,?,?,?)", [
    session.id,
    record.host,
    record.user,
    session.start,
    session.end,
  ]);
}

/** Joins a record's extent to its session. */
function grow(lane: Lane, session: string, extent: Extent): void {
  replace(lane, session, (known) => ({
    start: Math.min(known.start, extent.start),
    end: Math.max(known.end, extent.end),
  }));
}

function reopen(lane: Lane, session: string): void {
  const before = replace(lane, session, () => ({ closed: false }));
  if (before.closed) lane.reopened.add(session);
}

/** Changes an extent, keeping newest first; returns what it was. */
function replace(
  lane: Lane,
  session: string,
  change: (known: SessionExtent) => Partial<SessionExtent>,
): SessionExtent {
  const index = lane.extents.findIndex((candidate) => candidate.id === session);
  const known = lane.extents[index];
  if (known === undefined) throw new Error(`a record was placed into the unknown session ${session}`);
  const changed = { ...known, ...change(known) };
  if (changed.start === known.start) lane.extents[index] = changed;
  else {
    lane.extents.splice(index, 1);
    insertNewestFirst(lane.extents, changed);
  }
  lane.touched.add(session);
  return known;
}

/** From the start to the latest known end; a record without a time is as old as its arrival. */
function extentOf(record: ShellRecord, arrivedAt: number): Extent {
  const start = epoch(record.startedAt) ?? arrivedAt;
  return { start, end: start + Math.max(0, Math.round(record.durationMs ?? 0)) };
}

const Measured = z.object({ start: z.number().nullable(), end: z.number().nullable() });

function measure(connection: Connection, session: string): Extent | null {
  const found = connection.one(
    `SELECT min(coalesce(started_at, arrived_at)) AS start,
       max(coalesce(started_at, arrived_at) + max(0, round(ifnull(duration_ms, 0)))) AS end
     FROM record WHERE session = ?`,
    [session],
    Measured,
  );
  return found === null || found.start === null || found.end === null
    ? null
    : { start: found.start, end: found.end };
}

const saveExtent = (connection: Connection, { id, start, end }: Extent & { readonly id: string }): void => {
  connection.run("UPDATE session SET start_at = ?, end_at = ? WHERE id = ?", [start, end, id]);
};

function saveLane(connection: Connection, lane: Lane): string[] {
  for (const extent of lane.extents) if (lane.touched.has(extent.id)) saveExtent(connection, extent);
  for (const id of lane.reopened) {
    connection.run("UPDATE session SET closed = 0, draft_state = 'none' WHERE id = ?", [id]);
  }
  return [...lane.reopened];
}

/** Index of the first session that did not begin after `at`. */
function firstNotAfter(extents: readonly SessionExtent[], at: number): number {
  let low = 0;
  let high = extents.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((extents[middle]?.start ?? 0) > at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insertNewestFirst(extents: SessionExtent[], extent: SessionExtent): void {
  extents.splice(firstNotAfter(extents, extent.start), 0, extent);
}

/** Placement looks at what is near in time, so an import of ten years stays linear. */
function around({ extents, batch }: Lane, at: number): SessionExtent[] {
  const middle = firstNotAfter(extents, at);
  const near = extents.slice(Math.max(0, middle - neighbours), middle + neighbours);
  if (batch === null || near.some((extent) => extent.id === batch)) return near;
  return [...near, ...extents.filter((extent) => extent.id === batch)];
}
