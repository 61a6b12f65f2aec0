import { type HeaderLayout, layoutOf } from "./header-layout.ts";
import { type Fields, readJsonLine } from "./json-line.ts";
import { KnownLayouts } from "./known-layouts.ts";
import { levelOfWord } from "./levels.ts";
import { readLogfmt } from "./logfmt.ts";
import { formatOf, type SourceFormat } from "./source-format.ts";
import { skip } from "./sticky.ts";
import { hashWord, roleOf, wordRole } from "./word-classes.ts";

/** Where the message of a line starts. `text` is the line itself, or the message taken out of a JSON document. */
interface MessagePlace {
  text: string;
  start: number;
}

export interface Framer {
  /** Finds out how headers look in this source. */
  learn(lines: readonly string[]): void;
  /** The object is reused: read it before the next call. */
  messageStart(line: string): MessagePlace;
}

const maxBareWords = 4096;

/** The end of a first word of two letters or more with a space and a small letter behind it, or -1. */
function plainWordEnd(line: string): number {
  let end = 0;
  while (end < 24 && isLetter(line.charCodeAt(end))) end++;
  const next = line.charCodeAt(end + 1);
  return end > 1 && line.charCodeAt(end) === 32 && next >= 97 && next <= 122 ? end : -1;
}

const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;

/** Kubernetes wraps what a container writes: time, stream, whole or part. */
const container = /\d{4}-\d\d-\d\dT\S{8,24} std(?:out|err) [PF] /y;

/** The line as its program wrote it, without what a container's runtime put around it. */
function unwrapped(line: string): string {
  const first = line.charCodeAt(0);
  if (first >= 48 && first <= 57) return line.slice(skip(container, line, 0));
  if (first !== 123 || !line.startsWith('{"log":')) return line;
  const fields = readJsonLine(line);
  return fields?.inner === "docker" ? fields.message : line;
}

/** What a line says that is a document or, where the source writes such, a row of pairs. */
function fieldsOf(line: string, { logfmt }: SourceFormat): Fields | null {
  if (line.charCodeAt(0) === 123) return readJsonLine(line);
  return logfmt ? readLogfmt(line) : null;
}

/** The shapes of headers that most lines have, the most frequent in front. */
function layoutsOf(lines: readonly string[], format: SourceFormat): KnownLayouts {
  const counts = new Map<string, { layout: HeaderLayout; count: number }>();
  const known = new KnownLayouts();
  if (format.guessed) return known;
  for (const line of lines) {
    const start = format.startOf(line);
    if (start === 0) continue;
    const layout = layoutOf(line, start, true);
    const key = [...layout.parts, ...layout.words.values()].join(" ");
    const seen = counts.get(key) ?? { layout, count: 0 };
    counts.set(key, seen);
    seen.count++;
  }
  for (const { layout } of [...counts.values()].sort((a, b) => a.count - b.count)) known.add(layout);
  return known;
}

/** Finds where messages start, quickly: the shapes of headers seen before are tried first. One per source. */
export function createFramer(): Framer {
  const place: MessagePlace = { text: "", start: 0 };
  let layouts = new KnownLayouts();
  const bareWords = new Map<string, boolean>();
  let isWrapped = true;
  let format: SourceFormat = formatOf([]);

  /** A message may begin with any word of a language, and no header does: most lines without one are told by that. */
  const beginsBare = (line: string): boolean => {
    const end = plainWordEnd(line);
    if (end < 0) return false;
    const word = line.slice(0, end);
    let bare = bareWords.get(word);
    if (bare === undefined) {
      bare = levelOfWord(word) === null && roleOf(hashWord(word)) === wordRole.none && /[a-z]/.test(word);
      if (bareWords.size >= maxBareWords) bareWords.clear();
      bareWords.set(word, bare);
    }
    return bare;
  };

  return {
    learn(lines) {
      const written = lines.map(unwrapped);
      isWrapped = written.some((line, at) => line !== lines[at]);
      format = formatOf(written);
      layouts = layoutsOf(written, format);
    },
    messageStart(whole) {
      const line = isWrapped ? unwrapped(whole) : whole;
      place.text = line;
      place.start = 0;
      const fields = fieldsOf(line, format);
      if (fields !== null) {
        place.text = fields.message;
        return place;
      }
      if (!format.columnsOnly && beginsBare(line)) return place;
      const known = layouts.startOf(line);
      if (known >= 0) {
        place.start = known;
        return place;
      }
      const start = format.startOf(line);
      place.start = start;
      if (start > 0) layouts.add(layoutOf(line, start, !format.guessed));
      return place;
    },
  };
}
