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

/** One event of a log: one line, or the lines of one stack trace. Text is redacted. */
export const LogEvent = z.object({
  /** Which patrol source or file said it. */
  source: z.string(),
  /** The event's own time where it has one. */
  time: Timestamp.nullable(),
  level: LogLevel.nullable(),
  error: z.boolean(),
  /** The message without the header. */
  message: z.string(),
  /** The whole text, all lines. */
  text: z.string(),
});
export type LogEvent = z.infer<typeof LogEvent>;

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
