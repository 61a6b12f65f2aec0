import { isUtf8 } from "node:buffer";

/** A complete line with the byte offset of its first byte. */
export interface SplitLine {
  readonly text: string;
  readonly offset: number;
  readonly truncated: boolean;
}

/** Complete lines as they are, with the byte offset of the first one. */
export interface SplitBlock {
  readonly bytes: Buffer;
  readonly offset: number;
}

export interface LineSplitter {
  /** Complete lines of the next bytes; what has no newline yet is held. */
  push(bytes: Buffer): SplitLine[];
  /**
   * The complete lines of the next bytes just as they are, for who only hands them on; null where one of them would have
   * to be changed (invalid UTF-8, a carriage return, too long): then `push` takes the bytes.
   */
  block(bytes: Buffer): SplitBlock | null;
  /** The held bytes as a line, for a file that will not grow any more. */
  flush(): SplitLine[];
  /** Offset of the first byte not yet handed out. */
  readonly offset: number;
  /** Bytes seen in all: where to read on. */
  readonly end: number;
}

/**
 * Cuts bytes into lines. Of a line longer than `maxLineBytes` the beginning is kept and the rest passed over, so memory
 * stays bounded whatever a file holds. How the bytes arrive never changes the lines.
 */
export function createLineSplitter(start: number, maxLineBytes: number): LineSplitter {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let offset = start;
  let end = start;

  const hold = (bytes: Buffer): void => {
    const room = maxLineBytes - heldBytes;
    // A copy: the read buffer is used again.
    if (room > 0) held.push(Buffer.from(bytes.subarray(0, room)));
    heldBytes += Math.min(Math.max(room, 0), bytes.length);
  };

  const takeHeld = (stop: number): SplitLine => {
    const bytes = held.length === 1 && held[0] !== undefined ? held[0] : Buffer.concat(held);
    const line = { text: decode(bytes), offset, truncated: stop - offset > heldBytes };
    held = [];
    heldBytes = 0;
    return line;
  };

  return {
    push(bytes) {
      const lines: SplitLine[] = [];
      let from = 0;
      if (end > offset) {
        const newline = bytes.indexOf(10);
        hold(newline < 0 ? bytes : bytes.subarray(0, newline));
        if (newline < 0) {
          end += bytes.length;
          return lines;
        }
        lines.push(takeHeld(end + newline));
        from = newline + 1;
        offset = end + from;
      }
      const last = bytes.lastIndexOf(10);
      if (last >= from) {
        splitWhole(bytes.subarray(from, last), offset, maxLineBytes, lines);
        offset = end + last + 1;
        from = last + 1;
      }
      if (from < bytes.length) hold(bytes.subarray(from));
      end += bytes.length;
      return lines;
    },
    block(bytes) {
      const stop = bytes.lastIndexOf(10) + 1;
      const first = bytes.indexOf(10);
      if (stop === 0 || bytes.length > maxLineBytes || end - offset + first > maxLineBytes) return null;
      const lines = bytes.subarray(0, stop);
      const whole = end > offset ? Buffer.concat([...held, lines]) : lines;
      if (whole.includes(13) || !isUtf8(whole)) return null;
      const found = { bytes: whole, offset };
      held = [];
      heldBytes = 0;
      offset = end + stop;
      if (stop < bytes.length) hold(bytes.subarray(stop));
      end += bytes.length;
      return found;
    },
    flush() {
      if (end === offset) return [];
      const line = takeHeld(end);
      offset = end;
      return [line];
    },
    get offset() {
      return offset;
    },
    get end() {
      return end;
    },
  };
}

/** Lines between newlines; decodes all at once where every character is one byte, for that is four times faster. */
function splitWhole(bytes: Buffer, base: number, maxLineBytes: number, lines: SplitLine[]): void {
  const text = bytes.toString("utf8");
  if (text.length !== bytes.length) {
    splitBytes(bytes, base, maxLineBytes, lines);
    return;
  }
  for (let from = 0; from <= text.length; ) {
    const newline = text.indexOf("\n", from);
    const stop = newline < 0 ? text.length : newline;
    const truncated = stop - from > maxLineBytes;
    const cut = truncated ? from + maxLineBytes : stop;
    lines.push({
      text: text.slice(from, !truncated && text.charCodeAt(cut - 1) === 13 && cut > from ? cut - 1 : cut),
      offset: base + from,
      truncated,
    });
    from = stop + 1;
  }
}

function splitBytes(bytes: Buffer, base: number, maxLineBytes: number, lines: SplitLine[]): void {
  for (let from = 0; from <= bytes.length; ) {
    const newline = bytes.indexOf(10, from);
    const stop = newline < 0 ? bytes.length : newline;
    const truncated = stop - from > maxLineBytes;
    lines.push({
      text: decode(bytes.subarray(from, truncated ? from + maxLineBytes : stop)),
      offset: base + from,
      truncated,
    });
    from = stop + 1;
  }
}

/** UTF-8 with invalid bytes replaced, without a carriage return at the end. */
function decode(bytes: Buffer): string {
  const stop = bytes.length > 0 && bytes[bytes.length - 1] === 13 ? bytes.length - 1 : bytes.length;
  return bytes.toString("utf8", 0, stop);
}
