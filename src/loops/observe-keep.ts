import type { Clock } from "../base/kernel/clock.ts";
import type { Logger } from "../base/kernel/logger.ts";
import type { ShellRecord } from "../base/model/record.ts";
import type { IncomingRecord, RecordStore, TakenIn } from "../base/ports/record-store.ts";
import type { RecorderSource } from "../base/ports/recorder-source.ts";
import type { Redactor } from "../base/ports/redactor.ts";
import type { InstallKey } from "../base/ports/secret-key.ts";
import { lonePassword } from "../base/redact/lone-word.ts";
import type { RawRecord } from "../core/history/make-record.ts";
import type { EditWatch } from "./edit-watch.ts";
import { addLeftOut, type LeftOut, type LeftOutReason } from "./observe-left-out.ts";

export interface ObserverParts {
  readonly store: RecordStore;
  readonly sources: readonly RecorderSource[];
  readonly redactor: Redactor;
  readonly key: InstallKey;
  readonly clock: Clock;
  readonly log: Logger;
  readonly host: string;
  readonly user: string;
  readonly gapMs: number;
  /** Regular expressions: a command that one of them finds something in is never recorded. */
  readonly ignore: readonly RegExp[];
  /** Recording is paused: what arrives is removed unread. */
  readonly paused?: () => boolean;
  /** Follows what records say of edited files. */
  readonly edited?: EditWatch;
  /** Recording was paused at this time, though the text arrives only now. Asked after `paused`. */
  readonly pausedAt?: (time: string) => boolean;
}

/** What one pass over all sources brought. */
export interface ObserverReport {
  readonly added: readonly ShellRecord[];
  readonly known: number;
  /** How many were left out by `ignore`, or because they were typed in a pause. */
  readonly ignored: number;
  readonly reopened: readonly string[];
  /** What was left out otherwise, in words with counts. */
  readonly warnings: readonly string[];
}

/** What a batch is taken in with. */
export interface Keep {
  readonly parts: ObserverParts;
  readonly tally: Tally;
  /** Keyed hash of what was typed. */
  mac(text: string): string;
  store(intake: {
    readonly records: readonly IncomingRecord[];
    readonly cursor?: string;
    readonly read?: ObserverProgress["read"];
    readonly shellsEnded?: readonly { readonly host: string; readonly user: string; readonly at: number }[];
  }): void;
  /** A cursor of its own, beside the source's. */
  storeApart(name: string, cursor: string): void;
}

/** What a record is cleaned with. */
export interface Cleaning {
  readonly parts: Pick<ObserverParts, "redactor" | "ignore" | "pausedAt">;
  readonly tally: Pick<Tally, "leaveOut">;
  mac(text: string): string;
}

/** What a shell says when there is no such command. */
const commandNotFound = 127;

/** The record as it may be kept: redacted, with the keyed hash of what was typed; null where it is ignored or was typed in a pause. */
export function clean(
  raw: RawRecord,
  key: string,
  environment: readonly string[] | null,
  { parts, tally, mac }: Cleaning,
): IncomingRecord | null {
  if (raw.startedAt !== null && parts.pausedAt?.(raw.startedAt) === true) {
    tally.leaveOut("paused", 1);
    return null;
  }
  if (parts.ignore.some((pattern) => pattern.test(raw.command))) {
    tally.leaveOut("ignored", 1);
    return null;
  }
  const password = raw.exitCode === commandNotFound ? lonePassword(raw.command) : null;
  if (password !== null) parts.redactor.remember?.(password);
  const { text, count } = parts.redactor.command(raw.command);
  return {
    key,
    record: { ...raw, id: "", command: text, session: null, redactions: count },
    textMac: mac(raw.command),
    environment,
  };
}

/** What one batch of a long pass brought, for a screen that shows it while it runs. */
export interface ObserverProgress {
  readonly added: readonly ShellRecord[];
  /** Bytes of the history file that are read, and how many there are; null for the spool. */
  readonly read: { readonly bytes: number; readonly of: number } | null;
}

export interface Tally {
  add(taken: TakenIn, read: ObserverProgress["read"]): void;
  leaveOut(why: LeftOutReason, count: number): void;
  warn(text: string): void;
  leftOut(): LeftOut;
  report(): ObserverReport;
}

/** With `onBatch` the records go there and are not collected: a pass over a large file stays small. */
export function createTally(onBatch?: (batch: ObserverProgress) => void): Tally {
  const added: ShellRecord[] = [];
  const reopened = new Set<string>();
  const warnings = new Set<string>();
  let known = 0;
  let leftOut: LeftOut = {};
  return {
    add: (taken, read) => {
      if (onBatch === undefined) for (const record of taken.added) added.push(record);
      else onBatch({ added: taken.added, read });
      for (const session of taken.reopened) reopened.add(session);
      known += taken.known;
    },
    leaveOut: (why, count) => {
      leftOut = addLeftOut(leftOut, { [why]: count });
    },
    leftOut: () => leftOut,
    warn: (text) => {
      warnings.add(text);
    },
    report: () => ({
      added,
      known,
      ignored: (leftOut.ignored ?? 0) + (leftOut.paused ?? 0),
      reopened: [...reopened],
      warnings: [...warnings],
    }),
  };
}
