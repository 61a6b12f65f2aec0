import { accessSync, constants } from "node:fs";
import { join, resolve } from "node:path";
import type { Application } from "../../../loops/application.ts";
import { type Finding, fine, look } from "./finding.ts";

/** The programs that give log lines: a source whose program is not there is silent for ever. */
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
  return fine(
    "log sources",
    logs.length === 0 ? "none: patrol.logs is empty" : `${logs.length} in patrol.logs`,
  );
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
