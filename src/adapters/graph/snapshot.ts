import type { GraphSnapshot } from "../../base/ports/graph-store.ts";
import type { Connection } from "./connection.ts";
import { forgetKept } from "./damage.ts";
import { executions, storeExecution } from "./executions.ts";
import { allIncidents, saveIncident } from "./incidents.ts";
import { addSighting, allPatterns, allSightings, savePattern } from "./patterns.ts";
import { allLinks, allRunbooks, link, saveRunbook } from "./runbooks.ts";

/** The whole graph in a stable order, as it stood at one moment. */
export const snapshot = (connection: Connection): GraphSnapshot =>
  connection.write(() => ({
    patterns: allPatterns(connection),
    sightings: allSightings(connection),
    runbooks: allRunbooks(connection),
    links: allLinks(connection),
    executions: executions(connection, undefined),
    incidents: allIncidents(connection),
  }));

const graphTables = [
  "mitigated_by",
  "has_command",
  "seen_again",
  "command",
  "runbook",
  "error_pattern",
  "execution",
  "incident",
];

/** Replaces the graph by what a snapshot says. The caller's transaction makes it all or nothing. */
export function restore(connection: Connection, whole: GraphSnapshot): void {
  for (const table of graphTables) connection.run(`DELETE FROM ${table}`);
  connection.run("INSERT INTO graph_words (graph_words) VALUES ('delete-all')");
  for (const pattern of whole.patterns) savePattern(connection, pattern);
  for (const sighting of whole.sightings) addSighting(connection, sighting);
  for (const runbook of whole.runbooks) saveRunbook(connection, runbook);
  for (const execution of whole.executions) storeExecution(connection, execution);
  for (const { pattern, runbook } of whole.links) link(connection, pattern, runbook);
  for (const incident of whole.incidents) saveIncident(connection, incident);
  forgetKept(connection);
}
