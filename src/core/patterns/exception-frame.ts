/** What names the failure in a stack trace. */
export interface ExceptionFrame {
  /** The innermost exception's own line, without `Caused by:`. */
  readonly line: string;
  readonly type: string;
  /** The function of the program's own code in which it arose; of a trace without one the first frame. */
  readonly frame: string | null;
}

const maxLines = 400;
const maxLine = 600;

const named = /^\s*(?:Caused by: )?(?:Uncaught )?((?:[\w$]+\.)*[A-Z][\w$]*(?:Error|Exception))\b(.{0,500})/;
const javaOrNode = /^\s+at (?:async )?(.+)$/;
const python = /^\s+File "([^"]+)", line \d+, in (\S+)/;

/** Code that everybody runs says little of this failure. */
const library =
  /^(?:java|javax|jdk|sun|com\.sun|scala|kotlin|org\.(?:apache|springframework|hibernate|eclipse|junit)|io\.netty|reactor)\.|node_modules|node:|\(internal\/|\/(?:site|dist)-packages\/|\/lib\/python\d/;

/** The innermost exception of a trace with its place; null for text that is none. */
export function exceptionFrame(text: string): ExceptionFrame | null {
  if (!text.includes("\n")) return null;
  const lines = text.split("\n", maxLines).map((line) => line.slice(0, maxLine));
  const at = lines.findLastIndex((line, i) => named.test(line) && (i > 0 || /^\S/.test(line)));
  const found = at < 0 ? null : named.exec(lines[at] ?? "");
  if (found === null) return null;
  const [, type = "", rest = ""] = found;
  const frames = framesOf(lines, at);
  if (frames.length === 0) return null;
  const frame = frames.find((one) => !library.test(one)) ?? frames[0] ?? null;
  return { line: `${type}${rest}`.trim(), type, frame: frame === null ? null : functionOf(frame) };
}

/** Frames as written, the nearest to the failure first: below the exception, in Python above it. */
function framesOf(lines: readonly string[], at: number): string[] {
  const below = lines.slice(at + 1).flatMap((line) => javaOrNode.exec(line)?.[1] ?? []);
  if (below.length > 0) return below;
  return lines
    .slice(0, at)
    .flatMap((line) => {
      const [, file, name] = python.exec(line) ?? [];
      return file === undefined ? [] : [`${file} ${name}`];
    })
    .reverse();
}

/** `com.acme.Pool.get`, `load db.py`, `handler server.js`: without line numbers, which change with every release. */
function functionOf(frame: string): string {
  const file = /([\w.-]+\.(?:js|ts|mjs|cjs|py))/.exec(frame)?.[1] ?? "";
  const name = frame.startsWith("/") ? (frame.split(" ")[1] ?? "") : (/^[\w$.<>/]+/.exec(frame)?.[0] ?? "");
  return `${name} ${file}`.trim();
}
