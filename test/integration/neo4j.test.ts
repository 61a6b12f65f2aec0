import { memoryGraphContract } from "../../src/adapters/graph/contract/memory-graph.contract.ts";
import { openServer } from "../../src/adapters/graph/server/open.ts";
import { describeFailures } from "./neo4j/failures.contract.ts";
import { describeForeignData } from "./neo4j/foreign-data.contract.ts";
import { describeKills } from "./neo4j/kills.contract.ts";
import { sharedServer } from "./neo4j/shared-server.ts";
import { describeSharing } from "./neo4j/sharing.contract.ts";
import { describeTwoHosts } from "./neo4j/two-hosts.contract.ts";
import { describeTwoOperators } from "./neo4j/two-operators.contract.ts";

// One server for everything that needs a real one; each part begins with an empty database.
const server = sharedServer();

memoryGraphContract("neo4j", async () => {
  await server.empty();
  return (await openServer(server.options())).graph;
});
describeForeignData(server);
describeSharing(server);
describeTwoHosts(server);
describeTwoOperators(server);
describeFailures(server);
describeKills(server);
