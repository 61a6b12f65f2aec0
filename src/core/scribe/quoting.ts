/** How bash reads one place of a text. */
type Quoting = "bare" | "double" | "single" | "ansi" | "heredoc" | "fixed";

interface Heredoc {
  readonly word: string;
  readonly isQuoted: boolean;
  readonly stripsTabs: boolean;
}

/**
 * The quoting of every UTF-16 unit of a shell text, so that a value can be exchanged for `$name` without changing what
 * bash makes of the rest. `fixed`: a place where nothing may be put (the word of a here-document, a quoted one's body).
 */
function quotingOf(text: string): Quoting[] {
  const reader = new QuoteReader(text);
  while (reader.next());
  return reader.found;
}

class QuoteReader {
  readonly found: Quoting[];
  private readonly stack: ("bare" | "double" | "tick")[] = ["bare"];
  private readonly pending: Heredoc[] = [];
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
    this.found = new Array<Quoting>(text.length).fill("bare");
  }

  /** Reads the next piece; false at the end. */
  next(): boolean {
    if (this.at >= this.text.length) return false;
    const char = this.text.charAt(this.at);
    if (char === "\\") this.mark(this.isDouble() ? "double" : "bare", 2);
    else if (
      !(this.isDouble() ? this.nested(char) : this.quoted(char) || this.nested(char) || this.special(char))
    ) {
      this.mark(this.isDouble() ? "double" : "bare", 1);
    }
    return true;
  }

  private isDouble(): boolean {
    return this.stack.at(-1) === "double";
  }

  private mark(as: Quoting, length: number): true {
    this.found.fill(as, this.at, Math.min(this.at + length, this.text.length));
    this.at += length;
    return true;
  }

  /** `'…'` and `$'…'`. */
  private quoted(char: string): boolean {
    if (char === "'") return this.until("'", 1, "single");
    if (!this.text.startsWith("$'", this.at)) return false;
    let end = this.at + 2;
    while (end < this.text.length && this.text.charAt(end) !== "'")
      end += this.text.charAt(end) === "\\" ? 2 : 1;
    return this.mark("ansi", end + 1 - this.at);
  }

  /** What opens and closes inside double quotes as well. */
  private nested(char: string): boolean {
    if (char === '"') {
      if (this.isDouble()) this.stack.pop();
      else this.stack.push("double");
      return this.mark("double", 1);
    }
    if (this.text.startsWith("$(", this.at) && !this.text.startsWith("$((", this.at)) {
      this.stack.push("bare");
      return this.mark("fixed", 2);
    }
    if (char === "`") {
      if (this.stack.at(-1) === "tick") this.stack.pop();
      else this.stack.push("tick");
      return this.mark("fixed", 1);
    }
    return this.text.startsWith("${", this.at) && this.until("}", 2, "fixed");
  }

  /** Parentheses, comments, here-documents: only outside quotes. */
  private special(char: string): boolean {
    if (char === "(") this.stack.push("bare");
    else if (char === ")" && this.stack.length > 1) this.stack.pop();
    else if (char === "#" && /^$|[\s;(&|]/.test(this.text.charAt(this.at - 1)))
      return this.until("\n", 1, "fixed");
    else if (char === "<" && /^<<-?[^<]/.test(this.text.slice(this.at, this.at + 4)))
      return this.heredocWord();
    else if (char === "\n" && this.pending.length > 0) return this.heredocs();
    else return false;
    return this.mark("bare", 1);
  }

  private until(end: string, skip: number, as: Quoting): true {
    const close = this.text.indexOf(end, this.at + skip);
    const to = close < 0 ? this.text.length : close + (end === "\n" ? 0 : 1);
    return this.mark(as, to - this.at);
  }

  private heredocWord(): boolean {
    const rest = this.text.slice(this.at, this.at + 200);
    const match = /^<<(-?)[ \t]*((?:'[^'\n]*'|"[^"\n]*"|\\.|[^\s;&|<>()'"\\])+)/.exec(rest);
    if (!match || this.text.charAt(this.at - 1) === "<") return this.mark("bare", 2);
    const raw = match[2] ?? "";
    const isQuoted = /['"\\]/.test(raw);
    this.pending.push({ word: raw.replace(/['"\\]/g, ""), isQuoted, stripsTabs: match[1] === "-" });
    return this.mark("fixed", match[0].length);
  }

  private heredocs(): true {
    this.mark("bare", 1);
    for (const { word, isQuoted, stripsTabs } of this.pending.splice(0)) {
      for (let isEnd = false; !isEnd && this.at < this.text.length; ) {
        const newline = this.text.indexOf("\n", this.at);
        const line = this.text.slice(this.at, newline < 0 ? this.text.length : newline);
        isEnd = (stripsTabs ? line.replace(/^\t+/, "") : line) === word;
        this.mark(isEnd || isQuoted ? "fixed" : "heredoc", line.length + 1);
      }
    }
    return true;
  }
}

/** What to write in place of a value at a place with this quoting, so that bash puts the variable's value there. */
function variableAt(quoting: Quoting, name: string): string | null {
  switch (quoting) {
    case "bare":
      return `"$${name}"`;
    case "double":
    case "heredoc":
      return `\${${name}}`;
    case "single":
      return `'"$${name}"'`;
    case "ansi":
      return `'"$${name}"$'`;
    case "fixed":
      return null;
  }
}

/**
 * The text with every whole occurrence of `value` as `$name`, or null where one stands in a place that cannot be
 * exchanged. Whole: no letter, digit or `_` touches it on a side where the value itself has one, and a number is not
 * half of a decimal one. Of a disk the number of a partition may follow.
 */
export function withVariable(text: string, value: string, name: string): string | null {
  return exchange(text, value, name) ?? exchange(withOpenHeredocs(text), value, name);
}

/** `<<'E'` as `<<E`, where nothing in the body would be expanded then. */
const withOpenHeredocs = (text: string): string =>
  text.replace(/<<(-?)[ \t]*(['"])(\w+)\2([^\n]*\n[\s\S]*?\n\t*\3(?=\n|$))/g, (...found: string[]) => {
    const [all = "", dash = "", , word = "", rest = ""] = found;
    return /[$`\\]/.test(rest) ? all : `<<${dash}${word}${rest}`;
  });

function exchange(text: string, value: string, name: string): string | null {
  if (value === "") return null;
  const quoting = quotingOf(text);
  let out = "";
  let last = 0;
  let isFound = false;
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) {
    if (!isWhole(text, at, value)) continue;
    const places = new Set(quoting.slice(at, at + value.length));
    const [place] = places;
    const variable = places.size === 1 && place !== undefined ? variableAt(place, name) : null;
    if (variable === null) return null;
    out += text.slice(last, at) + variable;
    last = at + value.length;
    isFound = true;
  }
  return isFound ? out + text.slice(last) : null;
}

function isWhole(text: string, at: number, value: string): boolean {
  const word = /[A-Za-z0-9_]/;
  const before = text.charAt(at - 1);
  const after = text.charAt(at + value.length);
  const rest = text.slice(at + value.length, at + value.length + 6);
  if (/^\/dev\/([shv]d[a-z]+|nvme\d+n(?=\d+$)\d+)$/.test(value) && /^p?\d{1,3}(?!\w)/.test(rest)) return true;
  if (/^\d+$/.test(value) && (/\d\.$/.test(text.slice(Math.max(0, at - 2), at)) || /^\.\d/.test(rest)))
    return false;
  if (word.test(value.charAt(0)) && at > 0 && word.test(before)) return false;
  return !(word.test(value.at(-1) ?? "") && after !== "" && word.test(after));
}
