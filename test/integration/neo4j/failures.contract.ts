import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect, createServer as createTcp, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer as createTls } from "node:tls";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openServer } from "../../../src/adapters/graph/server/open.ts";
import type { SharedNeo4j } from "./shared-server.ts";

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });

/** What ends TLS in front of the server, with a certificate that nobody vouches for. */
async function tlsInFront(port: number): Promise<{ readonly port: number; close(): void }> {
  const folder = mkdtempSync(join(tmpdir(), "reifier-tls-"));
  const [key, cert] = [join(folder, "key"), join(folder, "cert")];
  execFileSync(
    "openssl",
    [
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-keyout",
      key,
      "-out",
      cert,
      "-days",
      "2",
      "-subj",
      "/CN=localhost",
    ],
    { stdio: "ignore" },
  );
  const sockets: Socket[] = [];
  const server = createTls({ key: readFileSync(key), cert: readFileSync(cert) }, (socket) => {
    const behind = connect({ host: "127.0.0.1", port });
    sockets.push(socket, behind);
    for (const one of [socket, behind]) one.on("error", () => one.destroy());
    socket.pipe(behind).pipe(socket);
  });
  server.on("tlsClientError", () => undefined);
  const own = await listen(server);
  rmSync(folder, { recursive: true });
  return {
    port: own,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

export function describeFailures(server: SharedNeo4j): void {
  const secret = () => server.options().password;
  /** The error that opening throws. It never shows the password, its own or a wrong one. */
  const refusal = async (facts: Parameters<SharedNeo4j["options"]>[0]): Promise<Record<string, unknown>> => {
    try {
      const opened = await openServer(server.options(facts));
      await opened.graph.close();
      return {};
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const facts = { ...error, message: error.message };
      const shown = JSON.stringify(facts);
      for (const word of [secret(), "wrong-secret"]) expect(shown).not.toContain(word);
      return facts;
    }
  };

  describe("a server that does not do", () => {
    beforeEach(server.empty);

    it("says a wrong password, and where it stands", async () => {
      expect(await refusal({ password: "wrong-secret" })).toMatchObject({
        ...{
          code: "GRAPH_REFUSED",
          exitCode: 13,
          hint: "check graph.user and graph.password in reifier.yaml",
        },
      });
    });

    it("says a server that is not there", async () => {
      expect(await refusal({ url: "bolt://127.0.0.1:1", timeoutMs: 1_500 })).toMatchObject({
        ...{ code: "GRAPH_AWAY", exitCode: 13 },
      });
    });

    it("says a database that is not there", async () => {
      expect(await refusal({ database: "nowhere" })).toMatchObject({ exitCode: 13 });
    });

    it("gives up on somebody who listens and says nothing", async () => {
      const silent = createTcp(() => undefined);
      const port = await listen(silent);
      const began = Date.now();
      expect(await refusal({ url: `bolt://127.0.0.1:${port}`, timeoutMs: 1_000 })).toMatchObject({
        ...{ code: "GRAPH_AWAY", exitCode: 13 },
      });
      expect(Date.now() - began).toBeLessThan(20_000);
      silent.close();
    });

    it("gives up on a server that is stopped in the middle, and goes on when it goes on", async () => {
      const { graph } = await openServer(server.options({ timeoutMs: 1_500 }));
      server.process().pause();
      await expect(graph.patterns()).rejects.toMatchObject({ code: "GRAPH_AWAY", exitCode: 13 });
      server.process().resume();
      await graph.close();
      const again = await openServer(server.options());
      expect(await again.graph.patterns()).toEqual([]);
      await again.graph.close();
    });
  });

  describe("a server behind TLS", () => {
    let front: Awaited<ReturnType<typeof tlsInFront>>;
    beforeAll(async () => {
      front = await tlsInFront(server.process().port);
    });
    afterAll(() => front.close());

    it("refuses a certificate that nobody vouches for", async () => {
      expect(await refusal({ url: `bolt+s://localhost:${front.port}`, timeoutMs: 5_000 })).toMatchObject({
        ...{ code: "GRAPH_CERTIFICATE", exitCode: 13 },
      });
    });

    it("takes it when the address says so, and answers over it", async () => {
      const { graph } = await openServer(server.options({ url: `bolt+ssc://localhost:${front.port}` }));
      expect(await graph.patterns()).toEqual([]);
      await graph.close();
    });

    it("says that a plain server speaks no TLS", async () => {
      const url = server.options().url.replace("bolt://", "bolt+ssc://");
      expect(await refusal({ url, timeoutMs: 3_000 })).toMatchObject({ exitCode: 13 });
    });
  });

  it("speaks to a single server by neo4j:// too", async () => {
    const { graph } = await openServer(
      server.options({ url: server.options().url.replace("bolt://", "neo4j://") }),
    );
    expect(await graph.patterns()).toEqual([]);
    await graph.close();
  });

  it("is made ready by many hosts that come for the first time at once", async () => {
    const ours = (await server.query("SHOW CONSTRAINTS YIELD name")).filter((name) =>
      String(name).startsWith("reifier_"),
    );
    for (const name of ours) await server.query(`DROP CONSTRAINT ${String(name)}`);
    await server.query("DROP INDEX reifier_words IF EXISTS");
    await server.query("MATCH (s:ReifierSchema) DELETE s");
    const hosts = ["a", "b", "c", "d"];
    const opened = await Promise.all(
      hosts.map((host) => openServer(server.options({ workspace: `w-${host}`, host }))),
    );
    for (const { graph } of opened) {
      expect(await graph.search("lock", 1)).toEqual([]);
      await graph.close();
    }
    expect(await server.query("SHOW CONSTRAINTS YIELD name")).toEqual(expect.arrayContaining(ours));
    expect(await server.query("MATCH (s:ReifierSchema) RETURN s.format")).toEqual([1]);
  }, 120_000);

  it("leaves a server alone that a later release has migrated", async () => {
    await server.query("MATCH (s:ReifierSchema) SET s.format = 99");
    expect(await refusal({})).toMatchObject({ code: "STORE_NEWER", exitCode: 2 });
    await server.query("MATCH (s:ReifierSchema) SET s.format = 1");
  });
}
