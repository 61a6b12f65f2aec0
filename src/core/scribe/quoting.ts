/** How bash reads one place of a text. */
export type Quoting = "bare" | "double" | "single" | "ansi" | "heredoc" | "fixed";

interface Heredoc {
  readonly word: string;
  readonly isQuoted: boolean;
  readonly stripsTabs: boolean;
}

/**
 * The quoting of every UTF-16 unit of a shell text, so that a value can be exchanged for `$name` without changing what
 * bash makes of the rest. `fixed`: a place where nothing may be put (the word of a here-document, a quoted one's body).
 */
export function quotingOf(text: string): Quoting[] {
  const found: Quoting[] = new Array<Quoting>(text.length).fill("bare");
  const stack: ("bare" | "double" | "tick")[] = ["bare"];
  const pending: Heredoc[] = [];
  let at = 0;
  while (at < text.length) {
    const top = stack.at(-1) ?? "bare";
    const char = text.charAt(at);
    if (char === "\\") {
      found.fill(top === "double" ? "double" : "bare", at, at + 2);
      at += 2;
    } else if (top !== "double" && char === "'") at = markUntil(text, at, "'", found, "single");
    else if (top !== "double" && text.startsWith("$'", at)) at = markAnsi(text, at, found);
    else if (char === '"') {
      found[at] = "double";
      if (top === "double") stack.pop();
      else stack.push("double");
      at++;
    } else if (text.startsWith("$(", at) && !text.startsWith("$((", at)) {
      found.fill("fixed", at, at + 2);
      stack.push("bare");
      at += 2;
    } else if (char === "(" && top === "bare") {
      stack.push("bare");
      at++;
    } else if (char === ")" && top === "bare" && stack.length > 1) {
      stack.pop();
      at++;
    } else if (char === "`") {
      if (top === "tick") stack.pop();
      else stack.push("tick");
      found[at++] = "fixed";
    } else if (text.startsWith("${", at)) at = markUntil(text, at, "}", found, "fixed");
    else if (top === "bare" && char === "#" && (at === 0 || /[\s;(&|]/.test(text.charAt(at - 1))))
      at = markUntil(text, at, "\n", found, "fixed");
    else if (top !== "double" && /^<<-?[^<]/.test(text.slice(at, at + 4)) && text.charAt(at - 1) !== "<")
      at = readHeredocWord(text, at, found, pending);
    else if (char === "\n" && pending.length > 0 && top !== "double")
      at = markHeredocs(text, at + 1, found, pending);
    else {
      found[at] = top === "double" ? "double" : "bare";
      at++;
    }
  }
  return found;
}

function markUntil(text: string, from: number, end: string, found: Quoting[], as: Quoting): number {
  const close = text.indexOf(end, from + (end === "}" ? 2 : 1));
  const to = close < 0 ? text.length : close + (end === "\n" ? 0 : 1);
  found.fill(as, from, to);
  return to;
}

function markAnsi(text: string, from: number, found: Quoting[]): number {
  let at = from + 2;
  while (at < text.length && text.charAt(at) !== "'") at += text.charAt(at) === "\\" ? 2 : 1;
  found.fill("ansi", from, at + 1);
  return at + 1;
}

function readHeredocWord(text: string, from: number, found: Quoting[], pending: Heredoc[]): number {
  const match = /^<<(-?)[ \t]*((?:'[^'\n]*'|"[^"\n]*"|\\.|[^\s;&|<>()'"\\])+)/.exec(
    text.slice(from, from + 200),
  );
  if (!match) return from + 2;
  const raw = match[2] ?? "";
  pending.push({
    word: raw.replace(/['"\\]/g, ""),
    isQuoted: /['"\\]/.test(raw),
    stripsTabs: match[1] === "-",
  });
  found.fill("fixed", from, from + match[0].length);
  return from + match[0].length;
}

function markHeredocs(text: string, from: number, found: Quoting[], pending: Heredoc[]): number {
  let at = from;
  for (const heredoc of pending.splice(0)) {
    while (at < text.length) {
      const newline = text.indexOf("\n", at);
      const end = newline < 0 ? text.length : newline;
      const line = text.slice(at, end);
      const isEnd = (heredoc.stripsTabs ? line.replace(/^\t+/, "") : line) === heredoc.word;
      found.fill(isEnd || heredoc.isQuoted ? "fixed" : "heredoc", at, end);
      at = end + 1;
      if (isEnd) break;
    }
  }
  return Math.min(at, text.length);
}

/** What to write in place of a value at a place with this quoting, so that bash puts the variable's value there. */
export function variableAt(quoting: Quoting, name: string): string | null {
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
 * exchanged. Whole: no letter, digit or `_` touches it on a side where the value itself has one.
 */
export function withVariable(text: string, value: string, name: string, from = 0): string | null {
  if (value === "") return null;
  const quoting = quotingOf(text);
  let out = "";
  let last = 0;
  let isFound = false;
  for (let at = text.indexOf(value, from); at >= 0; at = text.indexOf(value, at + value.length)) {
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
  if (word.test(value.charAt(0)) && at > 0 && word.test(before)) return false;
  return !(word.test(value.at(-1) ?? "") && after !== "" && word.test(after));
}
