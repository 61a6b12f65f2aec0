import type { MemoryGraph } from "../../../base/ports/graph-store.ts";
import type { SharedServer } from "../../../base/ports/shared-graph.ts";
import { claimAlert } from "./claims.ts";
import { connectServer, type ServerOptions } from "./cypher.ts";
import { graphStats, serverGraph } from "./graph.ts";
import { pullNews } from "./pull.ts";
import { keepOnly, pushDelta } from "./push.ts";
import { migrateServer } from "./schema.ts";

export type { ServerOptions } from "./cypher.ts";

/**
 * Connects to a Neo4j server and migrates it. Throws `GRAPH_AWAY`, `GRAPH_REFUSED`, `GRAPH_CERTIFICATE` or
 * `GRAPH_FAILED` (exit 13), `STORE_NEWER` (exit 2).
 */
export async function openServer(
  options: ServerOptions,
): Promise<{ readonly graph: MemoryGraph; readonly shared: SharedServer }> {
  const server = connectServer(options);
  try {
    await server.greet();
    await migrateServer(server);
  } catch (error) {
    await server.close();
    throw error;
  }
  return {
    graph: serverGraph(server),
    shared: {
      push: (delta) => server.writeMuch((cypher) => pushDelta(cypher, options.host, delta)),
      pull: (known) => pullNews(server, known),
      claimAlert: (key) => claimAlert(server, options.host, key),
      keepOnly: (keep) => server.writeMuch((cypher) => keepOnly(cypher, keep)),
      stats: () => server.read(graphStats),
      close: () => server.close(),
    },
  };
}
