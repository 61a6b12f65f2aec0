const newline = 0x0a;

/** A line of a byte array: `[from, to)` without its newline, and where the next line starts. */
export interface ByteLine {
  readonly from: number;
  readonly to: number;
  readonly next: number;
  /** It has its newline. */
  readonly ended: boolean;
}

/** The lines of the bytes in order; the last may lack its newline. */
export function* byteLines(bytes: Uint8Array): Generator<ByteLine> {
  for (let from = 0; from < bytes.length; ) {
    const at = bytes.indexOf(newline, from);
    if (at < 0) {
      yield { from, to: bytes.length, next: bytes.length, ended: false };
      return;
    }
    yield { from, to: at, next: at + 1, ended: true };
    from = at + 1;
  }
}
