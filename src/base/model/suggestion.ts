import { z } from "zod";
import { GuardResult } from "./guard.ts";
import { MeasuredValue } from "./pattern.ts";
import { Risk, Timestamp } from "./scalars.ts";

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
});
export type Suggestion = z.infer<typeof Suggestion>;
