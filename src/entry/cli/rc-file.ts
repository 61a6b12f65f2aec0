import { join } from "node:path";
import type { ShellName } from "../../base/model/scalars.ts";

/** Where a shell reads its start-up lines. */
export function rcFile(shell: ShellName, home: string): string {
  if (shell === "fish") return join(home, ".config", "fish", "config.fish");
  return join(home, shell === "zsh" ? ".zshrc" : ".bashrc");
}
