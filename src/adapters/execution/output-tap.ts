/** Takes secrets out of a stream of text, also across chunk borders. */
export interface StreamRedactor {
  push(chunk: string): string;
  end(): string;
}

/** One stream of a block: decoded, redacted, passed on, and kept in bounded memory. */
export interface OutputTap {
  push(bytes: Buffer): void;
  end(): void;
  /** Redacted; the middle of a long output left out, said so. */
  text(): string;
  readonly bytes: number;
  /** The first 64 KiB as they came, for `capture`. */
  raw(): string;
}

const keptHead = 64 * 1024;
const keptTail = 64 * 1024;
/** What is passed on live; beyond it only the tail follows, at the end. */
const liveLimit = 1 << 20;
const rawLimit = 64 * 1024;

export function createOutputTap(redactor: StreamRedactor, onText: (text: string) => void): OutputTap {
  const decoder = new TextDecoder();
  const raw: Buffer[] = [];
  let rawBytes = 0;
  let bytes = 0;
  let head = "";
  let tail = "";
  let length = 0;
  let live = 0;

  const take = (clean: string): void => {
    if (clean === "") return;
    length += clean.length;
    const room = keptHead - head.length;
    if (room > 0) head += clean.slice(0, room);
    tail = (tail + clean).slice(-keptTail);
    if (live < liveLimit) onText(clean);
    live += clean.length;
  };
  const middle = (): number => Math.max(0, length - head.length - tail.length);

  return {
    push: (chunk) => {
      bytes += chunk.length;
      if (rawBytes < rawLimit) {
        const part = chunk.subarray(0, rawLimit - rawBytes);
        raw.push(part);
        rawBytes += part.length;
      }
      take(redactor.push(decoder.decode(chunk, { stream: true })));
    },
    end: () => {
      take(redactor.push(decoder.decode()) + redactor.end());
      const unseen = Math.min(length - liveLimit, keptTail);
      if (unseen > 0) onText(`\n[… output shortened: ${bytes} bytes in all …]\n${tail.slice(-unseen)}`);
    },
    text: () => {
      if (length <= head.length) return head;
      const rest = tail.slice(-Math.min(keptTail, length - head.length));
      return middle() === 0 ? head + rest : `${head}\n[… ${middle()} characters left out …]\n${rest}`;
    },
    get bytes() {
      return bytes;
    },
    raw: () => Buffer.concat(raw).toString("utf8"),
  };
}
