/** What came from the terminal, in order: bytes for the screen, and marks that our shell functions set. */
export type TerminalPart =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  /** Command `n` begins to run; or it has ended. */
  | { readonly kind: "start" | "end"; readonly n: number };

export interface TerminalMarks {
  push(chunk: Uint8Array): TerminalPart[];
  /** What was held back because it might have become a mark. */
  flush(): TerminalPart[];
}

const escapeByte = 0x1b;
const bellByte = 0x07;
const mostDigits = 9;

/**
 * Takes `ESC ] 133 ; C ; k=NONCE ; n=NUMBER BEL` (and `D`, its end) out of what a terminal shows. Without the nonce of this
 * recording it is no mark of ours but output like any other and passes as it is, as everything else does. A mark may be
 * cut anywhere by the chunks; only the beginning of one is ever held back.
 */
export function createTerminalMarks(nonce: string): TerminalMarks {
  const head = Buffer.from("\x1b]133;", "latin1");
  const tail = Buffer.from(`;k=${nonce};n=`, "latin1");
  let held: Uint8Array = new Uint8Array(0);

  const at = (bytes: Uint8Array, from: number): Found => markAt(bytes, from, { head, tail });

  const push = (chunk: Uint8Array): TerminalPart[] => {
    const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    held = new Uint8Array(0);
    const parts: TerminalPart[] = [];
    let shown = 0;
    const show = (to: number): void => {
      if (to > shown) parts.push({ kind: "bytes", bytes: bytes.subarray(shown, to) });
    };
    for (let i = bytes.indexOf(escapeByte); i >= 0; i = bytes.indexOf(escapeByte, i)) {
      const found = at(bytes, i);
      if (found === "no") {
        i += 1;
        continue;
      }
      show(i);
      if (found === "cut") {
        held = bytes.slice(i);
        return parts;
      }
      parts.push({ kind: found.kind, n: found.n });
      i += found.length;
      shown = i;
    }
    show(bytes.length);
    return parts;
  };

  return {
    push,
    flush: () => {
      const bytes = held;
      held = new Uint8Array(0);
      return bytes.length === 0 ? [] : [{ kind: "bytes", bytes }];
    },
  };
}

type Found = "no" | "cut" | { readonly kind: "start" | "end"; readonly n: number; readonly length: number };

/** Is there a mark at this place? `cut`: so far it could become one. */
function markAt(
  bytes: Uint8Array,
  from: number,
  { head, tail }: { readonly head: Uint8Array; readonly tail: Uint8Array },
): Found {
  let i = from;
  for (const byte of head) {
    if (i >= bytes.length) return "cut";
    if (bytes[i++] !== byte) return "no";
  }
  if (i >= bytes.length) return "cut";
  const letter = bytes[i++];
  if (letter !== 0x43 && letter !== 0x44) return "no";
  for (const byte of tail) {
    if (i >= bytes.length) return "cut";
    if (bytes[i++] !== byte) return "no";
  }
  return numberAt(bytes, from, i, letter === 0x43 ? "start" : "end");
}

function numberAt(bytes: Uint8Array, from: number, first: number, kind: "start" | "end"): Found {
  let n = 0;
  for (let i = first; i <= first + mostDigits; i++) {
    const byte = bytes[i];
    if (byte === undefined) return "cut";
    if (byte === bellByte && i > first) return { kind, n, length: i + 1 - from };
    if (byte < 0x30 || byte > 0x39) return "no";
    n = n * 10 + byte - 0x30;
  }
  return "no";
}
