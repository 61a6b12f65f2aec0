import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Execution } from "../../base/model/execution.ts";
import type { ErrorPattern } from "../../base/model/pattern.ts";
import type { IncidentNode, MemoryGraph, RunbookNode } from "../../base/ports/graph-store.ts";

export const pattern = (id: string, facts: Partial<ErrorPattern> = {}): ErrorPattern => ({
  id,
  name: `name of ${id}`,
  template: `could not lock ${id} <path>`,
  signature: `sig ${id}`,
  example: `could not lock ${id} /var/cache/app.lock`,
  maskVersion: 1,
  ...facts,
});

const runbook = (id: string, facts: Partial<RunbookNode> = {}): RunbookNode => ({
  id,
  title: `Title of ${id}`,
  path: `runbooks/approved/${id}.md`,
  status: "approved",
  digest: `digest-${id}`,
  approvedBy: "sam",
  approvedAt: "2026-03-01T09:00:00.000Z",
  commands: [
    { text: "systemctl stop app", role: "fix" },
    { text: `rm /var/cache/${id}.lock`, role: "fix" },
  ],
  ...facts,
});

const execution = (id: string, facts: Partial<Execution> = {}): Execution => ({
  id,
  runbook: "r-1",
  digest: "digest-r-1",
  pattern: "p-1",
  suggestion: null,
  startedAt: "2026-03-02T02:11:09.000Z",
  endedAt: "2026-03-02T02:11:19.500Z",
  result: "resolved",
  reason: "verified",
  by: "sam",
  ...facts,
});

const incident = (id: string, facts: Partial<IncidentNode> = {}): IncidentNode => ({
  id,
  runbook: "r-1",
  pattern: "p-1",
  execution: "e-1",
  host: "web-1",
  result: "resolved",
  reason: "verified",
  raisedAt: "2026-03-02T02:11:00.000Z",
  endedAt: "2026-03-02T02:11:19.500Z",
  path: `incidents/${id}.md`,
  ...facts,
});

