import { z } from "zod";
import { Risk, Span, StepRole, Timestamp } from "./scalars.ts";

/** One code block of any Markdown file (`reifier blocks`). */
export const CodeBlock = z.object({
  kind: z.enum(["fenced", "indented"]),
  language: z.string().nullable(),
  info: z.string(),
  /** Without its last newline, LF only. */
  code: z.string(),
  headingPath: z.array(z.string()),
  attributes: z.record(z.string(), z.unknown()),
  /** 1-based, fences included. */
  lines: z.tuple([z.number().int(), z.number().int()]),
});
export type CodeBlock = z.infer<typeof CodeBlock>;

/** One runnable block of a runbook, with its role. */
export const Step = z.object({
  /** 1-based position in the document among all steps. */
  number: z.number().int(),
  name: z.string().nullable(),
  role: StepRole,
  /** Exactly the text that bash gets (a transcript's prompt lines joined), LF only. */
  code: z.string(),
  /** What the author declares (`read|write|destructive`); it can raise the judged risk, never lower it. */
  declaredRisk: z.enum(["read", "write", "destructive"]).nullable(),
  needs: z.array(z.string()),
  /** Milliseconds; null: the workspace's default. */
  timeoutMs: z.number().nullable(),
  retries: z.number().int(),
  /** Variable that gets the trimmed stdout. */
  capture: z.string().nullable(),
  /** Name of the step that this one undoes. */
  reverts: z.string().nullable(),
  cwd: z.string().nullable(),
  /** 1-based lines in the file. */
  lines: z.tuple([z.number().int(), z.number().int()]),
});
export type Step = z.infer<typeof Step>;

/** A condition a person wrote as a sentence: `<name> <op> <number>[unit]` or `<name> is <word>`. */
export const GuardSentence = z.object({
  /** The sentence as written. */
  text: z.string(),
  name: z.string(),
  op: z.enum([">", ">=", "<", "<=", "=", "!=", "is", "is not"]),
  /** The number for a comparison, else null. */
  number: z.number().nullable(),
  unit: z.string().nullable(),
  /** The word of `is`, else null. */
  word: z.string().nullable(),
  /** True for "Do not run if …": the condition must not hold. */
  negated: z.boolean(),
  line: z.number().int(),
});
export type GuardSentence = z.infer<typeof GuardSentence>;

export const RunbookInput = z.object({
  required: z.boolean().default(true),
  default: z.string().nullable().default(null),
  example: z.string().nullable().default(null),
  enum: z.array(z.string()).nullable().default(null),
  /** A JavaScript regular expression that the whole value must match. */
  pattern: z.string().nullable().default(null),
  /** `alert.labels.NAME`, `alert.values.NAME`, `capture NAME`. */
  from: z.string().nullable().default(null),
  secret: z.boolean().default(false),
});
export type RunbookInput = z.infer<typeof RunbookInput>;

export const RunbookStatus = z.enum(["draft", "approved", "changed", "retired"]);
export type RunbookStatus = z.infer<typeof RunbookStatus>;

/** A runbook file, understood. The file stays the truth; this is what it says. */
export const Runbook = z.object({
  /** Frontmatter `id`, else the file's name without `.md`. */
  id: z.string(),
  title: z.string(),
  /** What the frontmatter says, which is no authority. */
  declaredStatus: z.string().nullable(),
  owner: z.string().nullable(),
  severity: z.string().nullable(),
  symptoms: z.array(z.string()),
  alerts: z.array(z.string()),
  inputs: z.record(z.string(), RunbookInput),
  cwd: z.string().nullable(),
  /** Names of variables passed through from the caller. */
  env: z.array(z.string()),
  onVerifyFail: z.enum(["offer", "rollback"]),
  autonomy: z.enum(["confirm", "auto"]),
  sandbox: z.object({ network: z.boolean(), writes: z.array(z.string()) }).nullable(),
  sourceSessions: z.array(z.string()),
  guards: z.array(GuardSentence),
  steps: z.array(Step),
  /** SHA-256 (hex) over everything that runs; see core/runbook/digest.ts. */
  digest: z.string(),
  /** The same without guards: an approval by moving may add guards, nothing else. */
  digestWithoutGuards: z.string(),
});
export type Runbook = z.infer<typeof Runbook>;

/** What is wrong with a runbook, by line. */
export const LintProblem = z.object({
  file: z.string(),
  line: z.number().int(),
  rule: z.string(),
  severity: z.enum(["error", "warning"]),
  message: z.string(),
  fix: z.string().nullable(),
});
export type LintProblem = z.infer<typeof LintProblem>;

/** A person's yes to exactly these bytes: a line of `state/approvals.jsonl`, authentic only with its `mac`. */
export const Approval = z.object({
  runbook: z.string(),
  digest: z.string(),
  title: z.string(),
  by: z.string(),
  how: z.enum(["move", "command"]),
  at: Timestamp,
  autonomy: z.boolean(),
  /** `approve` pins the digest; `retire` takes the last one back. */
  act: z.enum(["approve", "retire"]),
});
export type Approval = z.infer<typeof Approval>;

/** A line of `reifier runbooks`. */
export const RunbookRow = z.object({
  id: z.string(),
  title: z.string(),
  status: RunbookStatus,
  path: z.string(),
  risk: Risk,
  patterns: z.array(z.string()),
  runs: z.number().int(),
  verified: z.number().int(),
  confidence: z.number(),
  autonomy: z.enum(["confirm", "auto"]),
  lastRunAt: Timestamp.nullable(),
  lastResult: z.string().nullable(),
  problems: z.array(z.string()),
});
export type RunbookRow = z.infer<typeof RunbookRow>;

export const Splice = z.object({ span: Span, text: z.string() });
export type Splice = z.infer<typeof Splice>;
