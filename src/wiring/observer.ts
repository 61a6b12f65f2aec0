import type { Environment } from "../base/config/environment.ts";
import type { Settings } from "../base/config/schema.ts";
import type { WorkspacePaths } from "../base/config/workspace.ts";
import type { Clock } from "../base/kernel/clock.ts";
import { errorText } from "../base/kernel/errors.ts";
import type { Logger } from "../base/kernel/logger.ts";
import type { ShellName } from "../base/model/scalars.ts";
import type { Pauses } from "../base/ports/pauses.ts";
import type { RecordStore } from "../base/ports/record-store.ts";
import type { RecorderSource } from "../base/ports/recorder-source.ts";
import type { Redactor } from "../base/ports/redactor.ts";
import type { InstallKey } from "../base/ports/secret-key.ts";
import type { Application, RecorderSides } from "../loops/application.ts";
import type { EditedFilesDeps } from "../loops/edited-files.ts";
import type { Observer } from "../loops/observe.ts";
import { historyFiles } from "./history-files.ts";

interface Place {
  readonly environment: Environment;
  readonly clock: Clock;
}

interface ObserverFacts extends Place {
  readonly log: Logger;
  readonly key: InstallKey;
  readonly pauses: Pauses;
  readonly records: RecordStore;
  readonly redactor: Redactor;
  readonly settings: Settings;
  readonly edited: EditedFilesDeps;
}

export async function createObserverOf(
  facts: ObserverFacts,
  sources: readonly RecorderSource[],
): Promise<Observer> {
  const { createObserver } = await import("../loops/observe.ts");
  const { createEditWatch } = await import("../loops/edit-watch.ts");
  const { environment, clock, log, key, pauses, records, redactor, settings, edited } = facts;
  return createObserver({
    store: records,
    sources,
    redactor,
    key,
    clock,
    log,
    host: environment.host,
    user: environment.user,
    gapMs: settings.observe.sessionGapSeconds * 1_000,
    ignore: settings.observe.ignore.map((pattern) => new RegExp(pattern)),
    paused: () => pauses.now().recording !== null,
    pausedAt: (time) => pauses.during(time),
    edited: createEditWatch(edited),
  });
}

export async function spoolSource({
  paths,
  environment,
  clock,
}: Place & { readonly paths: WorkspacePaths }): Promise<RecorderSource> {
  const { createSpoolSource } = await import("../adapters/recorder/spool-source.ts");
  return createSpoolSource({ folder: paths.spool, uid: environment.uid, now: () => clock.now() });
}

export async function recorderSides(app: Application): Promise<RecorderSides> {
  const { openShells } = await import("../adapters/recorder/open-shells.ts");
  return {
    files: historyFiles(app.settings(), app.environment),
    open: openShells(app.paths.spool, app.environment.uid),
    recordProblem: async () => {
      const { loadPty } = await import("../adapters/recorder/pty.ts");
      return loadPty().then(
        () => null,
        (error: unknown) => errorText(error),
      );
    },
  };
}

interface HistoryFile {
  readonly file: string;
  readonly format: ShellName;
  readonly firstSight: "start" | "end";
}

export async function historySources(
  { clock }: Place,
  files: readonly HistoryFile[],
): Promise<RecorderSource[]> {
  const { createHistorySource } = await import("../adapters/recorder/history-source.ts");
  return files.map((file) => createHistorySource({ ...file, now: () => clock.now() }));
}
