import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EmbeddedStore, openEmbedded } from "../../../src/adapters/graph/embedded.ts";
import { createLocks } from "../../../src/adapters/graph/locks.ts";
import { openServer } from "../../../src/adapters/graph/server/open.ts";
import { systemClock } from "../../../src/base/kernel/clock.ts";
import type { Execution } from "../../../src/base/model/execution.ts";
import type { SharedServer } from "../../../src/base/ports/shared-graph.ts";
import { copyGraph } from "../../../src/loops/graph-copy.ts";
import { syncGraph } from "../../../src/loops/graph-sync.ts";
import type { SharedNeo4j } from "./shared-server.ts";

/** One host: its embedded store and its line to the server. */
export class SharingHost {
  readonly store: EmbeddedStore;
  readonly name: string;
  private readonly folder: string;
  private readonly server: SharedNeo4j;
  private line: SharedServer | null = null;

  constructor(server: SharedNeo4j, name: string) {
    this.server = server;
    this.name = name;
    this.folder = mkdtempSync(join(tmpdir(), `reifier-${name}-`));
    this.store = openEmbedded({ path: join(this.folder, "graph.db"), clock: systemClock });
    this.store.outbox.aim(`server ${name}`);
  }

  async connect(): Promise<SharedServer> {
    this.line ??= (
      await openServer(this.server.options({ workspace: `w-${this.name}`, host: this.name }))
    ).shared;
    return this.line;
  }

  sync(connect = () => this.connect()) {
    const { outbox, elsewhere } = this.store;
    return syncGraph({ outbox, elsewhere, locks: createLocks(this.folder), connect });
  }

  /** One pattern with an approved runbook and a verified run. */
  async live(n: number): Promise<void> {
    const { graph } = this.store;
    await graph.recordPattern(pattern(n));
    await graph.patternSeen(`p-${n}`, this.name, 1_000 * n, n);
    await graph.saveRunbook(runbook(n));
    await graph.link(`p-${n}`, `r-${n}`);
    await graph.recordExecution(execution(n));
  }

