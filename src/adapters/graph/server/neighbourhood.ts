import type { GraphPicture } from "../../../base/ports/graph-store.ts";
import { Centre, drawn, drawnFrom, Edge } from "../picture.ts";
import type { Cypher } from "./cypher.ts";

const mitigated = (condition: string): string => `
  MATCH (p:ReifierErrorPattern)-[m:MITIGATED_BY]->(r:ReifierRunbook) WHERE ${condition}
  RETURN 'pattern' AS from_kind, p.id AS from_id, p.name AS from_label, 'runbook' AS to_kind, r.id AS to_id,
    r.title AS to_label, 'MITIGATED_BY' AS kind, m.verified + ' verified, ' + m.failed + ' failed' AS label
  ORDER BY from_id, to_id LIMIT ${drawn}`;

const commands = (condition: string): string => `
  MATCH (r:ReifierRunbook)-[h:HAS_COMMAND]->(c:ReifierCommand) WHERE ${condition}
  RETURN 'runbook' AS from_kind, r.id AS from_id, r.title AS from_label, 'command' AS to_kind, c.text AS to_id,
    c.text AS to_label, 'HAS_COMMAND' AS kind, h.ordinal + ' ' + h.role AS label
  ORDER BY from_id, h.ordinal LIMIT ${drawn}`;

const seen = (condition: string): string => `
  MATCH (p:ReifierErrorPattern)-[s:SEEN_AGAIN]->(h:ReifierHost) WHERE ${condition}
  RETURN 'pattern' AS from_kind, p.id AS from_id, p.name AS from_label, 'host' AS to_kind, h.id AS to_id,
    h.id AS to_label, 'SEEN_AGAIN' AS kind, s.times + ' times' AS label
  ORDER BY from_id, to_id LIMIT ${drawn}`;

const queries = {
  pattern: [
    mitigated("p.key = $key"),
    commands("EXISTS { (:ReifierErrorPattern {key: $key})-[:MITIGATED_BY]->(r) }"),
    seen("p.key = $key"),
  ],
  runbook: [
    mitigated("r.key = $key"),
    commands("r.key = $key"),
    commands("r.key <> $key AND EXISTS { (:ReifierRunbook {key: $key})-[:HAS_COMMAND]->(c) }"),
  ],
  host: [seen("h.key = $key"), mitigated("EXISTS { (p)-[:SEEN_AGAIN]->(:ReifierHost {key: $key}) }")],
};

export async function serverNeighbourhood(cypher: Cypher, id: string): Promise<GraphPicture | null> {
  const centre = await cypher.one(
    `OPTIONAL MATCH (p:ReifierErrorPattern {key: $key}) OPTIONAL MATCH (r:ReifierRunbook {key: $key})
     OPTIONAL MATCH (h:ReifierHost {key: $key})
     WITH p, r, h WHERE coalesce(p, r, h) IS NOT NULL
     RETURN CASE WHEN p IS NOT NULL THEN 'pattern' WHEN r IS NOT NULL THEN 'runbook' ELSE 'host' END AS kind,
       coalesce(p.id, r.id, h.id) AS id, coalesce(p.name, r.title, h.id) AS label`,
    { key: cypher.key(id) },
    Centre,
  );
  if (centre === null) return null;
  const found: Edge[] = [];
  for (const query of queries[centre.kind])
    found.push(...(await cypher.all(query, { key: cypher.key(id) }, Edge)));
  return drawnFrom(centre, found);
}
