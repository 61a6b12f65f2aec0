import { type Field, type Output, printed, silence, unknownOutput } from "./bits.ts";
import { wordText } from "./call.ts";
import { knownText } from "./source.ts";
import { formatPrintf, translate, unescapeEcho } from "./text-tools.ts";

const fetchers = new Set(
  "curl wget nc ncat netcat socat aria2c lynx links w3m ftp tftp fetch http https xh scp sftp telnet dig host nslookup aws gsutil gcloud az rclone ssh".split(
    " ",
  ),
);
const decoders =
  /^(base64|base32|basenc|uudecode|xxd|openssl|gpg|gpg2|age|gunzip|zcat|gzip|bunzip2|bzcat|bzip2|xzcat|unxz|xz|zstdcat|zstd|unzstd|lz4|lz4cat|lzcat|uncompress|tar|unzip|7z|cpio|ar|ascii2uni|iconv|rot13|strings)$/;

/** What a command prints, from its words and what is fed to it; unknown where running it is the only way. */
export function outputOf(name: string, args: readonly Field[], stdin: Output | null): Output {
  const values = args.map(wordText);
  const known = constantOutput(name, values, args, stdin);
  if (known) return known;
  const own = [name, ...args.map((field) => field.raw)];
  const source = stdin && stdin.source.length > 0 ? [...stdin.source, "|", ...own] : own;
  const output = unknownOutput(source, originOf(name, values) ?? stdin?.origin ?? carriedOrigin(name, args));
  const partial = partialOutput(name, args, stdin);
  return partial === null ? output : { ...output, partial };
}

const repeats = /^(echo|printf)$/;

/** What `echo` passes on keeps where it came from. */
function carriedOrigin(name: string, args: readonly Field[]): Output["origin"] {
  if (!repeats.test(name)) return null;
  for (const { bits } of args) {
    for (const { piece } of bits) if (piece.kind === "unknown" && piece.origin) return piece.origin;
  }
  return null;
}

/** The known parts of what is printed. */
function partialOutput(name: string, args: readonly Field[], stdin: Output | null): string | null {
  if (repeats.test(name))
    return `${args
      .map((field) => knownText(field.bits))
      .filter((text) => !/^-[neE]+$/.test(text))
      .join(" ")}\n`;
  return /^(cat|tee|head|tail)$/.test(name) ? (stdin?.text ?? stdin?.partial ?? null) : null;
}

function originOf(name: string, values: readonly string[]): Output["origin"] {
  if (fetchers.has(name)) return "fetched";
  if (decoders.test(name)) return "decoded";
  return values.some((value) => value.startsWith("/dev/tcp/") || value.startsWith("/dev/udp/"))
    ? "fetched"
    : null;
}