  async close(): Promise<void> {
    await this.line?.close();
    this.store.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const pattern = (n: number) => ({
  ...{
    id: `p-${n}`,
    name: `lock ${n}`,
    template: `lock <num>`,
    signature: `lock ${n}`,
    example: `lock ${n}`,
  },
  maskVersion: 1,
});
const runbook = (n: number) => ({
  ...{ id: `r-${n}`, title: `Unlock ${n}`, path: `runbooks/approved/r-${n}.md`, status: "approved" },
  ...{ digest: `digest-${n}`, approvedBy: "sam", approvedAt: "2026-03-01T09:00:00.000Z" },
  commands: [{ text: `rm /tmp/lock-${n}`, role: "fix" }],
});
const execution = (n: number, facts: Partial<Execution> = {}): Execution => ({
  ...{ id: `x-${n}`, runbook: `r-${n}`, digest: `digest-${n}`, pattern: `p-${n}`, suggestion: null },
  ...{ startedAt: "2026-03-02T02:11:09.000Z", endedAt: "2026-03-02T02:11:19.000Z", by: "sam" },
  ...{ result: "resolved", reason: "verified" },
  ...facts,
});

export function describeSharing(server: SharedNeo4j): void {
  describe("an outbox and a server", { timeout: 120_000 }, () => {
    let one: SharingHost;
    let two: SharingHost;
    beforeEach(async () => {
      await server.empty();
      one = new SharingHost(server, "web-1");
      two = new SharingHost(server, "web-2");
    });
    afterEach(async () => {
      await one.close();
      await two.close();
    });
    const told = async () => (await one.connect()).stats();

    it("tells every change, and telling it again changes nothing", async () => {
      await one.live(3);
      expect(one.store.outbox.lag().waiting).toBe(3);
      expect(await one.sync()).toMatchObject({ kind: "done", pushed: 3 });
      const first = await told();
      expect(first).toMatchObject({
        ErrorPattern: 1,
        Runbook: 1,
        Execution: 1,
        MITIGATED_BY: 1,
        SEEN_AGAIN: 1,
      });
      one.store.outbox.aim("another name of the same server");
      await one.sync();
      expect(await told()).toEqual(first);
      expect(await server.query("MATCH ()-[s:SEEN_AGAIN]->() RETURN s.times")).toEqual([3]);
      expect(await server.query("MATCH ()-[m:MITIGATED_BY]->() RETURN m.verified")).toEqual([1]);
      expect(one.store.outbox.lag()).toEqual({ waiting: 0, oldestAt: null });
    });

    it("shows each host what the other knows, marked as the other's, and counts nothing of it", async () => {
      await one.live(3);
      await one.sync();
      await two.sync();
      const { elsewhere, graph } = two.store;
      expect(elsewhere.patterns()).toMatchObject([{ host: "web-1", id: "p-3", seen: 3 }]);
      expect(elsewhere.runbooksFor("p-3", 5)).toMatchObject([
        { host: "web-1", id: "r-3", approvedBy: "sam", digest: "digest-3", verified: 1, failed: 0 },
      ]);
      expect(elsewhere.runbook("other", "digest-3")).toHaveLength(1);
      expect(await graph.patterns()).toEqual([]);
      expect(await graph.runbooksFor("p-3", 5)).toEqual([]);
      expect(await graph.runStats("r-3")).toMatchObject({ runs: 0 });
      expect(one.store.elsewhere.patterns()).toEqual([]);
    });

    it("ranks what other hosts approved by what came of it there", async () => {
      await one.live(1);
      await one.store.graph.saveRunbook(runbook(9));
      await one.store.graph.link("p-1", "r-9");
      await one.store.graph.recordExecution(
        execution(9, { pattern: "p-1", result: "failed", reason: "step 1" }),
      );
      await one.sync();
      await two.sync();
      expect(two.store.elsewhere.runbooksFor("p-1", 5).map(({ id }) => id)).toEqual(["r-1", "r-9"]);
    });

    it("hears only what is new, and forgets what is gone there", async () => {
      await one.live(1);
      await one.live(2);
      await one.sync();
      await two.sync();
      await one.store.graph.patternSeen("p-1", "web-1", 9_000, 5);
      await one.sync();
      const { news } = await (await two.connect()).pull(two.store.elsewhere.known());
      expect(news).toMatchObject([{ whole: false, patterns: [{ id: "p-1", seen: 6 }], runbooks: [] }]);
      await one.store.graph.setRunbookStatus("r-2", "retired");
      await one.sync();
      await two.sync();
      expect(two.store.elsewhere.runbooksFor("p-2", 5)).toEqual([]);
      expect(two.store.elsewhere.patterns()).toHaveLength(2);
      expect(await server.query("MATCH (c:ReifierCommand) RETURN c.text")).toEqual(["rm /tmp/lock-1"]);
    });

    it("hears the others when somebody wrote nonsense under our labels", async () => {
      await one.live(1);
      await one.sync();
      await server.query(`
        CREATE (:ReifierWorkspace {key: 'w-a', host: 5, revision: 'many'}), (:ReifierWorkspace {key: 'w-b', revision: 1}),
          (:ReifierWorkspace {key: 'w-c', host: 'web-9', revision: 1}),
          (:ReifierErrorPattern {key: 'b', workspace: 'w-b', id: 'p-b', revision: 1})
            -[:SEEN_AGAIN {times: 'often'}]->(:ReifierHost {key: 'h'}),
          (:ReifierErrorPattern {key: 'c', workspace: 'w-c', id: 7, revision: 1}),
          (:ReifierRunbook {key: 'd', workspace: 'w-c', status: 'approved', id: 'r-d', title: '\u001b[2J', digest: 'd',
            approvedAt: 1.5, revision: 1}),
          (:ReifierRunbook {key: 'e', workspace: 'w-c', status: 'approved', id: 'r-e', title: 'x', digest: 'e', revision: 1})`);
      expect(await two.sync()).toMatchObject({ kind: "done" });
      expect(two.store.elsewhere.patterns().map(({ id }) => id)).toEqual(["p-1"]);
      expect(two.store.elsewhere.runbook("r-e", "")).toHaveLength(1);
      expect(two.store.elsewhere.runbook("r-d", "")).toEqual([]);
    });

    it("never tells drafts, runs that go on, records or sessions", async () => {
      await one.store.graph.saveRunbook({ ...runbook(1), status: "draft" });
      await one.store.graph.recordExecution(execution(2, { result: null, endedAt: null, reason: null }));
      await one.sync();
      expect(
        await server.query("MATCH (n:ReifierRunbook|ReifierCommand|ReifierExecution) RETURN n.id"),
      ).toEqual([]);
    });

    it("deletes on the server what was forgotten here", async () => {
      await one.live(1);
      await one.sync();
      one.store.outbox.forgotten(["r-1"]);
      expect(one.store.outbox.lag().waiting).toBe(1);
      await one.sync();
      expect(await server.query("MATCH (r:ReifierRunbook) RETURN r.id")).toEqual([]);
    });

    it("keeps every mark when the server goes away between the push and its answer, and repeats nothing", async () => {
      await one.live(4);
      const real = await one.connect();
      const lost: SharedServer = {
        ...real,
        push: async (delta) => {
          await real.push(delta);
          throw new Error("the line broke");
        },
      };
      await expect(one.sync(() => Promise.resolve(lost))).rejects.toThrow("the line broke");
      expect(one.store.outbox.lag().waiting).toBe(3);
      expect(one.store.outbox.lastError()).toContain("the line broke");
      await one.sync();
      expect(one.store.outbox.lastError()).toBeNull();
      expect(await server.query("MATCH ()-[s:SEEN_AGAIN]->() RETURN s.times")).toEqual([4]);
      expect(await told()).toMatchObject({ Execution: 1, MITIGATED_BY: 1 });
    });

    it("keeps a mark that was made again while it was on its way", async () => {
      await one.live(1);
      const { marks } = one.store.outbox.next(10);
      await one.store.graph.patternSeen("p-1", "web-1", 9_000, 1);
      one.store.outbox.done(marks);
      expect(one.store.outbox.next(10).marks).toMatchObject([{ kind: "pattern", id: "p-1" }]);
    });

    it("copies the whole store with counts, and again without any change", async () => {
      await one.live(1);
      await one.live(2);
      await one.store.graph.setRunbookStatus("r-2", "retired");
      const snapshot = await one.store.graph.snapshot();
      const line = await one.connect();
      const copied = await copyGraph(snapshot, line);
      expect(copied).toEqual({
        ...{ patterns: 2, sightings: 2, runbooks: 1, links: 1, executions: 2, incidents: 0, removed: 0 },
      });
      const first = await told();
      expect(await copyGraph(snapshot, line)).toEqual(copied);
      expect(await told()).toEqual(first);
      const smaller = { ...snapshot, patterns: snapshot.patterns.slice(0, 1) };
      expect(await copyGraph(smaller, line)).toMatchObject({ removed: 1 });
    });

    it("forgets claims after 90 days", async () => {
      const line = await one.connect();
      await line.claimAlert("old");
      await server.query("MATCH (c:ReifierClaim) SET c.at = c.at - 91 * 86400000");
      await line.claimAlert("new");
      expect(await server.query("MATCH (c:ReifierClaim) RETURN count(c)")).toEqual([1]);
    });

    it("lets one of many claim an alert, once", async () => {
      const lines = [await one.connect(), await two.connect()];
      const claims = await Promise.all(
        Array.from({ length: 8 }, (_, n) => lines[n % 2]?.claimAlert("p-1 12:00")),
      );
      expect(claims.filter((claim) => claim === "claimed")).toHaveLength(1);
      expect(await lines[0]?.claimAlert("p-1 12:00")).toBe("taken");
      expect(await lines[1]?.claimAlert("p-1 'quoted' }) DETACH DELETE n // 🧨")).toBe("claimed");
    });
  });
}
