import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { SharedNeo4j } from "./shared-server.ts";
import { SharingHost } from "./sharing.contract.ts";

/** One in every test run; a soak kills ten times. */
const kills = Math.max(1, Math.round(Number(process.env["REIFIER_SOAK_KILLS"] ?? 10) / 10));

export function describeKills(server: SharedNeo4j): void {
  describe("a server that is killed", () => {
    it(
      `loses no acknowledged change and repeats none over ${kills} kills in the middle of pushes`,
      async () => {
        await server.empty();
        const host = new SharingHost(server, "web-1");
        let written = 0;
        for (let round = 0; round < kills; round++) {
          let going = true;
          const writing = (async () => {
            while (going) {
              written += 1;
              await host.live(written);
              await wait(5);
            }
          })();
          const telling = (async () => {
            // Failures are what this is about; what was not told stays marked.
            while (going) await host.sync().catch(() => wait(50));
          })();
          await wait(500 + Math.random() * 1_000);
          await server.process().kill();
          await wait(200);
          going = false;
          await writing;
          await telling;
          expect(host.store.outbox.lag().waiting).toBeGreaterThan(0);
          await server.process().start();
        }
        const late = Date.now() + 150_000;
        while (host.store.outbox.lag().waiting > 0 && Date.now() < late)
          await host.sync().catch(() => wait(1_000));
        expect([host.store.outbox.lag().waiting, host.store.outbox.lastError()]).toEqual([0, null]);
        expect(await server.query("MATCH (p:ReifierErrorPattern) RETURN count(p)")).toEqual([written]);
        expect(await server.query("MATCH (e:ReifierExecution) RETURN count(e)")).toEqual([written]);
        const torn = `MATCH (r:ReifierRunbook) WHERE COUNT { (r)-[:HAS_COMMAND]->() } <> 1
          OR COUNT { ()-[:MITIGATED_BY {verified: 1}]->(r) } <> 1 RETURN r.id`;
        expect(await server.query(torn)).toEqual([]);
        const repeated = `MATCH (p:ReifierErrorPattern)-[s:SEEN_AGAIN]->() WHERE p.id <> 'p-' + s.times RETURN p.id`;
        expect(await server.query(repeated)).toEqual([]);
        await host.close();
      },
      kills * 240_000 + 240_000,
    );
  });
}
