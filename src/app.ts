import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Environment, readEnvironment } from "./base/config/environment.ts";
import { loadInstallKey } from "./base/config/install-key.ts";
import { type LoadedSettings, loadSettings, loadSettingsFor } from "./base/config/load.ts";
import type { Settings } from "./base/config/schema.ts";
import {
  prepareWorkspace,
  type WorkspaceChoice,
  type WorkspacePaths,
  workspacePaths,
} from "./base/config/workspace.ts";
import { writeFileAtomic } from "./base/kernel/atomic-file.ts";
import { systemClock } from "./base/kernel/clock.ts";
import { createLogger, type Logger } from "./base/kernel/logger.ts";
import type { RunbookRow } from "./base/model/runbook.ts";
import { ShellName } from "./base/model/scalars.ts";
import type { AlertClaims } from "./base/ports/alert-claims.ts";
import type { Approver } from "./base/ports/approver.ts";
import type { GraphPicture } from "./base/ports/graph-store.ts";
import type { LogSource } from "./base/ports/log-source.ts";
import type { Notifier } from "./base/ports/notifier.ts";
import type { Pauses } from "./base/ports/pauses.ts";
import type { RecorderSource } from "./base/ports/recorder-source.ts";
import type { SealingKey } from "./base/ports/secret-key.ts";
import { createRedactor, type SessionRedactor } from "./base/redact/redactor.ts";
import type { Application, Stores } from "./loops/application.ts";
import type { ApproveDeps } from "./loops/approve-deps.ts";
import type { AutonomyRow } from "./loops/autonomy.ts";
import type { Desk } from "./loops/autonomy-desk.ts";
import type { DraftDeps } from "./loops/draft-deps.ts";
import type { EditedFilesDeps } from "./loops/edited-files.ts";
import type { ExecuteDeps } from "./loops/execute-deps.ts";
import type { Observer } from "./loops/observe.ts";
import type { PatrolDeps } from "./loops/patrol.ts";
import type { RecordDeps } from "./loops/record.ts";
import { editedFilesDeps } from "./wiring/edited-files.ts";
import { shareTarget, workspaceName } from "./wiring/graph-names.ts";
import { historyFiles, refuseUnreadable } from "./wiring/history-files.ts";
import { followFiles, patrolLogs } from "./wiring/logs.ts";
import { createObserverOf, historySources, recorderSides, spoolSource } from "./wiring/observer.ts";
import { findOrphanKeeper } from "./wiring/orphans.ts";
import { createPauses } from "./wiring/pauses.ts";
import { policyOf } from "./wiring/policy.ts";
import { reconcile, shelfProblems } from "./wiring/shelf-look.ts";
import { readOrNull, shipped } from "./wiring/shipped-files.ts";

/** Made when first asked for, then kept: a command pays only for the rooms it enters. */
function lazy<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

/** Opens a workspace and makes its folders where they are missing. `anyway`: also with settings that are broken. */
export function openApplication(choice: WorkspaceChoice, anyway = false): Application {
  const environment = readEnvironment();
  const paths = workspacePaths(choice.path);
  const created = prepareWorkspace(paths, environment.uid);
  return new House({
    ...loadSettingsFor(paths.settings, environment.variables, anyway),
    choice,
    environment,
    paths,
    created,
    key: loadInstallKey(paths.key),
  });
}

/** What every room is made from. */
interface Ground extends LoadedSettings {
  readonly choice: WorkspaceChoice;
  readonly environment: Environment;
  readonly paths: WorkspacePaths;
  readonly created: readonly string[];
  readonly key: SealingKey;
}

class House implements Application {
  readonly choice: WorkspaceChoice;
  readonly environment: Environment;
  readonly paths: WorkspacePaths;
  readonly created: readonly string[];
  readonly program = shipped("dist/main.js");
  readonly clock = systemClock;
  readonly log: Logger;
  readonly pauses: Pauses;
  readonly recorderFacts = () => recorderSides(this);
  readonly follow = followFiles;
  readonly reconcile = () => reconcile(this);
  readonly shelfProblems = () => shelfProblems(this);
  readonly orphanKeeper = findOrphanKeeper;
  private readonly key: SealingKey;
  private readonly clean: SessionRedactor;
  private readonly listeners: Notifier[] = [];
  private readonly closing: (() => void | Promise<void>)[] = [];
  private current: Settings;
  private readonly broken: LoadedSettings["broken"];

  constructor(ground: Ground) {
    this.choice = ground.choice;
    this.environment = ground.environment;
    this.paths = ground.paths;
    this.created = ground.created;
    this.pauses = createPauses(ground.paths.state, systemClock);
    this.key = ground.key;
    this.current = ground.settings;
    this.broken = ground.broken;
    this.clean = createRedactor((text) => ground.key.mac("redaction", text));
    const write = (line: string): void => appendFileSync(ground.paths.log, line, { mode: 0o600 });
    this.log = createLogger(write, systemClock, (text) => this.clean.text(text).text);
  }

  settings(): Settings {
    return this.current;
  }

  reload(): void {
    this.current = loadSettings(this.paths.settings, this.environment.variables);
  }

  alsoTell(notifier: Notifier): void {
    this.listeners.push(notifier);
  }

  redactor(): SessionRedactor {
    return this.clean;
  }

