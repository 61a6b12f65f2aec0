/** A piece of a Markdown file that begins and ends at the top level, so that it can be read by itself. */
export type Part =
  | {
      readonly kind: "heading";
      readonly depth: number;
      readonly text: string;
      readonly line: number;
      readonly count: number;
    }
  | {
      readonly kind: "fence";
      readonly info: string;
      readonly code: string;
      readonly closed: boolean;
      /** With its fences. */
      readonly text: string;
      readonly line: number;
      readonly count: number;
    }
  /** Anything else: for the full parser. `line` counts from 0. */
  | { readonly kind: "markdown"; readonly text: string; readonly line: number };

interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A heading or fence in column 0 ends every paragraph, list and quote before it (CommonMark 4.2, 4.5, 5.2). */
const heading = /^(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$/;
const fence = /^(?:(`{3,})([^`]*)|(~{3,})(.*))$/;

/**
 * Splits at headings and fences in column 0. Null where that could be wrong: HTML that hides lines, a fence that is
 * indented at the top level, or link definitions, which have an effect anywhere in the file.
 */
export function splitTopLevel(body: string): Part[] | null {
  const lines = linesOf(body);
  const parts: Part[] = [];
  let open = 0;
  let at = 0;
  const close = (to: number): boolean => {
    const chunk = lines.slice(open, to);
    if (chunk.some((line) => hides.test(line.text)) || endsInHtml(chunk)) return false;
    parts.push(...proseParts(chunk, body, open));
    return true;
  };
  while (at < lines.length) {
    const text = lines[at]?.text ?? "";
    const part = text.startsWith("#") ? readHeading(text, at) : readFence(lines, at, body);
    if (part === null) {
      at += 1;
      continue;
    }
    if (!close(at)) return null;
    parts.push(part.part);
    at = part.next;
    open = at;
  }
  return close(lines.length) ? parts : null;
}

/** HTML of the kinds that go on over blank lines, a fence that may be at the top level, a link definition. */
const hides =
  /^ {0,3}(?:<(?:[!?]|(?:pre|script|style|textarea)(?![\w-]))|\[[^\]]*\]:|\[[^\]]*$)|^ {1,3}(?:`{3}|~{3})/i;

/** HTML that a blank line ends must have been ended by one. */
const endsInHtml = (chunk: readonly Line[]): boolean =>
  chunk.some((line) => /^ {0,3}</.test(line.text)) && (chunk.at(-1)?.text.trim() ?? "") !== "";

interface Read {
  readonly part: Part;
  readonly next: number;
}

function readHeading(line: string, at: number): Read | null {
  const found = heading.exec(line);
  if (found === null) return null;
  const text = found[2] ?? "";
  const depth = found[1]?.length ?? 1;
  const part: Part = /[&\\`*_[\]<>!~#]/.test(text)
    ? { kind: "markdown", text: line, line: at }
    : { kind: "heading", depth, text: text.trim(), line: at, count: 1 };
  return { part, next: at + 1 };
}

function readFence(lines: readonly Line[], at: number, body: string): Read | null {
  const first = lines[at];
  const found = fence.exec(first?.text ?? "");
  if (first === undefined || found === null) return null;
  const marker = found[1] ?? found[3] ?? "";
  const closing = new RegExp(`^ {0,3}${marker.charAt(0)}{${marker.length},}[ \\t]*$`);
  let end = at + 1;
  while (end < lines.length && !closing.test(lines[end]?.text ?? "")) end += 1;
  const closed = end < lines.length;
  const code = lines.slice(at + 1, end).map((line) => line.text);
  // The empty string behind a file's last newline is no line of code.
  if (!closed && code.at(-1) === "") code.pop();
  const last = lines[closed ? end : end - 1] ?? first;
  const part: Part = {
    kind: "fence",
    info: trimInfo(found[2] ?? found[4] ?? ""),
    code: code.join("\n").replaceAll("\0", "\ufffd"),
    closed,
    text: body.slice(first.start, last.end),
    line: at,
    count: 1 + code.length + (closed ? 1 : 0),
  };
  return { part, next: closed ? end + 1 : end };
}

/** CommonMark trims spaces and tabs only. */
export const trimInfo = (info: string): string => info.replace(/^[ \t]+|[ \t]+$/g, "");

/** Words that open a guard sentence, or bold words that may be a label: such a paragraph is parsed. */
const matters = /^\s*(?:\*\*|__)|\b(?:only|do not|don't|don’t|never|unless)\b/i;
/** A line that can only be a paragraph's: no marker of a list, a quote, a table or an underline. */
const wordsOnly = /^(?:[A-Za-z("'\u00a1-\uffff]|`[^`]|\*\*[^*\s]|__[^_\s])/;

/** Paragraphs that say nothing to a runbook are left out; the rest is parsed in one piece. */
function proseParts(chunk: readonly Line[], body: string, line: number): Part[] {
  const first = chunk.find((one) => one.text.trim() !== "");
  const last = chunk.findLast((one) => one.text.trim() !== "");
  if (first === undefined || last === undefined) return [];
  const filled = chunk.filter((one) => one.text.trim() !== "");
  if (filled.every((one) => wordsOnly.test(one.text))) {
    return paragraphs(chunk, line).flatMap(({ from, to }) => {
      const [begin, end] = [chunk[from], chunk[to]];
      if (begin === undefined || end === undefined) return [];
      const text = body.slice(begin.start, end.end);
      return matters.test(text) ? [{ kind: "markdown" as const, text, line: line + from }] : [];
    });
  }
  return [{ kind: "markdown", text: body.slice(chunk[0]?.start ?? 0, last.end), line }];
}

function paragraphs(chunk: readonly Line[], _line: number): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  chunk.forEach((line, index) => {
    if (line.text.trim() === "") return;
    const open = found.at(-1);
    if (open !== undefined && open.to === index - 1) open.to = index;
    else found.push({ from: index, to: index });
  });
  return found;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  const ending = /\r\n|\n|\r/g;
  let start = 0;
  for (let found = ending.exec(text); found !== null; found = ending.exec(text)) {
    lines.push({ text: text.slice(start, found.index), start, end: found.index });
    start = ending.lastIndex;
  }
  lines.push({ text: text.slice(start), start, end: text.length });
  return lines;
}
