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
const maxChars = 4096;
const maxWords = 192;

/**
 * The words of one message after masking. The arrays are reused: read them before the next scan.
 * `hashes[k] === 0` marks a value; its span may hold several adjacent values with what stands between them.
 */
export interface ScannedWords {
  readonly count: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly hashes: Int32Array;
  /** 53 bits over the masked words. Two messages with different keys differ; equal keys must be compared once. */
  readonly key: number;
}

/**
 * Reads a message character by character into masked words: no regular expression and no string on the usual way.
 * With `keepCodes` the codes that pick a runbook (SQLSTATE, exit codes, HTTP classes …) stay constant.
 */
export class Scanner implements ScannedWords {
  count = 0;
  key = 0;
  readonly starts = new Int32Array(maxWords);
  readonly ends = new Int32Array(maxWords);
  readonly hashes = new Int32Array(maxWords);
  readonly #keepCodes: boolean;
  #text = "";
  #limit = 0;
  #previousRole: number = wordRole.none;
  #low = 0;
  #high = 0;

  constructor(options: { readonly keepCodes: boolean }) {
    this.#keepCodes = options.keepCodes;
  }

  scan(text: string, from: number): ScannedWords {
    this.#text = text;
    this.#limit = Math.min(text.length, from + maxChars);
    this.#previousRole = wordRole.none;
    this.count = 0;
    this.#low = 0x9e3779b9 | 0;
    this.#high = 0x85ebca6b | 0;
    for (let at = from; at < this.#limit; ) {
      const code = text.charCodeAt(at);
      if (charBits[code] !== charBit.delimiter) at = this.#readWord(at);
      else if (code === 61) at = this.#valueAfterEquals(at);
      else at = code === 58 ? this.#nothingAfterColon(at) : at + 1;
    }
    this.key = (this.#low >>> 0) * 0x200000 + (this.#high >>> 11);
    return this;
  }

  /** Walks over one word and decides about it; returns where to read on. */
  #readWord(start: number): number {
    const text = this.#text;
    const limit = this.#limit;
    let hash = hashSeed;
    let bits = 0;
    let end = start;
    for (; end < limit; end++) {
      const code = text.charCodeAt(end);
      const bit = charBits[code] ?? 0;
      if (bit === charBit.delimiter) break;
      bits |= bit;
      hash = Math.imul(hash ^ code, hashPrime);
    }
    if (bits & charBit.stop) {
      const trimmed = withoutStops(text, start, end);
      if (trimmed === start) return end;
      if (trimmed < end) {
        const rest = bitsOf(text, start, trimmed);
        return Math.max(end, this.#decide(start, trimmed, hashWord(text, start, trimmed), rest));
      }
    }
    return this.#decide(start, end, hash === 0 ? 1 : hash, bits);
  }

  /** Decides whether the word `[start, end)` is a value; returns where to read on. */
  #decide(start: number, end: number, hash: number, bits: number): number {
    if (this.#text.charCodeAt(end) === 58) {
      const stop = this.#endOfColonValue(start, end, bits);
      if (stop > 0) {
        this.#put(start, stop, 0);
        this.#previousRole = wordRole.none;
        return stop;
      }
    }
    if (bits & charBit.digit) {
      const code = this.#keepCodes ? codeKey(this.#text, start, end) : null;
      this.#put(start, end, code === null ? 0 : hashWord(code));
      this.#previousRole = wordRole.none;
    } else if ((bits & ~charBit.stop) === 0) {
      this.#plainWord(start, end, hash);
      return this.#takeCommand(start, end);
    } else {
      const value =
        this.#previousRole === wordRole.cue ||
        isStructuredValue(this.#text.slice(start, end), bits, this.#text.charAt(end));
      this.#put(start, end, value ? 0 : hash);
      this.#previousRole = wordRole.none;
    }
    const isQuery = bits & charBit.slash && bits & charBit.stop && this.#text.charCodeAt(end) === 61;
    return isQuery ? this.#takeQuery(start, end) : end;
  }

  /** cron's `CMD (…)` takes the command with it. */
  #takeCommand(start: number, end: number): number {
    if (end - start !== 3 || !this.#text.startsWith("CMD (", start)) return end;
    this.#put(end + 2, this.#limit, 0);
    return this.#limit;
  }

  /** A path takes its query with it: `/search?q=shoes&page=2`. */
  #takeQuery(start: number, end: number): number {
    const query = this.#text.indexOf("?", start);
    const last = this.count - 1;
    if (query < 0 || query > end || this.hashes[last] !== 0) return end;
    this.ends[last] = endOfUrl(this.#text, end, this.#limit);
    return this.ends[last] ?? end;
  }

  /** A word of letters: a constant, unless the word before announces a name or it belongs to a date or number. */
  #plainWord(start: number, end: number, hash: number): void {
    const role = roleOf(hash);
    const announced = this.#previousRole === wordRole.cue && this.#text.charCodeAt(start - 1) === 32;
    const named =
      (announced && role === wordRole.none && !isParticiple(this.#text, start, end)) ||
      (this.#text.charCodeAt(end) !== 32 && this.#isNameByWhatFollows(start, end));
    const value =
      named || (role >= wordRole.month && role <= wordRole.unit && this.#belongsToNumber(role, start, end));
    this.#previousRole = named ? wordRole.none : role;
    this.#put(start, end, value ? 0 : hash);
  }

  /** `unknown[192.0.2.7]`, cron's `(root) CMD (`, and to a miner one word in quotes. */
  #isNameByWhatFollows(start: number, end: number): boolean {
    const text = this.#text;
    const next = text.charCodeAt(end);
    if (next === 91) return isAddressIn(text, end);
    if (next === 41) return text.startsWith(") CMD (", end);
    return (next === 34 || next === 39) && !this.#keepCodes && text.charCodeAt(start - 1) === next;
  }

  #belongsToNumber(role: number, start: number, end: number): boolean {
    // `usec=306` is a key, whatever stands before it.
    if (this.#text.charCodeAt(end) === 61) return false;
    const last = this.count - 1;
    const lastEnd = last >= 0 && this.hashes[last] === 0 ? (this.ends[last] ?? 0) : -2;
    const adjacent = start - lastEnd <= 1;
    if (role === wordRole.unit)
      return adjacent && charBits[this.#text.charCodeAt(lastEnd - 1)] === charBit.digit;
    return adjacent || numberFollows.test(this.#text.slice(end, end + 8));
  }

  /** End of a URL, of `name.tld:port`, of a Windows path or of a hardware address; 0 for a word before a mere colon. */
  #endOfColonValue(start: number, end: number, bits: number): number {
    const text = this.#text;
    const next = text.charCodeAt(end + 1);
    let stop = 0;
    if (next === 47 && text.charCodeAt(end + 2) === 47) stop = endOfUrl(text, end + 3, this.#limit);
    else if (next === 92 && end - start === 1) stop = endOfUrl(text, end + 1, this.#limit);
    else if (bits & charBit.dot && charBits[next] === charBit.digit) stop = end;
    else if (end - start <= 4) stop = endOfAddress(text, start);
    return withoutStops(text, start, stop);
  }

  /** `key=` with nothing or a quoted text behind it is a value; returns where to read on. */
  #valueAfterEquals(at: number): number {
    const text = this.#text;
    const next = at + 1 < this.#limit ? text.charCodeAt(at + 1) : 32;
    if (next === 34 || next === 39) {
      const close = messageKey.has(this.#keyBefore(at)) ? -1 : closingQuote(text, at + 1, this.#limit);
      if (close < 0) return at + 1;
      this.#put(at + 2, close, 0);
      return close + 1;
    }
    if (this.#keyBefore(at) === "COMMAND") {
      this.#put(at + 1, this.#limit, 0);
      return this.#limit;
    }
    const named = at > 0 && charBits[text.charCodeAt(at - 1)] !== charBit.delimiter;
    if (named && endsValue.has(next)) this.#put(at + 1, at + 1, 0);
    return at + 1;
  }

  /** `[user: ]`: a value that is empty. */
  #nothingAfterColon(at: number): number {
    const next = this.#text.charCodeAt(at + 1) === 32 ? at + 2 : at + 1;
    const closes = this.#text.charCodeAt(next);
    const named = at > 0 && charBits[this.#text.charCodeAt(at - 1)] !== charBit.delimiter;
    if (named && (closes === 93 || closes === 125 || closes === 44)) this.#put(at + 1, at + 1, 0);
    return at + 1;
  }

  /** The word right before an equals sign, where it is a short one. */
  #keyBefore(at: number): string {
    const last = this.count - 1;
    const start = this.starts[last] ?? 0;
    return this.ends[last] === at && at - start <= 7 ? this.#text.slice(start, at) : "";
  }

  /** Adds a word; values that touch become one. */
  #put(start: number, end: number, hash: number): void {
    const last = this.count - 1;
    if (hash === 0 && last >= 0 && this.hashes[last] === 0) {
      this.ends[last] = end;
      return;
    }
    if (last + 1 >= maxWords) return;
    this.starts[last + 1] = start;
    this.ends[last + 1] = end;
    this.hashes[last + 1] = hash;
    this.count = last + 2;
    const low = Math.imul(this.#low ^ hash, 0x5bd1e995) + 0x3c6ef372;
    this.#low = low ^ (low >>> 15);
    this.#high = Math.imul(this.#high + hash, 0x2c1b3c6d) ^ (this.#high >>> 13);
  }
}

const bracketed = /\[(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})\]/iy;

/** A name with its address behind it: `unknown[192.0.2.7]`. */
function isAddressIn(text: string, at: number): boolean {
  bracketed.lastIndex = at;
  return bracketed.test(text);
}

/** `…ed` and `…ing` tell what happened to the thing and are not its name. */
function isParticiple(text: string, start: number, end: number): boolean {
  return end - start > 4 && (text.endsWith("ed", end) || text.endsWith("ing", end));
}

const numberFollows = /^,? {1,2}(?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w* )/;

/** What a program says stands behind these keys; behind others stands a value. */
const messageKey: ReadonlySet<string> = new Set(["msg", "message", "event", "err", "error"]);

/** Space and what closes or separates. */
const endsValue: ReadonlySet<number> = new Set([32, 44, 59, 41, 93, 125]);

/** The end without `.`, `!`, `?` that belong to the sentence. */
function withoutStops(text: string, start: number, end: number): number {
  let stop = end;
  while (stop > start && (charBits[text.charCodeAt(stop - 1)] ?? 0) & charBit.stop) stop--;
  return stop;
}

function bitsOf(text: string, start: number, end: number): number {
  let bits = 0;
  for (let at = start; at < end; at++) bits |= charBits[text.charCodeAt(at)] ?? 0;
  return bits;
}

/** White space, quotes and closing brackets end a URL or a path with a drive letter. */
const endsUrl: ReadonlySet<number> = new Set([...`"'<>)],`].map((char) => char.charCodeAt(0)));

function endOfUrl(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit && text.charCodeAt(at) > 32 && !endsUrl.has(text.charCodeAt(at))) at++;
  return at;
}

function closingQuote(text: string, open: number, limit: number): number {
  const quote = text.charCodeAt(open);
  for (let at = open + 1; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === quote) return at;
  }
  return -1;
}

const address = /[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){4,}/iy;

/** End of an IPv6 or hardware address that starts here, or 0. */
function endOfAddress(text: string, start: number): number {
  address.lastIndex = start;
  const found = address.exec(text);
  return found === null ? 0 : start + found[0].length;
}
