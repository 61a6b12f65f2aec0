import type { Step } from "../../base/model/runbook.ts";
import type { Verdict } from "../../base/model/verdict.ts";

/** A step with the verdicts of its commands. */
export interface JudgedStep {
  readonly step: Step;
  readonly verdicts: readonly Verdict[];
}
