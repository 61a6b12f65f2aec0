import { readFileSync } from "node:fs";
import { writeFileAtomic } from "../../base/kernel/atomic-file.ts";
import { systemCode } from "../../base/kernel/errors.ts";
import type { InstallKey } from "../../base/ports/secret-key.ts";

/** The number of the newest line that was acknowledged, kept aside: a cut tail may have been a retirement. */
export const headPath = (ledger: string): string => `${ledger}.head`;

/** null: there is none that the key vouches for. */
export function readLedgerHead(ledger: string, key: InstallKey): number | null {
  try {
    const [seq = "", mac = ""] = readFileSync(headPath(ledger), "utf8").trim().split(" ");
    return key.mac("approvals", `head ${seq}`) === mac ? Number(seq) : null;
  } catch (error) {
    if (systemCode(error) === "ENOENT") return null;
    throw error;
  }
}

export const writeLedgerHead = (ledger: string, seq: number, key: InstallKey): void =>
  writeFileAtomic(headPath(ledger), `${seq} ${key.mac("approvals", `head ${seq}`)}\n`);
