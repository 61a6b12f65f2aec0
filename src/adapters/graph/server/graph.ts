import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { GraphSnapshot, MemoryGraph } from "../../../base/ports/graph-store.ts";
import { draw } from "../draw.ts";
import type { Cypher, Server } from "./cypher.ts";
import { allIncidents, executions, runStats, saveIncidents, storeExecutions } from "./executions.ts";
import { serverInsights } from "./insights.ts";
import { serverNeighbourhood } from "./neighbourhood.ts";
import {
  addSightings,
  allPatterns,
  allSightings,
  findPattern,
  patternRows,
  savePatterns,
  searchNodes,
  setSightings,
} from "./patterns.ts";
import {
  allLinks,
  allRunbooks,
  link,
  rankedRunbooks,
  relatedRunbooks,
  saveRunbooks,
  unlink,
} from "./runbooks.ts";
import { ourNodes } from "./schema.ts";

/** The graph of one workspace on a Neo4j server: the same verbs, the same answers as the embedded store. */
export function serverGraph(server: Server): MemoryGraph {
  const { read, write } = server;
  return {
    recordPattern: (pattern) => write((cypher) => savePatterns(cypher, [pattern])),
    sawPatterns: (host, seen) => {
      const once = randomUUID();
      return write((cypher) => sawPatterns(cypher, host, seen, once));
    },
    patternSeen: (pattern, host, at, times) => {
      const once = randomUUID();
      const edge = { pattern, host, times, firstAt: at, lastAt: at };
      return write((cypher) => addSightings(cypher, [edge], once));
    },
    patterns: async (which) => {
      const rows = await read(patternRows);
      return which === undefined ? rows : rows.filter(({ runbooks }) => runbooks.length > 0);
    },
    pattern: (id) => read((cypher) => findPattern(cypher, id)),
    saveRunbook: (runbook) => write((cypher) => saveRunbooks(cypher, [runbook])),
    setRunbookStatus: (id, status) => write((cypher) => setStatus(cypher, id, status)),
    link: (pattern, runbook) => write((cypher) => link(cypher, [{ pattern, runbook }])),
    unlink: (pattern, runbook) => write((cypher) => unlink(cypher, pattern, runbook)),
    runbooksFor: (pattern, limit) => read((cypher) => rankedRunbooks(cypher, pattern, limit)),
    patternsOf: (runbook) => read((cypher) => patternsOf(cypher, runbook)),
    recordExecution: (execution) => write((cypher) => storeExecutions(cypher, [execution])),
    runStats: (runbook, digest) => read((cypher) => runStats(cypher, runbook, digest ?? null)),
    executions: (filter) => read((cypher) => executions(cypher, filter?.running)),
    recordIncident: (incident) => write((cypher) => saveIncidents(cypher, [incident])),
    search: (text, limit) => read((cypher) => searchNodes(cypher, text, limit)),
    related: (runbook, limit) => read((cypher) => relatedRunbooks(cypher, runbook, limit)),
    insights: (verifiedSince) => read((cypher) => serverInsights(cypher, verifiedSince)),
    neighbourhood: (id) => read((cypher) => serverNeighbourhood(cypher, id)),
    draw: async (id, format) => {
      const picture = await read((cypher) => serverNeighbourhood(cypher, id));
      return picture === null ? null : draw(picture, format);
    },
    snapshot: () => read(snapshot),
    restore: (whole) => server.writeMuch((cypher) => restore(cypher, whole)),
    stats: () => read(graphStats),
    close: () => server.close(),
  };
}

type Seen = Parameters<MemoryGraph["sawPatterns"]>[1];

async function sawPatterns(cypher: Cypher, host: string, seen: Seen, once: string): Promise<void> {
  for (const { pattern } of seen) {
    if ((await findPattern(cypher, pattern.id)) === null) await savePatterns(cypher, [pattern]);
  }
  const edges = seen.map(({ pattern, at, times }) => ({
    pattern: pattern.id,
    host,
    times,
    firstAt: at,
    lastAt: at,
  }));
  await addSightings(cypher, edges, once);
}

const setStatus = (cypher: Cypher, id: string, status: string): Promise<void> =>
  cypher.run("MATCH (r:ReifierRunbook {key: $key}) SET r.status = $status", { key: cypher.key(id), status });

const Id = z.object({ id: z.string() }).transform((row) => row.id);

const patternsOf = (cypher: Cypher, runbook: string): Promise<string[]> =>
  cypher.all(
    "MATCH (p:ReifierErrorPattern)-[:MITIGATED_BY]->(:ReifierRunbook {key: $key}) RETURN p.id AS id ORDER BY id",
    { key: cypher.key(runbook) },
    Id,
  );

const snapshot = async (cypher: Cypher): Promise<GraphSnapshot> => ({
  patterns: await allPatterns(cypher),
  sightings: await allSightings(cypher),
  runbooks: await allRunbooks(cypher),
  links: await allLinks(cypher),
  executions: await executions(cypher, undefined),
  incidents: await allIncidents(cypher),
});

async function restore(cypher: Cypher, whole: GraphSnapshot): Promise<void> {
  await cypher.run(`MATCH (n:${ourNodes}) WHERE n.workspace = $workspace DETACH DELETE n`);
  await savePatterns(cypher, whole.patterns);
  await setSightings(cypher, whole.sightings);
  await saveRunbooks(cypher, whole.runbooks);
  await storeExecutions(cypher, whole.executions);
  await link(cypher, whole.links);
  await saveIncidents(cypher, whole.incidents);
}

const own = (label: string, name = ""): string => `(${name}:Reifier${label} {workspace: $workspace})`;

const counted = {
  ErrorPattern: own("ErrorPattern", "n"),
  Runbook: own("Runbook", "n"),
  Command: own("Command", "n"),
  Host: own("Host", "n"),
  Incident: own("Incident", "n"),
  Execution: own("Execution", "n"),
  MITIGATED_BY: `${own("ErrorPattern")}-[n:MITIGATED_BY]->()`,
  HAS_COMMAND: `${own("Runbook")}-[n:HAS_COMMAND]->()`,
  RAISED: `${own("ErrorPattern")}-[n:RAISED]->()`,
  SEEN_AGAIN: `${own("ErrorPattern")}-[n:SEEN_AGAIN]->()`,
  EXECUTED: `${own("Execution")}-[n:EXECUTED]->()`,
};

const Count = z.object({ name: z.string(), count: z.number() });

/** How many nodes and edges of each kind this workspace has told. */
export async function graphStats(cypher: Cypher): Promise<Readonly<Record<string, number>>> {
  const parts = Object.entries(counted).map(
    ([name, match]) => `MATCH ${match} RETURN '${name}' AS name, count(n) AS count`,
  );
  const rows = await cypher.all(parts.join(" UNION ALL "), {}, Count);
  return Object.fromEntries(rows.map((row) => [row.name, row.count]));
}
