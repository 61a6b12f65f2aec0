import { closeSync, constants, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { uptime } from "node:os";
import { dirname, join } from "node:path";

/** Bytes that have to be free: a twentieth of the file system, within these bounds. */
const leastRoom = 64 * 1024;
const mostRoom = 4 * 1024 * 1024;
/** Milliseconds between two looks. */
const lookEveryMs = 1_000;
/** Seconds for which the word counts: somebody who was killed must not stop a shell's recording for good. */
const countsFor = 120;
const renewEveryMs = 30_000;

/**
 * Leaves word for hooked shells while the disk is nearly full: `state/full` holds the machine's uptime, in seconds, until
 * which it counts. fish reports a failed write by itself, past every redirection, so it has to be told before. A state
 * folder that cannot be written to has no word: nothing can be recorded there either.
 */
export class DiskRoom {
  private readonly file: string;
  private readonly spool: string;
  private lookedAt = Number.NEGATIVE_INFINITY;
  private saidAt = Number.NEGATIVE_INFINITY;

  /** `spool`: absolute path of the workspace's `state/spool`. */
  constructor(spool: string) {
    this.spool = spool;
    this.file = join(dirname(spool), "full");
  }

  /** Looks at most once a second; `now` is a clock that never jumps, in milliseconds. */
  look(now: number): void {
    if (now - this.lookedAt < lookEveryMs) return;
    this.lookedAt = now;
    try {
      if (!isNearlyFull(this.spool)) rmSync(this.file, { force: true });
      else if (now - this.saidAt >= renewEveryMs) {
        say(this.file);
        this.saidAt = now;
      }
    } catch {
      this.saidAt = Number.NEGATIVE_INFINITY;
    }
  }
}

function isNearlyFull(folder: string): boolean {
  const { bavail, blocks, bsize } = statfsSync(folder);
  return bavail * bsize < Math.min(mostRoom, Math.max(leastRoom, (blocks * bsize) / 20));
}

/** In place and always of one length, so that renewing it takes no room. */
function say(file: string): void {
  const { O_WRONLY, O_CREAT, O_NOFOLLOW } = constants;
  const open = openSync(file, O_WRONLY | O_CREAT | O_NOFOLLOW, 0o600);
  try {
    writeSync(open, `${String(Math.ceil(uptime()) + countsFor).padStart(12, "0")}\n`, 0);
  } finally {
    closeSync(open);
  }
}
