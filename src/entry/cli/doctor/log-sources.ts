import { accessSync, constants, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { systemCode } from "../../../base/kernel/errors.ts";
import type { Application } from "../../../loops/application.ts";
import { type Finding, fine, look } from "./finding.ts";

/** A source whose program or file is not there is silent for ever, and so is a folder in a file's place. */
export function logSources(app: Application): Finding {
  const { logs } = app.settings().patrol;
  const programs = logs.flatMap(({ journald, command }) => {
    if (journald !== null) return ["journalctl"];
    return command === null ? [] : command.slice(0, 1);
  });
  const missing = programs.filter((program) => !isThere(app, program));
  if (missing.length > 0)
    return look(
      "log sources",
      `not found: ${[...new Set(missing)].join(", ")}`,
      "install the program, or take its entry out of patrol.logs in reifier.yaml",
    );
  const silent = filesOf(app).flatMap((file) => {
    const why = whySilent(file);
    return why === null ? [] : [`${file} ${why}`];
  });
  if (silent.length > 0)
    return look(
      "log sources",
      silent.join("; "),
      "correct its path under patrol.logs in reifier.yaml; of a folder: FOLDER/*.log",
    );
  return fine(
    "log sources",
    logs.length === 0 ? "none: patrol.logs is empty" : `${logs.length} in patrol.logs`,
  );
}

/** The files that are named, not those that a pattern may find one day. */
function filesOf(app: Application): string[] {
  const { environment, paths } = app;
  return app
    .settings()
    .patrol.logs.flatMap(({ path }) =>
      path === null || /[*?[{]/.test(path)
        ? []
        : [resolve(paths.root, path.replace(/^~(?=\/|$)/, environment.home ?? "~"))],
    );
}

function whySilent(file: string): string | null {
  try {
    if (statSync(file).isDirectory()) return "is a folder";
    accessSync(file, constants.R_OK);
    return null;
  } catch (error) {
    return systemCode(error) === "ENOENT" ? "is not there (yet)" : "may not be read by you";
  }
}

function isThere({ environment, paths }: Application, program: string): boolean {
  const folders = (environment.variables["PATH"] ?? "").split(":").filter((folder) => folder !== "");
  const places = program.includes("/")
    ? [resolve(paths.root, program)]
    : folders.map((folder) => join(folder, program));
  return places.some((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false; // not there, or not for us to run
    }
  });
}
