/** A file of a work tree, read for the scribe. */
export interface TreeFile {
  /** Relative to the tree; absolute where it is not the only tree. */
  readonly path: string;
  readonly text: string;
}

/** The person's own files, as far as a draft needs them. Nothing is ever written through this port. */
export interface WorkFiles {
  /**
   * Of these absolute paths, the text files under git that differ from what was committed when the session began:
   * their text then and now (null: it did not exist). Others are left out.
   */
  changedSince(
    paths: readonly string[],
    since: number,
  ): Readonly<Record<string, { before: string | null; after: string | null }>>;
  /** Git work trees that hold these directories. */
  workTrees(directories: readonly string[]): string[];
  /** Tracked files of the work trees around these directories that may define one of these names; at most 60. */
  definitions(directories: readonly string[], names: readonly string[]): TreeFile[];
}
