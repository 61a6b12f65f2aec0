/** One-sided 95 %: the normal quantile at 0.95. */
const z = 1.6448536269514722;

/**
 * Wilson's lower bound of a success rate, one-sided 95 % (Wilson 1927): 9 of 9 gives 0.769, 0 runs gives 0.
 * The share of successes that the runs so far support, not the share they show.
 */
export function wilsonLowerBound(successes: number, runs: number): number {
  if (!(runs > 0) || !(successes > 0)) return 0;
  const rate = Math.min(1, successes / runs);
  const z2 = z * z;
  const centre = rate + z2 / (2 * runs);
  const margin = z * Math.sqrt((rate * (1 - rate) + z2 / (4 * runs)) / runs);
  return Math.max(0, (centre - margin) / (1 + z2 / runs));
}

/** How a run of a runbook for one pattern ended, as far as trust is concerned. */
type Outcome = "verified" | "failed" | "neither";

/** `resolved` counts for a runbook; a failure, a rollback or an interruption against it; what never ran counts for neither. */
function outcomeOf(result: string | null): Outcome {
  if (result === "resolved") return "verified";
  return result === "failed" ||
    result === "rolled-back" ||
    result === "interrupted" ||
    result === "unverified"
    ? "failed"
    : "neither";
}

/** Verified runs since the last failure: one failure sets the count to zero. `results` is newest first. */
export function verifiedInARow(results: readonly (string | null)[]): number {
  let count = 0;
  for (const result of results) {
    const outcome = outcomeOf(result);
    if (outcome === "failed") return count;
    if (outcome === "verified") count++;
  }
  return count;
}

export interface AutonomyFacts {
  /** `autonomy` of `reifier.yaml`. */
  readonly settings: {
    readonly enabled: boolean;
    readonly minVerifiedRuns: number;
    readonly minConfidence: number;
    readonly maxPerHour: number;
  };
  /** `reifier pause --operator` is in force. */
  readonly paused: boolean;
  /** The runbook says `autonomy: auto`. */
  readonly declared: "confirm" | "auto";
  /** It was approved with `--autonomy` and its id typed, for the digest it has now. */
  readonly approvedForAutonomy: boolean;
  /** Results for this pattern since the current digest, on this host, newest first. */
  readonly results: readonly (string | null)[];
  readonly match: "exact" | "similar";
  /** `holds` of each guard of the runbook. */
  readonly guards: readonly (boolean | null)[];
  /** Verdicts and risks of all steps. */
  readonly verdicts: readonly ("allow" | "confirm" | "deny")[];
  readonly risk: "low" | "medium" | "high";
  /** Unattended runs of the workspace within the last hour. */
  readonly runsLastHour: number;
}

export interface AutonomyDecision {
  readonly allowed: boolean;
  /** A stable word, then what it means here. */
  readonly reason: string;
}

/** May this runbook run without being asked? The first thing that speaks against it is the reason. */
export function mayRunByItself(facts: AutonomyFacts): AutonomyDecision {
  const against = objection(facts);
  if (against !== null) return { allowed: false, reason: against };
  const verified = verifiedInARow(facts.results);
  return {
    allowed: true,
    reason: `trusted: ${verified} verified runs, confidence ${confidenceOf(facts.results).toFixed(3)}`,
  };
}

/** The confidence that the runs since the last failure support. */
export function confidenceOf(results: readonly (string | null)[]): number {
  const verified = verifiedInARow(results);
  return wilsonLowerBound(verified, verified);
}

function objection(facts: AutonomyFacts): string | null {
  return permission(facts) ?? thisAlert(facts) ?? record(facts);
}

function permission({ settings, paused, declared, approvedForAutonomy }: AutonomyFacts): string | null {
  if (!settings.enabled) return "autonomy-off: autonomy.enabled is false";
  if (paused) return "paused: the operator is paused";
  if (declared !== "auto") return "not-declared: the runbook does not say autonomy: auto";
  return approvedForAutonomy ? null : "not-approved-for-autonomy: approve it with --autonomy";
}

function thisAlert({ match, guards, verdicts, risk }: AutonomyFacts): string | null {
  if (match !== "exact") return "similar-only: the line is similar to the pattern, not the same";
  if (verdicts.includes("deny")) return "denied: the policy denies a step";
  if (risk === "high") return "high-risk: a step is high risk";
  if (guards.every((holds) => holds === true)) return null;
  return guards.includes(false)
    ? "guard-does-not-hold: a guard does not hold"
    : "guard-unknown: a guard could not be evaluated";
}

function record({ settings, results, runsLastHour }: AutonomyFacts): string | null {
  const verified = verifiedInARow(results);
  if (verified < settings.minVerifiedRuns)
    return `too-few-runs: ${verified} of ${settings.minVerifiedRuns} verified runs`;
  const confidence = confidenceOf(results);
  if (confidence < settings.minConfidence)
    return `confidence-too-low: ${confidence.toFixed(3)} of ${settings.minConfidence}`;
  return runsLastHour >= settings.maxPerHour
    ? `rate-limited: ${runsLastHour} of ${settings.maxPerHour} runs within the hour`
    : null;
}
