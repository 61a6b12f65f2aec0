import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readTrustedFile } from "../base/config/trusted-file.ts";
import { systemCode } from "../base/kernel/errors.ts";

const productRoot = rootAbove(dirname(fileURLToPath(import.meta.url)));

/** A file that comes with the product. */
export const shipped = (name: string): string => join(productRoot, name);

/** The folder of package.json: the bundle lies elsewhere below it than the source. */
function rootAbove(folder: string): string {
  if (existsSync(join(folder, "package.json")) || dirname(folder) === folder) return folder;
  return rootAbove(dirname(folder));
}

/** The shipped policy first, then what the workspace adds. */
export function policyFiles(own: string, uid: number): { path: string; text: string }[] {
  const added = readTrustedFile(own, uid);
  const path = shipped("blocklist.yaml");
  return [
    { path, text: readFileSync(path, "utf8") },
    ...(added === null ? [] : [{ path: own, text: added }]),
  ];
}

/** A file's text, or null where there is none. */
export function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (systemCode(error) === "ENOENT") return null;
    throw error;
  }
}
