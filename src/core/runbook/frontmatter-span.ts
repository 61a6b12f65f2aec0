export interface FrontmatterSpan {
  /** Where the YAML between the two `---` lines is; null without front matter. */
  readonly yaml: readonly [number, number] | null;
  /** Where the Markdown begins (behind a byte order mark, or behind the closing line). */
  readonly bodyStart: number;
  /** The 1-based line of `bodyStart`. */
  readonly bodyLine: number;
  /** The word behind the opening `---`, such as `js`: no language but YAML is read. */
  readonly language: string | null;
  /** A first line `---` that nothing closes: the file is all Markdown then. */
  readonly unclosed: boolean;
}

/** Finds YAML front matter: `---` alone on the very first line, up to the next line `---`. */
export function frontmatterSpan(text: string): FrontmatterSpan {
  const start = text.startsWith("\ufeff") ? 1 : 0;
  const none = { yaml: null, bodyStart: start, bodyLine: 1, language: null, unclosed: false };
  const opening = /^---[ \t]*([A-Za-z][\w+-]*)?[ \t]*(?:\r\n|\n|\r|$)/.exec(text.slice(start, start + 200));
  if (opening === null) return none;
  const from = start + opening[0].length;
  const language = opening[1] ?? null;
  const closing = /(?:^|\r\n|\n|\r)---[ \t]*(?=\r\n|\n|\r|$)/g;
  closing.lastIndex = from === start ? 0 : Math.max(start, from - 1);
  const end = findClosing(text, from, closing);
  if (end === null) return { ...none, language, unclosed: true };
  if (language !== null) return { ...none, language };
  const afterLine = /\r\n|\n|\r/y;
  afterLine.lastIndex = end.to;
  const bodyStart = end.to + (afterLine.exec(text)?.[0].length ?? 0);
  return {
    yaml: [from, end.at],
    bodyStart,
    bodyLine: countLines(text.slice(0, bodyStart)),
    language: null,
    unclosed: false,
  };
}

function findClosing(text: string, from: number, closing: RegExp): { at: number; to: number } | null {
  for (let found = closing.exec(text); found !== null; found = closing.exec(text)) {
    const at = found.index + found[0].search(/---/);
    if (at >= from) return { at, to: closing.lastIndex };
  }
  return null;
}

/** The 1-based line on which the position behind this text is. */
export const countLines = (text: string): number => (text.match(/\r\n|\n|\r/g)?.length ?? 0) + 1;
