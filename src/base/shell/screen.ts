import type { Span } from "../model/scalars.ts";
import { ShellStop } from "./stop.ts";

const longest = 64 * 1024; // UTF-8 bytes; no person types more, and every later bound rests on it
// C0 but tab and newline, DEL, C1, soft hyphen, fillers, zero-width, bidirectional, separators, BOM.
const hidden =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0]/;
// Joiners and selectors that show nothing of their own, tags, and halves of surrogate pairs.
const marks =
  /\u034f|\u061c|\u17b4|\u17b5|\p{Variation_Selector}|[\u{e0000}-\u{e01ef}]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/u;

/** Throws `ShellStop` for text that no person can be shown truthfully, or that is too long to be judged in time. */
export function screen(text: string): void {
  if (text.length > longest || Buffer.byteLength(text) > longest) {
    throw new ShellStop("too-long", `longer than ${longest} bytes`, [0, text.length]);
  }
  const found = hidden.exec(text) ?? marks.exec(text);
  if (found) {
    const code = (text.codePointAt(found.index) ?? 0).toString(16).padStart(4, "0");
    const span: Span = [found.index, found.index + found[0].length];
    throw new ShellStop(
      "control-character",
      `character U+${code.toUpperCase()} hides or reorders text`,
      span,
    );
  }
}
