import type { ShellRecord } from "../base/model/record.ts";
import { assignedVariables } from "../core/history/edits.ts";
import {
  dayMs,
  type EditedFilesDeps,
  editsOf,
  type LookedAt,
  namesOf,
  pathsOf,
  pidOf,
  variablesOf,
} from "./edited-files.ts";

const changesDirectory = /\b(cd|pushd|popd)\b/;
/** Of older commands the disk says nothing any more. */
const freshMs = 600_000;
const mostAtOnce = 300;

export interface EditWatch {
  /** Keeps what these commands edited, and copies of what they named, for the next edit. */
  follow(added: readonly ShellRecord[]): void;
  /** What hooks copied while nothing may be recorded goes unread. */
  discard(): void;
}

/** Copies are kept for a day. */
const pruneEveryMs = 600_000;

/** Follows what hooks recorded. */
export function createEditWatch(deps: EditedFilesDeps): EditWatch {
  const shells = new Map<string, ShellSoFar>();
  let pruned = 0;
  return {
    discard: () => void deps.files.snapshots(),
    follow: (added) => {
      if (deps.clock.now() - pruned > pruneEveryMs) {
        pruned = deps.clock.now();
        deps.shadow.prune(pruned - dayMs);
      }
      for (const snapshot of deps.files.snapshots()) deps.shadow.keep({ ...snapshot, changedAt: 0 });
      const now = deps.clock.now();
      const commands = added.slice(-mostAtOnce).flatMap((record) => {
        const looked = lookedAt(deps, record, shells);
        return looked === null || now - looked.end > freshMs ? [] : [{ record, looked }];
      });
      const editors = commands.flatMap(({ looked }, at) =>
        pathsOf(deps, namesOf(deps, looked)).map((path) => ({ path, at, looked })),
      );
      for (const [at, { record, looked }] of commands.entries()) {
        const later = editors.filter((editor) => editor.at > at).toReversed();
        const edits = editsOf(deps, looked, new Map(later.map((editor) => [editor.path, editor.looked])));
        if (edits.length > 0) deps.kept.keep(record.id, { edits }, now);
      }
    },
  };
}

/** What the commands of one shell have left behind. */
interface ShellSoFar {
  readonly cwd: string | null;
  readonly assigned: Readonly<Record<string, string>>;
}

/** A record says where its command ended; where it began is where the one before it ended. */
function lookedAt(
  deps: EditedFilesDeps,
  record: ShellRecord,
  shells: Map<string, ShellSoFar>,
): LookedAt | null {
  if (record.source === "history" || record.note || record.startedAt === null) return null;
  const { command, user, terminal } = record;
  const { cwd: before, assigned } = shells.get(terminal ?? user) ?? { cwd: record.cwd, assigned: {} };
  const pid = pidOf(terminal);
  const set = assignedVariables(command, variablesOf(deps, { command, pid, assigned }));
  shells.set(terminal ?? user, { cwd: record.cwd ?? before, assigned: { ...assigned, ...set } });
  if (pid !== null && deps.files.isRecorded(pid)) return null;
  const start = Date.parse(record.startedAt);
  return {
    command,
    user,
    cwd: changesDirectory.test(command) ? before : record.cwd,
    start,
    end: start + (record.durationMs ?? 0),
    pid,
    assigned,
  };
}
