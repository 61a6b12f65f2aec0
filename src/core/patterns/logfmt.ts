import type { Fields } from "./json-line.ts";
import { levelOfWord } from "./levels.ts";
import { matchAt } from "./sticky.ts";

const pair = /([A-Za-z_][\w.@/-]*)=("(?:[^"\\]|\\.)*"|[^\s"]*)(?:\s+|$)/y;

const maxPairs = 100;

/** Reads a line made of `key=value` pairs that has a level or a message among them, or null. */
export function readLogfmt(line: string): Fields | null {
  if (!line.includes("=") || !known.test(line.slice(0, 600))) return null;
  const pairs = pairsOf(line);
  if (pairs.get("msg")?.startsWith("audit(")) return null;
  const message = pairs.get("msg") ?? pairs.get("message") ?? pairs.get("event");
  const level = levelOfWord(pairs.get("level") ?? pairs.get("lvl") ?? pairs.get("severity") ?? "");
  if (pairs.size < 2 || (message === undefined && level === null)) return null;
  const failure = pairs.get("err") ?? pairs.get("error") ?? "";
  const failed = failure !== "" && !nothing.test(failure);
  return {
    message: [message, failed ? failure : undefined].filter((part) => part !== undefined).join(": ") || line,
    level,
    time: pairs.get("ts") ?? pairs.get("time") ?? pairs.get("t") ?? pairs.get("timestamp") ?? null,
    failure: failed,
    inner: null,
    status: null,
  };
}

const known = /(?:^|\s)(?:level|lvl|severity|msg|message|err|error)=/;
const nothing = /^(?:null|nil|none|<nil>|false|0)$/i;

function pairsOf(line: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (let at = 0; at < line.length && pairs.size < maxPairs; ) {
    const found = matchAt(pair, line, at);
    if (found === null) break;
    pairs.set(found[1] ?? "", unquote(found[2] ?? ""));
    at += found[0].length;
  }
  return pairs;
}

const unquote = (text: string): string =>
  text.startsWith('"')
    ? text
        .slice(1, -1)
        .replace(/\\(["\\])/g, "$1")
        .replaceAll("\\n", " ")
    : text;
