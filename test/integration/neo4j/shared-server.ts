import neo4j, { type Driver } from "neo4j-driver";
import { afterAll, beforeAll } from "vitest";
import type { ServerOptions } from "../../../src/adapters/graph/server/open.ts";
// biome-ignore lint/correctness/useImportExtensions: the figures (test/bench) start the same server without TypeScript
import { type Neo4jServer, startNeo4j } from "./server.mjs";

/** The server of this suite, and a person's view of its database. */
export interface SharedNeo4j {
  process(): Neo4jServer;
  options(facts?: Partial<ServerOptions>): ServerOptions;
  /** The first column of every row. */
  query(text: string): Promise<unknown[]>;
  empty(): Promise<void>;
}

export function sharedServer(): SharedNeo4j {
  let server: Neo4jServer | null = null;
  let driver: Driver | null = null;
  const running = (): Neo4jServer => {
    if (server === null) throw new Error("the server is not started");
    return server;
  };
  const query = async (text: string): Promise<unknown[]> => {
    if (driver === null) throw new Error("the server is not started");
    return (await driver.executeQuery(text)).records.map((record) => record.get(0));
  };
  beforeAll(async () => {
    server = await startNeo4j();
    driver = neo4j.driver(server.url, neo4j.auth.basic(server.user, server.password), {
      disableLosslessIntegers: true,
    });
  }, 600_000);
  afterAll(async () => {
    await driver?.close();
    await server?.stop();
  });
  return {
    process: running,
    options: (facts = {}) => ({
      url: running().url,
      user: running().user,
      password: running().password,
      database: null,
      workspace: "w-one",
      host: "web-1",
      timeoutMs: 20_000,
      ...facts,
    }),
    query,
    empty: async () => {
      // A test that failed may have left it dead.
      await running().start();
      await query("MATCH (n) DETACH DELETE n");
    },
  };
}
