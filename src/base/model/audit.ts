import { z } from "zod";
import { Timestamp } from "./scalars.ts";

/** One line of `audit/audit.jsonl`: each carries the hash of the line before it and a keyed mac over itself. */
export const AuditLine = z.object({
  seq: z.number().int(),
  at: Timestamp,
  actor: z.string(),
  type: z.string(),
  subject: z.string(),
  data: z.record(z.string(), z.unknown()),
  prev: z.string(),
  mac: z.string(),
});
export type AuditLine = z.infer<typeof AuditLine>;
