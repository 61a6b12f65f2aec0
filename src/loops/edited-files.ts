import type { Clock } from "../base/kernel/clock.ts";
import { unifiedDiff } from "../base/kernel/unified-diff.ts";
import type { EditNote, FileEdit } from "../base/model/kept.ts";
import type { ShellRecord } from "../base/model/record.ts";
import type { KeptEdit, KeptStore } from "../base/ports/kept-store.ts";
import type { FileNow, PersonFiles } from "../base/ports/person-files.ts";
import type { Redactor } from "../base/ports/redactor.ts";
import type { ShadowCopies } from "../base/ports/shadow-copies.ts";
import { type NamedFiles, namedFiles } from "../core/history/edits.ts";
import { patchedFiles } from "../core/history/patched-files.ts";

export interface EditedFilesDeps {
  readonly files: PersonFiles;
  readonly shadow: ShadowCopies;
  readonly kept: KeptStore;
  readonly redactor: Redactor;
  readonly clock: Clock;
  readonly home: string | null;
}

/** A command whose files are looked at: what was typed, and where and when it began. */
export interface LookedAt {
  readonly command: string;
  readonly user: string;
  /** The directory when it began. */
  readonly cwd: string | null;
  readonly start: number;
  readonly end: number;
  readonly pid: number | null;
  /** What was assigned in that shell before, as it was typed. */
  readonly assigned?: Readonly<Record<string, string>>;
}

/** Copies of what is only read are made of so many files of one command. */
const mostReferenced = 8;
/** Logs change by themselves, and what the system installed is no text. */
const notReferenced =
  /^\/(usr\/(s?bin|lib\w*|share|include)|bin|sbin|lib\w*|boot|var\/(log|cache)|run)\/|\.log(\.\d+)?$/;
/** The clocks of a file system and of the shell differ by this much. */
const tickMs = 1_000;
/** How long copies are kept, and copies of the person's count. */
export const dayMs = 86_400_000;

/** Seals what a command that is about to run may change, so that its end can be compared. `record` asks for it. */
export function snapshotFiles(deps: EditedFilesDeps, command: LookedAt): void {
  const names = namesOf(deps, command);
  const takenAt = deps.clock.now();
  for (const path of pathsOf(deps, names)) {
    const now = deps.files.read(path);
    if (now.kind === "left-out") continue;
    const text = now.kind === "text" ? now.text : null;
    deps.shadow.keep({ path, text, takenAt, changedAt: changeTime(now), pid: command.pid });
  }
  for (const user of names.crontabs) {
    const text = deps.files.crontab(user);
    deps.shadow.keep({ path: crontabPath(user), text, takenAt, changedAt: takenAt, pid: command.pid });
  }
}

/**
 * What a command that has ended changed, with new copies of all it named. `next`: by path, the command after it that edits
 * the same file and has ended, too: what came later is not this one's.
 */
export function editsOf(
  deps: EditedFilesDeps,
  command: LookedAt,
  next: ReadonlyMap<string, LookedAt> = new Map(),
): KeptEdit[] {
  const names = namesOf(deps, command);
  const edits = pathsOf(deps, names).flatMap(
    (path) => editOf(deps, { command, names, path, next: next.get(path) ?? null }) ?? [],
  );
  const tables = names.crontabs.flatMap((user) => crontabEdit(deps, command, user) ?? []);
  let referred = 0;
  for (const path of names.referenced) if (referred < mostReferenced && refer(deps, path)) referred += 1;
  return [...edits, ...tables];
}

/** What the text of a command says of the files it reads and changes. */
export const namesOf = (deps: EditedFilesDeps, command: LookedAt): NamedFiles =>
  namedFiles(command.command, { ...command, home: deps.home, variables: variablesOf(deps, command) });

/** The variables a command may name: read anew for each command that names one, and never kept. */
export const variablesOf = (
  { files }: EditedFilesDeps,
  { command, pid, assigned }: Pick<LookedAt, "command" | "pid" | "assigned">,
): Readonly<Record<string, string>> =>
  command.includes("$") ? { ...(pid === null ? {} : files.variables(pid)), ...assigned } : {};

/** The files that a command may change, as far as patch files and glob patterns tell now. */
export function pathsOf({ files }: EditedFilesDeps, names: NamedFiles): string[] {
  const patched = names.patches.flatMap(({ file, strip, directory }) => {
    const patch = files.read(file);
    return patch.kind === "text" ? patchedFiles(patch.text, strip, directory) : [];
  });
  const matched = names.patterns.flatMap((pattern) => files.expand(pattern));
  return [...new Set([...names.edited, ...patched, ...matched])].slice(0, 64);
}

interface Looked {
  readonly command: LookedAt;
  readonly names: NamedFiles;
  readonly path: string;
  /** The command after it that edits the same file and has ended, too. */
  readonly next: LookedAt | null;
}

