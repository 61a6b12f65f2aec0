import type { Fields } from "./json-line.ts";
import { levelOfWord } from "./levels.ts";

const pair = /([A-Za-z_][\w.@/-]*)=("(?:[^"\\]|\\.)*"|[^\s"]*)(?:\s+|$)/y;

/** Reads a line made of `key=value` pairs that has a level or a message among them, or null. */
export function readLogfmt(line: string): Fields | null {
  if (!/(?:^|\s)(?:level|lvl|severity|msg|message|err|error)=/.test(line.slice(0, 600))) return null;
  const pairs = new Map<string, string>();
  let at = 0;
  while (at < line.length && pairs.size < 100) {
    pair.lastIndex = at;
    const found = pair.exec(line);
    if (found === null) break;
    pairs.set(found[1] ?? "", unquote(found[2] ?? ""));
    at += found[0].length;
  }
  if (pairs.size < 2) return null;
  const message = pairs.get("msg") ?? pairs.get("message") ?? pairs.get("event");
  const level = levelOfWord(pairs.get("level") ?? pairs.get("lvl") ?? pairs.get("severity") ?? "");
  if (message === undefined && level === null) return null;
  const failure = pairs.get("err") ?? pairs.get("error") ?? "";
  const failed = failure !== "" && !/^(?:null|nil|none|<nil>|false|0)$/i.test(failure);
  return {
    message: [message, failed ? failure : undefined].filter((part) => part !== undefined).join(": ") || line,
    level,
    time: pairs.get("ts") ?? pairs.get("time") ?? pairs.get("t") ?? pairs.get("timestamp") ?? null,
    failure: failed,
    inner: false,
    status: null,
  };
}

const unquote = (text: string): string =>
  text.startsWith('"')
    ? text
        .slice(1, -1)
        .replace(/\\(["\\])/g, "$1")
        .replaceAll("\\n", " ")
    : text;
