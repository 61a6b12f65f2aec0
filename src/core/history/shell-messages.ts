import { decodeText } from "./text-bytes.ts";

/** What the shell of a recording says beside its terminal. Times are epoch milliseconds. */
export type ShellMessage =
  | { readonly kind: "ready"; readonly shell: string }
  /** A command that a person may see is about to run; the shell waits for an answer. `text` as the hook writes it. */
  | {
      readonly kind: "start";
      readonly n: number;
      readonly at: number | null;
      readonly cwd: string | null;
      readonly text: Uint8Array;
    }
  | {
      readonly kind: "end";
      readonly n: number;
      readonly exitCode: number | null;
      readonly at: number | null;
      readonly cwd: string | null;
      /** The hook recorded it, too. */
      readonly recorded: boolean;
    };

/** Fields after the nonce and the letter. */
const fieldsOf: Readonly<Record<string, number>> = { R: 1, C: 3, S: 0, D: 5 };
/** Longer is nothing that a person typed. */
const mostBytes = 4 * 1024 * 1024;
/** A record as the hook writes it begins with this; directory and text follow. */
const recordHead = /^@[12](\t|$)/;

/**
 * Reads `NONCE NUL letter NUL fields…`, each ended by NUL: `R shell`, `C number microseconds directory`, then the record in
 * the hook's own form where the command may be known, then `S`; `D number exit microseconds recorded directory`. What does
 * not begin with the nonce is passed over.
 */
export function createShellMessages(nonce: string): { push(chunk: Uint8Array): ShellMessage[] } {
  let held: Uint8Array = new Uint8Array(0);
  const reader = createReader(nonce);
  return {
    push: (chunk) => {
      held = held.length === 0 ? chunk.slice() : Buffer.concat([held, chunk]);
      const messages: ShellMessage[] = [];
      let from = 0;
      for (let at = held.indexOf(0); at >= 0; at = held.indexOf(0, from)) {
        const message = reader(held.slice(from, at));
        if (message !== null) messages.push(message);
        from = at + 1;
      }
      held = held.length - from > mostBytes ? new Uint8Array(0) : held.slice(from);
      return messages;
    },
  };
}

/** Field for field; a message comes with its last one. */
function createReader(nonce: string): (field: Uint8Array) => ShellMessage | null {
  let letter: string | null = null;
  let fields: string[] = [];
  let begun: { readonly words: readonly string[]; readonly record: Uint8Array[] } | null = null;

  const finish = (done: string): ShellMessage | null => {
    const words = fields;
    letter = null;
    fields = [];
    if (done === "C") begun = { words, record: [] };
    if (done === "R" || done === "D") return messageOf(done, words);
    if (done !== "S" || begun === null) return null;
    const started = startOf(begun.words, begun.record[2]);
    begun = null;
    return started;
  };

  /** Outside of a message; what stands between C and S is the record. */
  const between = (field: Uint8Array): void => {
    const word = text(field);
    if (word === nonce) letter = "";
    else if (begun !== null && (begun.record.length > 0 || recordHead.test(word))) begun.record.push(field);
  };

  return (field) => {
    if (letter === null) {
      between(field);
      return null;
    }
    if (letter === "") letter = Object.hasOwn(fieldsOf, text(field)) ? text(field) : null;
    else fields.push(text(field));
    return letter !== null && fields.length === fieldsOf[letter] ? finish(letter) : null;
  };
}

const text = (field: Uint8Array): string => decodeText(field).text;

function startOf([n, at, cwd]: readonly string[], typed: Uint8Array | undefined): ShellMessage | null {
  const number = whole(n);
  if (number === null || typed === undefined) return null;
  return { kind: "start", n: number, at: millis(at), cwd: cwd || null, text: typed };
}

function messageOf(letter: string, words: readonly string[]): ShellMessage | null {
  if (letter === "R") return { kind: "ready", shell: words[0] ?? "" };
  const [number, exit, at, recorded, cwd] = words;
  const n = whole(number);
  if (n === null) return null;
  return {
    kind: "end",
    n,
    exitCode: whole(exit),
    at: millis(at),
    recorded: recorded === "1",
    cwd: cwd || null,
  };
}

const whole = (word: string | undefined): number | null =>
  word !== undefined && /^\d{1,9}$/.test(word) ? Number(word) : null;
const millis = (word: string | undefined): number | null =>
  word !== undefined && /^\d{10,17}$/.test(word) ? Math.floor(Number(word) / 1_000) : null;
