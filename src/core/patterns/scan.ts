import { codeKey } from "./error-codes.ts";
import {
  charBit,
  charBits,
  hashPrime,
  hashSeed,
  hashWord,
  isStructuredValue,
  roleOf,
  wordRole,
} from "./word-classes.ts";

/** Longer messages are read up to here; what follows does not pick a pattern. */
const maxChars = 8192;
const maxWords = 192;

/**
 * The words of one message after masking. The arrays are reused: read them before the next scan.
 * `hashes[k] === 0` marks a value; its span may hold several adjacent values with what stands between them.
 */
export interface ScannedWords {
  count: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly hashes: Int32Array;
  /** 53 bits over the masked words. Two messages with different keys differ; equal keys must be compared once. */
  key: number;
}

export interface Scanner {
  readonly words: ScannedWords;
  scan(text: string, start: number, end?: number): ScannedWords;
}

/**
 * Reads a message character by character into masked words: no regular expression and no string on the usual way.
 * With `keepCodes` the codes that pick a runbook (SQLSTATE, exit codes, HTTP classes …) stay constant.
 */
export function createScanner(options: { readonly keepCodes: boolean }): Scanner {
  const words: ScannedWords = {
    count: 0,
    starts: new Int32Array(maxWords),
    ends: new Int32Array(maxWords),
    hashes: new Int32Array(maxWords),
    key: 0,
  };
  const { starts, ends, hashes } = words;
  let text = "";
  let limit = 0;
  let previousRole = 0;
  let low = 0;
  let high = 0;

  const put = (start: number, end: number, hash: number): void => {
    const last = words.count - 1;
    if (hash === 0 && last >= 0 && hashes[last] === 0) {
      ends[last] = end;
      return;
    }
    if (words.count >= maxWords) return;
    starts[words.count] = start;
    ends[words.count] = end;
    hashes[words.count++] = hash;
    low = Math.imul(low ^ hash, 0x5bd1e995) + 0x3c6ef372;
    low ^= low >>> 15;
    high = Math.imul(high + hash, 0x2c1b3c6d) ^ (high >>> 13);
  };

  /** `key=` with nothing or a quoted text behind it is a value; returns where to read on. */
  const valueAfterEquals = (at: number): number => {
    const next = text.charCodeAt(at + 1);
    if (at + 1 >= limit || next === 32 || next === 44 || next === 59 || next === 41 || next === 93) {
      if (at > 0 && !isDelimiter(text.charCodeAt(at - 1))) put(at + 1, at + 1, 0);
      return at + 1;
    }
    if (next !== 34 && next !== 39) return at + 1;
    const close = closingQuote(text, at + 1, limit);
    if (close < 0) return at + 1;
    put(at + 2, close, 0);
    return close + 1;
  };

  const endOfUrl = (from: number): number => {
    let i = from;
    while (i < limit && !endsUrl(text.charCodeAt(i))) i++;
    return i;
  };

  const plainWord = (start: number, end: number, hash: number): void => {
    const role = roleOf(hash);
    if (previousRole === wordRole.cue && text.charCodeAt(start - 1) === 32) {
      previousRole = wordRole.none;
      return put(start, end, 0);
    }
    previousRole = role;
    if (role > wordRole.cue && isPartOfValue(role, start, end)) return put(start, end, 0);
    put(start, end, hash);
  };

  const isPartOfValue = (role: number, start: number, end: number): boolean => {
    const last = words.count - 1;
    const afterNumber = last >= 0 && hashes[last] === 0 && start - (ends[last] ?? 0) <= 1;
    if (role === wordRole.unit) return afterNumber && isDigitWord(ends[last] ?? 0);
    return (
      afterNumber ||
      /^,? {1,2}(?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w* )/.test(text.slice(end, end + 8))
    );
  };

  const isDigitWord = (end: number): boolean => {
    const code = text.charCodeAt(end - 1);
    return code >= 48 && code <= 57;
  };

  /** Decides about the word `[start, end)`; returns where to read on. */
  const word = (start: number, end: number, hash: number, bits: number): number => {
    const next = text.charCodeAt(end);
    if (next === 58) {
      const special = colonValue(start, end, bits);
      if (special > 0) return special;
    }
    if (bits & charBit.digit) {
      const code = options.keepCodes ? codeKey(text, start, end) : null;
      previousRole = wordRole.none;
      put(start, end, code === null ? 0 : hashWord(code));
    } else if ((bits & ~charBit.stop) === 0) {
      plainWord(start, end, hash);
    } else {
      const value = isStructuredValue(text.slice(start, end), bits, text.charAt(end));
      if (value || previousRole === wordRole.cue) put(start, end, 0);
      else put(start, end, hash);
      previousRole = wordRole.none;
    }
    return end;
  };

  /** A URL, `name.tld:port`, a Windows path or a hardware address: one value although it holds a colon. */
  const colonValue = (start: number, end: number, bits: number): number => {
    const after = text.charCodeAt(end + 1);
    let stop = 0;
    if (after === 47 && text.charCodeAt(end + 2) === 47) stop = endOfUrl(end + 3);
    else if (after === 92 && end - start === 1) stop = endOfUrl(end + 1);
    else if (bits & charBit.dot && after >= 48 && after <= 57) stop = end;
    else if (end - start <= 4 && isHexWord(text, start, end)) stop = addressEnd(text, start);
    if (stop === 0) return 0;
    while (stop > start && (charBits[text.charCodeAt(stop - 1)] ?? 0) & charBit.stop) stop--;
    put(start, stop, 0);
    previousRole = wordRole.none;
    return stop;
  };

  const scan = (line: string, from: number, to = line.length): ScannedWords => {
    text = line;
    limit = Math.min(to, from + maxChars);
    words.count = 0;
    previousRole = wordRole.none;
    low = 0x9e3779b9 | 0;
    high = 0x85ebca6b | 0;
    for (let i = from; i < limit; ) {
      let code = line.charCodeAt(i);
      let bit = code < 128 ? (charBits[code] ?? 0) : 0;
      if (bit === charBit.delimiter) {
        i = code === 61 ? valueAfterEquals(i) : i + 1;
        continue;
      }
      const start = i;
      let hash = hashSeed;
      let bits = 0;
      while (bit !== charBit.delimiter) {
        bits |= bit;
        hash = Math.imul(hash ^ code, hashPrime);
        if (++i >= limit) break;
        code = line.charCodeAt(i);
        bit = code < 128 ? (charBits[code] ?? 0) : 0;
      }
      i = finishWord(start, i, hash, bits);
    }
    words.key = (low >>> 0) * 0x200000 + (high >>> 11);
    return words;
  };

  const finishWord = (start: number, stop: number, hash: number, bits: number): number => {
    let end = stop;
    if (bits & charBit.stop) {
      while (end > start && isStop(text.charCodeAt(end - 1))) end--;
      if (end === start) return stop;
      if (end < stop)
        return Math.max(stop, word(start, end, hashWord(text, start, end), trimmedBits(text, start, end)));
    }
    return word(start, end, hash === 0 ? 1 : hash, bits);
  };

  return { words, scan };
}

