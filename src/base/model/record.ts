import { z } from "zod";
import { ShellName, Timestamp } from "./scalars.ts";

/** One command as a person typed it, with its facts. Text is redacted before a record exists. */
export const ShellRecord = z.object({
  id: z.string(),
  command: z.string(),
  startedAt: Timestamp.nullable(),
  /** Milliseconds. */
  durationMs: z.number().nullable(),
  exitCode: z.number().int().nullable(),
  cwd: z.string().nullable(),
  shell: ShellName,
  host: z.string(),
  user: z.string(),
  /** `pts/0:10157`: the terminal and the shell's pid. */
  terminal: z.string().nullable(),
  source: z.enum(["hook", "history", "record"]),
  session: z.string().nullable(),
  /** A typed `# comment` line: the engineer's own words. */
  note: z.boolean(),
  /** How many secrets were replaced in `command`. */
  redactions: z.number().int(),
});
export type ShellRecord = z.infer<typeof ShellRecord>;
