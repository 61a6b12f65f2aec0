import { statSync } from "node:fs";
import { isoTime } from "../../base/kernel/clock.ts";
import { errorText, ReifierError, usageError } from "../../base/kernel/errors.ts";
import { rotateLog } from "../../base/kernel/rotate-log.ts";
import type { LockHandle } from "../../base/ports/lock.ts";
import type { LogSource } from "../../base/ports/log-source.ts";
import type { Application } from "../../loops/application.ts";
import type { Desk } from "../../loops/autonomy-desk.ts";
import { createRewording, type Rewording } from "../../loops/draft-later.ts";
import { rememberSightings } from "../../loops/graph-remember.ts";
import type { Observer } from "../../loops/observe.ts";
import { expireSuggestions } from "../../loops/operate.ts";
import { createPatrol, type Patrol } from "../../loops/patrol.ts";
import type { Listening } from "../http/listen.ts";
import { type Control, serveControl, socketPath } from "./control.ts";
import { lookBack, lookBackAgain } from "./look-back.ts";
import { announce, readWatching, withdraw } from "./presence.ts";
import { createSettling, type Settling } from "./settling.ts";
import { createTurns, type Turns } from "./turns.ts";

const tickMs = 1_000;
const pruneEveryTicks = 600;
const rememberEveryTicks = 1_800;
const quietEveryTicks = 30;
/** What waits for minutes or hours need not be looked at every second. */
const slowEveryTicks = 5;
const dayMs = 86_400_000;

/** A running daemon: what it watches, and how to stop it. */
export interface Daemon {
  readonly observing: readonly string[];
  readonly patrolling: () => readonly string[];
  stop(): Promise<void>;
}

/** Told to the screen and the log; the product goes on. */
export type Say = (text: string) => void;

/**
 * The whole life of the daemon: lock, look back (interrupted runs, files moved meanwhile), observe, patrol, watch the
 * shelf, tick. Stopping goes the other way. Throws a usage error (exit 2) when another daemon holds the workspace.
 */
