import neo4j, { type Driver } from "neo4j-driver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { memoryGraphContract } from "../../src/adapters/graph/memory-graph.contract.ts";
import { openServer, type ServerOptions } from "../../src/adapters/graph/server/open.ts";
import { type Neo4jServer, startNeo4j } from "./neo4j/server.mjs";

let server: Neo4jServer;
let driver: Driver;

beforeAll(async () => {
  server = await startNeo4j();
  driver = neo4j.driver(server.url, neo4j.auth.basic(server.user, server.password));
}, 600_000);

afterAll(async () => {
  await driver?.close();
  await server?.stop();
});

const query = async (text: string): Promise<unknown[]> =>
  (await driver.executeQuery(text)).records.map((record) => record.get(0));
const empty = () => query("MATCH (n) DETACH DELETE n");

const options = (facts: Partial<ServerOptions> = {}): ServerOptions => ({
  url: server.url,
  user: server.user,
  password: server.password,
  database: null,
  workspace: "w-one",
  host: "web-1",
  ...facts,
});

memoryGraphContract("neo4j", async () => {
  await empty();
  return (await openServer(options())).graph;
});
