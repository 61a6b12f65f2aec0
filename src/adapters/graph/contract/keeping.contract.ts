import { expect, it } from "vitest";
import { execution, linked, pattern, runbook } from "../../../../test/fixtures/graph/nodes.ts";
import type { MemoryGraph } from "../../../base/ports/graph-store.ts";

/** What a graph keeps of patterns, links, runbooks and executions. */
export function keepingContract(graph: () => MemoryGraph): void {
  it("returns a pattern as it was recorded, and null for one it never saw", async () => {
    await graph().recordPattern(pattern("p-1"));
    expect(await graph().pattern("p-1")).toEqual(pattern("p-1"));
    expect(await graph().pattern("p-2")).toBeNull();
  });

  it("keeps one node for a pattern recorded twice, with what was said last", async () => {
    await graph().recordPattern(pattern("p-1"));
    await graph().recordPattern(pattern("p-1", { name: "stale lock" }));
    expect((await graph().patterns()).map((row) => row.name)).toEqual(["stale lock"]);
  });

  it("adds up sightings over hosts and keeps the newest time", async () => {
    await graph().recordPattern(pattern("p-1"));
    await graph().patternSeen("p-1", "web-1", 2_000, 14);
    await graph().patternSeen("p-1", "web-2", 1_000, 1);
    await graph().patternSeen("p-1", "web-1", 500, 2);
    expect(await graph().patterns()).toEqual([
      {
        id: "p-1",
        name: "name of p-1",
        template: "could not lock p-1 <path>",
        example: "could not lock p-1 /var/cache/app.lock",
        runbooks: [],
        seen: 17,
        lastSeenAt: "1970-01-01T00:00:02.000Z",
        maskVersion: 1,
      },
    ]);
  });

  it("learns only new patterns with their sightings, and keeps a name that a person gave", async () => {
    await graph().recordPattern(pattern("p-1", { name: "stale lock" }));
    await graph().sawPatterns("web-1", [
      { pattern: pattern("p-1"), at: 1_000, times: 2 },
      { pattern: pattern("p-2"), at: 2_000, times: 1 },
      { pattern: pattern("p-2"), at: 3_000, times: 4 },
    ]);
    expect((await graph().patterns()).map((row) => [row.name, row.seen, row.lastSeenAt])).toEqual([
      ["stale lock", 2, "1970-01-01T00:00:01.000Z"],
      ["name of p-2", 5, "1970-01-01T00:00:03.000Z"],
    ]);
  });

  it("lists patterns by id with the runbooks that mitigate them", async () => {
    await linked(graph(), ["r-2", "r-1"]);
    await graph().recordPattern(pattern("p-0"));
    const rows = await graph().patterns();
    expect(await graph().patterns("linked")).toEqual(rows.filter(({ runbooks }) => runbooks.length > 0));
    expect(rows.map((row) => [row.id, row.runbooks])).toEqual([
      ["p-0", []],
      ["p-1", ["r-1", "r-2"]],
    ]);
  });

  it("finds only approved runbooks of a pattern, ties broken by id", async () => {
    await linked(graph(), ["r-c", "r-a", "r-b"]);
    await graph().setRunbookStatus("r-b", "changed");
    expect((await graph().runbooksFor("p-1", 10)).map((found) => found.id)).toEqual(["r-a", "r-c"]);
    expect((await graph().runbooksFor("p-1", 1)).map((found) => found.id)).toEqual(["r-a"]);
    expect(await graph().runbooksFor("p-none", 10)).toEqual([]);
  });

  it("ranks by smoothed success, so one success beats none and a failure loses to the untried", async () => {
    await linked(graph(), ["r-bad", "r-good", "r-new"]);
    await graph().recordExecution(execution("e-1", { runbook: "r-good" }));
    await graph().recordExecution(
      execution("e-2", { runbook: "r-bad", result: "rolled-back", reason: "step 2" }),
    );
    expect(await graph().runbooksFor("p-1", 10)).toEqual([
      {
        id: "r-good",
        title: "Title of r-good",
        digest: "digest-r-good",
        verified: 1,
        failed: 0,
        lastResults: ["resolved"],
      },
      {
        id: "r-new",
        title: "Title of r-new",
        digest: "digest-r-new",
        verified: 0,
        failed: 0,
        lastResults: [],
      },
      {
        id: "r-bad",
        title: "Title of r-bad",
        digest: "digest-r-bad",
        verified: 0,
        failed: 1,
        lastResults: ["rolled-back"],
      },
    ]);
  });

  it("counts an execution once, however often it is told", async () => {
    await linked(graph(), ["r-1"]);
    const run = execution("e-1");
    await graph().recordExecution({ ...run, endedAt: null, result: null, reason: null });
    expect((await graph().runbooksFor("p-1", 1))[0]?.verified).toBe(0);
    await graph().recordExecution(run);
    await graph().recordExecution(run);
    expect((await graph().runbooksFor("p-1", 1))[0]?.verified).toBe(1);
    expect(await graph().executions()).toEqual([run]);
  });

  it("takes a run that nothing verified neither for nor against a runbook", async () => {
    await linked(graph(), ["r-1"]);
    await graph().recordExecution(execution("e-1", { result: "unverified", reason: "no-verify-step" }));
    await graph().recordExecution(execution("e-2", { result: "interrupted", reason: "signal" }));
    expect(await graph().runbooksFor("p-1", 1)).toMatchObject([{ verified: 0, failed: 0 }]);
    await graph().recordExecution(execution("e-3", { result: "unverified", reason: "verify-failed" }));
    expect(await graph().runbooksFor("p-1", 1)).toMatchObject([{ verified: 0, failed: 1 }]);
  });

  it("knows the outcomes of runs that were made before the link", async () => {
    await graph().recordPattern(pattern("p-1"));
    await graph().saveRunbook(runbook("r-1"));
    await graph().recordExecution(execution("e-1"));
    await graph().link("p-1", "r-1");
    expect(await graph().runbooksFor("p-1", 1)).toMatchObject([{ verified: 1, failed: 0 }]);
  });

  it("shows the last five results, newest first", async () => {
    await linked(graph(), ["r-1"]);
    for (let n = 1; n <= 6; n++) {
      await graph().recordExecution(
        execution(`e-${n}`, {
          startedAt: `2026-03-0${n}T00:00:00.000Z`,
          result: n === 6 ? "failed" : "resolved",
        }),
      );
    }
    expect((await graph().runbooksFor("p-1", 1))[0]?.lastResults).toEqual([
      "failed",
      "resolved",
      "resolved",
      "resolved",
      "resolved",
    ]);
  });

  it("links twice as once, unlinks, and lists the patterns of a runbook by id", async () => {
    await linked(graph(), ["r-1"], "p-2");
    await linked(graph(), ["r-1"], "p-1");
    await graph().link("p-1", "r-1");
    expect(await graph().patternsOf("r-1")).toEqual(["p-1", "p-2"]);
    await graph().unlink("p-1", "r-1");
    await graph().unlink("p-1", "r-1");
    expect(await graph().patternsOf("r-1")).toEqual(["p-2"]);
  });

  it("refuses a link to what it does not know, with a hint", async () => {
    await graph().recordPattern(pattern("p-1"));
    await expect(graph().link("p-1", "r-none")).rejects.toMatchObject({ code: "USAGE", exitCode: 2 });
    await expect(graph().link("p-none", "r-none")).rejects.toMatchObject({
      hint: "list them with: reifier patterns",
    });
  });

  it("replaces the commands of a runbook that is saved again", async () => {
    await graph().saveRunbook(runbook("r-1"));
    await graph().saveRunbook(runbook("r-1", { commands: [{ text: "true", role: "verify" }] }));
    expect(await graph().stats()).toMatchObject({ Runbook: 1, Command: 1, HAS_COMMAND: 1 });
  });

  it("keeps one node for a command that two runbooks share, and each of its places", async () => {
    await graph().saveRunbook(runbook("r-1"));
    const twice = [
      { text: "systemctl stop app", role: "fix" },
      { text: "systemctl stop app", role: "fix" },
    ];
    await graph().saveRunbook(runbook("r-2", { commands: twice }));
    expect(await graph().stats()).toMatchObject({ Runbook: 2, Command: 2, HAS_COMMAND: 4 });
  });

  it("says how a runbook did, all in all and since its digest", async () => {
    await graph().recordExecution(execution("e-1", { result: "failed", digest: "old" }));
    await graph().recordExecution(execution("e-2", { startedAt: "2026-03-03T00:00:00.000Z" }));
    await graph().recordExecution(
      execution("e-3", { result: "dry-run", startedAt: "2026-03-04T00:00:00.000Z" }),
    );
    expect(await graph().runStats("r-1")).toEqual({
      runs: 2,
      verified: 1,
      lastRunAt: "2026-03-03T00:00:00.000Z",
      lastResult: "resolved",
    });
    expect(await graph().runStats("r-1", "old")).toMatchObject({
      runs: 1,
      verified: 0,
      lastResult: "failed",
    });
    expect(await graph().runStats("r-none")).toEqual({
      runs: 0,
      verified: 0,
      lastRunAt: null,
      lastResult: null,
    });
  });

  it("lists executions newest first, and the running ones alone", async () => {
    await graph().recordExecution(execution("e-1"));
    const running = execution("e-2", {
      startedAt: "2026-03-03T00:00:00.000Z",
      endedAt: null,
      result: null,
      reason: null,
    });
    await graph().recordExecution(running);
    expect((await graph().executions()).map((run) => run.id)).toEqual(["e-2", "e-1"]);
    expect(await graph().executions({ running: true })).toEqual([running]);
    expect((await graph().executions({ running: false })).map((run) => run.id)).toEqual(["e-1"]);
  });
}
