import { confidenceOf } from "./confidence.ts";
import { type Outcome, verifiedInARow } from "./outcomes.ts";

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
  readonly match: "exact" | "similar";
  /** `holds` of each guard of the runbook. */
  readonly guards: readonly (boolean | null)[];
  /** Verdicts of all steps. */
  readonly verdicts: readonly ("allow" | "confirm" | "deny")[];
  readonly risk: "low" | "medium" | "high";
  /** What the audit says; asked only when nothing else speaks against it. */
  readonly record: () => AutonomyRecord;
}

/** What this host did, by its own audit. */
export interface AutonomyRecord {
  /** The chain of the audit is whole: else it proves nothing. */
  readonly sound: boolean;
  /** For this pattern since the current digest, newest first. */
  readonly outcomes: readonly Outcome[];
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
  const early = permission(facts) ?? thisAlert(facts);
  if (early !== null) return { allowed: false, reason: early };
  const record = facts.record();
  const against = trackRecord(facts.settings, record);
  if (against !== null) return { allowed: false, reason: against };
  const verified = verifiedInARow(record.outcomes);
  return {
    allowed: true,
    reason: `trusted: ${verified} verified runs, confidence ${confidenceOf(record.outcomes).toFixed(3)}`,
  };
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

function trackRecord(
  settings: AutonomyFacts["settings"],
  { sound, outcomes, runsLastHour }: AutonomyRecord,
): string | null {
  if (!sound) return "audit-broken: the audit is not whole, so it proves nothing";
  const verified = verifiedInARow(outcomes);
  if (verified < settings.minVerifiedRuns)
    return `too-few-runs: ${verified} of ${settings.minVerifiedRuns} verified runs`;
  const confidence = confidenceOf(outcomes);
  if (confidence < settings.minConfidence)
    return `confidence-too-low: ${confidence.toFixed(3)} of ${settings.minConfidence}`;
  return runsLastHour >= settings.maxPerHour
    ? `rate-limited: ${runsLastHour} of ${settings.maxPerHour} runs within the hour`
    : null;
}
