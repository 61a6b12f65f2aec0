import { once } from "node:events";
import type { Server } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { isoTime } from "../../base/kernel/clock.ts";
import { errorText, systemCode, usageError } from "../../base/kernel/errors.ts";
import type { Application } from "../../loops/application.ts";
import { takeIncoming } from "../../loops/intake.ts";
import { isLoopback } from "./door.ts";
import { createWebhook } from "./webhook.ts";

/** An open webhook. */
export interface Listening {
  /** `http://127.0.0.1:9797` */
  readonly url: string;
  /** Takes no more requests; resolves when those that are being taken are stored. */
  close(): Promise<void>;
}

/** A request that takes longer is cut off: a sender that dawdles holds a connection, nothing more. */
const requestMs = 15_000;
const maxConnections = 64;
/** Refusals are logged once a minute by reason, so nobody fills the disk by knocking. */
const quietMs = 60_000;

/** Starts the webhook of the settings, or null where it is off. Throws a usage error when it cannot listen there. */
export async function listen(app: Application): Promise<Listening | null> {
  const { webhook } = app.settings().patrol;
  if (!webhook.enabled || webhook.token === null) return null;
  const { host, port } = addressOf(webhook.listen);
  const closed = isLoopback(host);
  // Whoever writes one of them into an alert makes it no public thing.
  for (const secret of [webhook.token, webhook.signingSecret])
    if (secret !== null && secret.length >= 8) app.redactor().remember(secret);
  let turn: Promise<unknown> = Promise.resolve();
  const hook = createWebhook({
    door: {
      token: webhook.token,
      signingSecret: webhook.signingSecret,
      hosts: [host, app.environment.host, ...webhook.hosts].map((name) => name.toLowerCase()),
      open: !closed,
    },
    now: () => app.clock.now(),
    // One request after the other: two that raise the same suggestion must see each other.
    take: (alerts) => {
      const taken = turn.then(async () => await takeIncoming(await app.operating(), alerts));
      turn = taken.catch(() => undefined);
      return taken;
    },
    refused: oncePer(quietMs, app, (reason) => app.log.warn("webhook.refused", { reason })),
    failed: (error) => app.log.warn("webhook.failed", { reason: errorText(error) }),
  });
  const server = createAdaptorServer({
    fetch: hook.fetch,
    // Node itself passes over what is left of a refused body; it is never kept.
    autoCleanupIncoming: false,
    serverOptions: { requestTimeout: requestMs, headersTimeout: requestMs },
  });
  server.maxConnections = maxConnections;
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    const why = systemCode(error) === "EADDRINUSE" ? "somebody listens there already" : errorText(error);
    throw usageError(
      `the webhook cannot listen on ${webhook.listen}: ${why}`,
      "set another patrol.webhook.listen in reifier.yaml",
      error,
    );
  }
  const url = urlOf(server.address(), webhook.listen);
  app.log.info("webhook.listening", { url, since: isoTime(app.clock.now()) });
  return {
    url,
    close: async () => {
      const gone = once(server, "close");
      server.close();
      if ("closeIdleConnections" in server) server.closeIdleConnections();
      await turn;
      if ("closeAllConnections" in server) server.closeAllConnections();
      await gone;
    },
  };
}

/** `127.0.0.1:9797`, `[::1]:9797`; the settings have made sure that it is one. */
function addressOf(listen: string): { readonly host: string; readonly port: number } {
  const colon = listen.lastIndexOf(":");
  return { host: listen.slice(0, colon).replace(/^\[|\]$/g, ""), port: Number(listen.slice(colon + 1)) };
}

/** With port 0 the system has chosen one. */
function urlOf(address: ReturnType<Server["address"]>, listen: string): string {
  const port = typeof address === "object" && address !== null ? String(address.port) : "";
  return `http://${listen.replace(/\d+$/, port)}`;
}

function oncePer(ms: number, app: Application, say: (reason: string) => void): (reason: string) => void {
  const last = new Map<string, number>();
  return (reason) => {
    const now = app.clock.now();
    if (Math.abs(now - (last.get(reason) ?? Number.NEGATIVE_INFINITY)) < ms) return;
    last.set(reason, now);
    say(reason);
  };
}
