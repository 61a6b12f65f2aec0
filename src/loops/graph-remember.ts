import type { Clock } from "../base/kernel/clock.ts";
import { newId } from "../base/kernel/ids.ts";
import type { UntoldSightings } from "../base/ports/graph-store.ts";
import type { Journal } from "../base/ports/journal.ts";
import type { Application } from "./application.ts";

/** The audit line that tells how often errors were seen since the last one. */
export const sightingsLine = "patterns.seen";

/**
 * Tells the audit of sightings, each exactly once: `graph rebuild` counts them again from there. A line of the audit is
 * on disk before its batch is taken away, and a batch that was begun before is looked up first.
 */
export function tellSightings(deps: {
  readonly untold: UntoldSightings;
  readonly journal: Journal;
  readonly clock: Clock;
}): void {
  for (;;) {
    const batch = deps.untold.next(newId("seen", deps.clock.now()));
    if (batch === null) return;
    const { name, again, sightings, patterns } = batch;
    const known = again && deps.journal.read({ type: sightingsLine }).some(({ subject }) => subject === name);
    if (!known) {
      const data = { sightings, patterns };
      deps.journal.append({ actor: "daemon", type: sightingsLine, subject: name, data });
    }
    deps.untold.told(name);
  }
}

/** For a command or the daemon: whatever the audit was not told of yet. */
export async function rememberSightings(
  app: Pick<Application, "stores" | "journal" | "clock">,
): Promise<void> {
  const { untold } = await app.stores();
  tellSightings({ untold, journal: await app.journal(), clock: app.clock });
}
