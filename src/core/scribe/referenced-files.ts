import type { Bundle } from "../../base/model/draft.ts";
import { assignedVariables } from "./carried.ts";
import { isChange } from "./effect.ts";
import { readRecords } from "./reading.ts";

const most = 200;

/**
 * Absolute paths of files that the session's commands name as what they change or read, changed ones first. A path that
 * starts with a variable is resolved by what the session assigned, else by `variables` (the shell's own).
 */
export function referencedFiles(bundle: Bundle, variables: Readonly<Record<string, string>> = {}): string[] {
  const changed = new Set<string>();
  const read = new Set<string>();
  const readings = readRecords(bundle.records);
  const assigned = new Map(Object.entries(variables));
  for (const { name, value } of assignedVariables(readings)) if (value !== null) assigned.set(name, value);
  for (const { effects } of readings) {
    for (const { nature, target } of effects) {
      const typed = /^(?:file|line|content|mode):([^:]*)/.exec(target)?.[1] ?? "";
      const path = typed.replace(/^\$\{?(\w+)\}?(?=\/|$)/, (all, name: string) => assigned.get(name) ?? all);
      if (path.startsWith("/")) (isChange(nature) ? changed : read).add(path);
    }
  }
  return [...new Set([...changed, ...read])].slice(0, most);
}
