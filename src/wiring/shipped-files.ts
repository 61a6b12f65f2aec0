import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readTrustedFile } from "../base/config/trusted-file.ts";
import { systemCode } from "../base/kernel/errors.ts";

/** A file that comes with the product. */
export const shipped = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));

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
