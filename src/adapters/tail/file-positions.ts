import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomic } from "../../base/kernel/atomic-file.ts";
import { makeFolder } from "../../base/kernel/make-folder.ts";
import type { Positions } from "./tail.ts";

/** Reading positions as one small file each in a directory, replaced whole. Throws the system's error when it cannot write. */
export function createFilePositions(directory: string): Positions {
  makeFolder(directory, 0o700);
  const pathOf = (source: string): string =>
    join(directory, `${createHash("sha256").update(source).digest("hex").slice(0, 24)}.position`);
  return {
    load(source) {
      try {
        return readFileSync(pathOf(source), "utf8");
      } catch {
        return null; // never saved
      }
    },
    save(source, position) {
      writeFileAtomic(pathOf(source), position);
    },
  };
}
