import { beforeEach, describe, expect, it } from "vitest";
import { openServer } from "../../../src/adapters/graph/server/open.ts";
import type { SharedNeo4j } from "./shared-server.ts";

const someoneElses = `
  CREATE (r:Runbook {id: 'r-1', key: 'w-one r-1', title: 'not ours'})-[:HAS_COMMAND {ordinal: 1}]->(:Command {text: 'ls'}),
    (e:ErrorPattern {id: 'p-1', words: 'lock lock'})-[:MITIGATED_BY {verified: 7}]->(r),
    (:Workspace {key: 'w-one', revision: 9}), (:Incident {id: 'INC-1'}), (:Claim {key: 'k'}), (:Host {id: 'web-1'})`;

const everything =
  "MATCH (n) OPTIONAL MATCH (n)-[r]->(m) RETURN [labels(n), properties(n), type(r), properties(r), labels(m)]";

/** Other people's graphs in the same database, with our own words as labels. */
export function describeForeignData(server: SharedNeo4j): void {
  describe("a database that holds other people's data too", { timeout: 120_000 }, () => {
    const pattern = { id: "p-1", name: "n", template: "t", signature: "s", example: "lock", maskVersion: 1 };
    const runbook = {
      ...{
        id: "r-1",
        title: "ours",
        path: "p",
        status: "approved",
        digest: "d",
        approvedBy: null,
        approvedAt: null,
      },
      commands: [{ text: "ls", role: "fix" }],
    };
    let before: string;
    beforeEach(async () => {
      await server.empty();
      await server.query(someoneElses);
      before = await foreign();
    });
    const foreign = async (): Promise<string> =>
      JSON.stringify(
        (await server.query(everything)).filter((row) => !JSON.stringify(row).includes("Reifier")).sort(),
      );

    it("shows nothing of it and changes nothing in it, whatever is written, replaced or deleted", async () => {
      const { graph, shared } = await openServer(server.options());
      expect(await graph.patterns()).toEqual([]);
      expect(await graph.search("lock", 10)).toEqual([]);
      expect(await graph.neighbourhood("r-1")).toBeNull();
      await graph.recordPattern(pattern);
      await graph.saveRunbook(runbook);
      await graph.link("p-1", "r-1");
      await graph.unlink("p-1", "r-1");
      await graph.setRunbookStatus("r-1", "retired");
      const nothing = { sightings: [], links: [], executions: [], incidents: [] };
      const gone = ["runbook", "pattern", "incident", "forgotten"] as const;
      await shared.push({
        ...{ ...nothing, patterns: [], runbooks: [] },
        gone: gone.map((kind) => ({ kind, id: kind === "incident" ? "INC-1" : `${kind[0]}-1` })),
      });
      await shared.keepOnly({ patterns: [], runbooks: [], executions: [], incidents: [] });
      await graph.restore({ ...nothing, patterns: [pattern], runbooks: [] });
      await shared.claimAlert("k");
      expect(await foreign()).toBe(before);
      expect((await graph.patterns()).map(({ id }) => id)).toEqual(["p-1"]);
      await graph.close();
    });

    it("leaves what another workspace told alone", async () => {
      const one = await openServer(server.options());
      const two = await openServer(server.options({ workspace: "w-two", host: "web-2" }));
      await one.graph.recordPattern(pattern);
      await two.graph.recordPattern({ ...pattern, name: "theirs" });
      await two.graph.restore({
        ...{ patterns: [], sightings: [], runbooks: [], links: [], executions: [], incidents: [] },
      });
      expect(await one.graph.pattern("p-1")).toEqual(pattern);
      expect(await two.graph.patterns()).toEqual([]);
      await one.graph.close();
      await two.graph.close();
    });
  });
}