const isStop = (code: number): boolean => code < 128 && ((charBits[code] ?? 0) & charBit.stop) !== 0;

const isDelimiter = (code: number): boolean => code < 128 && charBits[code] === charBit.delimiter;

/** White space, quotes and closing brackets end a URL or a path with a drive letter. */
const endsUrl = (code: number): boolean =>
  code <= 32 ||
  code === 34 ||
  code === 39 ||
  code === 60 ||
  code === 62 ||
  code === 41 ||
  code === 93 ||
  code === 44;

function trimmedBits(text: string, start: number, end: number): number {
  let bits = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code < 128) bits |= charBits[code] ?? 0;
  }
  return bits;
}

function closingQuote(text: string, open: number, limit: number): number {
  const quote = text.charCodeAt(open);
  for (let i = open + 1; i < limit; i++) {
    const code = text.charCodeAt(i);
    if (code === 92) i++;
    else if (code === quote) return i;
  }
  return -1;
}

function isHexWord(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i) | 32;
    if (!((code >= 48 && code <= 57) || (code >= 97 && code <= 102))) return false;
  }
  return true;
}

const address = /[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){4,}/iy;

/** End of an IPv6 or hardware address that starts here, or 0. */
function addressEnd(text: string, start: number): number {
  address.lastIndex = start;
  const found = address.exec(text);
  return found === null ? 0 : start + found[0].length;
}
