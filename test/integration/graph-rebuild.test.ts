import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EmbeddedStore, openEmbedded } from "../../src/adapters/graph/embedded.ts";
import { systemClock } from "../../src/base/kernel/clock.ts";
import { lockLine, lockRunbook } from "../support/lock-runbook.ts";
import { Product } from "../support/product.ts";

/** Every read of the port. */
async function everyAnswer({ graph }: EmbeddedStore) {
  const patterns = await graph.patterns();
  const { runbooks } = await graph.snapshot();
  const each = async <T>(ids: readonly string[], ask: (id: string) => Promise<T>) =>
    Object.fromEntries(await Promise.all(ids.map(async (id) => [id, await ask(id)] as const)));
  const patternIds = patterns.map(({ id }) => id);
  const runbookIds = runbooks.map(({ id }) => id);
  return {
    patterns,
    pattern: await each(patternIds, graph.pattern),
    best: await each(patternIds, (id) => graph.runbooksFor(id, 10)),
    patternsOf: await each(runbookIds, graph.patternsOf),
    stats: await each(runbookIds, (id) => graph.runStats(id)),
    related: await each(runbookIds, (id) => graph.related(id, 10)),
    executions: [await graph.executions(), await graph.executions({ running: true })],
    found: [
      await graph.search("lock", 50),
      await graph.search("runbook", 50),
      await graph.search("queue", 50),
    ],
    insights: await graph.insights(systemClock.now()),
    pictures: await each([...patternIds, ...runbookIds], graph.neighbourhood),
    drawn: await each(runbookIds, (id) => graph.draw(id, "dot")),
    snapshot: await graph.snapshot(),
    counts: await graph.stats(),
  };
}

describe("graph rebuild", () => {
  let product: Product;
  beforeEach(() => {
    product = new Product("operator: {onApprove: register}\n");
  });
  afterEach(() => product.remove());

  const done = async (words: readonly string[], input?: string) => {
    const answer = await product.ask(words, input === undefined ? {} : { input });
    expect([words, answer.code, answer.stderr]).toEqual([words, 0, answer.stderr]);
  };
  const answers = async () => {
    const store = openEmbedded({ path: join(product.workspace, "state/graph.db"), clock: systemClock });
    try {
      return await everyAnswer(store);
    } finally {
      store.close();
    }
  };
  /** A life of the memory: approved, run, failed, changed, retired, gone, learned, linked, unlinked, seen. */
  const live = async () => {
    for (const [id, fix] of [
      ["good", "true"],
      ["bad", "false"],
      ["old", "echo old"],
      ["gone", "echo gone"],
      ["edited", "echo first"],
    ] as const)
      product.write(`runbooks/drafts/${id}.md`, lockRunbook(id, fix));
    product.write("runbooks/drafts/never.md", lockRunbook("never", "echo never"));
    for (const id of ["good", "bad", "old", "gone", "edited"]) await done(["approve", id, "--by", "sam"]);
    await done(["run", "good", "--yes"]);
    await done(["run", "good", "--yes"]);
    expect((await product.ask(["run", "bad", "--yes"])).code).toBe(12);
    await done(["patterns", "learn", "--name", "queue is stuck", "--runbook", "good"], "queue 17 is stuck\n");
    await done(["patterns", "learn"], "disk sda1 is failing\n");
    await done(["alert"], `${lockLine}\n`);
    await product.ask(["alert"], { input: "nothing knows this error: 4711 refused\n" });
    const [{ id = "" } = {}] = (await answers()).patterns.filter(({ name }) => name === "queue is stuck");
    await done(["patterns", "link", id, "bad"]);
    await done(["patterns", "unlink", id, "good"]);
    await done(["retire", "old"]);
    rmSync(join(product.workspace, "runbooks/approved/gone.md"));
    product.write("runbooks/approved/edited.md", lockRunbook("edited", "echo second"));
    await done(["patterns"]);
  };

  it("answers every question as before, from files, approvals, incidents and audit alone", async () => {
    await live();
    const before = await answers();
    expect(before.counts).toMatchObject({ Runbook: 5, Execution: 3, Incident: 3, SEEN_AGAIN: 2 });
    for (const part of ["", "-wal", "-shm"])
      rmSync(join(product.workspace, `state/graph.db${part}`), { force: true });
    await done(["graph", "rebuild"]);
    expect(await answers()).toEqual(before);
  }, 300_000);

  it("changes nothing when the graph is whole", async () => {
    await live();
    const before = await answers();
    await done(["graph", "rebuild"]);
    expect(await answers()).toEqual(before);
  }, 300_000);
});
