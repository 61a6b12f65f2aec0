import { z } from "zod";

/** What a command printed, as `record` kept it: plain text, redacted. */
export const RecordOutput = z.object({
  text: z.string(),
  /** How many bytes it printed in all, as the terminal got them. */
  bytes: z.number().int(),
  /** Bytes of them that `text` does not hold: the middle of a long output. */
  leftOut: z.number().int(),
  /** A program took the whole screen (an editor, a pager): what it drew is not kept. */
  fullScreen: z.boolean(),
});
export type RecordOutput = z.infer<typeof RecordOutput>;

/** Where the text of an edited file before the command is known from. */
export const KnownFrom = z.enum(["snapshot", "shadow", "backup", "git", "new"]);
export type KnownFrom = z.infer<typeof KnownFrom>;

/** What is to say of an edit besides, or instead of, its diff. */
export const EditNote = z.enum([
  /** The file's text before the command is not known. */
  "no-text-before",
  "binary",
  "too-large",
  /** Too much was changed to compare. */
  "too-different",
  /** The lines that differ hold a secret, and only that changed. */
  "secret-value-changed",
  "not-readable",
  /** A symlink, or something that is no regular file: never opened. */
  "not-a-regular-file",
]);
export type EditNote = z.infer<typeof EditNote>;

/** A file that a command changed. */
export const FileEdit = z.object({
  path: z.string(),
  /** Unified, redacted; null where there is none, and `note` says why. */
  diff: z.string().nullable(),
  knownFrom: KnownFrom.nullable(),
  note: EditNote.nullable(),
});
export type FileEdit = z.infer<typeof FileEdit>;
