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
const fieldsOf: Readonly<Record<string, number>> = { R: 1, C: 4, D: 5 };
/** Longer is nothing that a person typed. */
const mostBytes = 4 * 1024 * 1024;

/**
 * Reads `NONCE NUL letter NUL fields…`, each ended by NUL: `R shell`, `C number microseconds directory text`,
 * `D number exit microseconds recorded directory`. What does not begin with the nonce is passed over.
 */
export function createShellMessages(nonce: string): { push(chunk: Uint8Array): ShellMessage[] } {
  let held: Uint8Array = new Uint8Array(0);
  return {
    push: (chunk) => {
      held = held.length === 0 ? chunk.slice() : Buffer.concat([held, chunk]);
      const fields: Uint8Array[] = [];
      let from = 0;
      for (let at = held.indexOf(0); at >= 0; at = held.indexOf(0, from)) {
        fields.push(held.subarray(from, at));
        from = at + 1;
      }
      const { messages, used } = readMessages(fields, nonce);
      const rest = fields.slice(used).reduce((sum, field) => sum + field.length + 1, held.length - from);
      held = rest > mostBytes ? new Uint8Array(0) : held.slice(held.length - rest);
      return messages;
    },
  };
}

function readMessages(
  fields: readonly Uint8Array[],
  nonce: string,
): { readonly messages: ShellMessage[]; readonly used: number } {
  const messages: ShellMessage[] = [];
  let at = 0;
  while (at < fields.length) {
    if (text(fields[at]) !== nonce) {
      at += 1;
      continue;
    }
    if (at + 1 >= fields.length) break;
    const letter = text(fields[at + 1]);
    const wanted = fieldsOf[letter] ?? 0;
    if (at + 1 + wanted >= fields.length) break;
    const message = messageOf(letter, fields.slice(at + 2, at + 2 + wanted));
    if (message !== null) messages.push(message);
    at += 2 + wanted;
  }
  return { messages, used: at };
}

const text = (field: Uint8Array | undefined): string => (field === undefined ? "" : decodeText(field).text);

function messageOf(letter: string, fields: readonly Uint8Array[]): ShellMessage | null {
  const words = fields.map(text);
  if (letter === "R") return { kind: "ready", shell: words[0] ?? "" };
  const n = whole(words[0]);
  if (n === null) return null;
  if (letter === "C")
    return {
      kind: "start",
      n,
      at: millis(words[1]),
      cwd: words[2] || null,
      text: fields[3] ?? new Uint8Array(0),
    };
  if (letter === "D") {
    const [, exit, at, recorded, cwd] = words;
    return {
      kind: "end",
      n,
      exitCode: whole(exit),
      at: millis(at),
      recorded: recorded === "1",
      cwd: cwd || null,
    };
  }
  return null;
}

const whole = (word: string | undefined): number | null =>
  word !== undefined && /^\d{1,9}$/.test(word) ? Number(word) : null;
const millis = (word: string | undefined): number | null =>
  word !== undefined && /^\d{10,17}$/.test(word) ? Math.floor(Number(word) / 1_000) : null;
