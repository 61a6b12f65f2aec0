import { z } from "zod";
import { GuardResult } from "./guard.ts";
import { Risk, StepRole, Timestamp } from "./scalars.ts";
import { Verdict } from "./verdict.ts";

export const ExecutionResult = z.enum([
  "resolved",
  "dry-run",
  "unverified",
  "not-applicable",
  "refused",
  "declined",
  "failed",
  "rolled-back",
  "interrupted",
]);
export type ExecutionResult = z.infer<typeof ExecutionResult>;

const at = { at: Timestamp };

const RunStart = z.object({
  type: z.literal("run.start"),
  ...at,
  execution: z.string(),
  runbook: z.string(),
  digest: z.string(),
  /** A secret's value is shown as `‹secret›`. */
  inputs: z.record(z.string(), z.string()),
  guards: z.array(GuardResult),
  dryRun: z.boolean(),
  /** `off`, `bubblewrap`, or `unsandboxed` where one was wanted and is missing. */
  sandbox: z.string(),
});
const StepStart = z.object({
  type: z.literal("step.start"),
  ...at,
  step: z.number().int(),
  role: StepRole,
  command: z.string(),
  verdict: Verdict,
  risk: Risk,
});
const StepOutput = z.object({
  type: z.literal("step.output"),
  ...at,
  step: z.number().int(),
  stream: z.enum(["stdout", "stderr"]),
  text: z.string(),
});
const StepEnd = z.object({
  type: z.literal("step.end"),
  ...at,
  step: z.number().int(),
  exitCode: z.number().int().nullable(),
  signal: z.string().nullable(),
  durationMs: z.number(),
  timedOut: z.boolean(),
  /** What the block left running after exit 0. */
  detached: z.array(z.object({ pid: z.number().int(), command: z.string() })),
});
const RollbackStart = z.object({ type: z.literal("rollback.start"), ...at });
const RunEnd = z.object({
  type: z.literal("run.end"),
  ...at,
  result: ExecutionResult,
  reason: z.string(),
  /** Path of the incident report relative to the workspace, or null where none is written. */
  incident: z.string().nullable(),
});

/** One line of `reifier run --json`. */
export const ExecutionEvent = z.discriminatedUnion("type", [
  RunStart,
  StepStart,
  StepOutput,
  StepEnd,
  RollbackStart,
  RunEnd,
]);
export type ExecutionEvent = z.infer<typeof ExecutionEvent>;

/** One run of a runbook as the memory keeps it. */
export const Execution = z.object({
  id: z.string(),
  runbook: z.string(),
  digest: z.string(),
  pattern: z.string().nullable(),
  suggestion: z.string().nullable(),
  startedAt: Timestamp,
  endedAt: Timestamp.nullable(),
  /** null while it runs. */
  result: ExecutionResult.nullable(),
  reason: z.string().nullable(),
  by: z.string(),
});
export type Execution = z.infer<typeof Execution>;

/** A row of `reifier incidents`. */
export const IncidentRow = z.object({
  id: z.string(),
  runbook: z.string().nullable(),
  result: z.string(),
  reason: z.string(),
  startedAt: Timestamp,
  endedAt: Timestamp.nullable(),
  alert: z.string().nullable(),
  path: z.string(),
});
export type IncidentRow = z.infer<typeof IncidentRow>;
