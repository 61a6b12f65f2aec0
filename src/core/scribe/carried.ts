import type { CommandRun, ShellWord } from "../../base/shell/types.ts";
import { toolName, wordText } from "./arguments.ts";
import type { Reading } from "./reading.ts";
import { effectTable } from "./table.ts";

/** Names that every shell sets by itself, or that only please a person. */
const ambient =
  /^(HOME|USER|LOGNAME|SHELL|PWD|OLDPWD|PATH|HOSTNAME|HOSTTYPE|OSTYPE|MACHTYPE|UID|EUID|PPID|RANDOM|SECONDS|LINENO|IFS|OPTARG|OPTIND|REPLY|TERM|LANG|LC_\w+|TZ|COLUMNS|LINES|SHLVL|PS[0-4]|EDITOR|VISUAL|PAGER|LESS|LS_COLORS|HIST\w+|PROMPT_COMMAND|BASH\w*|ZSH\w*|FUNCNAME|PIPESTATUS|DISPLAY|SUDO_\w+|SSH_\w+|XDG_\w+|TMUX|GREP_\w+|CLICOLOR|MANPAGER|_)$/;
const dangerous = /^(LD_\w+|BASH_ENV|ENV|NODE_OPTIONS|REIFIER_\w+)$/;
const secretName = /(pass(word|wd|phrase)?|pwd$|secret|token|api_?key|access_?key|private|credential|auth)/i;
/** What a redactor leaves where a secret stood. */
export const redactionMark = /‹redacted:([\w-]+):([0-9a-f]+)›/;

export interface Assigned {
  readonly name: string;
  /** null where only running would tell. */
  readonly value: string | null;
  readonly exported: boolean;
  readonly secret: boolean;
  /** What the redactor left in its place, to know the same secret elsewhere. */
  readonly mark: string | null;
  readonly from: number;
  readonly at: number;
}

/** Variables that the session gave a value, in order. */
export function assignedVariables(readings: readonly Reading[]): Assigned[] {
  const found: Assigned[] = [];
  readings.forEach((reading, at) => {
    if (reading.worked === false) return;
    for (const run of reading.runs) {
      if (run.context !== "top" || run.where !== "local" || run.pipedFrom !== null) continue;
      for (const { name, text, exported } of assignmentsOf(run)) {
        const secret = secretName.test(name) || (text !== null && redactionMark.test(text));
        const mark = text === null ? null : (redactionMark.exec(text)?.[0] ?? null);
        found.push({
          name,
          value: secret ? null : text,
          exported,
          secret,
          mark: mark === text ? mark : null,
          from: reading.record.n,
          at,
        });
      }
    }
  });
  return found;
}

function assignmentsOf(run: CommandRun): { name: string; text: string | null; exported: boolean }[] {
  const words = run.argv.map(wordText);
  const exported =
    words[0] === "export" || ((words[0] === "declare" || words[0] === "typeset") && words.includes("-x"));
  const fromWords = exported
    ? run.argv.slice(1).flatMap((word) => {
        const text = wordText(word);
        const match = /^([A-Za-z_]\w*)(?:=([\s\S]*))?$/.exec(text);
        return match?.[1]
          ? [{ name: match[1], text: word.value === null ? null : (match[2] ?? null), exported }]
          : [];
      })
    : [];
  if (words.length > 0 && !exported) return fromWords;
  return [
    ...fromWords,
    ...run.assignments.map(({ name, word }) => ({
      name,
      text: word === null ? "" : (word.value ?? null),
      exported,
    })),
  ];
}

/** Names of variables that a command reads from the shell it is typed in. */
export function namedVariables(reading: Reading): Set<string> {
  const names = new Set<string>();
  const add = (word: ShellWord | null): void => {
    for (const piece of word?.pieces ?? [])
      if (piece.kind === "variable" && /^[A-Za-z_]\w*$/.test(piece.name)) names.add(piece.name);
  };
  const own = new Set<string>();
  for (const run of reading.runs) {
    for (const word of run.argv) add(word);
    for (const redirect of run.redirects) add(redirect.target);
    for (const assignment of run.assignments) {
      add(assignment.word);
      if (run.argv.length === 0) own.add(assignment.name);
    }
    const words = run.argv.map(wordText);
    if (words[0] === "read") for (const word of words.slice(1)) own.add(word);
  }
  for (const match of reading.command.matchAll(/\bfor\s+([A-Za-z_]\w*)\s+in\b/g)) own.add(match[1] ?? "");
  return new Set([...names].filter((name) => !own.has(name) && !ambient.test(name) && !dangerous.test(name)));
}

