// C0 and C1 controls, soft hyphen, zero-width and bidirectional controls, line and paragraph separators, BOM, tags.
const hidden =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e007f}]/gu;

/**
 * Text with every character that could move the cursor, hide or reorder text written out (`\x1b`, `\u202e`).
 * With `keep: "lines"` newlines and tabs stay, for text that is shown as a block.
 */
export function visible(text: string, options: { readonly keep?: "lines" } = {}): string {
  return text.replace(hidden, (char) => {
    if (options.keep === "lines" && (char === "\n" || char === "\t")) return char;
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x100) return `\\x${code.toString(16).padStart(2, "0")}`;
    return code < 0x10000 ? `\\u${code.toString(16).padStart(4, "0")}` : `\\u{${code.toString(16)}}`;
  });
}

/** One line without control characters, at most `columns` UTF-16 units, cut with an ellipsis. */
export function oneLine(text: string, columns: number): string {
  const flat = text.replace(hidden, " ").replace(/ {2,}/g, " ").trim();
  return flat.length <= columns ? flat : `${flat.slice(0, Math.max(0, columns - 1))}…`;
}
