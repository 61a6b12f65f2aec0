import type { GraphSnapshot } from "../base/ports/graph-store.ts";
import type { SharedDelta, SharedServer } from "../base/ports/shared-graph.ts";

export interface Copied {
  readonly patterns: number;
  readonly sightings: number;
  readonly runbooks: number;
  readonly links: number;
  readonly executions: number;
  readonly incidents: number;
  /** What the server still knew of this workspace and the store does not. */
  readonly removed: number;
}

/** So many in one transaction; a runbook brings its commands and links along. */
const chunk = { patterns: 500, runbooks: 50, executions: 500, incidents: 500 };

/**
 * Everything that may leave a host, told to a server; copying again changes nothing. Drafts and retired runbooks stay
 * here, as in every push. Throws what the server throws (exit 13); what was told until then stays told.
 */
export async function copyGraph(snapshot: GraphSnapshot, server: SharedServer): Promise<Copied> {
  const runbooks = snapshot.runbooks.filter(({ status }) => status === "approved");
  const shared = new Set(runbooks.map(({ id }) => id));
  const links = snapshot.links.filter(({ runbook }) => shared.has(runbook));
  const executions = snapshot.executions.filter(({ result }) => result !== null);
  const { patterns, sightings, incidents } = snapshot;
  for (const part of chunks(patterns, chunk.patterns)) {
    const ids = new Set(part.map(({ id }) => id));
    const seen = sightings.filter(({ pattern }) => ids.has(pattern));
    await server.push({ ...nothing, patterns: part, sightings: seen });
  }
  for (const part of chunks(runbooks, chunk.runbooks)) {
    const ids = new Set(part.map(({ id }) => id));
    await server.push({ ...nothing, runbooks: part, links: links.filter(({ runbook }) => ids.has(runbook)) });
  }
  for (const part of chunks(executions, chunk.executions))
    await server.push({ ...nothing, executions: part });
  for (const part of chunks(incidents, chunk.incidents)) await server.push({ ...nothing, incidents: part });
  const ids = (all: readonly { readonly id: string }[]): string[] => all.map(({ id }) => id);
  const removed = await server.keepOnly({
    patterns: ids(patterns),
    runbooks: ids(runbooks),
    executions: ids(executions),
    incidents: ids(incidents),
  });
  return {
    patterns: patterns.length,
    sightings: sightings.length,
    runbooks: runbooks.length,
    links: links.length,
    executions: executions.length,
    incidents: incidents.length,
    removed,
  };
}

const nothing: SharedDelta = {
  patterns: [],
  sightings: [],
  runbooks: [],
  links: [],
  executions: [],
  incidents: [],
  gone: [],
};

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
}
