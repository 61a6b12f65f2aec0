import type { Evidence } from "../base/ports/operator-store.ts";
import type { UnderstoodEvent } from "../core/patterns/events.ts";

/** Is this evidence of an error? Warnings, and ordinary lines of a known pattern (`CPU usage 12%`), are kept beside it. */
export const isError = ({ level }: Pick<Evidence, "level">): boolean =>
  level === "error" || level === "fatal";

/** What a service itself calls a warning is kept as evidence too: nobody knows what a person calls an incident. */
export function levelOf({ error, level }: Pick<UnderstoodEvent, "error" | "level">): string {
  if (!error) return level ?? "info";
  return level === "fatal" ? "fatal" : "error";
}

/** Of several events that count as one an error is not hidden by what came after it. */
export const graver = (before: string, after: string): string =>
  isError({ level: before }) ? before : after;
