import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { confidenceOf, wilsonLowerBound } from "./confidence.ts";

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

  it("after a failure begins at zero", () => {
    const clean = Array.from({ length: 50 }, () => "verified" as const);
    expect(confidenceOf(["failed", ...clean])).toBe(0);
    expect(confidenceOf(clean)).toBeGreaterThan(0.94);
  });
});
