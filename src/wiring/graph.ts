import { setTimeout as wait } from "node:timers/promises";
import type { Settings } from "../base/config/schema.ts";
import { errorText, usageError } from "../base/kernel/errors.ts";
import type { AlertClaims } from "../base/ports/alert-claims.ts";
import type { SharedServer } from "../base/ports/shared-graph.ts";
import type { Application } from "../loops/application.ts";
import {
  type GraphLink,
  type ServerAddress,
  type Sharing,
  type Synced,
  syncGraph,
} from "../loops/graph-sync.ts";
import { shareTarget } from "./graph-names.ts";

/** An unattended run does not wait long for a server: a person is asked instead. */
const claimTimeoutMs = 3_000;
/** How often other hosts are listened to while nothing of ours waits. */
const listenEveryMs = 5_000;
const firstPauseMs = 2_000;
const longestPauseMs = 60_000;
/** What is under way when the daemon stops is told again at its next start. */
const stopMs = 2_000;

type SharingApp = Pick<Application, "settings" | "stores" | "locks" | "environment" | "log" | "clock">;

interface Speaker {
  readonly app: SharingApp;
  readonly workspace: string;
}

/** The driver costs as much as the rest of a command, so only who speaks to a server loads it. */
async function connectGraph(
  { app, workspace }: Speaker,
  address: ServerAddress,
  timeoutMs: number,
): Promise<SharedServer> {
  const { openServer } = await import("../adapters/graph/server/open.ts");
  const { host } = app.environment;
  return (await openServer({ ...address, workspace, host, timeoutMs })).shared;
}

function addressOf({ graph }: Settings): ServerAddress | null {
  const { url, user, password, database } = graph;
  if (url === "embedded") return null;
  if (password === null) throw usageError("graph.password is not set", "set it in reifier.yaml");
  return { url, user, password, database };
}

/** On the server where there is one, else every claim is granted: no other host can have the alert. */
const alertClaims = (speaker: Speaker): AlertClaims => ({
  claimAlert: async (key) => {
    const { app } = speaker;
    const address = addressOf(app.settings());
    if (address === null) return "claimed";
    try {
      const server = await connectGraph(speaker, address, claimTimeoutMs);
      try {
        return await server.claimAlert(key);
      } finally {
        await server.close();
      }
    } catch (error) {
      app.log.warn("graph.claim-away", { reason: errorText(error) });
      return "away";
    }
  },
});

function createGraphLink(speaker: Speaker): GraphLink {
  const { app } = speaker;
  let line: { readonly key: string; readonly server: SharedServer } | null = null;
  let underWay: Promise<void> | null = null;
  let pauseMs = 0;
  let nextAt = 0;
  const hangUp = async (): Promise<void> => {
    const old = line;
    line = null;
    await old?.server.close();
  };
  const connect = async (): Promise<SharedServer> => {
    const settings = app.settings();
    const address = addressOf(settings);
    if (address === null) throw usageError("the graph is embedded", "set graph.url in reifier.yaml");
    const key = JSON.stringify(address);
    if (line?.key === key) return line.server;
    await hangUp();
    const server = await connectGraph(speaker, address, settings.graph.timeoutSeconds * 1_000);
    line = { key, server };
    return server;
  };
  const sync = async (): Promise<void> => {
    try {
      const { outbox, elsewhere } = await app.stores();
      await syncGraph({ outbox, elsewhere, locks: await app.locks(), connect });
      if (pauseMs > 0) app.log.info("graph.server-back");
      pauseMs = 0;
      nextAt = app.clock.now() + listenEveryMs;
    } catch (error) {
      if (pauseMs === 0) app.log.warn("graph.server-away", { reason: errorText(error) });
      pauseMs = Math.min(longestPauseMs, Math.max(firstPauseMs, 2 * pauseMs));
      nextAt = app.clock.now() + pauseMs;
      await hangUp();
    }
  };
  return {
    tick: async () => {
      const { outbox } = await app.stores();
      const target = shareTarget(app.settings(), speaker.workspace);
      outbox.aim(target);
      if (underWay !== null) return;
      if (target === null) return await hangUp();
      const due = pauseMs === 0 && outbox.lag().waiting > 0;
      if (!due && app.clock.now() < nextAt) return;
      underWay = sync().finally(() => {
        underWay = null;
      });
    },
    stop: async () => {
      // A timer that nobody needs any more must not keep the process.
      await Promise.race([underWay, wait(stopMs, undefined, { ref: false })]);
      await hangUp();
    },
  };
}

/** One round for a command. */
async function syncOnce(speaker: Speaker): Promise<Synced | null> {
  const { app } = speaker;
  const settings = app.settings();
  const address = addressOf(settings);
  if (address === null) return null;
  const { outbox, elsewhere } = await app.stores();
  const open: SharedServer[] = [];
  const connect = async (): Promise<SharedServer> => {
    const server = await connectGraph(speaker, address, settings.graph.timeoutSeconds * 1_000);
    open.push(server);
    return server;
  };
  try {
    return await syncGraph({ outbox, elsewhere, locks: await app.locks(), connect });
  } finally {
    for (const server of open) await server.close();
  }
}

export function createSharing(app: SharingApp, workspace: string): Sharing {
  const speaker = { app, workspace };
  return {
    claims: alertClaims(speaker),
    link: () => createGraphLink(speaker),
    sync: () => syncOnce(speaker),
    connect: (address) => connectGraph(speaker, address, app.settings().graph.timeoutSeconds * 1_000),
  };
}
