import { expect, it } from "vitest";
import { execution, incident, linked, pattern, runbook } from "../../../../test/fixtures/graph/nodes.ts";
import type { MemoryGraph } from "../../../base/ports/graph-store.ts";

/** What a graph answers: search, relatives, insights, neighbourhoods. */
export function askingContract(graph: () => MemoryGraph): void {
  it("finds patterns and runbooks that hold every word, whatever stands between the words", async () => {
    await linked(graph(), ["r-1"]);
    await graph().saveRunbook(
      runbook("r-2", { title: "Drain the Queue", commands: [{ text: "celery purge", role: "fix" }] }),
    );
    const found = async (text: string) =>
      (await graph().search(text, 10)).map((node) => `${node.kind} ${node.id}`);
    expect((await found("lock r-1")).sort()).toEqual(["runbook r-1"]);
    expect((await found("LOCK")).sort()).toEqual(["pattern p-1", "runbook r-1"]);
    expect(await found("queue; purge")).toEqual(["runbook r-2"]);
    expect(await found("queue lock")).toEqual([]);
    expect(await found("nowhere")).toEqual([]);
    expect(await graph().search("queue", 1)).toEqual([
      { kind: "runbook", id: "r-2", name: "Drain the Queue" },
    ]);
  });

  it("takes every text to search for as words, also operators, quotes and nothing at all", async () => {
    await linked(graph(), ["r-1"]);
    for (const text of [
      "",
      " \t",
      "*",
      '"',
      "a OR",
      "NEAR(",
      "words:lock",
      "-lock ^",
      "lock AND",
      "\\",
      "💥",
      "x".repeat(9_999),
    ]) {
      expect(Array.isArray(await graph().search(text, 5))).toBe(true);
    }
    expect((await graph().search("app.lock", 5)).length).toBeGreaterThan(0);
  });

  it("finds a saved-again runbook by its new words only", async () => {
    await graph().saveRunbook(runbook("r-1", { title: "Old words" }));
    await graph().saveRunbook(runbook("r-1", { title: "New names" }));
    expect(await graph().search("old", 5)).toEqual([]);
    expect(await graph().search("names", 5)).toHaveLength(1);
  });

  it("relates runbooks by the commands they share, each command once", async () => {
    const run = (...texts: string[]) => ({ commands: texts.map((text) => ({ text, role: "fix" })) });
    await graph().saveRunbook(runbook("r-1", run("a", "b", "c", "a")));
    await graph().saveRunbook(runbook("r-2", run("c", "c")));
    await graph().saveRunbook(runbook("r-3", { ...run("b", "a"), status: "retired" }));
    await graph().saveRunbook(runbook("r-4", run("c")));
    await graph().saveRunbook(runbook("r-5", run("x")));
    expect(await graph().related("r-1", 10)).toEqual([
      { id: "r-3", title: "Title of r-3", status: "retired", shared: 2 },
      { id: "r-2", title: "Title of r-2", status: "approved", shared: 1 },
      { id: "r-4", title: "Title of r-4", status: "approved", shared: 1 },
    ]);
    expect((await graph().related("r-1", 1)).map((found) => found.id)).toEqual(["r-3"]);
    expect(await graph().related("r-none", 10)).toEqual([]);
  });

  it("tells what is not covered, not used, not verified, shared, spread, and how long it took", async () => {
    await linked(graph(), ["r-1", "r-2"]);
    await graph().recordPattern(pattern("p-2"));
    await graph().recordPattern(pattern("p-3"));
    await linked(graph(), ["r-old"], "p-3");
    await graph().setRunbookStatus("r-old", "retired");
    await graph().patternSeen("p-2", "web-2", 1, 5);
    await graph().patternSeen("p-2", "web-1", 1, 5);
    await graph().patternSeen("p-1", "web-1", 1, 5);
    await graph().recordExecution(execution("e-1"));
    await graph().recordIncident(incident("INC-1"));
    expect(await graph().insights(Date.parse("2026-03-02T00:00:00.000Z"))).toEqual({
      coverage: { patterns: 3, covered: 1 },
      uncovered: [
        { id: "p-2", name: "name of p-2", seen: 10 },
        { id: "p-3", name: "name of p-3", seen: 0 },
      ],
      unused: [{ id: "r-2", title: "Title of r-2" }],
      unverified: [],
      sharedCommands: [{ text: "systemctl stop app", runbooks: ["r-1", "r-2", "r-old"] }],
      spread: [
        { id: "p-2", name: "name of p-2", hosts: ["web-1", "web-2"] },
        { id: "p-1", name: "name of p-1", hosts: ["web-1"] },
      ],
      timeToResolve: [{ id: "p-1", name: "name of p-1", resolved: 1, meanMs: 19_500 }],
    });
    expect((await graph().insights(Date.parse("2026-03-03T00:00:00.000Z"))).unverified).toEqual([
      { id: "r-1", title: "Title of r-1", lastVerifiedAt: "2026-03-02T02:11:19.500Z" },
    ]);
  });

  it("names a runbook that ran and was never verified, and no rehearsal as a run", async () => {
    await linked(graph(), ["r-1", "r-2"]);
    await graph().recordExecution(execution("e-1", { result: "failed" }));
    await graph().recordExecution(execution("e-2", { runbook: "r-2", result: "dry-run" }));
    const found = await graph().insights(0);
    expect(found.unverified).toEqual([]);
    expect((await graph().insights(1)).unverified).toMatchObject([{ id: "r-1", lastVerifiedAt: null }]);
    expect(found.unused).toMatchObject([{ id: "r-2" }]);
  });

  it("shows the neighbourhood of a pattern, a runbook and a host, every edge between shown nodes", async () => {
    await linked(graph(), ["r-1", "r-2"]);
    await graph().patternSeen("p-1", "web-1", 1, 5);
    await graph().recordExecution(execution("e-1"));
    const said = async (id: string) => {
      const picture = await graph().neighbourhood(id);
      const name = (place: number) => `${picture?.nodes[place]?.kind} ${picture?.nodes[place]?.id}`;
      return picture?.edges.map((edge) => `${name(edge.from)} ${edge.kind} (${edge.label}) ${name(edge.to)}`);
    };
    expect(await said("p-1")).toEqual([
      "pattern p-1 MITIGATED_BY (1 verified, 0 failed) runbook r-1",
      "pattern p-1 MITIGATED_BY (0 verified, 0 failed) runbook r-2",
      "runbook r-1 HAS_COMMAND (1 fix) command systemctl stop app",
      "runbook r-1 HAS_COMMAND (2 fix) command rm /var/cache/r-1.lock",
      "runbook r-2 HAS_COMMAND (1 fix) command systemctl stop app",
      "runbook r-2 HAS_COMMAND (2 fix) command rm /var/cache/r-2.lock",
      "pattern p-1 SEEN_AGAIN (5 times) host web-1",
    ]);
    expect(await said("r-1")).toEqual([
      "pattern p-1 MITIGATED_BY (1 verified, 0 failed) runbook r-1",
      "runbook r-1 HAS_COMMAND (1 fix) command systemctl stop app",
      "runbook r-1 HAS_COMMAND (2 fix) command rm /var/cache/r-1.lock",
      "runbook r-2 HAS_COMMAND (1 fix) command systemctl stop app",
    ]);
    expect(await said("web-1")).toEqual([
      "pattern p-1 SEEN_AGAIN (5 times) host web-1",
      "pattern p-1 MITIGATED_BY (1 verified, 0 failed) runbook r-1",
      "pattern p-1 MITIGATED_BY (0 verified, 0 failed) runbook r-2",
    ]);
    expect((await graph().neighbourhood("p-1"))?.nodes[0]).toEqual({
      kind: "pattern",
      id: "p-1",
      label: "name of p-1",
    });
    expect(await graph().neighbourhood("nothing")).toBeNull();
  });
}
