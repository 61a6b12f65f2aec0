import { z } from "zod";
import { isoTime } from "../../base/kernel/clock.ts";
import { ShellRecord } from "../../base/model/record.ts";
import type { IncomingRecord, Intake, RecordStore, TakenIn } from "../../base/ports/record-store.ts";
import type { Connection } from "./connection.ts";
import { placeOf, savePlace } from "./places.ts";
import { enrichRecord, epoch, insertRecord } from "./record-rows.ts";
import { claimSeen, rememberSeen, seenBefore } from "./seen-commands.ts";
import { type SessionIndex, sessionIndex } from "./session-index.ts";
import { sessionVerbs } from "./sessions.ts";

/** The record store over one connection. `newId` makes the ids of records (`r`) and sessions (`s`). */
export function recordStore(
  connection: Connection,
  newId: (prefix: string, now: number) => string,
): RecordStore {
  return {
    takeIn: (intake, place, now) =>
      connection.write(() => {
        const index = sessionIndex(connection, place, {
          now,
          from: earliest(intake.records, now),
          newSessionId: () => newId("s", now),
        });
        const taken = takeRecords(connection, intake, {
          told: new Map(),
          index,
          now,
          newRecordId: () => newId("r", now),
        });
        const reopened = index.save();
        for (const ended of intake.shellsEnded ?? []) closeAfterLastShell(connection, ended);
        if (intake.cursor !== undefined) savePlace(connection, `cursor ${intake.source}`, intake.cursor);
        return { ...taken, reopened };
      }),
    cursor: (source) => placeOf(connection, `cursor ${source}`),
    ...sessionVerbs(connection),
    lastRecordAt: () => {
      const newest = connection.one("SELECT max(started_at) AS at FROM record", [], Newest)?.at ?? null;
      return newest === null ? null : isoTime(newest);
    },
    lastRecords: () =>
      connection.all(
        "SELECT shell, source, max(coalesce(started_at, arrived_at)) AS at FROM record GROUP BY shell, source",
        [],
        Last,
      ),
    counts: () =>
      connection.one(
        "SELECT (SELECT count(*) FROM session) AS sessions, (SELECT count(*) FROM record) AS records",
        [],
        Counts,
      ) ?? { sessions: 0, records: 0 },
  };
}

const Last = z.object({ shell: ShellRecord.shape.shell, source: ShellRecord.shape.source, at: z.number() });
const Newest = z.object({ at: z.number().nullable() });
const Counts = z.object({ sessions: z.number(), records: z.number() });

const earliest = (records: readonly IncomingRecord[], now: number): number =>
  records.reduce((first, { record }) => Math.min(first, epoch(record.startedAt) ?? now), now);

interface Taking {
  /** Sessions that were told of these names already: the records of one shell share one list. */
  readonly told: Map<readonly string[], Set<string>>;
  readonly newRecordId: () => string;
  readonly index: SessionIndex;
  readonly now: number;
}

function takeRecords(connection: Connection, intake: Intake, taking: Taking): Omit<TakenIn, "reopened"> {
  const added: ShellRecord[] = [];
  let known = 0;
  for (const incoming of intake.records) {
    const record = takeOne(connection, incoming, taking);
    if (record === null) known++;
    else added.push(record);
  }
  return { added, known };
}

/** The stored record, or null where the command was known. */
function takeOne(connection: Connection, incoming: IncomingRecord, taking: Taking): ShellRecord | null {
  const seen = seenBefore(connection, incoming, taking.now);
  if (seen.kind === "known") {
    // The hook's copy was faster: what `record` keeps of the command is kept beside it all the same.
    if (incoming.record.source === "record") markRecorded(connection, incoming.key);
    return null;
  }
  if (seen.kind === "merge") {
    claimSeen(connection, seen.n, incoming);
    if (seen.record !== null && incoming.record.source !== "history") {
      enrich(connection, seen.record, { incoming, taking });
    }
    return null;
  }
  const session = taking.index.place(incoming.record);
  const record = { ...incoming.record, id: taking.newRecordId(), session };
  const seq = insertRecord(connection, record, { session, arrivedAt: taking.now });
  rememberSeen(connection, incoming, { record: seq, arrivedAt: taking.now });
  rememberEnvironment(connection, { session, environment: incoming.environment, told: taking.told });
  return record;
}

function markRecorded(connection: Connection, key: string): void {
  connection.run(
    `UPDATE record SET source = 'record' WHERE source = 'hook' AND seq = (SELECT record FROM seen_command WHERE live_key = ?)`,
    [key],
  );
}

const SessionOf = z.object({ session: z.string() });

function enrich(
  connection: Connection,
  seq: number,
  { incoming, taking }: { readonly incoming: IncomingRecord; readonly taking: Taking },
): void {
  const { record, environment } = incoming;
  const found = connection.one("SELECT session FROM record WHERE seq = ?", [seq], SessionOf);
  if (found === null) return;
  enrichRecord(connection, seq, record);
  taking.index.remeasure(record, found.session);
  rememberEnvironment(connection, { session: found.session, environment, told: taking.told });
}

function rememberEnvironment(
  connection: Connection,
  shell: Pick<Taking, "told"> & { readonly session: string; readonly environment: readonly string[] | null },
): void {
  const { session, environment, told } = shell;
  if (environment === null) return;
  const sessions = told.get(environment) ?? new Set();
  if (sessions.has(session)) return;
  told.set(environment, sessions.add(session));
  for (const name of environment) {
    connection.run("INSERT OR IGNORE INTO session_environment (session, name) VALUES (?,?)", [session, name]);
  }
}

/** What was typed before the last shell ended is over; a session that began after it is another one. */
function closeAfterLastShell(
  connection: Connection,
  ended: { readonly host: string; readonly user: string; readonly at: number },
): void {
  connection.run(
    "UPDATE session SET closed = 1 WHERE closed = 0 AND host = ? AND user = ? AND start_at <= ?",
    [ended.host, ended.user, ended.at],
  );
}
