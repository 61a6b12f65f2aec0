import type { Redactor } from "../ports/redactor.ts";

/** Text that comes in pieces, redacted. What `push` returns may be shown; the rest waits for more, or for `end`. */
export interface RedactedStream {
  push(chunk: string): string;
  end(): string;
}

/** No more than this many UTF-16 units wait for the end of a line or of a private key. */
const mostHeld = 65_536;
/** Of a line longer than that this much stays behind, so that a secret is not cut in two. */
const overlap = 8192;
const begin = /-----BEGIN (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----/g;
const end = /-----END (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----[^\n]*\n/g;

/**
 * Redacts an output whose secrets may be cut by the borders of its chunks: it lets whole lines go, holds a private key back until
 * its end, and of a line without end keeps the last 8 KiB. At most 64 KiB wait. The line count stays.
 */
export function redactStream(redactor: Pick<Redactor, "text">): RedactedStream {
  let held = "";
  /** The first line of a private key so long that part of it had to go: what follows still belongs to it. */
  let armour = "";

  const release = (cut: number): string => {
    const ready = armour + held.slice(0, cut);
    held = held.slice(cut);
    const clean = redactor.text(ready).text.slice(armour.length);
    armour = openArmour(ready)?.line ?? "";
    return clean;
  };

  return {
    push: (chunk) => {
      held += chunk;
      let out = "";
      for (let cut = cutAt(redactor, armour, held); cut > 0; cut = cutAt(redactor, armour, held))
        out += release(cut);
      return out;
    },
    end: () => release(held.length),
  };
}

/** The private key that begins in the text and whose last line is not there yet. */
function openArmour(text: string): { readonly index: number; readonly line: string } | null {
  const last = [...text.matchAll(begin)].at(-1);
  if (last === undefined) return null;
  end.lastIndex = last.index;
  return end.test(text) ? null : { index: last.index, line: `${last[0]}\n` };
}

/** How much of the held text may go now; 0 for nothing. */
function cutAt(redactor: Pick<Redactor, "text">, armour: string, held: string): number {
  const open = openArmour(armour + held);
  const free = open === null ? held.length : Math.max(0, open.index - armour.length);
  const line = free === 0 ? 0 : held.lastIndexOf("\n", free - 1) + 1;
  if (line > 0) return line;
  if (held.length <= mostHeld) return 0;
  return open === null ? safeCut(redactor, held.slice(0, mostHeld)) : mostHeld - overlap;
}

/** A place in a line without end where both halves read as they do together: no secret lies across it. */
function safeCut(redactor: Pick<Redactor, "text">, text: string): number {
  const whole = redactor.text(text).text;
  let at = text.length - overlap;
  for (let tries = 0; tries < 4; tries++, at -= overlap) {
    const halves = redactor.text(text.slice(0, at)).text + redactor.text(text.slice(at)).text;
    if (halves === whole) return at;
  }
  return text.length - overlap;
}
