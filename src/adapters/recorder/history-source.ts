import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { systemCode } from "../../base/kernel/errors.ts";
import type { ShellName } from "../../base/model/scalars.ts";
import type { HistoryBatch, RecorderSource } from "../../base/ports/recorder-source.ts";
import { type FolderWatch, watchPath } from "./folder-watch.ts";

interface HistoryOptions {
  /** Absolute; a symlink is followed at each reading. */
  readonly file: string;
  readonly format: ShellName;
  /** `end`: what is there at the very first sight counts as seen. */
  readonly firstSight: "start" | "end";
  readonly now: () => number;
  readonly pollMs?: number;
}

/** After this long without a write, an incomplete entry at the end is looked at again. */
const quietMs = 5_000;

/**
 * A shell's history file. The folder is watched, because shells replace the file by rename; a reading is of one opened
 * file from beginning to end. Whether anything is new is for `core/history` to say: size and inode only tell when to look.
 */
export function createHistorySource(options: HistoryOptions): RecorderSource {
  let seen = "";
  let holding = false;
  let trouble: string | null = null;
  let watching: FolderWatch | null = null;

  const read = (): HistoryBatch | null => {
    const opened = openHistory(options.file);
    if (opened.kind === "none") return complain(null);
    if (opened.kind === "refused") return complain(opened.why);
    const { file, facts } = opened;
    const quiet = Math.max(0, options.now() - facts.mtimeMs);
    const state = `${facts.ino} ${facts.size} ${facts.mtimeMs}`;
    if (state === seen && !(holding && quiet >= quietMs)) {
      closeSync(file);
      return null;
    }
    trouble = null;
    return {
      kind: "history",
      path: options.file,
      format: options.format,
      size: facts.size,
      quietMs: quiet,
      firstSight: options.firstSight,
      bytes: (from, to) => readRange(file, from, Math.min(to, facts.size)),
      warnings: [],
      done: (result) => {
        closeSync(file);
        holding = result === "holding";
        seen = result === "more" || result === "failed" ? "" : state;
      },
    };
  };

  /** Said once per trouble, as a batch without content. */
  const complain = (why: string | null): HistoryBatch | null => {
    if (why === null || why === trouble) return null;
    trouble = why;
    return {
      kind: "history",
      path: options.file,
      format: options.format,
      size: -1,
      quietMs: 0,
      firstSight: options.firstSight,
      bytes: () => new Uint8Array(),
      warnings: [`the history file ${options.file} cannot be followed: ${why}`],
      done: () => undefined,
    };
  };

  return {
    name: `history:${options.file}`,
    describe: () => {
      const late = watching?.trouble() ?? null;
      const how = late === null ? "" : ` (looking once a second: ${late})`;
      return `${options.file} (${options.format})${trouble === null ? how : `: ${trouble}`}`;
    },
    read,
    watch: async (wake) => {
      const name = basename(options.file);
      watching = await watchPath(dirname(options.file), {
        wake,
        poll: wake,
        pollMs: options.pollMs ?? 1_000,
        only: (path) => path === join(dirname(options.file), name),
      });
    },
    close: async () => {
      await watching?.close();
      watching = null;
    },
  };
}

type Opened =
  | {
      readonly kind: "file";
      readonly file: number;
      readonly facts: { ino: number; size: number; mtimeMs: number };
    }
  | { readonly kind: "none" }
  | { readonly kind: "refused"; readonly why: string };

const reasons: Readonly<Record<string, string>> = {
  EACCES: "no permission to read it",
  ELOOP: "its symlinks go round in a circle",
  ENOTDIR: "a part of its path is a file",
};

function openHistory(path: string): Opened {
  let file: number;
  try {
    // Never waits, should somebody have put a pipe in its place.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const code = systemCode(error) ?? "unreadable";
    return code === "ENOENT" ? { kind: "none" } : { kind: "refused", why: reasons[code] ?? code };
  }
  const facts = fstatSync(file);
  if (facts.isFile()) return { kind: "file", file, facts };
  closeSync(file);
  return { kind: "refused", why: facts.isDirectory() ? "it is a directory" : "it is not a regular file" };
}

function readRange(file: number, from: number, to: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, to - from));
  let done = 0;
  for (let n = -1; n !== 0 && done < bytes.length; done += n) {
    n = readSync(file, bytes, done, bytes.length - done, from + done);
  }
  return bytes.subarray(0, done);
}
