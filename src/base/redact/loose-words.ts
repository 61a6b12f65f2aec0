import type { Found } from "./mask.ts";

/** A word of a command with its quotes and escapes taken off. */
export interface LooseWord {
  readonly value: string;
  /** Whether it stands in the text just so, without quotes or escapes inside. */
  readonly plain: boolean;
  /** Where a part `[from, to)` of the value stands in the whole text: one span per stretch without a quote between. */
  readonly spans: (from: number, to: number) => readonly { readonly start: number; readonly end: number }[];
}

/** Words between two separators, read without a grammar. */
export interface LooseCommand {
  readonly words: readonly LooseWord[];
  /** The sign before it: `|`, `;`, `(`, a newline …; empty at the start. */
  readonly after: string;
  /** The words given by `<<<`, and the body of a here-document. */
  readonly input: readonly LooseWord[];
  /** The files it writes to or reads. */
  readonly output: readonly LooseWord[];
}

/** Part of a text and where each of its characters stands in the whole. */
export interface LooseSource {
  readonly text: string;
  readonly at: (index: number) => number;
}

export const wholeText = (text: string): LooseSource => ({ text, at: (index) => index });

const mostWords = 20_000;
const wordEnd = /[\s;|&()<>`]/;

class WordReader {
  private value = "";
  private readonly offsets: number[] = [];
  private readonly regions: number[] = [];
  private region = 0;
  private readonly source: LooseSource;
  i: number;

  constructor(source: LooseSource, start: number) {
    this.source = source;
    this.i = start;
  }

  /** Reads one word from `i` on; `i` is then behind it. */
  read(): LooseWord {
    const { text } = this.source;
    while (this.i < text.length && !wordEnd.test(text.charAt(this.i)) && !this.listBorder()) {
      this.step(text.charAt(this.i));
    }
    return wordOf(this.value, this.offsets, this.regions);
  }

  /** Between two quoted items of a list (`["mysql", "-px"]`) a word ends, too. */
  private listBorder(): boolean {
    const { text } = this.source;
    if (text[this.i] === "[") return /["']/.test(text.charAt(this.i + 1)) && text[this.i - 1] === "=";
    return (
      text[this.i] === "," &&
      /["']/.test(text.charAt(this.i - 1)) &&
      /^,\s?["']/.test(text.slice(this.i, this.i + 3))
    );
  }

  private step(char: string): void {
    const { text } = this.source;
    if (char === "\\") this.escape();
    else if (char === "$" && text[this.i + 1] === "(") this.substitution();
    else if (char === "$" && text[this.i + 1] === "{") this.upTo(text.indexOf("}", this.i));
    else if (char === "'" || char === '"') this.quote(char);
    else if (char === "$" && text[this.i + 1] === "'") this.i++;
    else this.take(this.i++);
  }

  private escape(): void {
    this.i++;
    if (this.i < this.source.text.length) this.take(this.i++);
  }

  /** `$(cat file)` stays one word, as typed, so that it is seen to be none of ours. */
  private substitution(): void {
    let depth = 0;
    const limit = Math.min(this.source.text.length, this.i + 500);
    for (let j = this.i + 1; j < limit; j++) {
      const char = this.source.text.charAt(j);
      if (char === "(") depth++;
      if (char === ")" && --depth === 0) {
        this.upTo(j);
        return;
      }
    }
    this.take(this.i++);
  }

  private upTo(last: number): void {
    if (last < 0 || last - this.i > 2000) this.take(this.i++);
    while (this.i <= last) this.take(this.i++);
  }

  private quote(mark: string): void {
    const close = closing(this.source.text, this.i, mark);
    if (close < 0) {
      this.take(this.i++);
      return;
    }
    this.region++;
    for (let j = this.i + 1; j < close; j++) {
      if (mark === '"' && this.source.text[j] === "\\" && /["\\$`]/.test(this.source.text[j + 1] ?? "")) j++;
      this.take(j);
    }
    this.region++;
    this.i = close + 1;
  }

  private take(index: number): void {
    this.value += this.source.text.charAt(index);
    this.offsets.push(this.source.at(index));
    this.regions.push(this.region);
  }
}

/** Where a quote closes; -1 where it does not: then it is an apostrophe. */
function closing(text: string, open: number, mark: string): number {
  const limit = open + 8192;
  for (let i = text.indexOf(mark, open + 1); i >= 0 && i < limit; i = text.indexOf(mark, i + 1)) {
    if (mark === "'") return i;
    let slashes = 0;
    while (i - slashes - 1 > open && text[i - slashes - 1] === "\\") slashes++;
    if (slashes % 2 === 0) return i;
  }
  return -1;
}

