import { closeSync, constants, fstatSync, fsyncSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { systemCode } from "../../base/kernel/errors.ts";

/** Space set aside for the hour when the disk is full: the runbook that heals it must be able to write its journal. */
const reserveBytes = 1 << 20;
/** Given back piece by piece: who filled the disk takes whatever is free. */
const sliceBytes = 64 * 1024;

/** Makes the reserve whole (real bytes, not a hole); a disk that is full already leaves it as it is. */
export function fillReserve(path: string): void {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
  try {
    const have = fstatSync(file).size;
    if (have >= reserveBytes) return;
    const slice = Buffer.alloc(sliceBytes, 0x2e);
    for (let at = have; at < reserveBytes; ) at += writeSync(file, slice, 0, slice.length, at);
    fsyncSync(file);
  } catch (error) {
    if (!isFull(error)) throw error;
  } finally {
    closeSync(file);
  }
}

/** Gives one slice back to the disk; false when nothing is left. */
export function spendReserve(path: string): boolean {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
  try {
    const have = fstatSync(file).size;
    if (have === 0) return false;
    ftruncateSync(file, Math.max(0, have - sliceBytes));
    fsyncSync(file);
    return true;
  } finally {
    closeSync(file);
  }
}

export const isFull = (error: unknown): boolean => ["ENOSPC", "EDQUOT"].includes(systemCode(error) ?? "");
