/** A run that is over, as far as trust looks at it. */
export interface PastRun {
  readonly result: string | null;
  readonly reason: string | null;
  /** The error pattern it was started for; null: by hand. */
  readonly pattern: string | null;
  readonly digest: string;
}

/**
 * `verified`: the verify step said so. `failed`: a step, the verify step or the rollback said no. `doubt`: it ran, and
 * nothing says whether it helped (interrupted, or nothing verified it). `neither`: nothing was changed.
 */
export type Outcome = "verified" | "failed" | "doubt" | "neither";

export function outcomeOf({ result, reason }: Pick<PastRun, "result" | "reason">): Outcome {
  switch (result) {
    case "resolved":
      return "verified";
    case "failed":
    case "rolled-back":
      return "failed";
    case "unverified":
      return reason === "no-verify-step" || reason === "verify-not-selected" ? "doubt" : "failed";
    case "interrupted":
      return "doubt";
    default:
      return "neither";
  }
}

/**
 * What speaks for and against a runbook for one pattern since its current digest, newest first. A success for another
 * pattern says nothing of this one; one by hand, and every failure, does.
 */
export const outcomesFor = (
  runs: readonly PastRun[],
  about: { readonly pattern: string | null; readonly digest: string },
): Outcome[] =>
  runs
    .filter(({ digest }) => digest === about.digest)
    .map((run) => ({ pattern: run.pattern, outcome: outcomeOf(run) }))
    .filter(({ pattern, outcome }) => outcome !== "verified" || pattern === null || pattern === about.pattern)
    .map(({ outcome }) => outcome);

/** Verified runs since the last failure or doubt: one sets the count to zero. `outcomes` is newest first. */
export function verifiedInARow(outcomes: readonly Outcome[]): number {
  let count = 0;
  for (const outcome of outcomes) {
    if (outcome === "failed" || outcome === "doubt") return count;
    if (outcome === "verified") count++;
  }
  return count;
}

/** The last two runs that said yes or no for this pattern both said no. A success by hand is a new beginning. */
export function failedTwice(
  runs: readonly PastRun[],
  about: { readonly pattern: string; readonly digest: string },
): boolean {
  const said = runs
    .filter(
      ({ digest, pattern }) => digest === about.digest && (pattern === null || pattern === about.pattern),
    )
    .map((run) => ({ pattern: run.pattern, outcome: outcomeOf(run) }))
    .filter(
      ({ pattern, outcome }) => outcome === "verified" || (outcome === "failed" && pattern === about.pattern),
    );
  return said.length >= 2 && said.slice(0, 2).every(({ outcome }) => outcome === "failed");
}

/** So many verified runs for one pattern within the time: the fix works and does not last. */
const flappingRuns = 3;
export const flappingMs = 3_600_000;

/** How often an error came back after it was resolved, within the last hour; 0 where that is no flapping. */
export function flapping(
  runs: readonly (PastRun & { readonly endedAt: string | null })[],
  pattern: string,
  now: number,
): number {
  const lately = runs.filter(
    (run) =>
      run.pattern === pattern &&
      outcomeOf(run) === "verified" &&
      run.endedAt !== null &&
      now - Date.parse(run.endedAt) < flappingMs,
  );
  return lately.length >= flappingRuns ? lately.length : 0;
}
