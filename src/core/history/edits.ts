import { analyseShell } from "../../base/shell/analyse.ts";
import type { CommandRun, Redirect, ShellWord } from "../../base/shell/types.ts";
import { editsOfTool } from "./edit-tools.ts";
import { patchedFiles } from "./patched-files.ts";

/** Which files a command may change and which it names, before anybody has looked at the disk. */
export interface NamedFiles {
  /** Absolute paths that the command may write; some may not exist, and `*` and `?` stand for themselves in `patterns`. */
  readonly edited: readonly string[];
  /** Unquoted glob patterns among them. */
  readonly patterns: readonly string[];
  /** Edited file → the copy that the tool makes of it first (`sed -i.bak`). */
  readonly backups: Readonly<Record<string, string>>;
  /** Patch files to be read for the names in them. */
  readonly patches: readonly { readonly file: string; readonly strip: number; readonly directory: string }[];
  /** Users whose crontab is changed. */
  readonly crontabs: readonly string[];
  /** Absolute paths that the command names otherwise. */
  readonly referenced: readonly string[];
}

/** Where and by whom it was typed. */
export interface TypedAt {
  /** The directory when the command began; null when that is not known. */
  readonly cwd: string | null;
  readonly home: string | null;
  readonly user: string;
  /** Values of the shell's variables, as far as they are known. */
  readonly variables?: Readonly<Record<string, string>>;
}

const most = 32;
const longest = 4_096;
const writes = /^(>|>>|>\||&>|&>>|<>)$/;

/** What one command names, by its syntax tree. A text that is no shell names nothing. */
export function namedFiles(command: string, at: TypedAt): NamedFiles {
  const constants: Record<string, string> = { ...at.variables };
  if (at.home !== null) constants["HOME"] = at.home;
  if (at.cwd !== null) constants["PWD"] = at.cwd;
  const analysis = analyseShell(command, { constants });
  const names = new Names(at);
  for (const run of analysis.ok ? analysis.runs : []) {
    const defined = run.via.some((way) => /^(alias|function) /.test(way));
    if (run.where === "local" && !defined) names.take(run);
  }
  return names.found();
}

