import type { Bundle } from "../../base/model/draft.ts";
import { isChange } from "./effect.ts";
import { readRecords } from "./reading.ts";

const most = 200;

/** Absolute paths of files that the session's commands name as what they change or read, changed ones first. */
export function referencedFiles(bundle: Bundle): string[] {
  const changed = new Set<string>();
  const read = new Set<string>();
  for (const reading of readRecords(bundle.records)) {
    for (const { nature, target } of reading.effects) {
      const path = /^(?:file|line|content|mode):([^:]*)/.exec(target)?.[1];
      if (path?.startsWith("/")) (isChange(nature) ? changed : read).add(path);
    }
  }
  return [...new Set([...changed, ...read])].slice(0, most);
}
