import { oneLine } from "../../base/kernel/visible.ts";
import { renderRcLine } from "../../core/history/render-hook.ts";
import type { Application } from "../../loops/application.ts";
import type { Daemon } from "../daemon/boot.ts";
import type { PageFacts } from "./live-page.ts";

/** Reading the open session's records and the drafts' files costs more than a page that is asked for each second may. */
const slowEveryMs = 5_000;

type SlowFacts = Pick<PageFacts, "openSession" | "drafts">;

/** Gathers what the page of `up` shows. Sessions and drafts are read anew after a new command, else every five seconds. */
export function createPageFacts(
  app: Application,
): (daemon: Daemon, messages: readonly string[]) => Promise<PageFacts> {
  let slow: { readonly at: number; readonly last: string | null; readonly facts: SlowFacts } | null = null;
  return async (daemon, messages) => {
    const { records, operator } = await app.stores();
    const last = records.lastRecordAt();
    const now = app.clock.now();
    if (slow === null || slow.last !== last || now - slow.at >= slowEveryMs)
      slow = { at: now, last, facts: await slowFacts(app) };
    const paused = app.pauses.now();
    return {
      ...slow.facts,
      pid: process.pid,
      workspace: app.paths.root,
      observing: daemon.observing,
      patrolling: daemon.patrolling(),
      lastRecordAt: last === null ? null : clockTime(Date.parse(last)),
      suggestions: operator.suggestions("open"),
      paused: [
        ...(paused.recording === null ? [] : ["recording"]),
        ...(paused.operator === null ? [] : ["operator"]),
      ],
      messages: messages.map((text) => oneLine(text, 400)),
      rcLine: last === null ? renderRcLine("bash", app.paths.state) : null,
    };
  };
}

async function slowFacts(app: Application): Promise<SlowFacts> {
  const open = (await app.stores()).records.sessions({ open: true, limit: 1 })[0];
  return {
    openSession:
      open === undefined
        ? null
        : {
            since: clockTime(Date.parse(open.startedAt)),
            records: open.counts.records,
            terminals: open.terminals.length,
          },
    drafts: (await app.shelf()).list("drafts").map(({ path }) => path),
  };
}

/** Local time of day, as a clock on the wall shows it; with the date when it is not today's. */
export function clockTime(ms: number): string {
  const time = new Date(ms);
  const two = (n: number): string => String(n).padStart(2, "0");
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(":");
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return time.toDateString() === new Date().toDateString() ? clock : `${day} ${clock}`;
}
