import { type Stats, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Application } from "../../../loops/application.ts";
import { type Finding, fine, look } from "./finding.ts";

const lowDiskBytes = 100 * 1024 * 1024;
/** Clocks of one host drift by less. */
const clockToleranceMs = 60_000;

export function disk({ paths }: Application): Finding {
  const facts = statfsSync(paths.root);
  const free = facts.bavail * facts.bsize;
  const detail = `${Math.round(free / 1024 / 1024)} MiB free where the workspace is`;
  return free > lowDiskBytes ? fine("disk", detail) : look("disk", detail, `df -h ${paths.root}`);
}

/** What holds keys and records is the account's alone; what may run is writable by nobody else. */
export function permissions({ paths, environment }: Application): Finding {
  const secret = [paths.state, paths.spool, paths.key, paths.graph, paths.approvals, paths.audit, paths.log];
  const trusted = [
    paths.root,
    paths.runbooks,
    join(paths.runbooks, "approved"),
    paths.settings,
    paths.blocklist,
  ];
  for (const path of [...secret, ...trusted]) {
    const facts = statSync(path, { throwIfNoEntry: false });
    if (facts === undefined) continue;
    const wrong = wrongWith(facts, {
      uid: environment.uid,
      forbidden: secret.includes(path) ? 0o077 : 0o022,
    });
    if (wrong !== null) return look("permissions", `${path} ${wrong.what}`, `${wrong.fix} ${path}`);
  }
  return fine("permissions", "the workspace is yours alone");
}

interface Wanted {
  readonly uid: number;
  readonly forbidden: number;
}

function wrongWith(facts: Stats, { uid, forbidden }: Wanted): { what: string; fix: string } | null {
  if (uid >= 0 && facts.uid !== uid) return { what: `belongs to uid ${facts.uid}`, fix: `sudo chown ${uid}` };
  if ((facts.mode & forbidden) === 0) return null;
  return forbidden === 0o077
    ? { what: "can be read by others", fix: "chmod go-rwx" }
    : { what: "can be written by others", fix: "chmod go-w" };
}

/** A clock that was set back gives new records old times; sessions and audit entries then stand in a wrong order. */
export async function clock(app: Application): Promise<Finding> {
  const now = app.clock.now();
  const entry = (await app.journal()).read().at(-1);
  const last = [(await app.stores()).records.lastRecordAt(), entry?.at ?? null];
  const newest = Math.max(...last.map((at) => (at === null ? 0 : Date.parse(at))));
  return newest > now + clockToleranceMs
    ? look(
        "clock",
        `it says ${new Date(now).toISOString()}, but something was kept at ${new Date(newest).toISOString()}`,
        "timedatectl status",
      )
    : fine("clock", new Date(now).toISOString());
}
