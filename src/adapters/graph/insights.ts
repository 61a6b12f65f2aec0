import { z } from "zod";
import { isoTime } from "../../base/kernel/clock.ts";
import type { GraphInsights } from "../../base/ports/graph-store.ts";
import type { Connection } from "./connection.ts";

/** A page for a person, not a dump. */
const listed = 50;

const jsonNames = z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text)));

const Coverage = z.object({ patterns: z.number(), covered: z.number() });
const Uncovered = z.object({ id: z.string(), name: z.string(), seen: z.number() });
const Unused = z.object({ id: z.string(), title: z.string() });
const Unverified = z
  .object({ id: z.string(), title: z.string(), verified_at: z.number().nullable() })
  .transform(({ verified_at, ...row }) => ({
    ...row,
    lastVerifiedAt: verified_at === null ? null : isoTime(verified_at),
  }));
const Shared = z.object({ text: z.string(), runbooks: jsonNames });
const Spread = z.object({ id: z.string(), name: z.string(), hosts: jsonNames });
const Resolved = z
  .object({ id: z.string(), name: z.string(), resolved: z.number(), mean_ms: z.number() })
  .transform(({ mean_ms, ...row }) => ({ ...row, meanMs: Math.round(mean_ms) }));

/** Rehearsals and refusals are no runs. */
const ran = "result NOT IN ('dry-run', 'refused', 'declined', 'not-applicable')";

export const insights = (connection: Connection, verifiedSince: number): GraphInsights => ({
  coverage: connection.one(
    `SELECT (SELECT count(*) FROM error_pattern) AS patterns, (SELECT count(DISTINCT m.pattern) FROM mitigated_by AS m
       JOIN runbook AS r ON r.n = m.runbook WHERE r.status = 'approved') AS covered`,
    [],
    Coverage,
  ) ?? { patterns: 0, covered: 0 },
  uncovered: connection.all(
    `SELECT p.id, p.name, ifnull((SELECT sum(times) FROM seen_again WHERE pattern = p.n), 0) AS seen
     FROM error_pattern AS p
     WHERE NOT EXISTS (SELECT 1 FROM mitigated_by AS m JOIN runbook AS r ON r.n = m.runbook
       WHERE m.pattern = p.n AND r.status = 'approved')
     ORDER BY seen DESC, p.id LIMIT ${listed}`,
    [],
    Uncovered,
  ),
  unused: connection.all(
    `SELECT id, title FROM runbook AS r WHERE status = 'approved'
       AND NOT EXISTS (SELECT 1 FROM execution WHERE runbook = r.id AND ${ran})
     ORDER BY id LIMIT ${listed}`,
    [],
    Unused,
  ),
  unverified: connection.all(
    `SELECT r.id, r.title, max(iif(e.result = 'resolved', e.ended_at, NULL)) AS verified_at
     FROM runbook AS r JOIN execution AS e ON e.runbook = r.id AND ${ran}
     WHERE r.status = 'approved' GROUP BY r.n HAVING ifnull(verified_at, 0) < ?
     ORDER BY verified_at, r.id LIMIT ${listed}`,
    [verifiedSince],
    Unverified,
  ),
  sharedCommands: connection.all(
    `WITH shared AS (SELECT command, count(DISTINCT runbook) AS times FROM has_command GROUP BY command
       HAVING times > 1 ORDER BY times DESC, command LIMIT 1000)
     SELECT c.text, (SELECT json_group_array(id) FROM (SELECT DISTINCT r.id FROM has_command AS h
       JOIN runbook AS r ON r.n = h.runbook WHERE h.command = c.n ORDER BY r.id LIMIT ${listed})) AS runbooks
     FROM shared JOIN command AS c ON c.n = shared.command ORDER BY shared.times DESC, c.text LIMIT ${listed}`,
    [],
    Shared,
  ),
  spread: connection.all(
    `SELECT p.id, p.name, (SELECT json_group_array(host) FROM (SELECT host FROM seen_again WHERE pattern = p.n
       ORDER BY host LIMIT ${listed})) AS hosts
     FROM (SELECT pattern, count(*) AS hosts FROM seen_again GROUP BY pattern) AS seen
       JOIN error_pattern AS p ON p.n = seen.pattern ORDER BY seen.hosts DESC, p.id LIMIT ${listed}`,
    [],
    Spread,
  ),
  timeToResolve: connection.all(
    `SELECT p.id, p.name, count(*) AS resolved,
       avg(e.ended_at - min(e.started_at, ifnull((SELECT min(raised_at) FROM incident WHERE execution = e.id),
         e.started_at))) AS mean_ms
     FROM execution AS e JOIN error_pattern AS p ON p.id = e.pattern
     WHERE e.result = 'resolved' AND e.ended_at IS NOT NULL
     GROUP BY p.n ORDER BY mean_ms DESC, p.id LIMIT ${listed}`,
    [],
    Resolved,
  ),
});
