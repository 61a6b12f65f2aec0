import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockRunbook } from "../../support/lock-runbook.ts";
import { Product, until } from "../../support/product.ts";
import type { SharedNeo4j } from "./shared-server.ts";

/** Two workspaces with the built program, as two hosts are. */
export function describeTwoHosts(server: SharedNeo4j): void {
  describe("two workspaces on one server", { timeout: 200_000 }, () => {
    let one: Product;
    let two: Product;
    const env = () => ({ TEST_PASSWORD: server.options().password });
    const settings = () =>
      `graph: {url: "${server.options().url}", password: "\${TEST_PASSWORD}", timeoutSeconds: 20}\noperator: {onApprove: register}\n`;
    beforeEach(async () => {
      await server.empty();
      one = new Product(settings());
      two = new Product(settings());
    });
    afterEach(() => {
      one.remove();
      two.remove();
    });
    const ask = (product: Product, ...words: string[]) => product.ask(words, { env: env() });
    const json = (product: Product, ...words: string[]) => product.json(words, { env: env() });

    it("see what the other knows, marked elsewhere; nothing of it counts, is suggested or runs", async () => {
      one.write("runbooks/drafts/lock.md", lockRunbook("stale-lock"));
      expect((await ask(one, "approve", "stale-lock", "--by", "sam")).code).toBe(0);
      expect((await ask(one, "run", "stale-lock", "--yes")).code).toBe(0);
      expect(await json(one, "status")).toMatchObject({ graph: { lag: { lastError: null } } });
      expect((await ask(one, "graph", "sync")).code).toBe(0);
      expect((await ask(two, "graph", "sync")).code).toBe(0);
      const rows = await json(two, "patterns");
      expect(rows).toMatchObject([
        {
          ...{ runbooks: [], seen: 0, mitigatedBy: [] },
          elsewhere: { runbooks: [{ id: "stale-lock", approvedBy: "sam", verified: 1, failed: 0 }] },
        },
      ]);
      expect((await ask(two, "patterns")).stdout).toContain("not approved here");
      expect(await json(two, "runbooks")).toEqual([]);
      const alert = await two.ask(["--json", "alert"], {
        ...{ env: env(), input: "could not create lock file /var/cache/app.lock" },
      });
      expect(JSON.parse(alert.stdout)).toMatchObject({ suggestion: null, runbook: null });
      const line = { env: env(), input: "could not create lock file /var/cache/app.lock" };
      for (const command of ["alert", "match"])
        expect((await two.ask([command], line)).stdout).toMatch(
          /elsewhere: \S+ approved 'Runbook stale-lock'.*by sam/,
        );
      expect((await ask(two, "run", "stale-lock", "--yes")).code).toBe(2);
      // Seen here now too, and still without an answer of this host's own.
      expect(await json(two, "insights")).toMatchObject({
        coverage: { patterns: 1, covered: 0 },
        uncovered: [{ seen: 2, elsewhere: [{ id: "stale-lock", approvedBy: "sam" }] }],
      });
      expect((await ask(two, "insights")).stdout).toContain("elsewhere: ");
    });

    it("is told by the daemon, which goes on while the server is away", async () => {
      const daemon = await one.up({ env: env() });
      one.write("runbooks/drafts/lock.md", lockRunbook("stale-lock"));
      expect((await ask(one, "approve", "stale-lock")).code).toBe(0);
      const told = async () => (await server.query("MATCH (r:ReifierRunbook) RETURN r.id")).length === 1;
      await until(told, "the daemon to tell the server", 60_000);
      await server.process().kill();
      expect((await ask(one, "run", "stale-lock", "--yes")).code).toBe(0);
      const away = async () => JSON.stringify(await json(one, "status")).includes("did not answer");
      await until(away, "status to say that the server is away", 90_000);
      expect((await ask(one, "graph", "sync")).code).toBe(13);
      expect((await ask(one, "graph", "stats")).code).toBe(0);
      await server.process().start();
      const caughtUp = async () =>
        (await server.query("MATCH (e:ReifierExecution) RETURN e.id")).length === 1;
      await until(caughtUp, "the daemon to catch up", 150_000);
      expect(await daemon.stop()).toBe(0);
      const log = readFileSync(join(one.workspace, "state/reifier.log"), "utf8");
      expect(log + daemon.output).not.toContain(server.options().password);
    }, 400_000);

    it("copies with the login of the settings or of the address, and never shows it", async () => {
      const { url, password } = server.options();
      one.write("reifier.yaml", "operator: {onApprove: register}\n");
      one.write("runbooks/drafts/lock.md", lockRunbook("stale-lock"));
      await ask(one, "approve", "stale-lock");
      const refused = await ask(one, "graph", "copy", "--to", url);
      expect(refused).toMatchObject({ code: 2 });
      expect(refused.stderr).toContain("graph.password");
      const wrong = await ask(one, "graph", "copy", "--to", url.replace("://", "://neo4j:wrong-one@"));
      expect(wrong.code).toBe(13);
      expect(wrong.stderr).not.toContain("wrong-one");
      const own = url.replace("://", `://neo4j:${password}@`);
      const copied = await ask(one, "--json", "graph", "copy", "--to", own);
      expect(JSON.parse(copied.stdout)).toMatchObject({
        to: url,
        patterns: 1,
        runbooks: 1,
        links: 1,
        removed: 0,
      });
      expect(await json(one, "graph", "copy", "--to", own)).toEqual(JSON.parse(copied.stdout));
      expect(await server.query("MATCH (r:ReifierRunbook) RETURN r.id")).toEqual(["stale-lock"]);
    });

    it("does not let an inherited variable name a server", async () => {
      one.write("reifier.yaml", "");
      const answer = await one.ask(["--json", "status"], {
        env: { REIFIER_GRAPH_URL: "bolt://127.0.0.1:1" },
      });
      expect(JSON.parse(answer.stdout)).toMatchObject({ graph: { url: "embedded", lag: null } });
    });
  });
}
