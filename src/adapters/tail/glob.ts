import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";

const special = /[*?[{]/;
const maxFiles = 10_000;

const isGlob = (path: string): boolean => special.test(path);

/** The part of a glob that holds no special character: the directory to look in and to watch. */
export function globRoot(path: string): string {
  const parts = resolve(path).split("/");
  const first = parts.findIndex((part) => special.test(part));
  return first < 0 ? resolve(path, "..") : parts.slice(0, first).join("/") || "/";
}

const deepest = 8;

/** How many directories below its root a glob looks into. */
export function globDepth(path: string): number {
  const parts = resolve(path).split("/");
  const first = parts.findIndex((part) => special.test(part));
  if (parts.includes("**")) return deepest;
  return first < 0 ? 0 : parts.length - 1 - first;
}

/**
 * Files that a path or glob means now, sorted: `*`, `?`, `[a-z]`, `{a,b}` within a name, `**` over directories.
 * Directories that cannot be read hold nothing. At most 10,000 files.
 */
export async function expandGlob(path: string): Promise<string[]> {
  const whole = resolve(path);
  if (!isGlob(whole)) return (await isThere(whole)) ? [whole] : [];
  const found = new Set<string>();
  await walk("/", whole.split("/").slice(1), found);
  return [...found].sort();
}

async function isThere(path: string): Promise<boolean> {
  try {
    return !(await stat(path)).isDirectory();
  } catch {
    return false; // not there yet, or not ours to see: it is looked for again
  }
}

async function walk(directory: string, parts: readonly string[], found: Set<string>): Promise<void> {
  const [part, ...rest] = parts;
  if (part === undefined || found.size >= maxFiles) return;
  if (special.test(part)) {
    if (part === "**") await walk(directory, rest, found);
    await walkEntries(directory, part, part === "**" ? parts : rest, found);
    return;
  }
  const path = join(directory, part);
  if (rest.length > 0) await walk(path, rest, found);
  else if (await isThere(path)) found.add(path);
}

async function walkEntries(
  directory: string,
  part: string,
  below: readonly string[],
  found: Set<string>,
): Promise<void> {
  const name = part === "**" ? /^[^.]/ : namePattern(part);
  for (const entry of await entries(directory)) {
    if (!name.test(entry.name)) continue;
    const path = join(directory, entry.name);
    if (below.length === 0 && (await isThere(path))) found.add(path);
    if (below.length > 0 && entry.isDirectory()) await walk(path, below, found);
  }
}

async function entries(directory: string): Promise<Dirent[]> {
  try {
    return await readdir(directory, { withFileTypes: true });
  } catch {
    return []; // gone or forbidden: nothing to follow there now
  }
}

/** `*`, `?`, `[a-z]`, `{`, `,`, `}` and any other character of a glob. */
const token = /\*+|\?|\[!?[^\]]+\]|[{},]|[\s\S]/g;

/** One path segment of a glob as a regular expression. A leading dot must be written. */
export function namePattern(glob: string): RegExp {
  const braces = /\{[^}]*\}/.test(glob);
  const source = glob.replace(token, (part) => partPattern(part, braces));
  return new RegExp(`^${glob.startsWith(".") ? "" : "(?!\\.)"}${source}$`, "s");
}

const bracePatterns: Readonly<Record<string, string>> = { "{": "(?:", "}": ")", ",": "|" };

function partPattern(part: string, braces: boolean): string {
  if (part.startsWith("*")) return "[^/]*";
  if (part === "?") return "[^/]";
  if (part.length > 1) return `[${part.slice(1, -1).replace(/^!/, "^").replace(/[\\[]/g, "\\$&")}]`;
  return (braces ? bracePatterns[part] : undefined) ?? part.replace(/[.+^$()|\\{}[\]]/g, "\\$&");
}
