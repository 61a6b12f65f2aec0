import type { RedactedStream } from "../../base/redact/stream.ts";

/** The part of a long output that is neither shown nor kept: only its end may be needed. */
export interface OutputMiddle {
  push(text: string): void;
  /** The end of the output, redacted, beginning with a whole line. */
  tail(): string;
  readonly length: number;
}

const ringLength = 128 * 1024;
/** A hint may lie across the border of two chunks; none is longer. */
const ringOverlap = 16;
/** A word near which a secret may stand; a line without one teaches the redactor nothing. */
const hint =
  /pass|pwd|secret|token|key|auth|cred|bearer|session|cookie|signature|:\/\/|-----(?:BEGIN|END)|\s-p/i;
const beginKey = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/;
const endKey = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY/;

/**
 * Redacting 20 MB that nobody will see costs seconds. Only lines that may hold a secret are read, so that a secret
 * named there is known when it comes back in the tail.
 */
export function createMiddle(redact: () => RedactedStream, keyIsOpen: boolean): OutputMiddle {
  /** The last pieces; joined only at the end, so that a long output makes no garbage. */
  const ring: string[] = [];
  let ringed = 0;
  let rest = "";
  let length = 0;
  let inKey = keyIsOpen;

  const learn = (line: string): void => {
    const redactor = redact();
    redactor.push(line);
    redactor.end();
  };
  const readLines = (text: string): void => {
    for (const line of text.split("\n")) {
      if (beginKey.test(line)) inKey = true;
      if (endKey.test(line)) inKey = false;
      else if (!inKey && hint.test(line)) learn(line);
    }
  };

  return {
    push: (text) => {
      length += text.length;
      ringed += text.length;
      ring.push(text);
      while (ringed - (ring[0]?.length ?? 0) >= ringLength) ringed -= ring.shift()?.length ?? 0;
      if (rest.length > ringLength) rest = "";
      const cut = text.lastIndexOf("\n") + 1;
      if (inKey || hint.test(text) || hint.test(rest + text.slice(0, ringOverlap))) {
        readLines(rest + text.slice(0, cut));
      }
      rest = cut === 0 ? rest + text : text.slice(cut);
    },
    tail: () => {
      readLines(rest);
      const redactor = redact();
      return redactor.push(withoutCutKey(wholeLines(ring.join(""), length), inKey)) + redactor.end();
    },
    get length() {
      return length;
    },
  };
}

const wholeLines = (ring: string, length: number): string =>
  length > ring.length ? ring.slice(ring.indexOf("\n") + 1) : ring;

/** A private key that began before the kept part: what is left of it goes too. */
function withoutCutKey(text: string, openAtEnd: boolean): string {
  const end = endKey.exec(text);
  const begin = beginKey.exec(text);
  if (end !== null && (begin === null || begin.index > end.index)) {
    const after = text.indexOf("\n", end.index);
    return `[… private key left out …]${after < 0 ? "" : text.slice(after)}`;
  }
  return openAtEnd && begin === null ? "[… private key left out …]" : text;
}

/** Whether a private key begins in this text and does not end in it. */
export const opensKey = (text: string): boolean => {
  const begin = text.lastIndexOf("-----BEGIN ");
  return begin >= 0 && beginKey.test(text.slice(begin)) && !endKey.test(text.slice(begin));
};