export async function boot(app: Application, say: Say): Promise<Daemon> {
  const lock = await takeLock(app);
  const turns = createTurns((what, error) => complain(app, say, what, error));
  try {
    await app.writeHooks();
    await lookBack(app, say);
    await mendGraph(app, say);
    const patrol = createPatrol(await app.operating());
    await lookAtShelf(app, patrol);
    const rewording = createRewording(say);
    const desk = await app.desk(say);
    const settling = createSettling(patrol, turns);
    const parts = { turns, patrol, settling, rewording, desk, say };
    const watch = await startWatching(app, parts);
    const shelf = await app.shelf();
    await shelf.watch(() => turns.take("shelf", () => lookAtShelf(app, patrol)));
    const link = (await app.sharing()).link();
    const ticker = setInterval(() => {
      turns.take("tick", () => tick(app, { ...parts, watch }));
      turns.take("graph", link.tick);
    }, tickMs);
    announceNow(app, watch);
    const control = await openControl(app, watch, say);
    return {
      get observing() {
        return watch.observing;
      },
      patrolling: () => patrolling(watch),
      stop: async () => {
        clearInterval(ticker);
        await control?.close();
        await shelf.close();
        await watch.stop();
        settling.stop();
        await turns.idle();
        await rewording.stop();
        await patrol.settle("all");
        await desk.stop();
        await link.stop();
        turns.take("audit", () => rememberSightings(app));
        await turns.idle();
        withdraw(app.paths);
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Without its socket the daemon still works: `down` sends a signal, `status` reads the files. */
async function openControl(app: Application, watch: Watch, say: Say): Promise<Control | null> {
  const path = socketPath(app.paths.state, app.environment.runtimeDirectory);
  if (path === null) return null;
  try {
    return await serveControl(path, {
      status: () => ({
        pid: process.pid,
        memoryBytes: process.memoryUsage.rss(),
        patrolling: patrolling(watch),
        tickedAt: watch.tickedAt,
      }),
      stop: () => process.kill(process.pid, "SIGTERM"),
    });
  } catch (error) {
    complain(app, say, "control socket", error);
    return null;
  }
}

async function takeLock(app: Application): Promise<LockHandle> {
  const lock = (await app.locks()).hold("daemon");
  if (lock !== null) return lock;
  const pid = readWatching(app.paths)?.pid;
  throw usageError(
    `another daemon${pid === undefined ? "" : ` (pid ${pid})`} holds the workspace ${app.paths.root}`,
    "look at it: reifier status; stop it: reifier down; or use another workspace: --workspace DIR",
  );
}

/** A damaged database was kept aside and made anew; what the files know is put back into it. */
async function mendGraph(app: Application, say: Say): Promise<void> {
  const { recovered } = await app.stores();
  if (recovered === null) return;
  try {
    const { rebuildGraph } = await import("../../loops/rebuild.ts");
    await rebuildGraph(await app.approving());
    say(
      `the database was damaged: kept as ${recovered.kept}, made again from runbooks, approvals and incidents`,
    );
  } catch (error) {
    complain(app, say, "rebuild", error);
  }
}

/** Moves become approvals, strangers are offered, and the patrol knows the runbooks as they are now. */
async function lookAtShelf(app: Application, patrol: Patrol): Promise<void> {
  // An empty shelf that was always empty needs none of what understands runbooks.
  const { operator } = await app.stores();
  if ((await app.shelf()).list().length + operator.sightings().length === 0) return;
  await app.reconcile();
  await patrol.refresh();
}

interface Watch {
  observer: Observer;
  logs: LogSource;
  webhook: Listening | null;
  observing: readonly string[];
  /** When the daemon began; new settings do not change it. */
  readonly since: string;
  /** Modification time of the settings that these were started with. */
  settingsTime: number;
  ticks: number;
  /** End of the last tick, epoch milliseconds. */
  tickedAt: number | null;
  stop(): Promise<void>;
}

interface Parts {
  readonly turns: Turns;
  readonly patrol: Patrol;
  readonly settling: Settling;
  readonly rewording: Rewording;
  readonly desk: Desk;
  readonly say: Say;
}

async function startWatching(app: Application, parts: Parts): Promise<Watch> {
  const observer = await app.observer();
  for (const warning of observer.takeIn().warnings) parts.say(warning);
  await observer.start((taken) => {
    for (const warning of taken.warnings) parts.say(warning);
  });
  const logs = await app.patrolled();
  await logs.start(async (lines) => {
    await parts.patrol.take(lines);
    parts.settling.soon();
  });
  const webhook = await openWebhook(app, parts.say);
  return {
    observer,
    logs,
    webhook,
    observing: observer.observing(),
    since: isoTime(app.clock.now()),
    settingsTime: modified(app.paths.settings),
    ticks: 0,
    tickedAt: null,
    stop: async () => {
      await webhook?.close();
      await observer.close();
      await logs.close();
    },
  };
}

/** A webhook that cannot listen takes nothing else away: it is said, and everything else goes on. */
async function openWebhook(app: Application, say: Say): Promise<Listening | null> {
  if (!app.settings().patrol.webhook.enabled) return null;
  const { listen } = await import("../http/listen.ts");
  try {
    return await listen(app);
  } catch (error) {
    complain(app, say, "webhook", error);
    return null;
  }
}

/** What is patrolled now, as `status` shows it. */
const patrolling = ({ logs, webhook }: Watch): string[] => [
  ...logs.following(),
  ...(webhook === null ? [] : [`webhook ${webhook.url}`]),
];

async function tick(app: Application, { watch, ...parts }: Parts & { readonly watch: Watch }): Promise<void> {
  const { patrol, rewording, desk, say } = parts;
  watch.ticks += 1;
  desk.look();
  const { records, operator, kept } = await app.stores();
  const now = app.clock.now();
  const slow = watch.ticks % slowEveryTicks === 0;
  if (slow) records.closeIdle(now, app.settings().observe.sessionGapSeconds * 1_000);
  if (records.undrafted().length > 0) {
    const { draftClosedSessions } = await import("../../loops/draft.ts");
    const drafting = await app.drafting();
    for (const drafted of await draftClosedSessions(drafting)) rewording.take(drafting, drafted);
  }
  if (watch.ticks % quietEveryTicks === 0 && operator.errorKinds(now - dayMs, now, 1).length > 0) {
    const { draftQuietPatterns } = await import("../../loops/quiet.ts");
    await draftQuietPatterns(await app.drafting());
  }
  if (slow) {
    await expireSuggestions(await app.operating());
    await lookBackAgain(app, say);
    await patrol.lookAgain();
  }
  // The first time soon after the start: a daemon that was killed could not tell what it had seen last.
  if (watch.ticks % rememberEveryTicks === 1) await rememberSightings(app);
  if (watch.ticks % pruneEveryTicks === 1) {
    const { outputsDays, recordsDays } = app.settings().retention;
    operator.prune(now - outputsDays * dayMs);
    records.prune(now - recordsDays * dayMs);
    kept.prune(now - outputsDays * dayMs);
    rotateLog(app.paths.log, { maxBytes: 5 * 1024 * 1024, keep: 3 });
  }
  if (modified(app.paths.settings) !== watch.settingsTime) await reload(app, { ...parts, watch });
  watch.tickedAt = app.clock.now();
}

/** Changed settings are taken at once; a broken edit keeps what runs and says so, once. */
async function reload(
  app: Application,
  { watch, ...parts }: Parts & { readonly watch: Watch },
): Promise<void> {
  watch.settingsTime = modified(app.paths.settings);
  app.reload();
  await watch.stop();
  Object.assign(watch, await startWatching(app, parts), { ticks: watch.ticks, since: watch.since });
  announceNow(app, watch);
  parts.say("settings changed: taken");
}

function announceNow(app: Application, watch: Watch): void {
  announce(app.paths, {
    pid: process.pid,
    since: watch.since,
    observing: [...watch.observing],
    patrolling: patrolling(watch),
  });
}

function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function complain(app: Application, say: Say, what: string, error: unknown): void {
  const text = error instanceof ReifierError ? `${error.message}; ${error.hint}` : errorText(error);
  app.log.warn("daemon.failed", { what, reason: text });
  say(`${what}: ${text}`);
}
