import { describe, expect, it } from "vitest";
import { input } from "../../../test/fixtures/execution/story.ts";
import type { RunbookInput } from "../../base/model/runbook.ts";
import { parseMeasured, resolveInputs } from "./plan-inputs.ts";

const resolve = (
  inputs: Record<string, RunbookInput>,
  sources: Partial<Parameters<typeof resolveInputs>[1]> = {},
) => resolveInputs({ inputs }, { sets: {}, alert: null, captured: {}, coming: ["PID", "LATER"], ...sources });
const alert = {
  labels: { instance: "web-1", dash: "-rf", line: "a\nb" },
  values: { CPU: { value: 97, unit: "%" } },
};

describe("inputs", () => {
  it("are said, else from the alert or a capture, else the default; else they are missing", () => {
    const inputs = {
      A: input({ default: "d" }),
      B: input({ from: "alert.labels.instance", default: "d" }),
      C: input({ from: "alert.values.CPU" }),
      D: input({ from: "capture PID" }),
      E: input({ example: "4711" }),
      F: input({ required: false }),
      G: input({ from: "capture LATER" }),
    };
    const found = resolve(inputs, { sets: { A: "said" }, alert, captured: { PID: "42" } });
    expect(found.values).toEqual({ A: "said", B: "web-1", C: "97", D: "42", F: "" });
    expect(found.missing).toEqual([{ name: "E", secret: false, why: "it has no default, for example 4711" }]);
    expect(found.later).toEqual(["G"]);
    const gone = resolve({ G: input({ from: "capture LATER" }) }, { coming: [] });
    expect(gone.missing).toMatchObject([{ name: "G", why: "capture LATER says nothing" }]);
  });

  it("hold what the runbook asks of them", () => {
    const reasons = (one: RunbookInput, value: string) =>
      resolve({ X: one }, { sets: { X: value } }).problems.map((problem) => problem.reason);
    expect(reasons(input({ enum: ["a", "b"] }), "c")).toEqual(["not-in-enum"]);
    expect(reasons(input({ pattern: "[a-z]+" }), "ab1")).toEqual(["pattern-mismatch"]);
    expect(reasons(input({ pattern: "a|b" }), "ax")).toEqual(["pattern-mismatch"]);
    expect(reasons(input({ pattern: "(" }), "a")).toEqual(["bad-pattern"]);
    expect(reasons(input(), "a\0b")).toEqual(["control-character"]);
    expect(reasons(input(), "x".repeat(20_000))).toEqual(["too-long"]);
    expect(reasons(input(), "; touch P\n$(id)")).toEqual([]);
    expect(reasons(input(), "-rf")).toEqual([]);
    expect(resolve({ LD_PRELOAD: input() }, { sets: { LD_PRELOAD: "x" } }).problems[0]?.reason).toBe(
      "bad-name",
    );
  });

  it("from an alert may not look like an option or carry controls, unless a pattern allows it", () => {
    const reason = (from: string, extra: Partial<RunbookInput> = {}) =>
      resolve({ X: input({ from, ...extra }) }, { alert }).problems[0]?.reason;
    expect(reason("alert.labels.dash")).toBe("leading-dash");
    expect(reason("alert.labels.line")).toBe("control-character");
    expect(reason("alert.labels.dash", { pattern: "-[a-z]+" })).toBeUndefined();
    expect(resolve({ X: input({ from: "alert.labels.constructor" }) }, { alert }).missing).toHaveLength(1);
  });

  it("reads what a person says of a measurement", () => {
    expect(parseMeasured("97%")).toEqual({ value: 97, unit: "%" });
    expect(parseMeasured(" 3.5 GB ")).toEqual({ value: 3.5, unit: "GB" });
    expect(parseMeasured("web-1")).toEqual({ value: "web-1", unit: null });
  });
});
