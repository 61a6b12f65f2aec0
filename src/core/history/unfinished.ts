const openers = new Set(["if", "case", "for", "while", "until", "select", "{"]);
/** Words after which a command may start again. */
const leaders = new Set(["if", "then", "else", "elif", "do", "while", "until", "!", "{", "time"]);

/**
 * Would bash ask for another line (`> `) after this text: an open quote, here-document, bracket or compound command,
 * or a backslash or operator at its end? Errs to "no": a text that is wrong in itself is finished.
 */
export function isUnfinished(text: string): boolean {
  const reader = new Reader(text);
  while (reader.step());
  return reader.open();
}

interface Heredoc {
  readonly word: string;
  readonly tabs: boolean;
}

class Reader {
  private at = 0;
  private readonly stack: string[] = [];
  private readonly heredocs: Heredoc[] = [];
  private commandStart = true;
  private broken = false;
  private dangling = false;
  private unclosed = false;

  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  open(): boolean {
    if (this.broken) return false;
    return this.unclosed || this.dangling || this.stack.length > 0 || this.heredocs.length > 0;
  }

  /** Reads one token; false at the end. */
  step(): boolean {
    const char = this.text[this.at];
    if (char === undefined || this.broken || this.unclosed) return false;
    if (char === "\n") return this.endLine();
    if (char === " " || char === "\t" || char === "\r") return this.advance(1);
    if (char === "#") return this.comment();
    if (this.text.startsWith("\\\n", this.at)) return this.advance(2);
    if (";&|".includes(char)) return this.operator(char);
    if (char === "(") return this.push("(", 1);
    if (char === ")") return this.closeParen();
    if (this.text.startsWith("<<<", this.at)) return this.advance(3);
    if (this.text.startsWith("<<", this.at)) return this.heredoc();
    if (char === "<" || char === ">") return this.advance(1);
    return this.word();
  }

  private advance(count: number): true {
    this.at += count;
    return true;
  }

  private push(opener: string, length: number): true {
    this.stack.push(opener);
    this.commandStart = true;
    this.dangling = false;
    return this.advance(length);
  }

  private comment(): true {
    const end = this.text.indexOf("\n", this.at);
    this.at = end < 0 ? this.text.length : end;
    return true;
  }

  private operator(char: string): true {
    this.commandStart = true;
    const double = this.text[this.at + 1] === char;
    this.dangling = char === "|" || (char === "&" && double);
    return this.advance(double || this.text.startsWith("|&", this.at) ? 2 : 1);
  }

  private closeParen(): true {
    if (this.stack.at(-1) === "(") this.stack.pop();
    else if (this.stack.at(-1) !== "case") this.broken = true;
    // A subshell has ended, a pattern of `case`, or the brackets of `f() {`.
    this.commandStart = true;
    this.dangling = false;
    return this.advance(1);
  }

  private endLine(): true {
    this.at++;
    this.commandStart = true;
    for (let doc = this.heredocs[0]; doc !== undefined; doc = this.heredocs[0]) {
      if (!this.skipBody(doc)) break;
      this.heredocs.shift();
    }
    return true;
  }

  private skipBody(doc: Heredoc): boolean {
    while (this.at < this.text.length) {
      const end = this.text.indexOf("\n", this.at);
      const stop = end < 0 ? this.text.length : end;
      const line = this.text.slice(this.at, stop);
      this.at = Math.min(stop + 1, this.text.length);
      if ((doc.tabs ? line.replace(/^\t+/, "") : line) === doc.word) return true;
    }
    return false;
  }

  private heredoc(): true {
    const found = /^<<(-?)[ \t]*((?:'[^'\n]*'|"[^"\n]*"|\\.|[^\s;&|<>()'"\\])+)/.exec(
      this.text.slice(this.at, this.at + 512),
    );
    if (found === null) return this.advance(2);
    const word = (found[2] ?? "").replace(/\\(.)|['"]/g, "$1");
    this.heredocs.push({ word, tabs: found[1] === "-" });
    return this.advance(found[0].length);
  }

  private word(): true {
    const from = this.at;
    this.dangling = false;
    while (this.at < this.text.length && !/[\s;&|<>()]/.test(this.text[this.at] ?? "") && !this.unclosed)
      this.wordPart();
    const word = this.text.slice(from, this.at);
    if (this.at === from) return this.advance(1);
    if (word.endsWith("=") && this.text[this.at] === "(") return true;
    if (this.commandStart || word === "in" || word === "do") this.reserved(word);
    else this.commandStart = false;
    return true;
  }

  private wordPart(): void {
    const char = this.text[this.at];
    if (char === "\\") {
      if (this.at + 1 >= this.text.length) this.unclosed = true;
      this.at += 2;
    } else if (char === "'") this.quote("'", this.text[this.at - 1] === "$");
    else if (char === '"') this.quote('"', true);
    else if (char === "`") this.quote("`", true);
    else if (char === "$" && (this.text[this.at + 1] === "(" || this.text[this.at + 1] === "{"))
      this.expansion();
    else this.at++;
  }

  /** Skips to the closing quote; a `$(…)` inside double quotes is skipped as a whole. */
  private quote(end: string, escapes: boolean): void {
    for (this.at++; this.at < this.text.length; this.at++) {
      const char = this.text[this.at];
      if (char === "\\" && escapes) this.at++;
      else if (char === end) {
        this.at++;
        return;
      } else if (end === '"' && char === "$" && this.text[this.at + 1] === "(") {
        this.expansion();
        this.at--;
        if (this.unclosed) return;
      }
    }
    this.unclosed = true;
  }

  /** `$(…)`, `$((…))` or `${…}`, brackets counted, quotes inside skipped. */
  private expansion(): void {
    const [opener, closer] = this.text[this.at + 1] === "(" ? ["(", ")"] : ["{", "}"];
    let depth = 0;
    for (this.at++; this.at < this.text.length && !this.unclosed; ) {
      const char = this.text[this.at];
      if (this.skipQuoted(char, opener === "(")) continue;
      if (char === opener) depth++;
      if (char === closer) depth--;
      this.at++;
      if (depth === 0) return;
    }
    this.unclosed = true;
  }

  private skipQuoted(char: string | undefined, single: boolean): boolean {
    if (char === "\\") this.at += 2;
    else if (char === "'" && single) this.quote("'", false);
    else if (char === '"') this.quote('"', true);
    else return false;
    return true;
  }

  private reserved(word: string): void {
    this.commandStart = leaders.has(word);
    if (openers.has(word)) this.stack.push(word);
    else if (word === "do" && this.isLoop()) this.stack[this.stack.length - 1] = "do";
    else if (word === "fi" || word === "esac" || word === "done" || word === "}") this.closeWord(word);
    if (word === "in" && this.stack.at(-1) === "case") this.commandStart = true;
  }

  private isLoop(): boolean {
    return ["for", "while", "until", "select"].includes(this.stack.at(-1) ?? "");
  }

  private closeWord(word: string): void {
    const expected = { fi: "if", esac: "case", done: "do", "}": "{" }[word];
    if (this.stack.at(-1) === expected) this.stack.pop();
    else this.broken = true;
  }
}
