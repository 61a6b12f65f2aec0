import type { AuditLine } from "../model/audit.ts";

export interface AuditEntry {
  /** OS user, `daemon`, or the name given with `--by`. */
  readonly actor: string;
  /** `run.start`, `runbook.approved`, `suggestion.opened` … */
  readonly type: string;
  /** What it is about: an id or a path. */
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export type ChainCheck =
  | { readonly ok: true; readonly lines: number; readonly head: string }
  | { readonly ok: false; readonly lines: number; readonly firstBad: number; readonly why: string };

/** The append-only, keyed chain of what was done. It may not be lost: an entry is on disk before `append` returns. */
export interface Journal {
  append(entry: AuditEntry): AuditLine;
  read(filter?: {
    readonly since?: string;
    readonly until?: string;
    readonly type?: string;
    readonly actor?: string;
  }): AuditLine[];
  verify(): ChainCheck;
  /** `seq:mac` of the newest entry, for reports to anchor; null when empty. */
  head(): string | null;
}
