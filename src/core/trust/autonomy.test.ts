import { describe, expect, it } from "vitest";
import { type AutonomyFacts, type AutonomyRecord, mayRunByItself } from "./autonomy.ts";
import type { Outcome } from "./outcomes.ts";

const clean = (count: number): Outcome[] => Array.from({ length: count }, () => "verified" as const);
const record = (change: Partial<AutonomyRecord> = {}): Pick<AutonomyFacts, "record"> => ({
  record: () => ({ sound: true, outcomes: clean(9), runsLastHour: 0, ...change }),
});
const facts = (change: Partial<AutonomyFacts> = {}): AutonomyFacts => ({
  settings: { enabled: true, minVerifiedRuns: 5, minConfidence: 0.75, maxPerHour: 3 },
  paused: false,
  declared: "auto",
  approvedForAutonomy: true,
  match: "exact",
  guards: [true],
  verdicts: ["allow", "confirm"],
  risk: "medium",
  ...record(),
  ...change,
});

describe("a runbook", () => {
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
    ["audit-broken", record({ sound: false })],
    ["too-few-runs", record({ outcomes: clean(4) })],
    ["too-few-runs", record({ outcomes: ["failed", ...clean(90)] })],
    ["too-few-runs", record({ outcomes: ["doubt", ...clean(90)] })],
    ["confidence-too-low", record({ outcomes: clean(8) })],
    ["rate-limited", record({ runsLastHour: 3 })],
  ])("does not: %s", (reason, change) => {
    const decision = mayRunByItself(facts(change));
    expect(decision.allowed).toBe(false);
    expect(decision.reason.split(":", 1)[0]).toBe(reason);
  });

  it("is kept back before the audit is read where something else speaks against it", () => {
    const unread = () => {
      throw new Error("read");
    };
    expect(mayRunByItself(facts({ match: "similar", record: unread })).allowed).toBe(false);
  });
});