function constantOutput(
  name: string,
  values: readonly string[],
  args: readonly Field[],
  stdin: Output | null,
): Output | null {
  if (/^(true|:|test|\[|cd|exit|return|set|shift|export|unset|wait|sleep|false|trap|umask)$/.test(name))
    return silence;
  if (values.includes("\0") && !/^(cat)$/.test(name)) return null;
  switch (name) {
    case "echo":
      return printed(echo(values));
    case "printf": {
      const text = formatPrintf(values);
      return text === null ? null : printed(text);
    }
    case "cat":
      return catenated(values, args, stdin);
    case "which":
    case "type":
      return values.length === 0 ? null : printed(`${values.at(-1)}\n`);
    case "command":
      return values[0] === "-v" ? printed(`${values.at(-1)}\n`) : null;
    case "basename":
      return values.length === 1
        ? printed(`${(values[0] ?? "").replace(/\/+$/, "").replace(/.*\//, "")}\n`)
        : null;
    default:
      return stdin?.text == null ? null : filtered(name, values, stdin.text);
  }
}

function echo(values: readonly string[]): string {
  let first = 0;
  let newline = true;
  let escapes = false;
  while (/^-[neE]+$/.test(values[first] ?? "")) {
    if (values[first]?.includes("n")) newline = false;
    if (values[first]?.includes("e")) escapes = true;
    first++;
  }
  const text = values.slice(first).join(" ");
  return (escapes ? unescapeEcho(text) : text) + (newline ? "\n" : "");
}

function catenated(values: readonly string[], args: readonly Field[], stdin: Output | null): Output | null {
  const files = values.filter((value) => !/^-[A-Za-z]/.test(value));
  if (files.length === 0 || (files.length === 1 && (files[0] === "-" || files[0] === "/dev/stdin")))
    return stdin;
  const stream = args.length === 1 ? args[0]?.bits.find((one) => one.stream)?.stream : null;
  return stream ?? null;
}

function filtered(name: string, values: readonly string[], text: string): Output | null {
  const plain = values.filter((value) => value.startsWith("-")).join(" ");
  // With a file named, what comes in is not read.
  const named = values.some((value) => !/^(-.*|\d+)$/.test(value) && value !== "/dev/stdin");
  if (named && /^(rev|tac|base(64|32)|basenc|xxd)$/.test(name)) return null;
  switch (name) {
    case "rev":
      return printed(text.replace(/[^\n]+/g, (line) => [...line].reverse().join("")));
    case "tac":
      return printed(`${text.replace(/\n$/, "").split("\n").reverse().join("\n")}\n`);
    case "tee":
      return printed(text);
    case "tr": {
      const changed = translate(text, values);
      return changed === null ? null : printed(changed);
    }
    case "base64":
    case "base32":
    case "basenc":
      return decode(name, plain, text);
    case "openssl":
      return /-d\b/.test(plain) && (values.includes("base64") || /-(base64|a)\b/.test(plain))
        ? decode("base64", "-d", text)
        : null;
    case "xxd":
      return /-r/.test(plain)
        ? printed(Buffer.from(text.replace(/\s+/g, ""), "hex").toString(), "decoded")
        : null;
    case "sed":
      return substituted(values, text);
    case "cut":
      return cutFields(values, text);
    case "awk":
    case "gawk":
      return awkField(values, text);
    case "head":
    case "tail":
    case "sort":
    case "uniq":
    case "cat":
      return values.length === 0 || (/^-(n ?)?\d+$/.test(values.join(" ")) && !/\n./.test(text))
        ? printed(text)
        : null;
    default:
      return null;
  }
}

/** `cut -dX -fN` or `cut -cA-B` of each line. */
function cutFields(values: readonly string[], text: string): Output | null {
  const found = /^(?:-d ?(.) )?-(f|c|b) ?(\d+)(?:(-)(\d*))?$/s.exec(values.join(" "));
  if (!found) return null;
  const [, delimiter = "\t", kind, from = "1", range, to] = found;
  const last = to ? Number(to) : undefined;
  const end = range === undefined ? Number(from) : last;
  const joint = kind === "f" ? delimiter : "";
  return printed(
    text.replace(/[^\n]+/g, (line) =>
      line
        .split(joint)
        .slice(Number(from) - 1, end)
        .join(joint),
    ),
  );
}

/** `awk '{print $N}'`, with `-F X` before it. */
function awkField(values: readonly string[], text: string): Output | null {
  const found = /^(?:-F ?['"]?(\W)['"]? )?\{\s*print \$(\d+|NF);?\s*\}$/.exec(values.join(" "));
  if (!found?.[2]) return null;
  const [, separator, index] = found;
  return printed(
    text.replace(/[^\n]+/g, (line) => {
      const parts = separator ? line.split(separator) : line.trim().split(/\s+/);
      if (index === "0") return line;
      return (index === "NF" ? parts.at(-1) : parts[Number(index) - 1]) ?? "";
    }),
  );
}

function decode(name: string, flags: string, text: string): Output | null {
  const decodes = /^-d\b|\s-d\b|--d(ecode)?\b|-D\b|-di\b|-id\b/.test(flags);
  if (name === "base64") {
    return decodes
      ? printed(Buffer.from(text, "base64").toString(), "decoded")
      : printed(`${Buffer.from(text).toString("base64")}\n`);
  }
  return decodes ? null : null;
}

/** One literal `s/a/b/[g]`. */
function substituted(values: readonly string[], text: string): Output | null {
  const [script] = values;
  if (values.length !== 1 || !script) return null;
  const found = /^s([/|#,:])([^\\[\]*.^$]*?)\1([^\\&]*?)\1(g?)$/.exec(script);
  if (!found) return null;
  const [, , from = "", to = "", all] = found;
  if (from === "") return null;
  return printed(
    all ? text.split(from).join(to) : text.replace(/[^\n]+/g, (line) => line.replace(from, () => to)),
  );
}
