import type { Header } from "./after-time.ts";
import { readHeader } from "./header.ts";
import { anyWord, type HeaderLayout, layoutOf, startByLayout } from "./header-layout.ts";
import { levelOfWord } from "./levels.ts";

/** How a source of lines reads their headers. */
export type HeaderReader = (line: string) => Header;

interface Seen {
  readonly layout: HeaderLayout;
  readonly level: Header["level"];
}

const maxLayouts = 8;

/**
 * Reads headers of one source: a line with the shape of one that was read before, down to its level's word, is not read
 * again. Time and program are looked for when somebody asks, which for most lines nobody does.
 */
export function createHeaderReader(): HeaderReader {
  const layouts: Seen[] = [];
  return (line) => {
    for (const [at, { layout, level }] of layouts.entries()) {
      const start = startByLayout(layout, line);
      if (start < 0) continue;
      if (at > 0) layouts.unshift(...layouts.splice(at, 1));
      return new LazyHeader(line, { start, level, ended: layout.ended });
    }
    const header = readHeader(line);
    const seen = rememberable(line, header);
    if (seen !== null) layouts.unshift(seen);
    if (layouts.length > maxLayouts) layouts.pop();
    return header;
  };
}

/**
 * Only a header with a time whose level stands there as a word: a letter or a number may mean another level next time. A
 * word before it may be a level next time.
 */
function rememberable(line: string, header: Header): Seen | null {
  if (header.time === null || header.level === null) return null;
  const layout = layoutOf(line, header.start, header.ended);
  const [level] = [...layout.words].filter(([, word]) => levelOfWord(word) !== null);
  if (level === undefined || levelOfWord(level[1]) !== header.level) return null;
  const wordBefore = layout.parts.subarray(0, level[0]).includes(anyWord);
  return wordBefore ? null : { layout, level: header.level };
}

/** A class: a literal with getters costs a hidden class of its own for each line. */
class LazyHeader implements Header {
  readonly start: number;
  readonly level: Header["level"];
  readonly ended: boolean;
  readonly #line: string;
  #whole: Header | null = null;

  constructor(line: string, { start, level, ended }: Pick<Header, "start" | "level" | "ended">) {
    this.#line = line;
    this.start = start;
    this.level = level;
    this.ended = ended;
  }

  get time(): string | null {
    return this.#read().time;
  }

  get tag(): string | null {
    return this.#read().tag;
  }

  get name(): Header["name"] {
    return this.#read().name;
  }

  get levelAt(): number {
    return this.#read().levelAt;
  }

  #read(): Header {
    this.#whole ??= readHeader(this.#line);
    return this.#whole;
  }
}
