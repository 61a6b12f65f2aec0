import { basename, resolve } from "node:path";
import type { Environment } from "../base/config/environment.ts";
import type { Settings } from "../base/config/schema.ts";
import type { Logger } from "../base/kernel/logger.ts";
import type { LogSource } from "../base/ports/log-source.ts";
import type { OperatorStore } from "../base/ports/operator-store.ts";
import type { FollowedFiles } from "../loops/application.ts";
import { expandHome } from "./history-files.ts";

/** A longer line is cut: 1 MiB holds any event a person reads. */
const maxLineBytes = 1024 * 1024;

/** Positions of a follower that starts anew each time. */
const nowhere = { load: () => null, save: () => {} };

export async function followFiles({ paths, from, state }: FollowedFiles): Promise<LogSource> {
  const { createTail } = await import("../adapters/tail/tail.ts");
  const { createFilePositions } = await import("../adapters/tail/file-positions.ts");
  return createTail({
    sources: paths.map((path) => ({ path: resolve(path), source: path })),
    positions: state === null ? nowhere : createFilePositions(state),
    from,
    maxLineBytes,
  });
}

interface PatrolParts {
  readonly root: string;
  readonly environment: Environment;
  readonly settings: Settings;
  readonly operator: OperatorStore;
  readonly log: Logger;
}

/** The logs of the settings; their positions are stored with what was learned from the lines. */
export async function patrolLogs({
  root,
  environment,
  settings,
  operator,
  log,
}: PatrolParts): Promise<LogSource> {
  const { createTail } = await import("../adapters/tail/tail.ts");
  return createTail({
    sources: settings.patrol.logs.map((file) => {
      const path = resolve(root, expandHome(file.path, environment));
      return { path, source: file.source ?? basename(path) };
    }),
    positions: {
      load: (source) => operator.position(`tail:${source}`),
      save: (source, position) => operator.savePosition(`tail:${source}`, position),
    },
    from: "end",
    maxLineBytes,
    onWarning: (reason) => log.warn("patrol.left-out", { reason }),
  });
}
