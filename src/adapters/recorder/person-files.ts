import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import type { HookSnapshot, PersonFiles } from "../../base/ports/person-files.ts";
import { git, workTree } from "./git-files.ts";
import { mostBytes, readTextFile } from "./read-text-file.ts";
import { environmentValues, isRecorded } from "./shell-process.ts";

const mostMatches = 32;
/** What editors and people call the copy of a file that they are about to change. */
const backupSuffixes = ["~", ".bak", ".orig", ".old", ".save", ".dpkg-old"];

interface PersonOptions {
  /** What hooks copied and nobody has seen yet. */
  readonly snapshots: () => HookSnapshot[];
  /** Folders of ours: never read. */
  readonly hidden: readonly string[];
  /** Whose process this is. */
  readonly user: string;
}

export function createPersonFiles({ snapshots, hidden, user }: PersonOptions): PersonFiles {
  const isOurs = (path: string): boolean => hidden.some((folder) => `${path}/`.startsWith(`${folder}/`));
  const read: PersonFiles["read"] = (path) => (isOurs(path) ? { kind: "absent" } : readTextFile(path));
  return {
    read,
    expand,
    backup: (path, { named, since }) => {
      const candidates = [...(named === null ? [] : [named]), ...backupSuffixes.map((end) => path + end)];
      for (const candidate of candidates) {
        const now = read(candidate);
        if (now.kind === "text" && now.changedAt >= since) return now.text;
      }
      return null;
    },
    committed: (path) => {
      if (isOurs(path)) return null;
      const tree = workTree(dirname(path));
      if (tree === null) return null;
      const name = relative(tree, path);
      const text = git(tree, ["show", `:${name}`]) ?? git(tree, ["show", `HEAD:${name}`]);
      return text === null || text.length >= mostBytes || text.includes("\0") ? null : text;
    },
    crontab: (of) => crontab(of === user ? ["-l"] : ["-u", of, "-l"]),
    variables: environmentValues,
    isRecorded,
    snapshots,
  };
}

/** `*` and `?` in the last name only: that is where people put them. */
function expand(pattern: string): string[] {
  const folder = dirname(pattern);
  if (/[*?[]/.test(folder)) return [];
  const parts = basename(pattern).replace(/[.+^${}()|\\]/g, "\\$&");
  const name = new RegExp(`^${parts.replaceAll("*", "[^/]*").replaceAll("?", "[^/]")}$`);
  try {
    const names = readdirSync(folder).filter((entry) => !entry.startsWith(".") && name.test(entry));
    return names
      .sort()
      .slice(0, mostMatches)
      .map((entry) => join(folder, entry));
  } catch {
    return []; // No such folder, or a name that is no pattern after all.
  }
}

function crontab(words: readonly string[]): string | null {
  try {
    return execFileSync("crontab", words, {
      encoding: "utf8",
      timeout: 2_000,
      maxBuffer: mostBytes,
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return null; // None, not allowed, or no cron on this host.
  }
}
