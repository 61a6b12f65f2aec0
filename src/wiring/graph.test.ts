import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openEmbedded } from "../adapters/graph/embedded.ts";
import { createLocks } from "../adapters/graph/locks.ts";
import { readEnvironment } from "../base/config/environment.ts";
import { Settings } from "../base/config/schema.ts";
import { systemClock } from "../base/kernel/clock.ts";
import { createSharing } from "./graph.ts";
import { shareTarget, workspaceName } from "./graph-names.ts";

const nobodyListens = { url: "bolt://127.0.0.1:1", password: "a-secret", timeoutSeconds: 1 };

describe("sharing without a server that answers", () => {
  let folder: string;
  let store: ReturnType<typeof openEmbedded>;
  const warned: string[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "reifier-sharing-"));
    store = openEmbedded({ path: join(folder, "graph.db"), clock: systemClock });
    warned.length = 0;
  });
  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });

  const sharing = (graph: object) =>
    createSharing(
      {
        settings: () => Settings.parse({ graph }),
        stores: () => Promise.resolve({ ...store, recovered: null }),
        locks: () => Promise.resolve(createLocks(folder)),
        environment: readEnvironment(),
        clock: systemClock,
        log: {
          info: () => undefined,
          warn: (event, facts) => void warned.push(JSON.stringify({ event, ...facts })),
        },
      },
      "w-test",
    );

  it("grants every claim while the graph is embedded", async () => {
    const { claims, sync } = sharing({});
    expect([await claims.claimAlert("k"), await claims.claimAlert("k")]).toEqual(["claimed", "claimed"]);
    expect(await sync()).toBeNull();
  });

  it("says away when the server cannot be asked, and logs no login", async () => {
    expect(await sharing(nobodyListens).claims.claimAlert("k")).toBe("away");
    expect(warned.join()).toContain("graph.claim-away");
    expect(warned.join()).not.toContain("a-secret");
  }, 20_000);

  it("keeps every mark, says the failure and tells of it with exit 13", async () => {
    store.outbox.aim(shareTarget(Settings.parse({ graph: nobodyListens }), "w-test"));
    await store.graph.recordPattern({
      ...{ id: "p-1", name: "n", template: "t", signature: "s", example: "e", maskVersion: 1 },
    });
    await expect(sharing(nobodyListens).sync()).rejects.toMatchObject({ code: "GRAPH_AWAY", exitCode: 13 });
    expect(store.outbox.lag().waiting).toBe(1);
    expect(store.outbox.lastError()).toContain("127.0.0.1:1");
  }, 20_000);

  it("does not hold up the daemon's tick, and marks nothing while the graph is embedded", async () => {
    const link = sharing(nobodyListens).link();
    const began = Date.now();
    await link.tick();
    expect(Date.now() - began).toBeLessThan(900);
    await link.stop();
    const embedded = sharing({}).link();
    await embedded.tick();
    await store.graph.recordPattern({
      ...{ id: "p-1", name: "n", template: "t", signature: "s", example: "e", maskVersion: 1 },
    });
    expect(store.outbox.lag().waiting).toBe(0);
  }, 20_000);

  it("tells a server that was not told yet everything, also what was there before", async () => {
    await store.graph.recordPattern({
      ...{ id: "p-1", name: "n", template: "t", signature: "s", example: "e", maskVersion: 1 },
    });
    store.outbox.aim("one server");
    expect(store.outbox.next(9).delta.patterns).toHaveLength(1);
    store.outbox.done(store.outbox.next(9).marks);
    store.outbox.aim("one server");
    expect(store.outbox.lag().waiting).toBe(0);
    store.outbox.aim("another server");
    expect(store.outbox.lag().waiting).toBe(1);
  });
});

it("names a workspace the same at every start, and another one otherwise", () => {
  const key = (secret: string) => ({
    mac: (purpose: string, text: string) => `${secret}${purpose}${text}`.padEnd(64),
  });
  const name = workspaceName(key("a"), { host: "web-1" });
  expect(workspaceName(key("a"), { host: "web-1" })).toBe(name);
  expect(workspaceName(key("b"), { host: "web-1" })).not.toBe(name);
});
