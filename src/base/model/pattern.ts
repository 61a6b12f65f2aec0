import { z } from "zod";
import { Timestamp } from "./scalars.ts";

export const LogLevel = z.enum(["fatal", "error", "warn", "info", "debug"]);
export type LogLevel = z.infer<typeof LogLevel>;

/** A number or word taken out of a line or an alert, with its unit where it has one. */
export const MeasuredValue = z.object({
  value: z.union([z.number(), z.string()]),
  unit: z
    .string()
    .nullish()
    .transform((unit) => unit ?? null),
});
export type MeasuredValue = z.infer<typeof MeasuredValue>;

/** What a class of log lines or alerts has in common. */
export const ErrorPattern = z.object({
  /** `p-` and a hash of the signature: the same lines give the same id on every host. */
  id: z.string(),
  name: z.string(),
  /** Readable, with typed captures: `process <num> still waiting for <word> on …`. */
  template: z.string(),
  /** The exact key that lines of this pattern share. */
  signature: z.string(),
  /** One redacted line it was learned from. */
  example: z.string(),
  maskVersion: z.number().int(),
});
export type ErrorPattern = z.infer<typeof ErrorPattern>;

export const PatternRow = z.object({
  id: z.string(),
  name: z.string(),
  template: z.string(),
  example: z.string(),
  runbooks: z.array(z.string()),
  seen: z.number().int(),
  lastSeenAt: Timestamp.nullable(),
  maskVersion: z.number().int(),
});
export type PatternRow = z.infer<typeof PatternRow>;
