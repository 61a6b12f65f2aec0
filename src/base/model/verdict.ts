import { z } from "zod";
import { Risk, Span } from "./scalars.ts";

/** The policy's answer for one command, with its reason. */
export const Verdict = z.object({
  command: z.string(),
  verdict: z.enum(["allow", "confirm", "deny"]),
  risk: Risk,
  /** Id of the rule that decided. */
  rule: z.string(),
  category: z.string(),
  reason: z.string(),
  /** The judged part of `command`. */
  span: Span,
  /** The judged part as it would run, resolved. */
  argv: z.array(z.string()),
  /** A safer way to the same end. */
  safer: z.string().nullable(),
});
export type Verdict = z.infer<typeof Verdict>;
