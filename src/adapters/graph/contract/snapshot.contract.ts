import { expect, it } from "vitest";
import { execution, incident, linked } from "../../../../test/fixtures/graph/nodes.ts";
import type { MemoryGraph } from "../../../base/ports/graph-store.ts";

/** What a snapshot holds, and that every id is plain text. */
export function snapshotContract(graph: () => MemoryGraph): void {
  const everyAnswer = async () => ({
    patterns: await graph().patterns(),
    pattern: await graph().pattern("p-1"),
    best: await graph().runbooksFor("p-1", 10),
    patternsOf: await graph().patternsOf("r-1"),
    stats: await graph().runStats("r-1"),
    executions: await graph().executions(),
    found: (await graph().search("lock", 50)).map((node) => node.id).sort(),
    related: await graph().related("r-1", 10),
    insights: await graph().insights(1e15),
    picture: await graph().neighbourhood("r-1"),
    snapshot: await graph().snapshot(),
    counts: await graph().stats(),
  });
  const grow = async () => {
    await linked(graph(), ["r-2", "r-1"]);
    await linked(graph(), ["r-1"], "p-2");
    await graph().patternSeen("p-1", "web-1", 7, 5);
    await graph().patternSeen("p-1", "web-2", 9, 1);
    await graph().setRunbookStatus("r-2", "changed");
    await graph().recordExecution(execution("e-1"));
    await graph().recordExecution(
      execution("e-2", { pattern: null, result: null, endedAt: null, reason: null }),
    );
    await graph().recordIncident(incident("INC-1"));
    await graph().recordIncident(
      incident("INC-2", { pattern: null, runbook: null, execution: null, endedAt: null }),
    );
  };

  it("gives the same answer to every question after a snapshot was restored", async () => {
    await grow();
    const before = await everyAnswer();
    await graph().restore(before.snapshot);
    expect(await everyAnswer()).toEqual(before);
  });

  it("forgets what a restored snapshot does not hold", async () => {
    const empty = await graph().snapshot();
    const nothing = await everyAnswer();
    await grow();
    await graph().restore(empty);
    expect(await everyAnswer()).toEqual(nothing);
  });

  it("stays as it was when a snapshot contradicts itself", async () => {
    await grow();
    const before = await everyAnswer();
    const broken = { ...before.snapshot, patterns: [], links: [{ pattern: "p-gone", runbook: "r-1" }] };
    await expect(graph().restore(broken)).rejects.toMatchObject({ exitCode: 2 });
    expect(await everyAnswer()).toEqual(before);
  });

  it.each([
    ["quotes", `p-'"\`; DROP TABLE runbook; --`],
    ["Cypher", "p-1'}) DETACH DELETE n //"],
    ["emoji and controls", "p-🧨\u202e\tλ"],
    ["a wildcard", "p-%_*"],
  ])("takes an id with %s as plain text", async (_what, id) => {
    await linked(graph(), ["r-1"], id);
    await graph().patternSeen(id, id, 1, 1);
    await graph().recordExecution(execution(id, { pattern: id }));
    expect(await graph().patternsOf("r-1")).toEqual([id]);
    expect(await graph().runbooksFor(id, 1)).toMatchObject([{ id: "r-1", verified: 1 }]);
    expect(await graph().stats()).toMatchObject({ ErrorPattern: 1, Runbook: 1, Execution: 1 });
  });
}