  private readonly embedded = lazy(async () => {
    const { openEmbedded } = await import("./adapters/graph/embedded.ts");
    const opened = openEmbedded({ path: this.paths.graph, clock: this.clock });
    if (this.broken === null)
      opened.outbox.aim(shareTarget(this.current, workspaceName(this.key, this.environment)));
    this.closing.push(() => opened.close());
    return opened;
  });

  async stores(): Promise<Stores> {
    return await this.embedded();
  }

  readonly sharing = lazy(async () => {
    const { createSharing } = await import("./wiring/graph.ts");
    return createSharing(this, workspaceName(this.key, this.environment));
  });

  async claims(): Promise<AlertClaims> {
    return (await this.sharing()).claims;
  }

  readonly locks = lazy(async () => {
    const { createLocks } = await import("./adapters/graph/locks.ts");
    return createLocks(this.paths.locks);
  });

  readonly journal = lazy(async () => {
    const { createJournal } = await import("./adapters/journal/journal.ts");
    return createJournal({
      path: this.paths.audit,
      key: this.key,
      locks: await this.locks(),
      clock: this.clock,
    });
  });

  readonly ledger = lazy(async () => {
    const { createLedger } = await import("./adapters/approvals/ledger.ts");
    return createLedger({ path: this.paths.approvals, key: this.key, locks: await this.locks() });
  });

  readonly shelf = lazy(async () => {
    const { createShelf } = await import("./adapters/shelf/shelf.ts");
    return createShelf({ workspace: this.paths.root, clock: this.clock });
  });

  readonly notifier: () => Promise<Notifier> = lazy(async () =>
    (await import("./wiring/people.ts")).notifierOf(this, this.listeners),
  );

  readonly policy = lazy(async () => await policyOf(this.paths.blocklist, this.environment.uid));

  async hook(shell: ShellName): Promise<string> {
    const { renderHook } = await import("./core/history/render-hook.ts");
    return renderHook(readFileSync(shipped(`shell-hooks/hook.${shell}`), "utf8"), this.paths.state);
  }

  async writeHooks(): Promise<void> {
    for (const shell of ShellName.options) {
      const path = join(this.paths.state, `hook.${shell}`);
      const text = await this.hook(shell);
      if (readOrNull(path) !== text) writeFileAtomic(path, text);
    }
  }

  readonly editedFiles: () => Promise<EditedFilesDeps> = lazy(() => editedFilesDeps(this, this.key));

  async recording(cwd: string): Promise<RecordDeps> {
    const { recordDeps } = await import("./wiring/record.ts");
    return await recordDeps(this, this.key, cwd);
  }

  private async observing(sources: readonly RecorderSource[]): Promise<Observer> {
    if (this.broken !== null) throw this.broken; // What is never to be recorded is not known.
    const { records } = await this.stores();
    const { environment, clock, log, key, pauses } = this;
    return await createObserverOf(
      {
        environment,
        clock,
        log,
        key,
        pauses,
        records,
        redactor: this.clean,
        settings: this.current,
        edited: await this.editedFiles(),
      },
      sources,
    );
  }

  async observer(): Promise<Observer> {
    // What was typed before the observer was there is no incident; `observe --history` imports it.
    const histories = historyFiles(this.current, this.environment).map((file) => ({
      ...file,
      firstSight: "end" as const,
    }));
    return await this.observing([await spoolSource(this), ...(await historySources(this, histories))]);
  }

  async historyObserver(history: { readonly file: string; readonly format: ShellName }): Promise<Observer> {
    refuseUnreadable(history.file);
    return await this.observing(await historySources(this, [{ ...history, firstSight: "start" }]));
  }

  async takeIn(): Promise<void> {
    const observer = await this.observing([await spoolSource(this)]);
    observer.takeIn();
    await observer.close();
  }

  async drafting(): Promise<DraftDeps> {
    return await (await import("./wiring/drafting.ts")).draftDeps(this);
  }

  async approving(): Promise<ApproveDeps> {
    return await (await import("./wiring/loops.ts")).approveDeps(this);
  }

  async runbookRows(): Promise<RunbookRow[]> {
    return await (await import("./loops/runbook-shelf.ts")).listRunbooks(await this.approving());
  }

  async operating(): Promise<PatrolDeps> {
    return await (await import("./wiring/loops.ts")).patrolDeps(this);
  }

  async desk(say: (text: string) => void): Promise<Desk> {
    return await (await import("./wiring/autonomy.ts")).openDesk(this, say);
  }

  async autonomyRows(): Promise<readonly AutonomyRow[]> {
    return await (await import("./wiring/autonomy.ts")).autonomyRows(this);
  }

  async executing(approver: Approver, say: (text: string) => void): Promise<ExecuteDeps> {
    return await (await import("./wiring/loops.ts")).executeDeps(this, approver, say);
  }

  async patrolled(): Promise<LogSource> {
    const { operator } = await this.stores();
    return await patrolLogs({
      root: this.paths.root,
      environment: this.environment,
      settings: this.current,
      operator,
      log: this.log,
    });
  }

  async approver(options: Parameters<Application["approver"]>[0]): Promise<Approver> {
    return await (await import("./wiring/people.ts")).terminalApprover(
      this.environment,
      this.current,
      options,
    );
  }

  async drawGraph(picture: GraphPicture, format: "mermaid" | "dot"): Promise<string> {
    return (await import("./adapters/graph/draw.ts")).draw(picture, format);
  }

  async close(): Promise<void> {
    for (const close of this.closing.reverse()) await close();
  }
}
