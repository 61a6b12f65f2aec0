/** What was kept of a command's output while it ran: raw, in memory only. */
export interface RawOutput {
  readonly head: Uint8Array;
  /** The last bytes; empty where `head` is all. */
  readonly tail: Uint8Array;
  /** Bytes between head and tail that are gone. */
  readonly lost: number;
  /** All bytes that it printed. */
  readonly bytes: number;
  readonly fullScreen: boolean;
}

export interface OutputKeeper {
  push(bytes: Uint8Array): void;
  end(): RawOutput;
}

/** More than is kept in the end, so that no secret is cut in two at the borders. */
export const slackBytes = 16 * 1024;
export const headBytes = 16 * 1024;
export const tailBytes = 64 * 1024;
/** Of a failing command all is kept up to this. */
export const failingBytes = 1024 * 1024;

const fullScreenOn = /\x1b\[\?(?:1049|1047|47|1)(?:;\d+)*h/g;
const fullScreenOff = /\x1b\[\?(?:1049|1047|47|1)(?:;\d+)*l/g;
const longestSwitch = 24;

/**
 * Keeps the head and the last MiB. What a program draws after it took the whole screen (alternate screen, or the keypad
 * mode of `top`) is passed over until it gives it back.
 */
export function createOutputKeeper(): OutputKeeper {
  const head: Uint8Array[] = [];
  const tail: Uint8Array[] = [];
  const room = { head: headBytes + slackBytes, tail: failingBytes + slackBytes };
  let headLength = 0;
  let tailLength = 0;
  let bytes = 0;
  let lost = 0;
  let drawing = false;
  let fullScreen = false;
  let before = "";

  const keep = (chunk: Uint8Array): void => {
    const forHead = Math.min(chunk.length, room.head - headLength);
    if (forHead > 0) {
      head.push(chunk.slice(0, forHead));
      headLength += forHead;
    }
    if (forHead >= chunk.length) return;
    tail.push(chunk.slice(forHead));
    tailLength += chunk.length - forHead;
    while (tailLength - (tail[0]?.length ?? 0) >= room.tail) {
      const gone = tail.shift()?.length ?? 0;
      tailLength -= gone;
      lost += gone;
    }
  };

  /** Keeps the parts of a chunk in which no program has the whole screen. */
  const sift = (chunk: Uint8Array, text: string): void => {
    // Positions are of `before + text`; one char is one byte in latin1.
    const all = before + text;
    let at = 0;
    for (;;) {
      const change = drawing ? fullScreenOff : fullScreenOn;
      change.lastIndex = at;
      const found = change.exec(all);
      const to = found === null ? all.length : found.index;
      if (!drawing) keep(chunk.subarray(Math.max(0, at - before.length), Math.max(0, to - before.length)));
      if (found === null) break;
      drawing = !drawing;
      fullScreen = true;
      at = found.index + found[0].length;
    }
    before = all.slice(Math.max(at, all.length - longestSwitch));
  };

  return {
    push: (chunk) => {
      bytes += chunk.length;
      // Without an escape in sight nothing can have switched.
      if (!drawing && !before.includes("\x1b") && !chunk.includes(0x1b)) {
        before = "";
        keep(chunk);
      } else sift(chunk, Buffer.from(chunk).toString("latin1"));
    },
    end: () => ({ head: Buffer.concat(head), tail: Buffer.concat(tail), lost, bytes, fullScreen }),
  };
}
