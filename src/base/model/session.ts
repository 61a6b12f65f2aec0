import { z } from "zod";
import { ShellRecord } from "./record.ts";
import { Timestamp } from "./scalars.ts";

/** Records of one user on one host, over all their terminals, that belong together. */
export const Session = z.object({
  id: z.string(),
  host: z.string(),
  user: z.string(),
  startedAt: Timestamp,
  endedAt: Timestamp.nullable(),
  records: z.array(ShellRecord),
  terminals: z.array(z.string()),
  note: z.string().nullable(),
  draft: z.string().nullable(),
  counts: z.object({ records: z.number(), kept: z.number(), noise: z.number() }),
});
export type Session = z.infer<typeof Session>;