export interface CarriedVariable {
  readonly name: string;
  /** `env`: handed through by name; else an input. */
  readonly as: "env" | "input";
  readonly example: string;
  readonly secret: boolean;
  readonly mark: string | null;
  readonly from: readonly number[];
}

/** What the kept commands need from the shell they were typed in. */
export function carriedVariables(kept: readonly Reading[], readings: readonly Reading[]): CarriedVariable[] {
  const assigned = assignedVariables(readings);
  const carried = new Map<string, CarriedVariable>();
  const lastKept = kept.reduce((last, reading) => Math.max(last, readings.indexOf(reading)), -1);
  const put = (name: string, before: number): void => {
    const own = assigned.findLast((one) => one.name === name && one.at < before);
    if (own) {
      const { value, secret, mark, from } = own;
      carried.set(name, { name, as: "input", example: value ?? "", secret, mark, from: [from] });
    } else if (!carried.has(name)) {
      carried.set(name, { name, as: "env", example: "", secret: false, mark: null, from: [] });
    }
  };
  for (const reading of kept)
    for (const name of namedVariables(reading)) put(name, readings.indexOf(reading));
  for (const one of assigned) {
    if (one.exported && one.at < lastKept && !ambient.test(one.name) && !dangerous.test(one.name))
      put(one.name, lastKept);
  }
  return [...carried.values()];
}

/** Does the command mean something else in another directory? */
export function needsDirectory(reading: Reading): boolean {
  let isFree = true;
  for (const run of reading.runs) {
    if (run.where !== "local" || run.via.some((way) => way.startsWith("ssh"))) continue;
    const words = run.argv.map(wordText);
    const [name = ""] = words;
    if (name === "cd" && /^[~/$]/.test(words[1] ?? "~")) return !isFree;
    if (isRelativeProgram(name)) isFree = false;
    const rule = effectTable.get(toolName(name));
    if (rule?.cwd && !words.includes("-C") && !/^(pip\d?|helm|docker|podman|git)$/.test(toolName(name)))
      isFree = false;
    if (/^(git)$/.test(name) && !words.includes("-C")) isFree = false;
    if (/^(docker|podman)$/.test(name) && words[1] === "compose" && !words.includes("-f")) isFree = false;
    if (words.slice(1).some((word, at) => isRelativePath(word, name, words[at] ?? ""))) isFree = false;
    if (
      run.redirects.some(
        ({ target, op }) =>
          target !== null &&
          /[<>]/.test(op) &&
          !op.startsWith("<<") &&
          /^[\w.][^:]*$/.test(wordText(target)) &&
          !/^\d+$/.test(wordText(target)),
      )
    )
      isFree = false;
  }
  return !isFree;
}

const isRelativeProgram = (name: string): boolean => name.includes("/") && !/^[/~$]/.test(name);
const fileTools = new Set([
  "cat",
  "head",
  "tail",
  "less",
  "rm",
  "mv",
  "cp",
  "ln",
  "chmod",
  "chown",
  "chgrp",
  "mkdir",
  "rmdir",
  "touch",
  "truncate",
  "sed",
  "grep",
  "egrep",
  "zgrep",
  "awk",
  "wc",
  "ls",
  "stat",
  "readlink",
  "tee",
  "vim",
  "vi",
  "nano",
  "diff",
  "tar",
  "unzip",
  "gunzip",
  "gzip",
  "patch",
  "source",
  "bash",
  "sh",
  "python",
  "python3",
  "node",
  "ruby",
  "perl",
  "du",
  "install",
  "rsync",
  "md5sum",
  "sha256sum",
  "jq",
  "sort",
  "find",
  "test",
  "shred",
  "php",
]);

function isRelativePath(word: string, name: string, before: string): boolean {
  if (/^[-/~$+]|^[a-z]+:\/\/|[:=*@{}'"()<>]|\s/.test(word) || word === "")
    return /^-{1,2}[\w-]+=\.{1,2}\//.test(word);
  if (word.startsWith("./") || word.startsWith("../") || word === "." || word === "..") return true;
  const tool = toolName(name);
  if (!fileTools.has(tool))
    return /\.(ya?ml|json|sh|py|sql|conf|tf|toml|txt|lock|ini|env|patch|service|tar|gz)$/.test(word);
  if (/^-[nc]$/.test(before) || /^\d+[\w%]*$/.test(word)) return false;
  if (/^(chmod|chown|chgrp)$/.test(tool))
    return word.includes("/") || before.startsWith("/")
      ? false
      : !/^([ugoa]*[+-=][rwxXst]+|[\w-]+:[\w-]*)$/.test(word) && word.includes(".");
  if (/^(grep|egrep|zgrep|sed|awk|jq|find|perl|test)$/.test(tool))
    return word.includes("/") || /\.\w{1,5}$/.test(word);
  return true;
}
