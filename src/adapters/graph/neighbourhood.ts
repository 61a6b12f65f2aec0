import type { GraphPicture } from "../../base/ports/graph-store.ts";
import type { Connection } from "./connection.ts";
import { Centre, drawn, drawnFrom, Edge } from "./picture.ts";

const mitigated = (condition: string): string => `
  SELECT 'pattern' AS from_kind, p.id AS from_id, p.name AS from_label, 'runbook' AS to_kind, r.id AS to_id,
    r.title AS to_label, 'MITIGATED_BY' AS kind, m.verified || ' verified, ' || m.failed || ' failed' AS label
  FROM mitigated_by AS m JOIN error_pattern AS p ON p.n = m.pattern JOIN runbook AS r ON r.n = m.runbook
  WHERE ${condition} ORDER BY p.id, r.id LIMIT ${drawn}`;

const commands = (condition: string): string => `
  SELECT 'runbook' AS from_kind, r.id AS from_id, r.title AS from_label, 'command' AS to_kind, c.text AS to_id,
    c.text AS to_label, 'HAS_COMMAND' AS kind, h.ordinal || ' ' || h.role AS label
  FROM has_command AS h JOIN runbook AS r ON r.n = h.runbook JOIN command AS c ON c.n = h.command
  WHERE ${condition} ORDER BY r.id, h.ordinal LIMIT ${drawn}`;

const seen = (condition: string): string => `
  SELECT 'pattern' AS from_kind, p.id AS from_id, p.name AS from_label, 'host' AS to_kind, s.host AS to_id,
    s.host AS to_label, 'SEEN_AGAIN' AS kind, s.times || ' times' AS label
  FROM seen_again AS s JOIN error_pattern AS p ON p.n = s.pattern WHERE ${condition} ORDER BY p.id, s.host LIMIT ${drawn}`;

const ofPattern = [
  mitigated("p.id = ?"),
  commands(
    `r.n IN (SELECT m.runbook FROM mitigated_by AS m JOIN error_pattern AS p ON p.n = m.pattern WHERE p.id = ?)`,
  ),
  seen("p.id = ?"),
];
const ofRunbook = [
  mitigated("r.id = ?"),
  commands("r.id = ?"),
  commands(
    `r.id <> ?1 AND c.n IN (SELECT h.command FROM has_command AS h JOIN runbook AS r ON r.n = h.runbook WHERE r.id = ?1)`,
  ),
];
const ofHost = [seen("s.host = ?"), mitigated(`p.n IN (SELECT pattern FROM seen_again WHERE host = ?)`)];

/** The node of this id with its edges, and the edges of the runbooks around it. */
export function neighbourhood(connection: Connection, id: string): GraphPicture | null {
  const centre = connection.one(
    `SELECT 'pattern' AS kind, id, name AS label FROM error_pattern WHERE id = ?1
     UNION ALL SELECT 'runbook', id, title FROM runbook WHERE id = ?1
     UNION ALL SELECT 'host', host, host FROM (SELECT host FROM seen_again UNION SELECT host FROM session) WHERE host = ?1
     LIMIT 1`,
    [id],
    Centre,
  );
  if (centre === null) return null;
  const queries = { pattern: ofPattern, runbook: ofRunbook, host: ofHost }[centre.kind];
  return drawnFrom(
    centre,
    queries.flatMap((query) => connection.all(query, [id], Edge)),
  );
}
