import { z } from "zod";
import { GuardResult } from "./guard.ts";
import { MeasuredValue } from "./pattern.ts";
import { Risk, Timestamp } from "./scalars.ts";

/**
 * What a suggestion remembers of its alert and of the choice, beside what it must have. An offer for approval has none
 * of it.
 */
const remembered = {
  /** Of the alert, redacted: inputs may come from them. */
  labels: z.record(z.string(), z.string()).optional(),
  /** How the line fits the pattern. */
  match: z.object({ kind: z.enum(["exact", "similar"]), score: z.number(), evidence: z.string() }).optional(),
  /** Why this runbook and no other, in words. */
  why: z.string().optional(),
  /** Why it runs by itself or does not: a stable word, then what it means here. */
  autonomy: z.string().optional(),
  /** The newest alert's own id and when it began: what hosts that share a graph server agree about. */
  alert: z.object({ id: z.string(), startsAt: Timestamp }).optional(),
  /** Where it went wrong. */
  host: z.string().optional(),
  /** When the newest line or alert of it came. */
  lastSeenAt: Timestamp.optional(),
};

/** A match, or a file offered for approval, waiting for a person's answer. */
export const Suggestion = z.object({
  id: z.string(),
  kind: z.enum(["run", "approve"]),
  title: z.string(),
  /** The runbook's id. */
  runbook: z.string(),
  pattern: z.string().nullable(),
  /** The redacted line or alert that raised it. */
  line: z.string().nullable(),
  /** How often it was seen since. */
  count: z.number().int(),
  values: z.record(z.string(), MeasuredValue),
  guards: z.array(GuardResult),
  risk: Risk,
  createdAt: Timestamp,
  expiresAt: Timestamp,
  ...remembered,
});
export type Suggestion = z.infer<typeof Suggestion>;

/** The part of a suggestion that may be said anew while it waits. */
export const SuggestionNotes = z.object(remembered);
export type SuggestionNotes = z.infer<typeof SuggestionNotes>;
