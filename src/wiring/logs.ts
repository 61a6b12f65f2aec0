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

/** A suggestion a tenth of a second later is as good, and ten times fewer writes keep up with a flood. */
const restMs = 100;

/** Positions of a follower that starts anew each time. */
const nowhere = { load: () => null, save: () => {} };

export async function followFiles({ paths, from, state, onBlock }: FollowedFiles): Promise<LogSource> {
  const { createTail } = await import("../adapters/tail/tail.ts");
  const { createFilePositions } = await import("../adapters/tail/file-positions.ts");
  return createTail({
    sources: paths.map((path) => ({ path: resolve(path), source: path })),
    positions: state === null ? nowhere : createFilePositions(state),
    from,
    maxLineBytes,
    ...(onBlock === undefined ? {} : { onBlock }),
  });
}

interface PatrolParts {
  readonly root: string;
  readonly environment: Environment;
  readonly settings: Settings;
  readonly operator: OperatorStore;
  readonly log: Logger;
}

/** The sources of the settings; their positions are stored with what was learned from the lines. */
export async function patrolLogs(parts: PatrolParts): Promise<LogSource> {
  const { allSources } = await import("../adapters/tail/all-sources.ts");
  const { logs } = parts.settings.patrol;
  const streams = logs.filter(({ path }) => path === null);
  return allSources([await files(parts), ...(await Promise.all(streams.map((log) => stream(parts, log))))]);
}

const positionsOf = ({ operator }: PatrolParts) => ({
  load: (source: string) => operator.position(`tail:${source}`),
  save: (source: string, position: string) => operator.savePosition(`tail:${source}`, position),
});

async function files(parts: PatrolParts): Promise<LogSource> {
  const { createTail } = await import("../adapters/tail/tail.ts");
  return createTail({
    sources: parts.settings.patrol.logs.flatMap(({ path, source }) => {
      if (path === null) return [];
      const file = resolve(parts.root, expandHome(path, parts.environment));
      return [{ path: file, source: source ?? basename(file) }];
    }),
    positions: positionsOf(parts),
    from: "end",
    maxLineBytes,
    restMs,
    onWarning: warnTo(parts),
  });
}

const warnTo =
  ({ log }: PatrolParts) =>
  (reason: string): void =>
    log.warn("patrol.left-out", { reason });

/** The journal, or a program's output. */
async function stream(parts: PatrolParts, log: Settings["patrol"]["logs"][number]): Promise<LogSource> {
  const common = {
    environment: ofOthers(parts.environment.variables),
    cwd: parts.root,
    maxLineBytes,
    onWarning: warnTo(parts),
  };
  if (log.command === null) {
    const { createJournalSource } = await import("../adapters/tail/journal.ts");
    const unit = log.journald === null || log.journald === true ? null : log.journald.unit;
    const source = log.source ?? unit ?? "journald";
    return createJournalSource({ ...common, unit, source, positions: positionsOf(parts) });
  }
  const { createCommandSource } = await import("../adapters/tail/command.ts");
  const source = log.source ?? basename(log.command[0] ?? "");
  return createCommandSource({ ...common, command: log.command, source });
}

/** Our own variables, a webhook's token among them, are nothing to a program that writes logs. */
const ofOthers = (variables: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => !name.startsWith("REIFIER_")));
