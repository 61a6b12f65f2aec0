import { z } from "zod";

/** What one guard sentence says of what was measured. `holds: null` is not evaluable, which counts as no. */
export const GuardResult = z.object({
  guard: z.string(),
  holds: z.boolean().nullable(),
  name: z.string(),
  value: z.union([z.number(), z.string()]).nullable(),
  unit: z.string().nullable(),
  why: z.string(),
});
export type GuardResult = z.infer<typeof GuardResult>;
