import { accessSync, constants, existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Environment } from "../base/config/environment.ts";
import type { Settings } from "../base/config/schema.ts";
import { errorText, usageError } from "../base/kernel/errors.ts";
import type { ShellName } from "../base/model/scalars.ts";

interface HistoryFile {
  readonly file: string;
  readonly format: ShellName;
}

export const expandHome = (path: string, environment: Environment): string =>
  path === "~" || path.startsWith("~/") ? join(environment.home ?? "/", path.slice(1)) : path;

/** The files of the settings; with `auto` bash's, and those of other shells that the account has. */
export function historyFiles(settings: Settings, environment: Environment): HistoryFile[] {
  if (settings.observe.history !== "auto") {
    return settings.observe.history.map(({ file, format }) => ({
      file: resolve(expandHome(file, environment)),
      format,
    }));
  }
  const { home } = environment;
  if (home === null) return [];
  const data = environment.variables["XDG_DATA_HOME"] ?? join(home, ".local", "share");
  const others: HistoryFile[] = [
    { file: join(home, ".zsh_history"), format: "zsh" },
    { file: join(data, "fish", "fish_history"), format: "fish" },
  ];
  return [
    { file: join(home, ".bash_history"), format: "bash" },
    ...others.filter(({ file }) => existsSync(file)),
  ];
}

/** A person who names a file wants to hear that it is not there; the daemon waits for it instead. */
export function refuseUnreadable(file: string): void {
  const hint = "name a history file that is there: --history ~/.bash_history";
  try {
    accessSync(file, constants.R_OK);
  } catch (error) {
    throw usageError(`cannot read ${file}: ${errorText(error)}`, hint, error);
  }
  if (!statSync(file).isFile()) throw usageError(`${file} is not a file`, hint);
}
