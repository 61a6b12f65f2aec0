import { join } from "node:path";
import type { ShellName } from "../../base/model/scalars.ts";

/** The one line for the rc file. It only reads a file that is there: no program starts with a shell (CONTRACT §4). */
export function rcLine(shell: ShellName, state: string): string {
  const hook = quoted(join(state, `hook.${shell}`));
  return shell === "fish" ? `test -r ${hook}; and source ${hook}` : `[ -r ${hook} ] && . ${hook}`;
}

export function rcFile(shell: ShellName, home: string): string {
  if (shell === "fish") return join(home, ".config", "fish", "config.fish");
  return join(home, shell === "zsh" ? ".zshrc" : ".bashrc");
}

const quoted = (path: string): string =>
  /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
