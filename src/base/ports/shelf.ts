import type { Splice } from "../model/runbook.ts";

export type ShelfFolder = "drafts" | "approved" | "retired";

export interface ShelfFile {
  /** Relative to the workspace: `runbooks/drafts/incident_20260302.md`. */
  readonly path: string;
  readonly folder: ShelfFolder;
  readonly text: string;
  /** SHA-256 (hex) of the bytes. */
  readonly sha256: string;
  /** Why the file must not be trusted (symlink, hard link, writable by others); empty when it may. */
  readonly unsafe: readonly string[];
}

/** The runbook files on disk. Reading never follows a symlink; writing is atomic and never overwrites. */
export interface RunbookShelf {
  list(folder?: ShelfFolder): ShelfFile[];
  read(path: string): ShelfFile | null;
  /** Writes a new draft under the first free name: `stem.md`, `stem-2.md` …; returns its path. */
  addDraft(stem: string, text: string): string;
  /** Replaces a draft that still has this hash; false when a person has touched it. */
  rewriteDraft(path: string, expectedSha256: string, text: string): boolean;
  /** Deletes a draft that still has this hash; false when a person has touched it, or it is gone. */
  removeDraft(path: string, expectedSha256: string): boolean;
  /** Changes only these bytes of the file, refused (throws `FILE_CHANGED`, exit 1) when its hash is another. */
  splice(path: string, expectedSha256: string, changes: readonly Splice[]): ShelfFile;
  /** Moves a file into another folder; never overwrites. Returns the new path. */
  move(path: string, to: ShelfFolder): string;
  /**
   * Writes `incidents/ID.md`; on a clash the id gets `-2` … The text is made for the id that it got. Returns its path
   * relative to the workspace.
   */
  addIncident(id: string, textFor: (id: string) => string): string;
  incidents(): { readonly id: string; readonly path: string; readonly text: string }[];
  /** Calls `wake` when a file may have come, changed or gone. */
  watch(wake: () => void): Promise<void>;
  close(): Promise<void>;
}
