import type { Approval } from "../model/runbook.ts";

/** Who approved what: the only authority. Lines that the install key did not make are ignored and counted. */
export interface ApprovalLedger {
  /** Appends a keyed line; on disk before it returns. */
  add(approval: Approval): void;
  /** The newest authentic line for a runbook, or null. A `retire` line means: not approved. */
  current(runbook: string): Approval | null;
  all(): Approval[];
  /** How many lines the key does not vouch for. */
  forged(): number;
  /** Lines at the end were taken away: no approval from before counts. */
  isCut(): boolean;
}
