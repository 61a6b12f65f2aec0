import { isoTime } from "../../base/kernel/clock.ts";
import type { ShellRecord } from "../../base/model/record.ts";
import type { ShellName } from "../../base/model/scalars.ts";
import type { HistoryEntry } from "./history-entry.ts";
import type { SpoolEntry } from "./spool-entry.ts";

/** Whose records these are. */
export interface Owner {
  readonly host: string;
  readonly user: string;
}

/** A record whose `command` is still what was typed: the caller redacts it before it goes anywhere. */
export type RawRecord = Omit<ShellRecord, "id" | "redactions" | "session">;

const isNote = (text: string): boolean => /^\s*#/.test(text);

/** The record of a spool entry, or null for an entry that ran nothing and is no note (a syntax error). */
export function recordOfSpoolEntry(
  entry: SpoolEntry,
  shell: { readonly name: ShellName; readonly terminal: string | null },
  owner: Owner,
): RawRecord | null {
  const note = isNote(entry.text);
  if (entry.text.trim() === "" || (entry.kind === "idle" && !note)) return null;
  const ran = entry.kind === "command" || (entry.kind === "unsure" && !note);
  const started = entry.startedAt ?? entry.endedAt;
  // A clock that was put back must not give a negative duration.
  const duration = entry.startedAt === null ? null : Math.max(0, entry.endedAt - entry.startedAt);
  return {
    command: entry.text,
    startedAt: isoTime(started),
    durationMs: ran ? duration : null,
    exitCode: ran ? entry.exitCode : null,
    cwd: entry.cwd,
    shell: shell.name,
    host: owner.host,
    user: owner.user,
    terminal: shell.terminal,
    source: "hook",
    note,
  };
}

/** The record of a history file's entry: what the file does not say is null. */
export function recordOfHistoryEntry(entry: HistoryEntry, shell: ShellName, owner: Owner): RawRecord {
  return {
    command: entry.text,
    startedAt: entry.time === null ? null : isoTime(entry.time * 1000),
    durationMs: entry.elapsed === null ? null : entry.elapsed * 1000,
    exitCode: null,
    cwd: null,
    shell,
    host: owner.host,
    user: owner.user,
    terminal: null,
    source: "history",
    note: isNote(entry.text),
  };
}
