import { Bundle, type DraftResult } from "../../src/base/model/draft.ts";
import { type DraftContext, draftSession } from "../../src/core/scribe/draft-session.ts";

export type Typed = string | readonly [command: string, exitCode: number | null];

/** A session of commands that a person typed ten seconds apart; without an exit code it is 0. */
export function bundleOf(typed: readonly Typed[], more: Record<string, unknown> = {}): Bundle {
  const records = typed.map((line, at) => {
    const [command, exitCode] = typeof line === "string" ? [line, 0] : line;
    const startedAt = new Date(Date.parse("2026-03-02T02:11:09Z") + at * 10_000).toISOString();
    return {
      n: at + 1,
      command,
      exitCode,
      startedAt,
      durationMs: 100,
      cwd: "/srv/app",
      host: "web-1",
      user: "ana",
    };
  });
  return Bundle.parse({ id: "s-1", records, ...more });
}
export const context: DraftContext = { sessionId: "s-1", host: "web-1", known: [], evidence: [] };
export const draft = (typed: readonly Typed[], more?: Record<string, unknown>): DraftResult =>
  draftSession(bundleOf(typed, more), context);
export const commands = (result: DraftResult, role: string): string[] =>
  result.steps.filter((step) => step.role === role).map(({ command }) => command);
/** The draft of commands with the exit code before each. */
export const drafted = (...typed: readonly (readonly [exitCode: number, command: string])[]): DraftResult =>
  draft(typed.map(([exitCode, command]) => [command, exitCode]));
/** The records, by their places from 1, to which the draft gives a role. */
export const placesOf = (result: DraftResult, role: string): number[] =>
  result.steps.filter((step) => step.role === role).flatMap(({ from }) => from);