function editOf(deps: EditedFilesDeps, looked: Looked): KeptEdit | null {
  const { command, path } = looked;
  const now = textAfter(deps, looked);
  if (now === null) return null;
  const changed = now.kind !== "absent" && changeTime(now) >= command.start - tickMs;
  if (now.kind === "left-out") return changed ? unseen(path, now.why) : null;
  const before = textBefore(deps, looked, now);
  const after = now.kind === "text" ? now.text : null;
  // The newest copy stays the newest: nothing is to be kept of a file that did not change.
  if (before?.text === after) return null;
  const copy = { path, takenAt: deps.clock.now(), changedAt: changeTime(now), pid: null };
  if (before !== null) {
    const beforeCopy =
      before.name ?? deps.shadow.keep({ ...copy, text: before.text, takenAt: command.start, changedAt: 0 });
    const afterCopy = deps.shadow.keep({ ...copy, text: after });
    return { ...compare(deps.redactor, path, before, after), beforeCopy, afterCopy };
  }
  if (after === null) return null;
  deps.shadow.keep({ ...copy, text: after });
  return changed ? unseen(path, "no-text-before") : null;
}

/** What the file is now, or was when the next command that edits it began; null where that is not known. */
function textAfter({ files, shadow }: EditedFilesDeps, { path, next }: Looked): FileNow | null {
  if (next === null) return files.read(path);
  const known = shadow.before(path, next);
  if (known?.from !== "snapshot") return null;
  return known.text === null ? { kind: "absent" } : { kind: "text", text: known.text, changedAt: next.start };
}

interface Before {
  readonly text: string | null;
  readonly from: FileEdit["knownFrom"];
  /** The sealed copy that holds it; null where there is none yet. */
  readonly name: string | null;
}

/** A copy from just before; what the tool itself put aside; an older copy; a copy of the person's; git. */
function textBefore(deps: EditedFilesDeps, { command, names, path }: Looked, now: FileNow): Before | null {
  const { files, shadow } = deps;
  const known = shadow.before(path, command);
  if (known?.from === "snapshot") return known;
  const changed = now.kind === "absent" || changeTime(now) >= command.start - tickMs;
  if (!changed) return null;
  const named = names.backups[path] ?? null;
  const own = named === null ? null : files.backup(path, { named, since: command.start - tickMs });
  if (own !== null) return { text: own, from: "backup", name: null };
  if (known !== null) return known;
  const copy = files.backup(path, { named: null, since: command.start - dayMs });
  if (copy !== null) return { text: copy, from: "backup", name: null };
  const committed = files.committed(path);
  return committed === null ? null : { text: committed, from: "git", name: null };
}

function crontabEdit(deps: EditedFilesDeps, command: LookedAt, user: string): KeptEdit | null {
  const path = crontabPath(user);
  const after = deps.files.crontab(user);
  const before = deps.shadow.before(path, command);
  const takenAt = deps.clock.now();
  const afterCopy = deps.shadow.keep({ path, text: after, takenAt, changedAt: takenAt, pid: null });
  if (before === null) return after === null ? null : unseen(path, "no-text-before");
  if (before.text === after) return null;
  return { ...compare(deps.redactor, path, before, after), beforeCopy: before.name, afterCopy };
}

/** How a crontab, which is no file of the person's, is named. */
const crontabPath = (user: string): string => `crontab:${user}`;

/** A file that a command read may be edited by the next one. */
function refer({ files, shadow, clock }: EditedFilesDeps, path: string): boolean {
  if (notReferenced.test(path)) return false;
  const now = files.read(path);
  if (now.kind !== "text") return false;
  shadow.keep({ path, text: now.text, takenAt: clock.now(), changedAt: now.changedAt, pid: null });
  return true;
}

const changeTime = (now: FileNow): number => (now.kind === "absent" ? 0 : now.changedAt);

const unseen = (path: string, note: EditNote): KeptEdit => ({
  path,
  diff: null,
  knownFrom: null,
  note,
  beforeCopy: null,
  afterCopy: null,
});

const masks = /‹redacted:[a-z0-9-]+:[0-9a-f]{8}›/g;

/** Both texts are redacted first: equal secrets keep equal masks, so a change inside one is still seen. */
function compare(redactor: Redactor, path: string, before: Before, after: string | null): FileEdit {
  const clean = (text: string | null): string | null => (text === null ? null : redactor.text(text).text);
  const [then, now] = [clean(before.text), clean(after)];
  const diff = unifiedDiff(path, then, now);
  const knownFrom = before.text === null ? "new" : before.from;
  if (diff === "too-different") return { path, diff: null, knownFrom, note: "too-different" };
  const onlySecrets = diff === null || then?.replace(masks, "") === now?.replace(masks, "");
  return { path, diff, knownFrom, note: onlySecrets ? "secret-value-changed" : null };
}

/** Deletes every copy of the files that these commands named or changed. */
export function forgetCopies(deps: EditedFilesDeps, records: readonly ShellRecord[]): void {
  const paths = new Set<string>();
  for (const { command, user, cwd, terminal } of records) {
    const variables = variablesOf(deps, { command, pid: pidOf(terminal) });
    const names = namedFiles(command, { user, cwd, home: deps.home, variables });
    for (const path of [...pathsOf(deps, names), ...names.referenced, ...names.crontabs.map(crontabPath)])
      paths.add(path);
  }
  for (const session of new Set(records.flatMap((record) => record.session ?? []))) {
    const kept = deps.kept.ofSession(session);
    for (const { id } of records) for (const { path } of kept.get(id)?.edits ?? []) paths.add(path);
  }
  deps.shadow.forget([...paths]);
}

/** The pid in `pts/0:10157 ssh`. */
export const pidOf = (terminal: string | null): number | null => {
  const found = /^\S*?:(\d+)(?: |$)/.exec(terminal ?? "")?.[1];
  return found === undefined ? null : Number(found);
};
