import type { RedactedStream } from "../../base/redact/stream.ts";
import { createMiddle, type OutputMiddle, opensKey } from "./output-middle.ts";

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

export function createOutputTap(redact: () => RedactedStream, onText: (text: string) => void): OutputTap {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const redactor = redact();
  const raw: Buffer[] = [];
  let rawBytes = 0;
  let bytes = 0;
  let shown = "";
  let passed = 0;
  let tail = "";
  let seen = "";
  let middle: OutputMiddle | null = null;

  const pass = (clean: string): void => {
    if (clean === "") return;
    passed += clean.length;
    if (shown.length < keptHead) shown += clean.slice(0, keptHead - shown.length);
    tail = (tail + clean).slice(-keptTail);
    onText(clean);
  };
  const take = (text: string): void => {
    if (middle !== null) {
      middle.push(text);
      return;
    }
    seen = (seen + text).slice(-keptTail);
    pass(redactor.push(text));
    if (passed < liveLimit) return;
    pass(redactor.end());
    middle = createMiddle(redact, opensKey(seen));
  };

  return {
    push: (chunk) => {
      bytes += chunk.length;
      if (rawBytes < rawLimit) {
        const part = Buffer.from(chunk.subarray(0, rawLimit - rawBytes));
        raw.push(part);
        rawBytes += part.length;
      }
      take(decoder.decode(chunk, { stream: true }));
    },
    end: () => {
      take(decoder.decode());
      if (middle === null) {
        pass(redactor.end());
        return;
      }
      tail = middle.tail().slice(-keptTail);
      onText(`\n[… output shortened: ${bytes} bytes in all …]\n${tail}`);
    },
    text: () => {
      const length = passed + (middle?.length ?? 0);
      if (length <= shown.length) return shown;
      const rest = middle === null ? tail.slice(-Math.min(keptTail, length - shown.length)) : tail;
      const left = length - shown.length - rest.length;
      return left <= 0 ? shown + rest : `${shown}\n[… ${left} characters left out …]\n${rest}`;
    },
    get bytes() {
      return bytes;
    },
    raw: () => Buffer.concat(raw).toString("utf8"),
  };
}
