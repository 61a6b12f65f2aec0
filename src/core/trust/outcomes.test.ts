import { describe, expect, it } from "vitest";
import { failedTwice, flapping, outcomeOf, outcomesFor, type PastRun, verifiedInARow } from "./outcomes.ts";

const run = (result: string | null, facts: Partial<PastRun> = {}): PastRun => ({
  result,
  reason: null,
  pattern: "p-1",
  digest: "d",
  ...facts,
});
const about = { pattern: "p-1", digest: "d" };

describe("the outcome of a run", () => {
  it.each([
    ["resolved", null, "verified"],
    ["failed", null, "failed"],
    ["rolled-back", null, "failed"],
    ["unverified", "verify-exit 3", "failed"],
    ["unverified", "no-verify-step", "doubt"],
    ["interrupted", null, "doubt"],
    ["declined", null, "neither"],
    ["not-applicable", null, "neither"],
    [null, null, "neither"],
  ])("%s (%s) is %s", (result, reason, outcome) => {
    expect(outcomeOf({ result, reason })).toBe(outcome);
  });
});

describe("the verified runs of a runbook for a pattern", () => {
  it("begin anew after a failure, an interruption, or an end that nothing verified", () => {
    expect(verifiedInARow(["verified", "failed", "verified", "verified"])).toBe(1);
    expect(verifiedInARow(["doubt", "verified"])).toBe(0);
    expect(verifiedInARow(["neither", "verified", "neither", "verified"])).toBe(2);
  });
  it("are those since the current digest, for this pattern or by hand; a failure for any pattern counts", () => {
    const runs = [
      run("resolved"),
      run("resolved", { pattern: null }),
      run("resolved", { pattern: "p-2" }),
      run("failed", { pattern: "p-2" }),
      run("resolved", { digest: "older" }),
    ];
    expect(outcomesFor(runs, about)).toEqual(["verified", "verified", "failed"]);
  });
});

describe("a fix that failed twice", () => {
  it("is the last two that said yes or no for this pattern", () => {
    expect(failedTwice([run("failed"), run("unverified")], about)).toBe(true);
    expect(failedTwice([run("failed"), run("interrupted"), run("declined"), run("rolled-back")], about)).toBe(
      true,
    );
    expect(failedTwice([run("failed")], about)).toBe(false);
    expect(failedTwice([run("failed"), run("resolved"), run("failed")], about)).toBe(false);
    expect(failedTwice([run("failed"), run("failed", { pattern: "p-2" })], about)).toBe(false);
  });
  it("is given another chance by a success by hand, and by another text that was approved", () => {
    expect(failedTwice([run("resolved", { pattern: null }), run("failed"), run("failed")], about)).toBe(
      false,
    );
    expect(failedTwice([run("failed", { digest: "older" }), run("failed", { digest: "older" })], about)).toBe(
      false,
    );
  });
  it("is none where nothing verifies: that says nothing", () => {
    const open = run("unverified", { reason: "no-verify-step" });
    expect(failedTwice([open, open, open], about)).toBe(false);
  });
});

describe("flapping", () => {
  const now = Date.parse("2026-03-02T03:00:00Z");
  const healed = (minutesAgo: number) => ({
    ...run("resolved"),
    endedAt: new Date(now - minutesAgo * 60_000).toISOString(),
  });
  it("is an error that came back three times within the hour after it was resolved", () => {
    expect(flapping([healed(5), healed(20), healed(50)], "p-1", now)).toBe(3);
    expect(flapping([healed(5), healed(20), healed(61)], "p-1", now)).toBe(0);
    expect(flapping([healed(5), healed(20), healed(50)], "p-2", now)).toBe(0);
  });
});
