import { anthropicAccess } from "../../../base/config/environment.ts";
import { errorText, ReifierError } from "../../../base/kernel/errors.ts";
import type { Application } from "../../../loops/application.ts";
import { graphLag } from "../../../loops/graph-sync.ts";
import { askDaemon, LiveStatus, socketPath } from "../../daemon/control.ts";
import { runningDaemon } from "../../daemon/presence.ts";
import { isLoopback } from "../../http/door.ts";
import { type Finding, fine, look } from "./finding.ts";

const probeMs = 1_000;

export async function daemon(app: Application): Promise<Finding> {
  const running = runningDaemon(app.paths, await app.locks());
  if (running === null)
    return look("daemon", "not running: commands wait in the spool", "reifier up --detach");
  const path = socketPath(app.paths.state, app.environment.runtimeDirectory);
  if (path === null)
    return look(
      "daemon",
      `running (pid ${running.pid}), without a socket: the workspace's path is too long`,
      "set XDG_RUNTIME_DIR to a short folder of your own",
    );
  const live = LiveStatus.safeParse(await askDaemon(path, "status", probeMs));
  if (!live.success)
    return look(
      "daemon",
      `running (pid ${running.pid}), but it does not answer`,
      "reifier down && reifier up --detach",
    );
  return fine(
    "daemon",
    `running (pid ${running.pid}), ${Math.round(live.data.memoryBytes / 1024 / 1024)} MiB`,
  );
}

export async function graph(app: Application): Promise<Finding> {
  const { url, user, password, database } = app.settings().graph;
  if (url === "embedded" || password === null)
    return fine("graph", "embedded: everything stays on this host");
  try {
    const server = await (await app.sharing()).connect({ url, user, password, database });
    await server.close();
  } catch (error) {
    const hint = error instanceof ReifierError ? error.hint : "check graph.url in reifier.yaml";
    return look(
      "graph",
      `${url} does not answer (${errorText(error)}); this host's own memory is used`,
      hint,
    );
  }
  const { count } = graphLag((await app.stores()).outbox, app.clock);
  return fine("graph", `${url} answers; ${count} changes wait to be told`);
}

/** Asks the door itself: a token and an address in the settings are no proof that anybody listens. */
export async function webhook(app: Application): Promise<Finding> {
  const { enabled, listen } = app.settings().patrol.webhook;
  if (!enabled) return fine("webhook", "off: alerts come from logs and from reifier alert");
  const open = await fetch(`http://${listen}/health`, { signal: AbortSignal.timeout(probeMs) }).then(
    (response) => response.ok,
    () => false,
  );
  if (!open) return look("webhook", `nothing answers on ${listen}`, "reifier up --detach");
  if (!isLoopback(listen.slice(0, listen.lastIndexOf(":"))))
    return look(
      "webhook",
      `listens on ${listen}, which other machines can reach`,
      "set patrol.webhook.listen to 127.0.0.1:9797 and put a proxy with TLS before it",
    );
  return fine("webhook", `answers on ${listen}`);
}

/** The key itself is asked for at the first draft: a check that costs money or leaves the machine is nobody's wish. */
export function narrator(app: Application): Finding {
  const { narrator: name, model } = app.settings().scribe;
  if (name === "offline") return fine("narrator", "offline: no model is asked anything");
  return anthropicAccess(app.environment).apiKey === null
    ? look(
        "narrator",
        `${model} needs a key; drafts are worded offline meanwhile`,
        "export ANTHROPIC_API_KEY=… before reifier starts",
      )
    : fine("narrator", `${model}, with the key of ANTHROPIC_API_KEY`);
}
