import { type Capture, capturesIn } from "./capture.ts";
import { codeKey } from "./error-codes.ts";
import { type ScannedWords, Scanner } from "./scan.ts";
import { wildcard } from "./word-classes.ts";

export interface Signature {
  /** The masked words: the exact key that lines of one error share. */
  readonly signature: string;
  /** The message with typed captures, delimiters kept: `connect() to <ip>:<num> failed`. */
  readonly template: string;
  /** The values, in the order of the template's placeholders. */
  readonly captures: readonly Capture[];
}

/** One masked word: its text (or the wildcard) and where it stands. */
export interface MaskedWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const scanner = new Scanner({ keepCodes: true });

/**
 * What stays the same in a message whenever this error comes back. Codes that pick the runbook (SQLSTATE, exit codes,
 * HTTP classes) are kept. Pure: the same message gives the same signature on every host.
 */
export function signatureOf(message: string): Signature {
  const words = maskedWords(scanner.scan(message, 0), message);
  return { signature: signatureText(words), ...render(message, words) };
}

/** Only the key of `signatureOf`: the same for all lines of one error. */
export const signatureKey = (message: string): string =>
  signatureText(maskedWords(scanner.scan(message, 0), message));

export function maskedWords(scan: ScannedWords, text: string): MaskedWord[] {
  const words: MaskedWord[] = [];
  for (let k = 0; k < scan.count; k++) {
    const start = scan.starts[k] ?? 0;
    const end = scan.ends[k] ?? 0;
    words.push({ text: scan.hashes[k] === 0 ? wildcard : constantText(text, start, end), start, end });
  }
  return words;
}

/** A word with a digit is only constant where it is a code; that one is written in its normal form. */
function constantText(text: string, start: number, end: number): string {
  const word = text.slice(start, end);
  return /\d/.test(word) ? (codeKey(text, start, end) ?? word) : word;
}

export const signatureText = (words: readonly MaskedWord[]): string =>
  words.map((word) => word.text).join(" ");

/** Longer messages are shown cut in a template; the signature is not. */
const maxTemplate = 1000;

/** The message with each masked word as its typed placeholders. */
export function render(
  message: string,
  words: readonly MaskedWord[],
): { readonly template: string; readonly captures: readonly Capture[] } {
  const captures: Capture[] = [];
  let template = "";
  let at = 0;
  for (const word of words) {
    if (word.text !== wildcard) continue;
    for (const capture of capturesIn(message, word.start, word.end)) {
      template += `${message.slice(at, capture.span[0])}<${capture.type}>`;
      at = capture.span[1];
      captures.push(capture);
    }
  }
  template += message.slice(at);
  return {
    template: template.length > maxTemplate ? `${template.slice(0, maxTemplate)}…` : template,
    captures,
  };
}
