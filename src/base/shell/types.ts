import type { Span } from "../model/scalars.ts";

/** What one piece of a word is, once quotes, escapes and constants are resolved. */
export type WordPiece =
  | { readonly kind: "text"; readonly text: string; readonly quoted: boolean }
  /** An unquoted `*`, `?` or `[…]`. */
  | { readonly kind: "glob"; readonly text: string }
  /** A variable whose value is not known; `mayBeEmpty` unless `:?` or a declaration says otherwise. */
  | {
      readonly kind: "variable";
      readonly name: string;
      readonly quoted: boolean;
      readonly mayBeEmpty: boolean;
    }
  /** Anything else that only running would tell, such as a command substitution. */
  | {
      readonly kind: "unknown";
      readonly why: string;
      /** The bytes come over the network, or out of a decoder or an archive. */
      readonly origin?: "fetched" | "decoded";
      /** The words of the pipeline whose output it is, as typed, as far as they are known. */
      readonly source?: readonly string[];
    };

export interface ShellWord {
  /** As typed. */
  readonly raw: string;
  /** In the outermost text that was analysed. */
  readonly span: Span;
  readonly pieces: readonly WordPiece[];
  /** The whole word where every piece is text, else null. */
  readonly value: string | null;
}

export interface Assignment {
  readonly name: string;
  readonly append: boolean;
  readonly word: ShellWord | null;
  readonly span: Span;
}

export interface Redirect {
  /** `>`, `>>`, `>|`, `<`, `<>`, `<<`, `<<<`, `&>`, `>&` … */
  readonly op: string;
  readonly fd: number | null;
  readonly target: ShellWord | null;
  /** The text of a here-document or here-string, where it is constant. */
  readonly body: string | null;
  /** Where that text is not wholly constant: what is, with unknown parts as variables. */
  readonly partial?: string;
  readonly span: Span;
}

/** One command that would really run, found anywhere in the text, wrappers taken off. */
export interface CommandRun {
  /** The name first. Empty for a bare assignment or redirection. */
  readonly argv: readonly ShellWord[];
  readonly assignments: readonly Assignment[];
  readonly redirects: readonly Redirect[];
  readonly span: Span;
  /** Wrappers and places it came through, outermost first: `["sudo", "ssh web-1", "bash -c"]`. */
  readonly via: readonly string[];
  readonly where: "local" | "remote" | "container";
  /** Index (in `runs`) of the run whose stdout is this one's stdin. */
  readonly pipedFrom: number | null;
  /** How it follows the one before: `;` also stands for a newline. */
  readonly connector: "start" | ";" | "&&" | "||" | "|" | "&";
  /** `top`: typed as a command of its own; else where it was found. */
  readonly context:
    | "top"
    | "substitution"
    | "function"
    | "condition"
    | "loop"
    | "payload"
    | "subshell"
    | "trap";
  readonly background: boolean;
  /** What is fed to its stdin by a pipe or a here-document, where it is constant. */
  readonly stdin: string | null;
  /** The file that is its stdin. */
  readonly stdinFile?: string;
  /** Where that is not wholly constant: what is, with unknown parts as variables. */
  readonly stdinPartial?: string;
  /** Where it runs, as far as `cd` tells: `""` where the text began, a path from there, `~…`, an absolute path; null when unknown. */
  readonly cwd: string | null;
}

export interface ShellProblem {
  /** A stable word: `unparsable`, `unterminated-heredoc`, `control-character`, `too-long`, `too-deep`, `unsupported-syntax`. */
  readonly code: string;
  readonly message: string;
  readonly span: Span;
}

/** Everything that a piece of shell text would run, or why that cannot be told. */
export type ShellAnalysis =
  | { readonly ok: true; readonly runs: readonly CommandRun[] }
  | { readonly ok: false; readonly problem: ShellProblem };
