import { describe, expect, it } from "vitest";
import { ExecutionResult } from "../../base/model/execution.ts";
import { type HintFacts, hintAfter } from "./plan-hint.ts";

const facts = (extra: Partial<HintFacts> = {}): HintFacts => ({
  runbook: "fix-it",
  suggestion: null,
  risk: "medium",
  objections: [],
  safer: null,
  guard: null,
  incident: null,
  ...extra,
});
const refused = (reason: string, extra: Partial<HintFacts> = {}) =>
  hintAfter({ result: "refused", reason }, facts(extra));

describe("what to type after a run that did not go through", () => {
  it("has a line for every result that is not a success", () => {
    const quiet = ExecutionResult.options.filter(
      (result) => hintAfter({ result, reason: "x" }, facts()) === null,
    );
    expect(quiet.toSorted()).toEqual(["dry-run", "resolved"]);
  });

  it.each([
    ["not-approved", {}, "reifier approve fix-it"],
    ["not-approved", { objections: ["unclosed-fence: line 4: …"] }, "reifier lint fix-it"],
    ["not-approved", { objections: ["outside-the-workspace: …"] }, "copy the file into runbooks/drafts/"],
    ["changed-since-approval", {}, "reifier approve fix-it"],
    ["not-runnable: unsafe-file: a symlink", {}, "reifier lint fix-it"],
    ["suggestion-not-open", {}, "reifier pending"],
    ["denied-by-policy: step 1, rm-root", { safer: "name the folder" }, "(safer: name the folder)"],
    ["sandbox-missing", {}, "install bubblewrap"],
  ])("a run refused as %s (%j) is told: %s", (reason, extra, told) => {
    expect(refused(reason, extra)).toContain(told);
  });

  it("a guard that cannot be told is told how to say it, of the suggestion that was answered", () => {
    const outcome = { result: "not-applicable", reason: "guard-not-evaluable: CPU is not known" } as const;
    expect(hintAfter(outcome, facts({ guard: "CPU", suggestion: "sg-1" }))).toContain(
      "reifier confirm sg-1 --set CPU=VALUE",
    );
    expect(hintAfter(outcome, facts({ guard: "error rate" }))).toContain(
      "reifier run fix-it --set 'error rate=VALUE'",
    );
  });

  it("a guard that does not hold, and a guard block that failed, are not told to force it", () => {
    const reasons = ["guard-does-not-hold: CPU is 12%", "guard-block-failed 1"];
    for (const reason of reasons) {
      const hint = hintAfter({ result: "not-applicable", reason }, facts({ guard: "CPU" }));
      expect(hint).toContain("reifier ");
      expect(hint).not.toContain("--set");
    }
  });

  it("where nobody could be asked, --yes is offered for what it may answer, never for high risk", () => {
    const outcome = { result: "declined", reason: "no-terminal" } as const;
    expect(hintAfter(outcome, facts())).toContain("reifier run fix-it --yes");
    expect(hintAfter(outcome, facts({ risk: "high" }))).toContain("without --yes: reifier run fix-it");
    expect(hintAfter({ result: "declined", reason: "timeout" }, facts())).toContain("reifier run fix-it");
  });

  it("a run that failed is told where its report is", () => {
    const outcome = { result: "failed", reason: "step-failed 2" } as const;
    const incident = "incidents/INC-20260302-021109-2.md";
    expect(hintAfter(outcome, facts({ incident }))).toContain("reifier incidents show INC-20260302-021109-2");
    expect(hintAfter({ ...outcome, result: "unverified", reason: "no-verify-step" }, facts())).toContain(
      "Verify",
    );
  });
});
