import { z } from "zod";
import { isoTime } from "../../base/kernel/clock.ts";
import type { IncidentNode } from "../../base/ports/graph-store.ts";
import type { Connection } from "./connection.ts";
import { epoch } from "./record-rows.ts";

const columns = "id, runbook, pattern, execution, host, result, reason, raised_at, ended_at, path";

const IncidentRow = z
  .object({
    id: z.string(),
    runbook: z.string().nullable(),
    pattern: z.string().nullable(),
    execution: z.string().nullable(),
    host: z.string(),
    result: z.string(),
    reason: z.string(),
    raised_at: z.number(),
    ended_at: z.number().nullable(),
    path: z.string(),
  })
  .transform(
    ({ raised_at, ended_at, ...row }): IncidentNode => ({
      ...row,
      raisedAt: isoTime(raised_at),
      endedAt: ended_at === null ? null : isoTime(ended_at),
    }),
  );

/** What is said last about an incident holds. */
export function saveIncident(connection: Connection, incident: IncidentNode): void {
  connection.run(`INSERT OR REPLACE INTO incident (${columns}) VALUES (?,?,?,?,?,?,?,?,?,?)`, [
    incident.id,
    incident.runbook,
    incident.pattern,
    incident.execution,
    incident.host,
    incident.result,
    incident.reason,
    epoch(incident.raisedAt),
    epoch(incident.endedAt),
    incident.path,
  ]);
}

export const allIncidents = (connection: Connection): IncidentNode[] =>
  connection.all(`SELECT ${columns} FROM incident ORDER BY id`, [], IncidentRow);

export const findIncident = (connection: Connection, id: string): IncidentNode | null =>
  connection.one(`SELECT ${columns} FROM incident WHERE id = ?`, [id], IncidentRow);
