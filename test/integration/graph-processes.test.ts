import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EmbeddedStore, openEmbedded } from "../../src/adapters/graph/embedded.ts";
import { isoTime } from "../../src/base/kernel/clock.ts";
import { graphProcess } from "./graph-process.ts";
import { damageOf, expectAcknowledged } from "./graph-soundness.ts";

/** Ten in every test run; a soak asks for a hundred. */
const kills = Number(process.env["REIFIER_SOAK_KILLS"] ?? 10);

describe("several processes on one embedded store", () => {
  let directory: string;
  let path: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "reifier-graph-"));
    path = join(directory, "graph.db");
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const withStore = async <T>(work: (store: EmbeddedStore) => T | Promise<T>): Promise<T> => {
    const store = openEmbedded({ path, clock: { now: () => Date.now() }, thorough: true });
    try {
      return await work(store);
    } finally {
      store.close();
    }
  };

  it(
    `loses no acknowledged write and tears nothing over ${kills} kills of a writer`,
    async () => {
      const acknowledged: string[] = [];
      for (let round = 1; round <= kills; round++) {
        const writer = graphProcess(path, "write-on", { argument: `w${round}` });
        await writer.said("records");
        await wait(Math.random() * 200);
        writer.child.kill("SIGKILL");
        expect(await writer.ended()).toBe("SIGKILL");
        acknowledged.push(...writer.lines);
      }
      expect(acknowledged.length).toBeGreaterThan(2 * kills);
      await withStore(async (store) => {
        expect(store.recovered).toBeNull();
        await expectAcknowledged(store, acknowledged);
        const marks = store.outbox.next(1_000_000).marks.map(({ kind, id }) => `${kind} ${id}`);
        const written = acknowledged.filter((line) => line.startsWith("graph ")).map((line) => line.slice(6));
        const told = new Set(marks);
        const all = written.flatMap((id) => [`pattern p-${id}`, `runbook r-${id}`, `execution e-${id}`]);
        expect(all.filter((mark) => !told.has(mark))).toEqual([]);
        // The change and its mark are one: what is there is marked, and nothing else is.
        expect(marks).toHaveLength(told.size);
        const { ErrorPattern, Runbook, Execution } = await store.graph.stats();
        expect(marks).toHaveLength((ErrorPattern ?? 0) + (Runbook ?? 0) + (Execution ?? 0));
      });
      expect(damageOf(path)).toEqual([]);
    },
    kills * 10_000,
  );

  it("lets a daemon and three CLIs write at once without an error", async () => {
    const names = ["daemon", "cli-1", "cli-2", "cli-3"];
    const writers = names.map((argument) => graphProcess(path, "write", { argument }));
    expect(await Promise.all(writers.map((writer) => writer.ended()))).toEqual([0, 0, 0, 0]);
    await withStore(async (store) => {
      expect(store.records.counts().records).toBe(4 * 40 * 3);
      expect(await store.graph.stats()).toMatchObject({
        ErrorPattern: 160,
        MITIGATED_BY: 160,
        Execution: 160,
      });
      expect(names.map((name) => store.records.cursor(name))).toEqual(["40", "40", "40", "40"]);
    });
  });

  it("makes one store when several open a missing one at the same moment", async () => {
    const openers = Array.from({ length: 4 }, (_, n) => graphProcess(path, "write", { argument: `o${n}` }));
    expect(await Promise.all(openers.map((opener) => opener.ended()))).toEqual([0, 0, 0, 0]);
    await withStore((store) => expect(store.records.counts().records).toBe(480));
  });

  it("gives each suggestion to exactly one process, also when one is killed while it claims", async () => {
    const ids = Array.from({ length: 200 }, (_, n) => `q-${String(n).padStart(3, "0")}`);
    const now = Date.now();
    await withStore((store) => {
      for (const id of ids) {
        store.operator.openSuggestion(
          {
            id,
            kind: "run",
            title: id,
            runbook: id,
            pattern: null,
            line: null,
            count: 1,
            values: {},
            guards: [],
            risk: "low",
            createdAt: isoTime(now),
            expiresAt: isoTime(now + 3_600_000),
          },
          "web-1",
        );
      }
    });
    const claimers = ["a", "b", "c", "d"].map((argument) => graphProcess(path, "claim", { argument }));
    const first = await Promise.any(claimers.map((claimer) => claimer.said("claimed").then(() => claimer)));
    first.child.kill("SIGKILL");
    await Promise.all(claimers.map((claimer) => claimer.ended()));
    const won = claimers.flatMap((claimer) => claimer.lines.filter((line) => line.startsWith("claimed")));
    expect(new Set(won).size).toBe(won.length);
    await withStore((store) => {
      const running = store.operator.suggestions("running").map((one) => one.id);
      expect(store.operator.suggestions("open")).toEqual([]);
      expect(running).toEqual(ids);
      // The killed one may have taken at most one that it could not tell of.
      expect(running.length - won.length).toBeLessThanOrEqual(1);
    });
  });
});
