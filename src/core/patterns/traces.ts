/** What kind of multi-line text an event is made of; null for a single line. */
export type TraceKind = "python" | "java" | "go" | "node" | "rust" | "php" | "cpp";

const exceptionLine =
  /^(?:[\w$]+\.)*[A-Z_][\w$]*(?:Error|Exception|Exit|Interrupt|Warning|Fault|Failure|Throwable|Timeout|Group)\b(?:: .*|$)|^(?:[a-z_]\w*\.)+[A-Z]\w*(?:: .*|$)/;
const javaFrame =
  /^\s+at [\w$.<>/@ ~-]+\(|^\s+\.\.\. \d+ (?:more|common frames omitted)|^\s*(?:Caused by|Suppressed|Wrapped by): /;
const nodeFrame = /^\s{2,}at (?:async )?\S/;
const postgresLine = /\b(?:DETAIL|HINT|STATEMENT|CONTEXT|QUERY|LOCATION): {2}/;

/** The shape of a trace line shows in its beginning. */
const maxShape = 400;

/** The kind of trace that this line opens, or null. */
export function opensTrace(whole: string): TraceKind | null {
  const line = whole.slice(0, maxShape);
  if (/Traceback \(most recent call last\):\s*$/.test(line)) return "python";
  if (/^(?:panic: |fatal error: )|^goroutine \d+ \[/.test(line)) return "go";
  if (/^thread '.*' panicked at /.test(line)) return "rust";
  if (/(?:^|\] )(?:PHP )?Fatal error: +Uncaught /.test(line)) return "php";
  if (/^terminate called (?:after|without)|^==\d+==ERROR: \w+Sanitizer: /.test(line)) return "cpp";
  if (
    /^(?:Uncaught )?(?:[\w$.]+ )?\[?(?:[A-Z]\w*)?Error\b.*$/.test(line) &&
    !/^[\w.]+\.[\w.]+(?:Error|Exception)/.test(line)
  )
    return "node";
  if (
    /^(?:Exception in thread "[^"]*" |Unhandled exception[.:] )?(?:[\w$]+\.)+[A-Z][\w$]*(?:Exception|Error|Throwable)\b/.test(
      line,
    )
  )
    return "java";
  return null;
}

/** A trace as its first line leaves it. */
export function openedBy(line: string, kind: TraceKind | null): OpenTrace {
  return {
    kind,
    closed: kind === "rust" && !/:\s*$/.test(line),
    braces: kind === "node" ? braceBalance(0, line) : 0,
  };
}

/** State of an open event as its lines come in. */
export interface OpenTrace {
  readonly kind: TraceKind | null;
  /** A Python trace has had its exception line. */
  readonly closed: boolean;
  /** Braces open in a Node error's property dump. */
  readonly braces: number;
}

/** How the event goes on with this line, which has no header of its own; null when the line begins something else. */
export function continues(open: OpenTrace, whole: string): OpenTrace | null {
  const line = whole.slice(0, maxShape);
  if (open.kind === "python") return pythonContinues(open, line);
  if (open.kind === "rust") return rustContinues(open, line);
  if (open.kind === "go") return goFrame.test(line) ? open : null;
  if (open.braces > 0) return { ...open, braces: braceBalance(open.braces, line) };
  if (javaFrame.test(line) || nodeFrame.test(line))
    return { ...open, kind: open.kind ?? "java", braces: braceBalance(0, line) };
  const opened = open.kind === null ? opensTrace(line) : null;
  if (opened !== null) return openedBy(line, opened);
  if (/^[ \t]+\S/.test(line)) return { ...open, braces: braceBalance(0, line) };
  return open.kind !== null && furtherLines[open.kind].test(line) ? open : null;
}

/** What a program says as it dies: no part of a message that only stood before it. */
export const endsProgram = (line: string): boolean =>
  /^(?:Traceback \(most recent call last\)|panic: |fatal error: |Exception in thread |thread '.*' panicked at |Uncaught )/.test(
    line,
  );

/** The message stands on the line behind `panicked at FILE:`. */
function rustContinues(open: OpenTrace, line: string): OpenTrace | null {
  if (!open.closed) return { ...open, closed: true };
  return /^\s|^note: |^stack backtrace:/.test(line) ? open : null;
}

/** Lines at the left edge that still belong to a trace of this kind. */
const furtherLines = {
  java: exceptionLine,
  node: /^(?:Node\.js v\d|\}|$)/,
  php: /^Stack trace:|^#\d+ /,
  cpp: /^(?:Aborted|Segmentation fault)\b|^SUMMARY: |^(?:READ|WRITE) of size |^(?:freed|previously allocated) by |^==\d+==/,
} as const;

function pythonContinues(open: OpenTrace, line: string): OpenTrace | null {
  if (/^\s+\S/.test(line)) return open;
  if (/^Traceback \(most recent call last\):/.test(line)) return { ...open, closed: false };
  if (/^(?:During handling of the above exception|The above exception was the direct cause)/.test(line))
    return { ...open, closed: false };
  if (line.trim() === "") return open;
  if (!open.closed && exceptionLine.test(line)) return { ...open, closed: true };
  return null;
}

const goFrame =
  /^\s|^$|^goroutine \d+ \[|^\[signal |^created by |^exit status \d|^panic: |^\[recovered\]|^[\w./*()[\]-]+(?:\.|\()[\w.(*)]*\(.*\)?$|^r\w{1,2}\s+0x|^fatal error: /;

function braceBalance(before: number, line: string): number {
  if (before === 0 && !/\{\s*$/.test(line)) return 0;
  let open = before;
  for (const char of line) {
    if (char === "{") open++;
    else if (char === "}") open--;
  }
  return Math.max(0, open);
}

/** A headed line that still belongs to the event before: PostgreSQL's DETAIL, HINT, STATEMENT. */
export const belongsToBefore = (line: string): boolean => postgresLine.test(line.slice(0, 300));

/**
 * What names the failure inside the text of an event: the innermost cause in Java, the last exception in Python,
 * the `code` in Node, the panic in Go. Null where the event is no trace.
 */
export function traceKey(lines: readonly string[], kind: TraceKind | null): string | null {
  const text = lines.join("\n");
  if (kind === "go")
    return /^(?:panic|fatal error): (?:runtime error: )?(.+?)(?: \[recovered\])?$/m.exec(text)?.[1] ?? null;
  if (kind === "rust")
    return (
      /panicked at (?:'([^']+)'|.*\n(.+))/
        .exec(text)
        ?.slice(1)
        .find((part) => part !== undefined) ?? null
    );
  if (kind === "python") return lines.findLast((line) => exceptionLine.test(line))?.split(":", 1)[0] ?? null;
  if (kind === null) return null;
  if (kind === "cpp")
    return (
      /instance of '([^']+)'|Sanitizer: ([\w-]+)/
        .exec(text)
        ?.slice(1)
        .find((part) => part !== undefined) ?? null
    );
  const cause = lines.findLast((line) => /^\s*Caused by: /.test(line));
  if (cause !== undefined) return exceptionName(cause.replace(/^\s*Caused by: /, ""));
  const code = /^\s+code: '([\w-]+)'/m.exec(text)?.[1];
  if (code !== undefined) return code;
  const first =
    lines.find((line) => opensTrace(line.trimStart()) !== null) ??
    lines.find((line) => exceptionLine.test(line));
  return first === undefined ? null : exceptionName(first);
}

const exceptionName = (line: string): string | null =>
  /(?:[\w$]+\.)*[A-Z][\w$]*(?:Exception|Error|Throwable|Failure)\b/.exec(line)?.[0] ?? null;
