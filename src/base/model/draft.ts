import { z } from "zod";
import { ShellName, Timestamp } from "./scalars.ts";

/** One record as a bundle line carries it. */
export const BundleRecord = z.object({
  n: z.number().int(),
  command: z.string(),
  startedAt: Timestamp.nullish().transform((value) => value ?? null),
  durationMs: z
    .number()
    .nullish()
    .transform((value) => value ?? null),
  exitCode: z
    .number()
    .int()
    .nullish()
    .transform((value) => value ?? null),
  cwd: z
    .string()
    .nullish()
    .transform((value) => value ?? null),
  shell: ShellName.default("bash"),
  host: z.string().default("localhost"),
  user: z.string().default(""),
  terminal: z
    .string()
    .nullish()
    .transform((value) => value ?? null),
  note: z.boolean().default(false),
  /** What it printed, where that was kept (`reifier record`); redacted. */
  output: z
    .string()
    .nullish()
    .transform((value) => value ?? null),
});
export type BundleRecord = z.infer<typeof BundleRecord>;

/** What the scribe is given: one session, the files it touched, the log lines around it. A line of `draft --bundle`. */
export const Bundle = z.object({
  id: z.string(),
  records: z.array(BundleRecord),
  /** Absolute path to its text before and after the session; null where it did not exist. */
  files: z
    .record(z.string(), z.object({ before: z.string().nullable(), after: z.string().nullable() }))
    .default({}),
  logs: z.array(z.string()).default([]),
  /** The symptom in the engineer's words (`sessions note`). */
  note: z
    .string()
    .nullish()
    .transform((value) => value ?? null),
  /** Files of which only a secret changed: their edit is no patch. */
  secretEdits: z.array(z.string()).default([]),
  /** Names of variables that the shell already had when it started, as far as known. */
  environment: z.array(z.string()).default([]),
});
export type Bundle = z.infer<typeof Bundle>;

export const DraftStep = z.object({
  command: z.string(),
  role: z.enum(["diagnose", "fix", "verify", "rollback"]),
  /** Record numbers that this step comes from. */
  from: z.array(z.number().int()),
  origin: z.enum(["recorded", "edited", "patch", "resolved", "inverse"]),
  cwd: z.string().nullable(),
});
export type DraftStep = z.infer<typeof DraftStep>;

export const Dropped = z.object({
  n: z.number().int(),
  why: z.enum(["noise", "failed", "superseded", "duplicate", "diagnose-extra"]),
});
export type Dropped = z.infer<typeof Dropped>;

export const DraftInput = z.object({
  name: z.string(),
  /** The recorded value; empty for a secret. */
  example: z.string(),
  secret: z.boolean(),
  from: z.array(z.number().int()),
});
export type DraftInput = z.infer<typeof DraftInput>;

/** What the scribe made of one session. */
export const DraftResult = z.object({
  id: z.string(),
  title: z.string(),
  symptom: z.string().nullable(),
  steps: z.array(DraftStep),
  dropped: z.array(Dropped),
  inputs: z.array(DraftInput),
  guiSuspected: z.boolean(),
  sameAs: z.string().nullable(),
  path: z.string().nullable(),
  /** The whole Markdown file. */
  draft: z.string(),
});
export type DraftResult = z.infer<typeof DraftResult>;
