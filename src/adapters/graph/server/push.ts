import { z } from "zod";
import type { SharedDelta, SharedServer } from "../../../base/ports/shared-graph.ts";
import type { Cypher } from "./cypher.ts";
import { saveIncidents, storeExecutions } from "./executions.ts";
import { savePatterns, setSightings } from "./patterns.ts";
import { dropRunbooks, link, saveRunbooks } from "./runbooks.ts";

/**
 * Says how things stand. The workspace's node is written first: its lock lets one push of a workspace in at a time, and
 * its revision, kept on everything that is told, lets other hosts ask for what is new only.
 */
export async function pushDelta(cypher: Cypher, host: string, delta: SharedDelta): Promise<void> {
  await cypher.run(
    `MERGE (w:ReifierWorkspace {key: $workspace}) WITH w, coalesce(w.revision, 0) + 1 AS next
     SET w.host = $host, w.revision = next, w.pushedAt = timestamp(),
       w.droppedAt = CASE WHEN $drops THEN next ELSE coalesce(w.droppedAt, 0) END`,
    { host, drops: delta.gone.length > 0 },
  );
  await savePatterns(cypher, delta.patterns);
  await setSightings(cypher, delta.sightings);
  await saveRunbooks(cypher, delta.runbooks);
  await setLinks(cypher, delta);
  await storeExecutions(cypher, delta.executions);
  await saveIncidents(cypher, delta.incidents);
  await drop(cypher, delta.gone);
  await stamp(cypher, delta);
}

async function setLinks(cypher: Cypher, { runbooks, links }: SharedDelta): Promise<void> {
  if (runbooks.length === 0) return;
  await cypher.run(
    "MATCH (:ReifierErrorPattern)-[m:MITIGATED_BY]->(r:ReifierRunbook) WHERE r.key IN $keys DELETE m",
    { keys: runbooks.map(({ id }) => cypher.key(id)) },
  );
  await link(cypher, links);
}

const labels = {
  pattern: "ReifierErrorPattern",
  runbook: "ReifierRunbook",
  execution: "ReifierExecution",
  incident: "ReifierIncident",
} as const;

async function drop(cypher: Cypher, gone: SharedDelta["gone"]): Promise<void> {
  if (gone.length === 0) return;
  // Whatever a forgotten record or session may have been told as.
  const idsOf = (kind: string): string[] =>
    gone.filter((one) => one.kind === kind || one.kind === "forgotten").map(({ id }) => id);
  await dropRunbooks(cypher, idsOf("runbook"));
  for (const [kind, label] of Object.entries(labels)) {
    await cypher.run(`MATCH (n:${label}) WHERE n.key IN $keys DETACH DELETE n`, {
      keys: idsOf(kind).map(cypher.key),
    });
  }
}

/** The outcomes of a link are shown with its runbook, so an execution makes its runbook new as well. */
async function stamp(cypher: Cypher, delta: SharedDelta): Promise<void> {
  const runbooks = [...delta.runbooks.map(({ id }) => id), ...delta.executions.map(({ runbook }) => runbook)];
  const patterns = [...delta.patterns.map(({ id }) => id), ...delta.sightings.map(({ pattern }) => pattern)];
  // A label each: an index answers for one label, never for two at once.
  for (const [label, ids] of [
    [labels.runbook, runbooks],
    [labels.pattern, patterns],
  ] as const) {
    await cypher.run(
      `MATCH (w:ReifierWorkspace {key: $workspace}) MATCH (n:${label}) WHERE n.key IN $keys SET n.revision = w.revision`,
      { keys: [...new Set(ids)].map(cypher.key) },
    );
  }
}

const Dropped = z.object({ dropped: z.number() });

/** The other half of a copy: what the server still knows of this workspace and the store does not. */
export async function keepOnly(
  cypher: Cypher,
  keep: Parameters<SharedServer["keepOnly"]>[0],
): Promise<number> {
  const keys = Object.values(keep).flat().map(cypher.key);
  await cypher.run(
    `MATCH (w:ReifierWorkspace {key: $workspace}) WITH w, w.revision + 1 AS next
     SET w.revision = next, w.droppedAt = next`,
  );
  const found = await cypher.one(
    `MATCH (n:${Object.values(labels).join("|")} {workspace: $workspace})
     WHERE NOT n.key IN $keys DETACH DELETE n RETURN count(n) AS dropped`,
    { keys },
    Dropped,
  );
  await cypher.run(
    `MATCH (c:ReifierCommand {workspace: $workspace}) WHERE NOT EXISTS { (:ReifierRunbook)-[:HAS_COMMAND]->(c) }
     DETACH DELETE c`,
  );
  return found?.dropped ?? 0;
}
