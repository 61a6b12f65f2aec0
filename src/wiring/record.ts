import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ShellName } from "../base/model/scalars.ts";
import type { InstallKey } from "../base/ports/secret-key.ts";
import { createPlacement } from "../core/history/place-record.ts";
import { quoteForShells, renderHook } from "../core/history/render-hook.ts";
import type { Application } from "../loops/application.ts";
import type { RecordDeps } from "../loops/record.ts";
import { shipped } from "./shipped-files.ts";

/** What `record` is handed; throws `PTY_MISSING` where the optional package is not installed. */
export async function recordDeps(app: Application, key: InstallKey, cwd: string): Promise<RecordDeps> {
  const { loadPty } = await import("../adapters/recorder/pty.ts");
  const { createRecordedShell } = await import("../adapters/recorder/recorded-shell.ts");
  const pty = await loadPty();
  const { paths, environment, clock, log, pauses } = app;
  const { records, kept } = await app.stores();
  const { observe } = app.settings();
  const edited = await app.editedFiles();
  await app.writeHooks();
  return {
    shell: createRecordedShell({
      pty,
      parent: join(paths.state, "record"),
      spool: paths.spool,
      uid: environment.uid,
      cwd,
      variables: environment.variables,
      input: process.stdin,
      output: process.stdout,
      startUp: (shell, places) => renderStartUp(shell, { state: paths.state, ...places }),
    }),
    records,
    kept,
    edited,
    cleaning: {
      parts: {
        redactor: app.redactor(),
        ignore: observe.ignore.map((pattern) => new RegExp(pattern)),
        pausedAt: (time) => pauses.during(time),
      },
      tally: { leaveOut: () => undefined },
      mac: (text) => key.mac("record-text", text),
    },
    place: createPlacement(observe.sessionGapSeconds * 1_000),
    clock,
    log,
    host: environment.host,
    user: environment.user,
    nonce: randomBytes(16).toString("hex"),
    paused: () => pauses.now().recording !== null,
  };
}

function renderStartUp(
  shell: ShellName,
  places: {
    readonly state: string;
    readonly folder: string;
    readonly nonce: string;
    readonly pid: number;
  },
): string {
  const template = readFileSync(shipped(`shell-hooks/record.${shell}`), "utf8");
  return renderHook(template, places.state)
    .replaceAll("@FOLDER@", () => quoteForShells(places.folder))
    .replaceAll("@NONCE@", places.nonce)
    .replaceAll("@PID@", String(places.pid));
}
