import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Clock } from "../../base/kernel/clock.ts";
import { errorText, ReifierError } from "../../base/kernel/errors.ts";
import { exitCode } from "../../base/kernel/exit-code.ts";
import { readHead, writeHead } from "../../base/kernel/sealed-head.ts";
import type { AuditLine } from "../../base/model/audit.ts";
import type { AuditEntry, Journal } from "../../base/ports/journal.ts";
import type { Locks } from "../../base/ports/lock.ts";
import type { InstallKey } from "../../base/ports/secret-key.ts";
import { auditLines, openAuditFile } from "./audit-file.ts";
import { authenticLine, checkChain, nextLine } from "./chain.ts";
import { fillReserve, isFull, spendReserve } from "./reserve.ts";

interface JournalFacts {
  /** `audit/audit.jsonl`; the head and the reserve lie beside it. */
  readonly path: string;
  readonly key: InstallKey;
  readonly locks: Locks;
  readonly clock: Clock;
}

const sealOf =
  ({ key }: JournalFacts) =>
  (text: string): string =>
    key.mac("audit", text);

/** How long an entry waits for other processes of the workspace. */
const lockWaitMs = 10_000;

/** The keyed chain on disk. `append` throws `JOURNAL_UNWRITABLE` (exit 12): without an entry nothing may run. */
export function createJournal(facts: JournalFacts): Journal {
  const head = join(dirname(facts.path), "head");
  const reserve = join(dirname(facts.path), "reserve");
  return {
    append: (entry) => {
      try {
        return facts.locks.within("journal", lockWaitMs, () => appendLine(facts, { head, reserve }, entry));
      } catch (error) {
        throw unwritable(facts.path, error);
      }
    },
    read: (filter = {}) => {
      const lines: AuditLine[] = [];
      for (const text of auditLines(facts.path)) {
        const line = authenticLine(text, facts.key);
        if (line !== null && matches(line, filter)) lines.push(line);
      }
      return lines;
    },
    verify: () => {
      const check = () => checkChain(auditLines(facts.path), readHead(head, sealOf(facts)), facts.key);
      return facts.locks.within("journal", lockWaitMs, check);
    },
    head: () => {
      const newest = readHead(head, sealOf(facts));
      return newest === null ? null : `${newest.seq}:${newest.mac}`;
    },
  };
}

function appendLine(
  facts: JournalFacts,
  beside: { readonly head: string; readonly reserve: string },
  entry: AuditEntry,
): AuditLine {
  mkdirSync(dirname(facts.path), { recursive: true, mode: 0o700 });
  fillReserve(beside.reserve);
  const file = openAuditFile(facts.path);
  try {
    const last = file.lastLine();
    const known = readHead(beside.head, sealOf(facts));
    // After a cut tail the numbers go on from what was acknowledged, so the gap stays to be seen.
    const seq = Math.max(known?.seq ?? 0, last === null ? 0 : sequenceOf(last));
    const { line, text } = nextLine(entry, { seq, text: last, now: facts.clock.now() }, facts.key);
    withReserve(beside.reserve, () => file.append(text));
    withReserve(beside.reserve, () => writeHead(beside.head, line, sealOf(facts)));
    return line;
  } finally {
    file.close();
  }
}

function withReserve(reserve: string, write: () => void): void {
  for (;;) {
    try {
      write();
      return;
    } catch (error) {
      if (!isFull(error) || !spendReserve(reserve)) throw error;
    }
  }
}

/** The number that a line claims, authentic or not: what is appended never repeats one. */
function sequenceOf(text: string): number {
  const claimed = /^\{"seq":(\d{1,15}),/.exec(text)?.[1];
  return claimed === undefined ? 0 : Number(claimed);
}

const matches = (line: AuditLine, filter: NonNullable<Parameters<Journal["read"]>[0]>): boolean =>
  (filter.since === undefined || line.at >= filter.since) &&
  (filter.until === undefined || line.at <= filter.until) &&
  (filter.type === undefined || line.type === filter.type) &&
  (filter.actor === undefined || line.actor === filter.actor);

const unwritable = (path: string, cause: unknown): ReifierError =>
  new ReifierError(
    {
      code: "JOURNAL_UNWRITABLE",
      message: `the audit journal ${path} cannot be written: ${errorText(cause)}`,
      hint: "free some space or correct the permissions; nothing runs without its entry",
      exitCode: exitCode.stepFailed,
    },
    { cause },
  );
