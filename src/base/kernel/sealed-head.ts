import { closeSync, constants, fdatasyncSync, openSync, readSync, writeSync } from "node:fs";
import { systemCode } from "./errors.ts";

/** The newest acknowledged line of a file that only grows: its number and its own mac. */
export interface Head {
  readonly seq: number;
  readonly mac: string;
}

/** The mac of a text, under a key that whoever may write the file does not have. */
type Seal = (text: string) => string;

/** Two slots, written in turn and in place: a torn write leaves the other one, a full disk changes nothing. */
const slotBytes = 512;

/** The head that was kept aside, so that a cut tail shows. null: no slot that the key vouches for. */
export function readHead(path: string, sealOf: Seal): Head | null {
  let best: Head | null = null;
  for (const slot of readSlots(path)) {
    const [seq = "", mac = "", seal = ""] = slot.trim().split(" ");
    if (seal === "" || sealOf(`head ${seq} ${mac}`) !== seal) continue;
    if (best === null || Number(seq) > best.seq) best = { seq: Number(seq), mac };
  }
  return best;
}

/** Overwrites the older slot; on disk before it returns. */
export function writeHead(path: string, head: Head, sealOf: Seal): void {
  const seal = sealOf(`head ${head.seq} ${head.mac}`);
  const slot = `${head.seq} ${head.mac} ${seal}`.padEnd(slotBytes - 1).concat("\n");
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
  try {
    writeSync(file, slot, (head.seq % 2) * slotBytes);
    fdatasyncSync(file);
  } finally {
    closeSync(file);
  }
}

function readSlots(path: string): string[] {
  const bytes = Buffer.alloc(2 * slotBytes);
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      readSync(file, bytes, 0, bytes.length, 0);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (systemCode(error) === "ENOENT") return [];
    throw error;
  }
  return [bytes.toString("latin1", 0, slotBytes), bytes.toString("latin1", slotBytes)];
}
