import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { syncDirectory } from "../../base/kernel/atomic-file.ts";
import { errorText, ReifierError, systemCode } from "../../base/kernel/errors.ts";
import { exitCode } from "../../base/kernel/exit-code.ts";
import { type Head, readHead, writeHead } from "../../base/kernel/sealed-head.ts";
import { Approval } from "../../base/model/runbook.ts";
import type { ApprovalLedger } from "../../base/ports/approvals.ts";
import type { Locks } from "../../base/ports/lock.ts";
import type { InstallKey } from "../../base/ports/secret-key.ts";

interface LedgerFacts {
  /** `state/approvals.jsonl`. */
  readonly path: string;
  readonly key: InstallKey;
  readonly locks: Locks;
}

/** The number of the newest line that was acknowledged, kept aside: a cut tail may have been a retirement. */
export const headPath = (ledger: string): string => `${ledger}.head`;

const sealOf =
  ({ key }: LedgerFacts) =>
  (text: string): string =>
    key.mac("approvals", text);

/** A line on disk. `seq` is inside the mac, so an old line put in again is recognised. */
const LedgerLine = Approval.extend({ seq: z.number().int(), mac: z.string() });
type LedgerLine = z.infer<typeof LedgerLine>;

interface LedgerContent {
  readonly valid: readonly Approval[];
  readonly lastSeq: number;
  readonly forged: number;
  /** Lines at the end are missing. */
  readonly isCut: boolean;
}

const lockWaitMs = 10_000;

/** Who approved what, as keyed lines. Reads the file each time: another process may have added to it. */
export function createLedger(facts: LedgerFacts): ApprovalLedger {
  const load = (): LedgerContent => readLedger(facts);
  return {
    add: (approval) => facts.locks.within("approvals", lockWaitMs, () => addLine(facts, approval)),
    current: (runbook) => {
      const newest = load().valid.findLast((approval) => approval.runbook === runbook);
      return newest?.act === "approve" ? newest : null;
    },
    all: () => [...load().valid],
    forged: () => load().forged,
    isCut: () => load().isCut,
  };
}

function addLine(facts: LedgerFacts, approval: Approval): void {
  const file = openSync(facts.path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
  try {
    const head = readHead(headPath(facts.path), sealOf(facts));
    const text = readFileSync(file, "utf8");
    const content = understand(text, facts.key, head);
    const signed = { ...Approval.parse(approval), seq: content.lastSeq + 1 };
    const mac = facts.key.mac("approvals", JSON.stringify(signed));
    const line = `${JSON.stringify({ ...signed, mac })}\n`;
    // A last line without its newline was never acknowledged: a crash left it.
    const end = Buffer.byteLength(text.slice(0, text.lastIndexOf("\n") + 1));
    try {
      const bytes = Buffer.from(line);
      for (let done = 0; done < bytes.length; ) {
        done += writeSync(file, bytes, done, bytes.length - done, end + done);
      }
      ftruncateSync(file, end + bytes.length);
      fsyncSync(file);
      writeHead(headPath(facts.path), { seq: signed.seq, mac }, sealOf(facts));
    } catch (error) {
      ftruncateSync(file, end);
      throw error;
    }
  } catch (error) {
    throw unwritable(facts.path, error);
  } finally {
    closeSync(file);
  }
  syncDirectory(dirname(facts.path));
}

function readLedger(facts: LedgerFacts): LedgerContent {
  // Read before the lines: whoever adds one in between writes the number after it.
  const head = readHead(headPath(facts.path), sealOf(facts));
  try {
    const file = openSync(facts.path, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      // Whoever can write here can only take approvals away, but it is a sign that something is wrong.
      if ((fstatSync(file).mode & 0o022) !== 0) throw writableByOthers(facts.path);
      return understand(readFileSync(file, "utf8"), facts.key, head);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (systemCode(error) === "ENOENT") return understand("", facts.key, head);
    throw error;
  }
}

/**
 * Lines that the key vouches for, in order. Where a number is missing, also at the end, a line was taken away or
 * spoiled, and it may have been a retirement: approvals from before the gap no longer count.
 */
function understand(text: string, key: InstallKey, head: Head | null): LedgerContent {
  let valid: Approval[] = [];
  let lastSeq = 0;
  let forged = 0;
  for (const raw of text.split("\n").slice(0, -1)) {
    const line = authentic(raw, key);
    if (line === null || line.seq <= lastSeq) {
      forged += 1;
      continue;
    }
    if (line.seq > lastSeq + 1) valid = [];
    lastSeq = line.seq;
    valid.push(Approval.parse(line));
  }
  const isCut = head === null ? valid.length > 0 : head.seq > lastSeq;
  return {
    valid: isCut ? [] : valid,
    lastSeq: Math.max(lastSeq, head?.seq ?? 0) + (isCut && head === null ? 1 : 0),
    forged,
    isCut,
  };
}

function authentic(raw: string, key: InstallKey): LedgerLine | null {
  try {
    const { mac, ...signed } = LedgerLine.parse(JSON.parse(raw));
    return key.mac("approvals", JSON.stringify(signed)) === mac ? { ...signed, mac } : null;
  } catch {
    // Not JSON, or not this shape: not ours.
    return null;
  }
}

const unwritable = (path: string, cause: unknown): ReifierError =>
  new ReifierError(
    {
      code: "APPROVALS_UNWRITABLE",
      message: `the approval cannot be written to ${path}: ${errorText(cause)}`,
      hint: "free some space or correct the permissions, then approve again",
      exitCode: exitCode.stepFailed,
    },
    { cause },
  );

const writableByOthers = (path: string): ReifierError =>
  new ReifierError({
    code: "UNSAFE_PERMISSIONS",
    message: `${path} can be written by others; no approval counts`,
    hint: `type: chmod 600 ${path}`,
    exitCode: exitCode.denied,
  });
