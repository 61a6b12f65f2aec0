/** What a file of the person's is now. `changedAt` is epoch milliseconds. */
export type FileNow =
  | { readonly kind: "text"; readonly text: string; readonly changedAt: number }
  | { readonly kind: "absent" }
  | {
      readonly kind: "left-out";
      readonly why: "binary" | "too-large" | "not-readable" | "not-a-regular-file";
      readonly changedAt: number;
    };

/** A file that the hook copied before a command ran. */
export interface HookSnapshot {
  readonly path: string;
  readonly text: string;
  readonly takenAt: number;
  readonly pid: number;
}

/** The person's own files: only ever read, never through a symlink, and nothing but regular text files. */
export interface PersonFiles {
  read(path: string): FileNow;
  /** Files that match a pattern with `*` and `?` in its last name; at most 32. */
  expand(pattern: string): string[];
  /** The text of a copy beside the file (`file~`, `file.bak`, or the `named` one) made since `since`; null where there is none. */
  backup(path: string, options: { readonly named: string | null; readonly since: number }): string | null;
  /** The text in git's index, else in its last commit; null where git does not know the file. */
  committed(path: string): string | null;
  /** The crontab of a user as `crontab -l` prints it; null where there is none or it may not be read. */
  crontab(user: string): string | null;
  /** What a shell's variables were when it started, to find the files that were typed with them; nothing keeps them. */
  variables(pid: number): Readonly<Record<string, string>>;
  /** Is this the shell of a running `reifier record`, which keeps its edits itself? */
  isRecorded(pid: number): boolean;
  /** What hooks copied since the last call, taken out of the spool. */
  snapshots(): HookSnapshot[];
}
