import { z } from "zod";
import { MeasuredValue } from "./pattern.ts";
import { Timestamp } from "./scalars.ts";

/** One thing that went wrong now. Only `message` is required of what comes in from outside. */
export const Alert = z.object({
  id: z.string(),
  source: z.string(),
  title: z.string().nullable(),
  message: z.string(),
  severity: z.string().nullable(),
  labels: z.record(z.string(), z.string()),
  values: z.record(z.string(), MeasuredValue),
  startsAt: Timestamp,
});
export type Alert = z.infer<typeof Alert>;

/** What `reifier alert` accepts. */
export const AlertInput = Alert.partial().required({ message: true });
export type AlertInput = z.infer<typeof AlertInput>;

/** An alert and the error pattern it fits, with why. */
export const PatternMatch = z.object({
  pattern: z.string(),
  kind: z.enum(["exact", "similar"]),
  /** 0 to 1; exact is 1. */
  score: z.number(),
  /** What the match rests on, strongest first: the user's own rule, the exception, the exact words, similar words. */
  evidence: z.enum(["rule", "exception", "signature", "similar"]).optional(),
  /** What the captures of the pattern hold in this line, by their name or `1`, `2` …. */
  values: z.record(z.string(), MeasuredValue),
});
export type PatternMatch = z.infer<typeof PatternMatch>;
