// CSI, OSC and other string sequences (ended by BEL or ST, or cut off), charset choices, and single escapes.
const sequences =
  /\x1b(?:\[[0-?]*[ -/]*[@-~]?|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\|$)|[()*+\-./][ -~]|[ -/]*[0-~]|$)/g;
// The erasing of a line, kept apart from the others: a progress bar draws itself anew after it.
const erase = /\x1b\[[012]?K/g;
const controls = /[\x00-\x07\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]/g;
/** What zsh prints where an output did not end its line, and takes back. */
const zshNoNewline = /(?:\x1b\[[\d;]*m)*[%#](?:\x1b\[[\d;]*m)* +\r \r$/;

/** What a person would read of a terminal's bytes, line for line: no colours, no cursor; a redrawn line as it stood last. */
export function plainText(raw: string): string {
  return raw
    .replace(zshNoNewline, "")
    .replace(erase, "\x0e")
    .replace(sequences, "")
    .replace(/\r+\n/g, "\n")
    .split("\n")
    .map((line) => lastDrawn(line).replace(controls, ""))
    .join("\n");
}

/** A line with what was written over by `\r` and backspace. */
function lastDrawn(line: string): string {
  if (!/[\r\b\x0e]/.test(line)) return line;
  let drawn: string[] = [];
  let at = 0;
  for (const char of line) {
    if (char === "\r") at = 0;
    else if (char === "\b") at = Math.max(0, at - 1);
    else if (char === "\x0e") drawn = drawn.slice(0, at);
    else drawn[at++] = char;
  }
  return Array.from(drawn, (char) => char ?? " ").join("");
}
