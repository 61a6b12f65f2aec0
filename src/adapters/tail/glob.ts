import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";

const special = /[*?[{]/;
const maxFiles = 10_000;

export const isGlob = (path: string): boolean => special.test(path);

/** The part of a glob that holds no special character: the directory to look in and to watch. */
export function globRoot(path: string): string {
  const parts = resolve(path).split("/");
  const first = parts.findIndex((part) => special.test(part));
  return first < 0 ? resolve(path, "..") : parts.slice(0, first).join("/") || "/";
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
  if (!special.test(part)) {
    const path = join(directory, part);
    if (rest.length > 0) await walk(path, rest, found);
    else if (await isThere(path)) found.add(path);
    return;
  }
  if (part === "**") await walk(directory, rest, found);
  const name = part === "**" ? /^[^.]/ : namePattern(part);
  for (const entry of await entries(directory)) {
    if (!name.test(entry.name)) continue;
    const path = join(directory, entry.name);
    if (rest.length === 0 && part !== "**") {
      if (await isThere(path)) found.add(path);
    } else if (entry.isDirectory()) await walk(path, part === "**" ? parts : rest, found);
  }
}

async function entries(directory: string): Promise<Dirent[]> {
  try {
    return await readdir(directory, { withFileTypes: true });
  } catch {
    return []; // gone or forbidden: nothing to follow there now
  }
}

/** One path segment of a glob as a regular expression. A leading dot must be written. */
export function namePattern(glob: string): RegExp {
  let source = glob.startsWith(".") ? "" : "(?!\\.)";
  let braces = 0;
  for (let i = 0; i < glob.length; i++) {
    const char = glob.charAt(i);
    if (char === "*") source += "[^/]*";
    else if (char === "?") source += "[^/]";
    else if (char === "[" && glob.indexOf("]", i + 2) > 0) {
      const end = glob.indexOf("]", i + 2);
      source += `[${glob
        .slice(i + 1, end)
        .replace(/^!/, "^")
        .replace(/[\\[]/g, "\\$&")}]`;
      i = end;
    } else if (char === "{" && glob.includes("}", i)) {
      source += "(?:";
      braces++;
    } else if (char === "}" && braces > 0) {
      source += ")";
      braces--;
    } else if (char === "," && braces > 0) source += "|";
    else source += char.replace(/[.+^$()|\\{}[\]]/g, "\\$&");
  }
  return new RegExp(`^${source}$`, "s");
}
