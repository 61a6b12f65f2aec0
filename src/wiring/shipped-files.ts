import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
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
export function policyFiles(
  own: string,
  uid: number,
): { path: string; text: string; understood?: unknown }[] {
  const added = readTrustedFile(own, uid);
  const path = shipped("blocklist.yaml");
  const text = readFileSync(path, "utf8");
  return [
    { path, text, understood: understoodByBuild(text) },
    ...(added === null ? [] : [{ path: own, text: added }]),
  ];
}

const Built = z.object({ sha256: z.string(), understood: z.unknown() });

/** What the build understood of the shipped rules, where it read this very text; else nothing, and the text is read. */
function understoodByBuild(text: string): unknown {
  const built = readOrNull(shipped("dist/blocklist.json"));
  if (built === null) return undefined;
  try {
    const { sha256, understood } = Built.parse(JSON.parse(built));
    return sha256 === createHash("sha256").update(text).digest("hex") ? understood : undefined;
  } catch {
    return undefined; // A build that was cut short: the text says everything too.
  }
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