/** What every store behind the port must do; `make` returns an empty one. */
export function memoryGraphContract(name: string, make: () => Promise<MemoryGraph>): void {
  describe(`memory graph: ${name}`, () => {
    let graph: MemoryGraph;
    beforeEach(async () => {
      graph = await make();
    });
    afterEach(async () => {
      await graph.close();
    });

    const linked = async (ids: readonly string[], to = "p-1"): Promise<void> => {
      await graph.recordPattern(pattern(to));
      for (const id of ids) {
        await graph.saveRunbook(runbook(id));
        await graph.link(to, id);
      }
    };

    it("returns a pattern as it was recorded, and null for one it never saw", async () => {
      await graph.recordPattern(pattern("p-1"));
      expect(await graph.pattern("p-1")).toEqual(pattern("p-1"));
      expect(await graph.pattern("p-2")).toBeNull();
    });

    it("keeps one node for a pattern recorded twice, with what was said last", async () => {
      await graph.recordPattern(pattern("p-1"));
      await graph.recordPattern(pattern("p-1", { name: "stale lock" }));
      expect((await graph.patterns()).map((row) => row.name)).toEqual(["stale lock"]);
    });

    it("adds up sightings over hosts and keeps the newest time", async () => {
      await graph.recordPattern(pattern("p-1"));
      await graph.patternSeen("p-1", "web-1", 2_000, 14);
      await graph.patternSeen("p-1", "web-2", 1_000, 1);
      await graph.patternSeen("p-1", "web-1", 500, 2);
      expect(await graph.patterns()).toEqual([
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
      await graph.recordPattern(pattern("p-1", { name: "stale lock" }));
      await graph.sawPatterns("web-1", [
        { pattern: pattern("p-1"), at: 1_000, times: 2 },
        { pattern: pattern("p-2"), at: 2_000, times: 1 },
        { pattern: pattern("p-2"), at: 3_000, times: 4 },
      ]);
      expect((await graph.patterns()).map((row) => [row.name, row.seen, row.lastSeenAt])).toEqual([
        ["stale lock", 2, "1970-01-01T00:00:01.000Z"],
        ["name of p-2", 5, "1970-01-01T00:00:03.000Z"],
      ]);
    });

    it("lists patterns by id with the runbooks that mitigate them", async () => {
      await linked(["r-2", "r-1"]);
      await graph.recordPattern(pattern("p-0"));
      const rows = await graph.patterns();
      expect(rows.map((row) => [row.id, row.runbooks])).toEqual([
        ["p-0", []],
        ["p-1", ["r-1", "r-2"]],
      ]);
    });

    it("finds only approved runbooks of a pattern, ties broken by id", async () => {
      await linked(["r-c", "r-a", "r-b"]);
      await graph.setRunbookStatus("r-b", "changed");
      expect((await graph.runbooksFor("p-1", 10)).map((found) => found.id)).toEqual(["r-a", "r-c"]);
      expect((await graph.runbooksFor("p-1", 1)).map((found) => found.id)).toEqual(["r-a"]);
      expect(await graph.runbooksFor("p-none", 10)).toEqual([]);
    });

    it("ranks by smoothed success, so one success beats none and a failure loses to the untried", async () => {
      await linked(["r-bad", "r-good", "r-new"]);
      await graph.recordExecution(execution("e-1", { runbook: "r-good" }));
      await graph.recordExecution(
        execution("e-2", { runbook: "r-bad", result: "rolled-back", reason: "step 2" }),
      );
      expect(await graph.runbooksFor("p-1", 10)).toEqual([
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
      await linked(["r-1"]);
      const run = execution("e-1");
      await graph.recordExecution({ ...run, endedAt: null, result: null, reason: null });
      expect((await graph.runbooksFor("p-1", 1))[0]?.verified).toBe(0);
      await graph.recordExecution(run);
      await graph.recordExecution(run);
      expect((await graph.runbooksFor("p-1", 1))[0]?.verified).toBe(1);
      expect(await graph.executions()).toEqual([run]);
    });

    it("takes a run that nothing verified neither for nor against a runbook", async () => {
      await linked(["r-1"]);
      await graph.recordExecution(execution("e-1", { result: "unverified", reason: "no-verify-step" }));
      await graph.recordExecution(execution("e-2", { result: "interrupted", reason: "signal" }));
      expect(await graph.runbooksFor("p-1", 1)).toMatchObject([{ verified: 0, failed: 0 }]);
      await graph.recordExecution(execution("e-3", { result: "unverified", reason: "verify-failed" }));
      expect(await graph.runbooksFor("p-1", 1)).toMatchObject([{ verified: 0, failed: 1 }]);
    });

    it("knows the outcomes of runs that were made before the link", async () => {
      await graph.recordPattern(pattern("p-1"));
      await graph.saveRunbook(runbook("r-1"));
      await graph.recordExecution(execution("e-1"));
      await graph.link("p-1", "r-1");
      expect(await graph.runbooksFor("p-1", 1)).toMatchObject([{ verified: 1, failed: 0 }]);
    });

    it("shows the last five results, newest first", async () => {
      await linked(["r-1"]);
      for (let n = 1; n <= 6; n++) {
        await graph.recordExecution(
          execution(`e-${n}`, {
            startedAt: `2026-03-0${n}T00:00:00.000Z`,
            result: n === 6 ? "failed" : "resolved",
          }),
        );
      }
      expect((await graph.runbooksFor("p-1", 1))[0]?.lastResults).toEqual([
        "failed",
        "resolved",
        "resolved",
        "resolved",
        "resolved",
      ]);
    });

    it("links twice as once, unlinks, and lists the patterns of a runbook by id", async () => {
      await linked(["r-1"], "p-2");
      await linked(["r-1"], "p-1");
      await graph.link("p-1", "r-1");
      expect(await graph.patternsOf("r-1")).toEqual(["p-1", "p-2"]);
      await graph.unlink("p-1", "r-1");
      await graph.unlink("p-1", "r-1");
      expect(await graph.patternsOf("r-1")).toEqual(["p-2"]);
    });

    it("refuses a link to what it does not know, with a hint", async () => {
      await graph.recordPattern(pattern("p-1"));
      await expect(graph.link("p-1", "r-none")).rejects.toMatchObject({ code: "USAGE", exitCode: 2 });
      await expect(graph.link("p-none", "r-none")).rejects.toMatchObject({
        hint: "list them with: reifier patterns",
      });
    });

    it("replaces the commands of a runbook that is saved again", async () => {
      await graph.saveRunbook(runbook("r-1"));
      await graph.saveRunbook(runbook("r-1", { commands: [{ text: "true", role: "verify" }] }));
      expect(await graph.stats()).toMatchObject({ Runbook: 1, Command: 1, HAS_COMMAND: 1 });
    });

    it("keeps one node for a command that two runbooks share, and each of its places", async () => {
      await graph.saveRunbook(runbook("r-1"));
      const twice = [
        { text: "systemctl stop app", role: "fix" },
        { text: "systemctl stop app", role: "fix" },
      ];
      await graph.saveRunbook(runbook("r-2", { commands: twice }));
      expect(await graph.stats()).toMatchObject({ Runbook: 2, Command: 2, HAS_COMMAND: 4 });
    });

    it("says how a runbook did, all in all and since its digest", async () => {
      await graph.recordExecution(execution("e-1", { result: "failed", digest: "old" }));
      await graph.recordExecution(execution("e-2", { startedAt: "2026-03-03T00:00:00.000Z" }));
      await graph.recordExecution(
        execution("e-3", { result: "dry-run", startedAt: "2026-03-04T00:00:00.000Z" }),
      );
      expect(await graph.runStats("r-1")).toEqual({
        runs: 2,
        verified: 1,
        lastRunAt: "2026-03-03T00:00:00.000Z",
        lastResult: "resolved",
      });
      expect(await graph.runStats("r-1", "old")).toMatchObject({
        runs: 1,
        verified: 0,
        lastResult: "failed",
      });
      expect(await graph.runStats("r-none")).toEqual({
        runs: 0,
        verified: 0,
        lastRunAt: null,
        lastResult: null,
      });
    });

    it("lists executions newest first, and the running ones alone", async () => {
      await graph.recordExecution(execution("e-1"));
      const running = execution("e-2", {
        startedAt: "2026-03-03T00:00:00.000Z",
        endedAt: null,
        result: null,
        reason: null,
      });
      await graph.recordExecution(running);
      expect((await graph.executions()).map((run) => run.id)).toEqual(["e-2", "e-1"]);
      expect(await graph.executions({ running: true })).toEqual([running]);
      expect((await graph.executions({ running: false })).map((run) => run.id)).toEqual(["e-1"]);
    });

    it("finds patterns and runbooks that hold every word, whatever stands between the words", async () => {
      await linked(["r-1"]);
      await graph.saveRunbook(
        runbook("r-2", { title: "Drain the Queue", commands: [{ text: "celery purge", role: "fix" }] }),
      );
      const found = async (text: string) =>
        (await graph.search(text, 10)).map((node) => `${node.kind} ${node.id}`);
      expect((await found("lock r-1")).sort()).toEqual(["runbook r-1"]);
      expect((await found("LOCK")).sort()).toEqual(["pattern p-1", "runbook r-1"]);
      expect(await found("queue; purge")).toEqual(["runbook r-2"]);
      expect(await found("queue lock")).toEqual([]);
      expect(await found("nowhere")).toEqual([]);
      expect(await graph.search("queue", 1)).toEqual([
        { kind: "runbook", id: "r-2", name: "Drain the Queue" },
      ]);
    });

    it("takes every text to search for as words, also operators, quotes and nothing at all", async () => {
      await linked(["r-1"]);
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
        expect(Array.isArray(await graph.search(text, 5))).toBe(true);
      }
      expect((await graph.search("app.lock", 5)).length).toBeGreaterThan(0);
    });

    it("finds a saved-again runbook by its new words only", async () => {
      await graph.saveRunbook(runbook("r-1", { title: "Old words" }));
      await graph.saveRunbook(runbook("r-1", { title: "New names" }));
      expect(await graph.search("old", 5)).toEqual([]);
      expect(await graph.search("names", 5)).toHaveLength(1);
    });

    it("relates runbooks by the commands they share, each command once", async () => {
      const run = (...texts: string[]) => ({ commands: texts.map((text) => ({ text, role: "fix" })) });
      await graph.saveRunbook(runbook("r-1", run("a", "b", "c", "a")));
      await graph.saveRunbook(runbook("r-2", run("c", "c")));
      await graph.saveRunbook(runbook("r-3", { ...run("b", "a"), status: "retired" }));
      await graph.saveRunbook(runbook("r-4", run("c")));
      await graph.saveRunbook(runbook("r-5", run("x")));
      expect(await graph.related("r-1", 10)).toEqual([
        { id: "r-3", title: "Title of r-3", status: "retired", shared: 2 },
        { id: "r-2", title: "Title of r-2", status: "approved", shared: 1 },
        { id: "r-4", title: "Title of r-4", status: "approved", shared: 1 },
      ]);
      expect((await graph.related("r-1", 1)).map((found) => found.id)).toEqual(["r-3"]);
      expect(await graph.related("r-none", 10)).toEqual([]);
    });

    it("tells what is not covered, not used, not verified, shared, spread, and how long it took", async () => {
      await linked(["r-1", "r-2"]);
      await graph.recordPattern(pattern("p-2"));
      await graph.recordPattern(pattern("p-3"));
      await linked(["r-old"], "p-3");
      await graph.setRunbookStatus("r-old", "retired");
      await graph.patternSeen("p-2", "web-2", 1, 5);
      await graph.patternSeen("p-2", "web-1", 1, 5);
      await graph.patternSeen("p-1", "web-1", 1, 5);
      await graph.recordExecution(execution("e-1"));
      await graph.recordIncident(incident("INC-1"));
      expect(await graph.insights(Date.parse("2026-03-02T00:00:00.000Z"))).toEqual({
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
      expect((await graph.insights(Date.parse("2026-03-03T00:00:00.000Z"))).unverified).toEqual([
        { id: "r-1", title: "Title of r-1", lastVerifiedAt: "2026-03-02T02:11:19.500Z" },
      ]);
    });

    it("names a runbook that ran and was never verified, and no rehearsal as a run", async () => {
      await linked(["r-1", "r-2"]);
      await graph.recordExecution(execution("e-1", { result: "failed" }));
      await graph.recordExecution(execution("e-2", { runbook: "r-2", result: "dry-run" }));
      const found = await graph.insights(0);
      expect(found.unverified).toEqual([]);
      expect((await graph.insights(1)).unverified).toMatchObject([{ id: "r-1", lastVerifiedAt: null }]);
      expect(found.unused).toMatchObject([{ id: "r-2" }]);
    });

    it("shows the neighbourhood of a pattern, a runbook and a host, every edge between shown nodes", async () => {
      await linked(["r-1", "r-2"]);
      await graph.patternSeen("p-1", "web-1", 1, 5);
      await graph.recordExecution(execution("e-1"));
      const said = async (id: string) => {
        const picture = await graph.neighbourhood(id);
        const name = (place: number) => `${picture?.nodes[place]?.kind} ${picture?.nodes[place]?.id}`;
        return picture?.edges.map(
          (edge) => `${name(edge.from)} ${edge.kind} (${edge.label}) ${name(edge.to)}`,
        );
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
      expect((await graph.neighbourhood("p-1"))?.nodes[0]).toEqual({
        kind: "pattern",
        id: "p-1",
        label: "name of p-1",
      });
      expect(await graph.neighbourhood("nothing")).toBeNull();
    });

    const everyAnswer = async () => ({
      patterns: await graph.patterns(),
      pattern: await graph.pattern("p-1"),
      best: await graph.runbooksFor("p-1", 10),
      patternsOf: await graph.patternsOf("r-1"),
      stats: await graph.runStats("r-1"),
      executions: await graph.executions(),
      found: (await graph.search("lock", 50)).map((node) => node.id).sort(),
      related: await graph.related("r-1", 10),
      insights: await graph.insights(1e15),
      picture: await graph.neighbourhood("r-1"),
      snapshot: await graph.snapshot(),
      counts: await graph.stats(),
    });
    const grow = async () => {
      await linked(["r-2", "r-1"]);
      await linked(["r-1"], "p-2");
      await graph.patternSeen("p-1", "web-1", 7, 5);
      await graph.patternSeen("p-1", "web-2", 9, 1);
      await graph.setRunbookStatus("r-2", "changed");
      await graph.recordExecution(execution("e-1"));
      await graph.recordExecution(
        execution("e-2", { pattern: null, result: null, endedAt: null, reason: null }),
      );
      await graph.recordIncident(incident("INC-1"));
      await graph.recordIncident(
        incident("INC-2", { pattern: null, runbook: null, execution: null, endedAt: null }),
      );
    };

    it("gives the same answer to every question after a snapshot was restored", async () => {
      await grow();
      const before = await everyAnswer();
      await graph.restore(before.snapshot);
      expect(await everyAnswer()).toEqual(before);
    });

    it("forgets what a restored snapshot does not hold", async () => {
      const empty = await graph.snapshot();
      const nothing = await everyAnswer();
      await grow();
      await graph.restore(empty);
      expect(await everyAnswer()).toEqual(nothing);
    });

    it("stays as it was when a snapshot contradicts itself", async () => {
      await grow();
      const before = await everyAnswer();
      const broken = { ...before.snapshot, patterns: [], links: [{ pattern: "p-gone", runbook: "r-1" }] };
      await expect(graph.restore(broken)).rejects.toMatchObject({ exitCode: 2 });
      expect(await everyAnswer()).toEqual(before);
    });

    it.each([
      ["quotes", `p-'"\`; DROP TABLE runbook; --`],
      ["Cypher", "p-1'}) DETACH DELETE n //"],
      ["emoji and controls", "p-🧨\u202e\tλ"],
      ["a wildcard", "p-%_*"],
    ])("takes an id with %s as plain text", async (_what, id) => {
      await linked(["r-1"], id);
      await graph.patternSeen(id, id, 1, 1);
      await graph.recordExecution(execution(id, { pattern: id }));
      expect(await graph.patternsOf("r-1")).toEqual([id]);
      expect(await graph.runbooksFor(id, 1)).toMatchObject([{ id: "r-1", verified: 1 }]);
      expect(await graph.stats()).toMatchObject({ ErrorPattern: 1, Runbook: 1, Execution: 1 });
    });
  });
}
