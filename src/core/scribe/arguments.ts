import type { CommandRun } from "../../base/shell/types.ts";

/** A command's words sorted into what they are to the tool. */
export interface Arguments {
  readonly tool: string;
  /** Words that are neither options nor values of options. */
  readonly operands: readonly string[];
  readonly flags: readonly string[];
  option(name: string): string | null;
  has(flag: string): boolean;
}

/** The name of a tool without its directory: `bin/appctl` is `appctl`. */
export const toolName = (word: string): string => word.slice(word.lastIndexOf("/") + 1);

export const wordText = (word: CommandRun["argv"][number]): string => word.value ?? word.raw;

export function readArguments(words: readonly string[], takes: ReadonlySet<string>): Arguments {
  const operands: string[] = [];
  const flags: string[] = [];
  const values = new Map<string, string>();
  const end = words.indexOf("--", 1);
  const last = end < 0 ? words.length : end;
  for (let i = 1; i < last; i++) {
    const word = words[i] ?? "";
    if (/^-\d+$/.test(word)) flags.push(word);
    else if (!/^[-+]./.test(word) || /^[-+]?\d+(\.\d+)?$/.test(word)) operands.push(word);
    else if (readOption(word, words[i + 1] ?? "", takes, { flags, values })) i++;
  }
  operands.push(...words.slice(last + 1));
  if (end >= 0) flags.push("--");
  return {
    tool: toolName(words[0] ?? ""),
    operands,
    flags,
    option: (name) => values.get(name) ?? null,
    has: (flag) => flags.some((given) => isFlag(given, flag)),
  };
}

/** Reads one option; true when the next word is its value. */
function readOption(
  word: string,
  next: string,
  takes: ReadonlySet<string>,
  into: { readonly flags: string[]; readonly values: Map<string, string> },
): boolean {
  const equals = word.indexOf("=");
  const name = equals > 0 ? word.slice(0, equals) : word;
  into.flags.push(name);
  if (equals > 0) into.values.set(name, word.slice(equals + 1));
  else if (takes.has(word)) into.values.set(word, next);
  else readCluster(word, takes, into.values);
  return equals <= 0 && takes.has(word);
}

/** `-XPUT`, `-p3306`: a short option with its value in the same word. */
function readCluster(word: string, takes: ReadonlySet<string>, values: Map<string, string>): void {
  const short = word.slice(0, 2);
  if (!word.startsWith("--") && word.length > 2 && takes.has(short)) values.set(short, word.slice(2));
}

function isFlag(given: string, wanted: string): boolean {
  if (given === wanted) return true;
  const isCluster = /^-[A-Za-z]{2,}$/.test(given) && !given.startsWith("--");
  return isCluster && /^-[A-Za-z]$/.test(wanted) && given.includes(wanted.charAt(1));
}
