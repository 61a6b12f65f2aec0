const simple: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  a: "\u0007",
  b: "\b",
  f: "\f",
  v: "\v",
  e: "\u001b",
  E: "\u001b",
  "\\": "\\",
  '"': '"',
  "'": "'",
};

/** The escapes of `echo -e`: `\0NNN` octal, `\xHH`, `\uHHHH`, `\n` …; `\c` ends the text. */
export function unescapeEcho(text: string): string {
  return decoded(text, /\\(0[0-7]{0,3}|x[0-9A-Fa-f]{1,2}|u[0-9A-Fa-f]{1,4}|.)/gs);
}

/** The escapes of a `printf` format: octal without the leading zero too. */
const unescapeFormat = (text: string): string =>
  decoded(text, /\\([0-7]{1,3}|x[0-9A-Fa-f]{1,2}|u[0-9A-Fa-f]{1,4}|.)/gs);

function decoded(text: string, pattern: RegExp): string {
  return text.replace(pattern, (whole, body: string) => {
    if (/^[0-7]/.test(body)) return String.fromCharCode(Number.parseInt(body, 8) & 255);
    if (/^[xu]./.test(body)) return String.fromCodePoint(Number.parseInt(body.slice(1), 16));
    return simple[body] ?? whole;
  });
}

/** What `printf FORMAT ARGS…` prints: `%s %d %c %x %o %b %q %%`; null for a format beyond these. */
export function formatPrintf(values: readonly string[]): string | null {
  const [format, ...args] = values[0] === "--" ? values.slice(1) : values;
  if (format === undefined) return "";
  if (/%[^-\d.sdicbqxo%]/.test(format)) return null;
  const left = [...args];
  let text = "";
  // The format is used again while words are left and it takes any.
  for (let round = 0; round < 64; round++) {
    const before = left.length;
    text += formatted(format, left);
    if (left.length === 0 || left.length === before) break;
  }
  return text;
}

/** The format filled once, taking words off `left`; an escape that gives `%` begins no conversion. */
const formatted = (format: string, left: string[]): string =>
  format.replace(
    /%-?\d*(?:\.\d+)?[sdicbqxo%]|\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{1,2}|u[0-9A-Fa-f]{1,4}|.)/gs,
    (found) => {
      if (found.startsWith("\\")) return unescapeFormat(found);
      const kind = found.slice(-1);
      if (kind === "%") return "%";
      return converted(kind, left.shift() ?? (/[di]/.test(kind) ? "0" : ""), /\.(\d+)/.exec(found)?.[1]);
    },
  );

function converted(kind: string, word: string, length: string | undefined): string {
  switch (kind) {
    case "b":
      return unescapeEcho(word);
    case "c":
      return word.slice(0, 1);
    case "x":
    case "o":
      return Number(word).toString(kind === "x" ? 16 : 8);
    default:
      return length === undefined ? word : word.slice(0, Number(length));
  }
}

/** `tr SET1 SET2` and `tr -d SET1` with ranges and octal escapes; null for classes and other flags. */
export function translate(text: string, values: readonly string[]): string | null {
  const flags = values.filter((value) => /^-[a-zA-Z]/.test(value));
  const [from, to] = values.filter((value) => !/^-[a-zA-Z]/.test(value)).map(expandSet);
  if (from === undefined || from === null || to === null) return null;
  if (flags.length === 1 && flags[0] === "-d")
    return [...text].filter((char) => !from.includes(char)).join("");
  if (flags.length > 0 || to === undefined || to === "") return null;
  return [...text]
    .map((char) => (from.includes(char) ? (to[from.lastIndexOf(char)] ?? to.at(-1) ?? "") : char))
    .join("");
}

const classes: Readonly<Record<string, string>> = {
  "[:upper:]": "A-Z",
  "[:lower:]": "a-z",
  "[:digit:]": "0-9",
  "[:alpha:]": "A-Za-z",
  "[:space:]": " \t\n",
};

function expandSet(set: string): string | null {
  const named = set.replace(/\[:[a-z]+:\]/g, (name) => classes[name] ?? name);
  if (named.includes("[:") || named.length > 512) return null;
  return unescapeFormat(named).replace(/(.)-(.)/gs, (whole, first: string, last: string) => {
    const [from, to] = [first.charCodeAt(0), last.charCodeAt(0)];
    if (to < from || to - from > 255) return whole;
    return Array.from({ length: to - from + 1 }, (_unused, i) => String.fromCharCode(from + i)).join("");
  });
}
