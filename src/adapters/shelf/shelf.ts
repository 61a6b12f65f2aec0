import { lstatSync, mkdirSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { syncDirectory, writeFileAtomic } from "../../base/kernel/atomic-file.ts";
import type { Clock } from "../../base/kernel/clock.ts";
import { ReifierError } from "../../base/kernel/errors.ts";
import { exitCode } from "../../base/kernel/exit-code.ts";
import type { Splice } from "../../base/model/runbook.ts";
import type { RunbookShelf, ShelfFile, ShelfFolder } from "../../base/ports/shelf.ts";
import { safeFolder, shelfFolders } from "./folders.ts";
import { addFile, moveToFreeName } from "./new-file.ts";
import { readOwnFile } from "./safe-read.ts";
import { spliced } from "./splice-text.ts";
import { createShelfWatch } from "./watch.ts";

interface ShelfFacts {
  /** The workspace's root folder. */
  readonly workspace: string;
  readonly clock: Clock;
}

/** The runbooks and incidents of one workspace as files. Folders are checked each time: they may be swapped any time. */
export function createShelf(facts: ShelfFacts): RunbookShelf {
  const root = realpathSync(facts.workspace);
  const watching = createShelfWatch(join(root, "runbooks"));
  return {
    list: (folder) =>
      (folder === undefined ? shelfFolders : [folder]).flatMap((one) => listFolder(root, one)),
    read: (path) => readShelfFile(root, path),
    addDraft: (stem, text) =>
      `runbooks/drafts/${addFile(makeFolder(root, "runbooks/drafts"), safeStem(stem), () => text)}`,
    rewriteDraft: (path, expected, text) => {
      const file = readShelfFile(root, path);
      if (file === null || file.folder !== "drafts" || file.sha256 !== expected || file.unsafe.length > 0)
        return false;
      writeFileAtomic(join(root, path), text, modeOf(join(root, path)));
      return true;
    },
    removeDraft: (path, expected) => {
      const file = readShelfFile(root, path);
      if (file === null || file.folder !== "drafts" || file.sha256 !== expected || file.unsafe.length > 0)
        return false;
      rmSync(join(root, file.path), { force: true });
      syncDirectory(join(root, "runbooks/drafts"));
      return true;
    },
    splice: (path, expected, changes) => spliceFile(root, { path, expected, changes }),
    move: (path, to) => moveFile(root, path, to),
    addIncident: (id, textFor) =>
      `incidents/${addFile(makeFolder(root, "incidents"), safeStem(id), textFor)}`,
    incidents: () => listIncidents(root),
    watch: (wake) => watching.start(wake),
    close: () => watching.close(),
  };
}

function listFolder(root: string, folder: ShelfFolder): ShelfFile[] {
  const path = safeFolder(root, `runbooks/${folder}`);
  if (path === null) return [];
  return markdownNames(path).flatMap((name) => {
    const read = readOwnFile(path, join(path, name));
    // An empty file is a person's `touch`.
    return read === null || (read.text === "" && read.unsafe.length === 0)
      ? []
      : [{ path: `runbooks/${folder}/${name}`, folder, ...read }];
  });
}

/** Hidden files are editors' and our own temporary ones. */
const markdownNames = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => /\.md$/i.test(name) && !name.startsWith("."))
    .toSorted();

function readShelfFile(root: string, path: string): ShelfFile | null {
  const inside = path.startsWith(`${root}${sep}`) ? relative(root, path) : path;
  const [, folderName, name] = /^runbooks\/(drafts|approved|retired)\/([^/]+)$/.exec(inside) ?? [];
  const folder = shelfFolders.find((one) => one === folderName);
  if (folder === undefined || name === undefined) return null;
  const place = safeFolder(root, `runbooks/${folder}`);
  const read = place === null ? null : readOwnFile(place, join(place, name));
  return read === null ? null : { path: inside, folder, ...read };
}

interface Change {
  readonly path: string;
  readonly expected: string;
  readonly changes: readonly Splice[];
}

function spliceFile(root: string, { path, expected, changes }: Change): ShelfFile {
  const file = readShelfFile(root, path);
  if (file === null || file.sha256 !== expected) throw fileChanged(path);
  if (file.unsafe.length > 0) throw unsafeFile(path, file.unsafe);
  const text = spliced(file.text, changes);
  const full = join(root, file.path);
  const mode = modeOf(full);
  // Read again at the last moment: an editor may have saved while the change was made.
  if (readShelfFile(root, path)?.sha256 !== expected) throw fileChanged(path);
  writeFileAtomic(full, text, mode);
  const after = readShelfFile(root, path);
  if (after === null || after.text !== text) throw fileChanged(path);
  return after;
}

const modeOf = (path: string): number => lstatSync(path).mode & 0o755;

function moveFile(root: string, path: string, to: ShelfFolder): string {
  const file = readShelfFile(root, path);
  if (file === null) throw fileChanged(path);
  if (file.unsafe.length > 0) throw unsafeFile(path, file.unsafe);
  if (file.folder === to) return file.path;
  const target = makeFolder(root, `runbooks/${to}`);
  const name = moveToFreeName(target, basename(file.path).replace(/\.md$/i, ""), join(root, file.path));
  syncDirectory(join(root, "runbooks", file.folder));
  return `runbooks/${to}/${name}`;
}

function makeFolder(root: string, name: string): string {
  const there = safeFolder(root, name);
  if (there !== null) return there;
  mkdirSync(join(root, ...name.split("/")), { recursive: true, mode: 0o700 });
  const made = safeFolder(root, name);
  if (made === null) throw fileChanged(name);
  return made;
}

/** A name may not lead out of its folder, hide, or be longer than file systems take. */
function safeStem(stem: string): string {
  const safe = stem
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .replace(/^[.-]+/, "")
    .slice(0, 80);
  return safe === "" ? "runbook" : safe;
}

function listIncidents(root: string): ReturnType<RunbookShelf["incidents"]> {
  const folder = safeFolder(root, "incidents");
  if (folder === null) return [];
  return markdownNames(folder).flatMap((name) => {
    const read = readOwnFile(folder, join(folder, name));
    return read === null || read.unsafe.includes("symlink")
      ? []
      : [{ id: name.replace(/\.md$/i, ""), path: `incidents/${name}`, text: read.text }];
  });
}

const fileChanged = (path: string): ReifierError =>
  new ReifierError({
    code: "FILE_CHANGED",
    message: `${path} was changed by somebody else meanwhile; nothing was written`,
    hint: "look at the file, then try again",
    exitCode: exitCode.no,
  });

const unsafeFile = (path: string, reasons: readonly string[]): ReifierError =>
  new ReifierError({
    code: "UNSAFE_FILE",
    message: `${path} is not trusted: ${reasons.join(", ")}`,
    hint: "make it a regular file of yours that only you can write: cp it, chmod go-w it",
    exitCode: exitCode.denied,
  });
