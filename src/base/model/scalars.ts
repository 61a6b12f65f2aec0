import { z } from "zod";

/** ISO 8601 UTC with milliseconds. */
export const Timestamp = z.string();
export type Timestamp = z.infer<typeof Timestamp>;

/** `[start, end)` in UTF-16 code units of the string it belongs to. */
export const Span = z.tuple([z.number().int(), z.number().int()]);
export type Span = z.infer<typeof Span>;

export const ShellName = z.enum(["bash", "zsh", "fish"]);
export type ShellName = z.infer<typeof ShellName>;

/** `low` reads only; `medium` changes, or is unknown; `high` loses data, changes access, the host or other people's work. */
export const Risk = z.enum(["low", "medium", "high"]);
export type Risk = z.infer<typeof Risk>;

const riskOrder: readonly Risk[] = ["low", "medium", "high"];

/** The highest of several risks; `low` for none. */
export const highestRisk = (risks: readonly Risk[]): Risk =>
  risks.reduce<Risk>(
    (worst, risk) => (riskOrder.indexOf(risk) > riskOrder.indexOf(worst) ? risk : worst),
    "low",
  );

export const StepRole = z.enum(["guard", "diagnose", "fix", "verify", "rollback"]);
export type StepRole = z.infer<typeof StepRole>;
