import { z } from "zod";
import { isoTime } from "../../../base/kernel/clock.ts";
import type { GraphInsights } from "../../../base/ports/graph-store.ts";
import type { Cypher } from "./cypher.ts";
import { ran } from "./executions.ts";

const listed = 50;

const Coverage = z.object({ patterns: z.number(), covered: z.number() });
const Uncovered = z.object({ id: z.string(), name: z.string(), seen: z.number() });
const Unused = z.object({ id: z.string(), title: z.string() });
const Unverified = z
  .object({ id: z.string(), title: z.string(), verifiedAt: z.number().nullable() })
  .transform(({ verifiedAt, ...row }) => ({
    ...row,
    lastVerifiedAt: verifiedAt === null ? null : isoTime(verifiedAt),
  }));
const Shared = z.object({ text: z.string(), runbooks: z.array(z.string()) });
const Spread = z.object({ id: z.string(), name: z.string(), hosts: z.array(z.string()) });
const Resolved = z
  .object({ id: z.string(), name: z.string(), resolved: z.number(), meanMs: z.number() })
  .transform((row) => ({ ...row, meanMs: Math.round(row.meanMs) }));

export const serverInsights = async (cypher: Cypher, verifiedSince: number): Promise<GraphInsights> => ({
  coverage: (await cypher.one(
    `MATCH (p:ReifierErrorPattern {workspace: $workspace})
     RETURN count(p) AS patterns,
       count(CASE WHEN EXISTS { (p)-[:MITIGATED_BY]->(:ReifierRunbook {status: 'approved'}) } THEN 1 END) AS covered`,
    {},
    Coverage,
  )) ?? { patterns: 0, covered: 0 },
  uncovered: await cypher.all(
    `MATCH (p:ReifierErrorPattern {workspace: $workspace})
     WHERE NOT EXISTS { (p)-[:MITIGATED_BY]->(:ReifierRunbook {status: 'approved'}) }
     RETURN p.id AS id, p.name AS name,
       reduce(sum = 0, t IN [(p)-[s:SEEN_AGAIN]->(:ReifierHost) | s.times] | sum + t) AS seen
     ORDER BY seen DESC, id LIMIT ${listed}`,
    {},
    Uncovered,
  ),
  unused: await cypher.all(
    `MATCH (r:ReifierRunbook {workspace: $workspace, status: 'approved'})
     WHERE NOT EXISTS { MATCH (e:ReifierExecution {workspace: $workspace, runbook: r.id}) WHERE e.result IS NOT NULL AND ${ran} }
     RETURN r.id AS id, r.title AS title ORDER BY id LIMIT ${listed}`,
    {},
    Unused,
  ),
  unverified: await cypher.all(
    `MATCH (r:ReifierRunbook {workspace: $workspace, status: 'approved'}) MATCH (e:ReifierExecution {workspace: $workspace, runbook: r.id})
     WHERE e.result IS NOT NULL AND ${ran}
     WITH r, max(CASE WHEN e.result = 'resolved' THEN e.endedAt END) AS verifiedAt
     WHERE coalesce(verifiedAt, 0) < $verifiedSince
     RETURN r.id AS id, r.title AS title, verifiedAt ORDER BY coalesce(verifiedAt, -1), id LIMIT ${listed}`,
    { verifiedSince },
    Unverified,
  ),
  sharedCommands: await cypher.all(
    `MATCH (c:ReifierCommand {workspace: $workspace})<-[:HAS_COMMAND]-(r:ReifierRunbook) WITH c, count(DISTINCT r) AS times WHERE times > 1
     WITH c, times ORDER BY times DESC, c.text LIMIT ${listed}
     RETURN c.text AS text,
       COLLECT { MATCH (c)<-[:HAS_COMMAND]-(r:ReifierRunbook) WITH DISTINCT r.id AS id RETURN id ORDER BY id LIMIT ${listed} }
         AS runbooks
     ORDER BY times DESC, text`,
    {},
    Shared,
  ),
  spread: await cypher.all(
    `MATCH (p:ReifierErrorPattern {workspace: $workspace})-[:SEEN_AGAIN]->(h:ReifierHost) WITH p, count(h) AS many
     ORDER BY many DESC, p.id LIMIT ${listed}
     RETURN p.id AS id, p.name AS name,
       COLLECT { MATCH (p)-[:SEEN_AGAIN]->(h:ReifierHost) RETURN h.id ORDER BY h.id LIMIT ${listed} } AS hosts
     ORDER BY many DESC, id`,
    {},
    Spread,
  ),
  timeToResolve: await cypher.all(
    `MATCH (e:ReifierExecution {workspace: $workspace, result: 'resolved'}) WHERE e.endedAt IS NOT NULL
     MATCH (p:ReifierErrorPattern {workspace: $workspace, id: e.pattern})
     WITH p, e, COLLECT { MATCH (i:ReifierIncident {workspace: $workspace, execution: e.id}) RETURN i.raisedAt ORDER BY i.raisedAt LIMIT 1 } AS raised
     WITH p, e.endedAt - CASE WHEN size(raised) > 0 AND raised[0] < e.startedAt THEN raised[0] ELSE e.startedAt END AS took
     RETURN p.id AS id, p.name AS name, count(*) AS resolved, avg(took) AS meanMs
     ORDER BY meanMs DESC, id LIMIT ${listed}`,
    {},
    Resolved,
  ),
});
