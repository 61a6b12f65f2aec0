import { spawnSync } from "node:child_process";
import { usageError } from "../../base/kernel/errors.ts";

/**
 * Opens a file in `$VISUAL`, `$EDITOR` or `vi`, on this terminal, and waits. The variable may hold options
 * (`code --wait`), so a shell splits it; the path is an argument and never text of the command. Returns what is to be
 * said of its end, null where it ended well. Throws a usage error for an editor that could not be started.
 */
export function openEditor(path: string, variables: Readonly<Record<string, string>>): string | null {
  const editor = [variables["VISUAL"], variables["EDITOR"]].find(
    (value) => value !== undefined && value !== "",
  );
  const command = editor ?? "vi";
  const ended = spawnSync("/bin/sh", ["-c", `${command} "$1"`, "editor", path], { stdio: "inherit" });
  if (ended.error !== undefined || ended.status === 127)
    throw usageError(
      `the editor ${JSON.stringify(command)} could not be started`,
      "set EDITOR to one that is installed",
      ended.error,
    );
  if (ended.status === 0) return null;
  const how = ended.signal === null ? `exit code ${ended.status}` : ended.signal;
  return `the editor ended with ${how}; below is the file as it is now`;
}