/** Variables that a typed line sets for the lines after it (`export CONF=$APP/etc`), by the values known so far. */
export function assignedVariables(
  command: string,
  known: Readonly<Record<string, string>>,
): Record<string, string> {
  const words = command.trim().split(/\s+/);
  const pairs = words[0] === "export" ? words.slice(1) : words;
  const assigned: Record<string, string> = {};
  for (const pair of pairs) {
    const found = /^([A-Za-z_]\w*)=(["']?)([\w@%+:,./~${}-]*)\2$/.exec(pair);
    if (found === null) return {};
    const [, name = "", , text = ""] = found;
    assigned[name] = text.replace(/\$(?:(\w+)|\{(\w+)\})/g, (_mark, plain, braced) => {
      const of = String(plain ?? braced);
      return assigned[of] ?? known[of] ?? "";
    });
  }
  return assigned;
}

class Names {
  private readonly at: TypedAt;
  private readonly edited = new Set<string>();
  private readonly patterns = new Set<string>();
  private readonly backups: Record<string, string> = {};
  private readonly patches: { file: string; strip: number; directory: string }[] = [];
  private readonly crontabs = new Set<string>();
  private readonly referenced = new Set<string>();

  constructor(at: TypedAt) {
    this.at = at;
  }

  take(run: CommandRun): void {
    const directory = directoryOf(run.cwd, this.at);
    const path = (word: string): string | null => absolute(word, directory, this.at.home);
    for (const redirect of run.redirects) this.takeRedirect(redirect, path);
    const [first, ...rest] = run.argv;
    if (first === undefined) return;
    for (const word of rest) this.takePattern(word, path);
    const words = rest.map((word) => word.value ?? "");
    this.takeTool(toolOf(first), words, { run, path });
    for (const word of [first.value?.includes("/") ? first.value : "", ...words]) this.refer(word, path);
  }

  found(): NamedFiles {
    const referenced = [...this.referenced].filter((path) => !this.edited.has(path));
    return {
      edited: [...this.edited].slice(0, most),
      patterns: [...this.patterns].slice(0, most),
      backups: this.backups,
      patches: this.patches.slice(0, 4),
      crontabs: [...this.crontabs].slice(0, 4),
      referenced: referenced.slice(0, most),
    };
  }

  private takeRedirect({ op, target }: Redirect, path: (word: string) => string | null): void {
    const to = target?.value == null ? null : path(target.value);
    if (to === null) return;
    (writes.test(op) ? this.edited : this.referenced).add(to);
  }

  private takePattern(word: ShellWord, path: (word: string) => string | null): void {
    if (word.value !== null || !word.pieces.every(({ kind }) => kind === "text" || kind === "glob")) return;
    const text = word.pieces.map((piece) => ("text" in piece ? piece.text : "")).join("");
    const pattern = path(text);
    if (pattern !== null) this.patterns.add(pattern);
  }

  private takeTool(
    name: string,
    words: readonly string[],
    { run, path }: { readonly run: CommandRun; readonly path: (word: string) => string | null },
  ): void {
    const edits = editsOfTool(name, words);
    for (const file of edits.files) {
      const to = file === "" || file === "-" ? null : path(file);
      if (to === null) continue;
      this.edited.add(to);
      if (edits.backupSuffix !== undefined) this.backups[to] = backupName(to, edits.backupSuffix);
    }
    if (edits.crontab !== undefined) this.crontabs.add(edits.crontab || ownCrontab(run, this.at.user));
    if (edits.patch !== undefined) this.takePatch(edits.patch, run, path);
  }

  private takePatch(
    {
      file,
      strip,
      directory,
    }: { readonly file: string | null; readonly strip: number; readonly directory: string },
    run: CommandRun,
    path: (word: string) => string | null,
  ): void {
    const from = path(directory === "" ? "." : directory);
    if (from === null) return;
    const input = file ?? run.redirects.find(({ op }) => op === "<")?.target?.value ?? null;
    const read = input === null || input === "-" ? null : path(input);
    if (read !== null) this.patches.push({ file: read, strip, directory: from });
    else if (run.stdin !== null)
      for (const name of patchedFiles(run.stdin, strip, from)) this.edited.add(name);
  }

  private refer(word: string, path: (word: string) => string | null): void {
    const value = /^--?[\w-]+=(.+)$/s.exec(word)?.[1] ?? word;
    if (value === "" || value.startsWith("-") || value.includes("\n") || value.length > longest) return;
    const to = path(value);
    if (to !== null) this.referenced.add(to);
  }
}

/** `/usr/bin/vim` is vim; `$EDITOR` is some editor. */
function toolOf(word: ShellWord): string {
  if (word.value !== null) return word.value.replace(/^.*\//s, "");
  const [piece, ...more] = word.pieces;
  const isEditor = piece?.kind === "variable" && /^(SUDO_|GIT_)?(EDITOR|VISUAL)$/.test(piece.name);
  return isEditor && more.length === 0 ? "editor" : "";
}

/** Whose crontab `crontab` without `-u` is: root's behind sudo. */
const ownCrontab = (run: CommandRun, user: string): string =>
  run.via.some((way) => /^(sudo|doas|su)\b/.test(way)) ? "root" : user;

const backupName = (path: string, suffix: string): string => {
  if (!suffix.includes("*")) return path + suffix;
  const at = path.lastIndexOf("/") + 1;
  const name = suffix.replaceAll("*", path.slice(at));
  return name.startsWith("/") ? name : path.slice(0, at) + name;
};

function directoryOf(cwd: string | null, at: TypedAt): string | null {
  if (cwd === null) return null;
  return cwd === "" ? at.cwd : absolute(cwd, at.cwd, at.home);
}

/** A typed path made absolute and plain; null where that cannot be told. */
export function absolute(word: string, directory: string | null, home: string | null): string | null {
  if (word.length > longest || word.includes("\0")) return null;
  const path = rooted(word, directory, home);
  if (path === null) return null;
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

function rooted(word: string, directory: string | null, home: string | null): string | null {
  if (word.startsWith("/")) return word;
  if (word === "~" || word.startsWith("~/")) return home === null ? null : home + word.slice(1);
  // Another user's home is known to the shell only.
  return word.startsWith("~") || directory === null ? null : `${directory}/${word}`;
}