function wordOf(value: string, offsets: readonly number[], regions: readonly number[]): LooseWord {
  return {
    value,
    plain: offsets.every((at, i) => i === 0 || at === (offsets[i - 1] ?? 0) + 1),
    spans: (from, to) => {
      const spans: { start: number; end: number }[] = [];
      for (let i = from; i < to; i++) {
        const at = offsets[i] ?? 0;
        const last = spans.at(-1);
        if (last !== undefined && regions[i] === regions[i - 1] && i > from) last.end = at + 1;
        else spans.push({ start: at, end: at + 1 });
      }
      return spans;
    },
  };
}

interface OpenCommand {
  readonly words: LooseWord[];
  readonly after: string;
  readonly input: LooseWord[];
  readonly output: LooseWord[];
}

/** Splits text into commands and words as a shell would, but never fails: an unclosed quote is an apostrophe. */
export function looseCommands(source: LooseSource): readonly LooseCommand[] {
  const splitter = new Splitter(source);
  while (splitter.step()) {}
  return splitter.commands.filter((command) => command.words.length > 0);
}

class Splitter {
  readonly commands: OpenCommand[] = [];
  private current: OpenCommand = { words: [], after: "", input: [], output: [] };
  private i = 0;
  private total = 0;
  private into: "words" | "input" | "output" = "words";
  private readonly source: LooseSource;

  constructor(source: LooseSource) {
    this.source = source;
    this.open("");
  }

  /** Reads one sign or word; false at the end. */
  step(): boolean {
    const { text } = this.source;
    if (this.i >= text.length || this.total >= mostWords) return false;
    const char = text.charAt(this.i);
    if (char === " " || char === "\t" || char === "\r") this.i++;
    else if (char === ">") this.file(text);
    else if (char === "<") this.input(text);
    else if (
      /^(?:,|[=[(]?\[)\s?["']/.test(text.slice(this.i, this.i + 4)) ||
      (char === "[" && /["']/.test(text[this.i + 1] ?? ""))
    )
      this.i++;
    else if (/[\n;|&()`]/.test(char)) this.open(text.charAt(this.i++));
    else this.word();
    return true;
  }

  private open(after: string): void {
    this.current = { words: [], after, input: [], output: [] };
    this.commands.push(this.current);
  }

  private file(text: string): void {
    this.i += /^>[>&|]/.test(text.slice(this.i, this.i + 2)) ? 2 : 1;
    this.into = "output";
  }

  private input(text: string): void {
    if (text.startsWith("<<<", this.i)) {
      this.into = "input";
      this.i += 3;
    } else if (text.startsWith("<(", this.i)) {
      this.open("<(");
      this.i += 2;
    } else if (text.startsWith("<<", this.i)) this.i = hereDocument(this.source, this.i, this.current.input);
    else this.file(text);
  }

  private word(): void {
    const reader = new WordReader(this.source, this.i);
    const word = reader.read();
    this.i = Math.max(reader.i, this.i + 1);
    this.total++;
    this.current[this.into].push(word);
    this.into = "words";
  }
}

/** Takes the body of a here-document as one word of input; the body is read as commands, too. */
function hereDocument(source: LooseSource, at: number, input: LooseWord[]): number {
  const opening = /<<-?\s{0,4}\\?["']?([\w-]{1,40})["']?/y;
  opening.lastIndex = at;
  const hit = opening.exec(source.text);
  if (hit === null) return at + 2;
  const from = source.text.indexOf("\n", opening.lastIndex) + 1;
  if (from === 0) return opening.lastIndex;
  const close = source.text.indexOf(`\n${hit[1]}`, from - 1);
  const to = Math.min(close < 0 ? source.text.length : Math.max(close, from), from + 16_384);
  const indexes = Array.from({ length: to - from }, (_, k) => source.at(from + k));
  input.push(wordOf(source.text.slice(from, to), indexes, new Array(to - from).fill(0)));
  return opening.lastIndex;
}

/** The inside of a word as a text of its own, for payloads such as `bash -c '…'`. */
export const insideOf = (word: LooseWord): LooseSource => ({
  text: word.value,
  at: (index) => word.spans(index, index + 1)[0]?.start ?? 0,
});

/** A part of a word as a find. */
export function foundIn(word: LooseWord, from: number, to: number, kind: string): readonly Found[] {
  const secret = word.value.slice(from, to);
  return word.spans(from, to).map((span) => ({ ...span, kind, secret }));
}
