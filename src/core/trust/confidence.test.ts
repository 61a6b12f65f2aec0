import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AutonomyFacts,
  confidenceOf,
  mayRunByItself,
  verifiedInARow,
  wilsonLowerBound,
} from "./confidence.ts";

const clean = (count: number): string[] => Array.from({ length: count }, () => "resolved");
const facts = (change: Partial<AutonomyFacts> = {}): AutonomyFacts => ({
  settings: { enabled: true, minVerifiedRuns: 5, minConfidence: 0.75, maxPerHour: 3 },
  paused: false,
  declared: "auto",
  approvedForAutonomy: true,
  results: clean(9),
  match: "exact",
  guards: [true],
  verdicts: ["allow", "confirm"],
  risk: "medium",
  runsLastHour: 0,
  ...change,
});

describe("trust", () => {
  it("nine clean runs support 0.769, eight do not reach 0.75", () => {
    expect(wilsonLowerBound(9, 9)).toBeCloseTo(0.769, 3);
    expect(wilsonLowerBound(8, 8)).toBeLessThan(0.75);
    expect(wilsonLowerBound(0, 0)).toBe(0);
  });

  it("the bound is below the rate shown and grows with successes", () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (successes, failures) => {
        const runs = successes + failures;
        const bound = wilsonLowerBound(successes, runs);
        expect(bound).toBeGreaterThanOrEqual(0);
        if (runs > 0) expect(bound).toBeLessThanOrEqual(successes / runs);
        expect(wilsonLowerBound(successes + 1, runs + 1)).toBeGreaterThanOrEqual(bound);
      }),
    );
  });

  it("one failure sets the count to zero; what never ran counts for neither", () => {
    expect(verifiedInARow(["resolved", "failed", "resolved", "resolved"])).toBe(1);
    expect(verifiedInARow(["rolled-back", ...clean(50)])).toBe(0);
    expect(verifiedInARow(["declined", "resolved", null, "dry-run", "not-applicable", "resolved"])).toBe(2);
    expect(confidenceOf(["failed", ...clean(50)])).toBe(0);
  });

  it("runs by itself when everything speaks for it", () => {
    expect(mayRunByItself(facts())).toEqual({
      allowed: true,
      reason: "trusted: 9 verified runs, confidence 0.769",
    });
  });

  it.each<[string, Partial<AutonomyFacts>]>([
    ["autonomy-off", { settings: { enabled: false, minVerifiedRuns: 1, minConfidence: 0, maxPerHour: 9 } }],
    ["paused", { paused: true }],
    ["not-declared", { declared: "confirm" }],
    ["not-approved-for-autonomy", { approvedForAutonomy: false }],
    ["similar-only", { match: "similar" }],
    ["denied", { verdicts: ["allow", "deny"] }],
    ["high-risk", { risk: "high" }],
    ["guard-does-not-hold", { guards: [null, false] }],
    ["guard-unknown", { guards: [true, null] }],
    ["too-few-runs", { results: clean(4) }],
    ["too-few-runs", { results: ["failed", ...clean(90)] }],
    ["confidence-too-low", { results: clean(8) }],
    ["rate-limited", { runsLastHour: 3 }],
  ])("does not: %s", (reason, change) => {
    const decision = mayRunByItself(facts(change));
    expect(decision.allowed).toBe(false);
    expect(decision.reason.split(":", 1)[0]).toBe(reason);
  });
});
