import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Runbook, RunbookInput, Step } from "../../base/model/runbook.ts";
import type { Verdict } from "../../base/model/verdict.ts";
import {
  captureIsNeeded,
  orderProblemText,
  orderSteps,
  rollbackFor,
  runsBeforeYes,
  sandboxOf,
  selectSteps,
  stepRisk,
  worstVerdict,
} from "./plan.ts";
import { blockEnvironment, missingVariables } from "./plan-environment.ts";
import { parseMeasured, resolveInputs } from "./plan-inputs.ts";
import { blockWord, exitCodeOf, retryDelayMs } from "./plan-result.ts";

const step = (number: number, extra: Partial<Step> = {}): Step => ({
  number,
  name: null,
  role: "fix",
  code: "true",
  declaredRisk: null,
  needs: [],
  timeoutMs: null,
  retries: 0,
  capture: null,
  reverts: null,
  cwd: null,
  lines: [1, 1],
  ...extra,
});
const verdict = (extra: Partial<Verdict> = {}): Verdict => ({
  command: "true",
  verdict: "allow",
  risk: "low",
  rule: "r",
  category: "c",
  reason: "reads only",
  span: [0, 4],
  argv: ["true"],
  safer: null,
  ...extra,
});
const numbers = (order: ReturnType<typeof orderSteps>) =>
  order.ok ? order.steps.map((one) => one.number) : order.problem;

describe("the order of steps", () => {
  it("goes by role, then as written", () => {
    const steps = [
      step(1, { role: "verify" }),
      step(2),
      step(3, { role: "guard" }),
      step(4, { role: "rollback" }),
      step(5),
    ];
    expect(numbers(orderSteps({ steps }))).toEqual([3, 2, 5, 1, 4]);
  });

  it("puts a step after what it needs", () => {
    const steps = [step(1, { name: "a", needs: ["b"] }), step(2, { name: "b" }), step(3)];
    expect(numbers(orderSteps({ steps }))).toEqual([2, 1, 3]);
  });

  it("names a missing need, a need of a later role, and the path of a cycle", () => {
    const missing = orderSteps({ steps: [step(1, { needs: ["x"] })] });
    expect(missing.ok ? "" : orderProblemText(missing.problem)).toBe(
      'step 1 needs "x", and no step has that name',
    );
    const later = orderSteps({
      steps: [step(1, { role: "diagnose", needs: ["v"] }), step(2, { role: "verify", name: "v" })],
    });
    expect(later).toMatchObject({ ok: false, problem: { reason: "needs-later-role", step: 1 } });
    const steps = [
      step(1, { name: "a", needs: ["b"] }),
      step(2, { name: "b", needs: ["c"] }),
      step(3, { name: "c", needs: ["b"] }),
    ];
    expect(orderSteps({ steps })).toEqual({
      ok: false,
      problem: { reason: "needs-cycle", path: ["b", "c", "b"] },
    });
    expect(orderSteps({ steps: [step(1, { name: "a", needs: ["a"] })] })).toMatchObject({ ok: false });
  });

  it("holds a chain of a thousand, written in any order", () => {
    const chain = Array.from({ length: 1_000 }, (_, n) =>
      step(n + 1, { name: `s${n}`, needs: n === 999 ? [] : [`s${n + 1}`] }),
    );
    expect(numbers(orderSteps({ steps: chain }))).toEqual(chain.map((one) => one.number).reverse());
  });

  it("is a permutation in which every need comes first", () => {
    const arbitrary = fc.array(fc.array(fc.nat(20), { maxLength: 3 }), { maxLength: 20 });
    fc.assert(
      fc.property(arbitrary, (needs) => {
        const steps = needs.map((some, n) =>
          step(n + 1, { name: `s${n}`, needs: some.filter((m) => m < n).map((m) => `s${m}`) }),
        );
        const order = orderSteps({ steps });
        if (!order.ok) throw new Error("an acyclic order must be found");
        expect(order.steps.map((one) => one.number).toSorted((a, b) => a - b)).toEqual(
          steps.map((one) => one.number),
        );
        const place = new Map(order.steps.map((one, at) => [one.name, at]));
        for (const one of order.steps)
          for (const need of one.needs) expect(place.get(need)).toBeLessThan(place.get(one.name) ?? -1);
      }),
    );
  });

  it("--from and --only keep the guards, and name a step that is not there", () => {
    const steps = [
      step(1, { role: "guard" }),
      step(2, { role: "diagnose" }),
      step(3),
      step(4, { role: "verify" }),
      step(5, { role: "rollback" }),
    ];
    const chosen = (from: number | null, only: number | null) =>
      selectSteps(steps, { from, only }).steps.map((one) => one.number);
    expect(chosen(null, null)).toEqual([1, 2, 3, 4, 5]);
    expect(chosen(3, null)).toEqual([1, 3, 4, 5]);
    expect(chosen(null, 4)).toEqual([1, 4]);
    expect(selectSteps(steps, { from: null, only: 9 }).unknown).toBe(9);
  });

  it("rolls back what was begun, the last first", () => {
    const steps = [
      step(1, { name: "a" }),
      step(2, { name: "b" }),
      step(3, { name: "c" }),
      step(4, { role: "rollback", reverts: "a" }),
      step(5, { role: "rollback", reverts: "b" }),
      step(6, { role: "rollback", reverts: "c" }),
      step(7, { role: "rollback" }),
    ];
    expect(rollbackFor(steps, steps.slice(0, 2)).map((one) => one.number)).toEqual([5, 4, 7]);
  });
});

describe("what a step may do", () => {
  it("runs before the yes only when it looks at things and is judged so", () => {
    expect(runsBeforeYes(step(1, { role: "diagnose" }), [verdict()])).toEqual({
      before: true,
      reason: "reads-only",
    });
    expect(runsBeforeYes(step(1), [verdict()]).reason).toBe("role-changes");
    expect(
      runsBeforeYes(step(1, { role: "guard" }), [verdict(), verdict({ verdict: "confirm" })]).reason,
    ).toBe("not-allowed-unasked");
    expect(runsBeforeYes(step(1, { role: "guard" }), [verdict({ risk: "medium" })]).reason).toBe(
      "not-low-risk",
    );
    expect(runsBeforeYes(step(1, { role: "guard", declaredRisk: "write" }), [verdict()]).before).toBe(false);
  });

  it("has the judged risk, which a declaration raises and never lowers", () => {
    expect(stepRisk(step(1, { declaredRisk: "destructive" }), [verdict()])).toBe("high");
    expect(stepRisk(step(1, { declaredRisk: "read" }), [verdict({ risk: "high" })])).toBe("high");
  });

  it("answers with the strictest verdict", () => {
    const deny = verdict({ verdict: "deny", risk: "high" });
    expect(worstVerdict("x", [verdict(), deny, verdict({ verdict: "confirm" })])).toBe(deny);
    expect(worstVerdict("true", [verdict()]).rule).toBe("r");
    expect(worstVerdict("# only words", []).rule).toBe("no-command");
  });

  it("is confined as declared, else read-only when it only looks", () => {
    expect(sandboxOf({ sandbox: null }, step(1), "low")).toEqual({ kind: "none" });
    expect(sandboxOf({ sandbox: null }, step(1, { role: "guard" }), "low")).toEqual({ kind: "read-only" });
    expect(sandboxOf({ sandbox: null }, step(1, { role: "diagnose" }), "low")).toEqual({ kind: "read-only" });
    expect(sandboxOf({ sandbox: null }, step(1, { role: "diagnose" }), "medium")).toEqual({ kind: "none" });
  });

  it("lets a verify after the yes open its service's own files, as a configuration test does", () => {
    const verify = (code: string) => sandboxOf({ sandbox: null }, step(1, { role: "verify", code }), "low");
    expect(verify("curl -fsS localhost")).toEqual({ kind: "read-only" });
    for (const code of ["nginx -t", "nginx -c /x/n.conf -t", "sudo nginx -tq", "apachectl configtest"])
      expect(verify(code), code).toEqual({ kind: "none" });
    expect(sandboxOf({ sandbox: { network: false, writes: ["/srv"] } }, step(1), "medium")).toEqual({
      kind: "declared",
      network: false,
      writes: ["/srv"],
    });
  });

  it("knows whether its capture is needed", () => {
    const runbook = (extra: Partial<Runbook>) => ({ inputs: {}, steps: [], ...extra });
    const capturing = step(1, { role: "diagnose", capture: "PID", name: "find" });
    expect(captureIsNeeded(runbook({}), capturing)).toBe(false);
    expect(captureIsNeeded(runbook({ steps: [step(2, { code: 'kill "$PID"' })] }), capturing)).toBe(true);
    expect(captureIsNeeded(runbook({ steps: [step(2, { code: "kill ${PID:-1}" })] }), capturing)).toBe(true);
    expect(captureIsNeeded(runbook({ steps: [step(2, { code: "kill $PIDFILE" })] }), capturing)).toBe(false);
    expect(captureIsNeeded(runbook({ steps: [step(2, { needs: ["find"] })] }), capturing)).toBe(true);
  });
});

const input = (extra: Partial<RunbookInput> = {}): RunbookInput => ({
  required: true,
  default: null,
  example: null,
  enum: null,
  pattern: null,
  from: null,
  secret: false,
  ...extra,
});
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

describe("the environment of a block", () => {
  const caller = {
    HOME: "/root",
    PATH: "/evil",
    ANTHROPIC_API_KEY: "k",
    AWS_SECRET_ACCESS_KEY: "k",
    LD_PRELOAD: "/x.so",
    NODE_OPTIONS: "--x",
    PGHOST: "db",
    EMPTY: "",
  };

  it("is the allow-list, what is declared, what earlier blocks left, captures and inputs: nothing else", () => {
    const environment = blockEnvironment({
      caller,
      declared: ["PGHOST"],
      carried: { A: "1", PGHOST: "db2" },
      captured: { PID: "42" },
      inputs: { POD: "web" },
    });
    expect(environment).toMatchObject({
      HOME: "/root",
      PGHOST: "db2",
      A: "1",
      PID: "42",
      POD: "web",
      PAGER: "cat",
    });
    expect(environment["PATH"]).not.toContain("evil");
    expect(Object.keys(environment).toSorted()).toEqual([
      "A",
      "HOME",
      "PAGER",
      "PATH",
      "PGHOST",
      "PID",
      "POD",
      "TERM",
    ]);
  });

  it("never holds what changes the shell or its loader, whoever asks for it", () => {
    const bad = {
      LD_PRELOAD: "x",
      BASH_ENV: "x",
      ENV: "x",
      NODE_OPTIONS: "x",
      REIFIER_WORKSPACE: "x",
      SHELLOPTS: "x",
      "BASH_FUNC_ls%%": "x",
    };
    const environment = blockEnvironment({
      caller: bad,
      declared: Object.keys(bad),
      carried: bad,
      captured: bad,
      inputs: bad,
    });
    expect(Object.keys(environment).toSorted()).toEqual(["PAGER", "PATH", "TERM"]);
  });

  it("says which declared variable is missing or empty", () => {
    expect(missingVariables(["PGHOST", "EMPTY", "GONE", "toString"], caller)).toEqual([
      "EMPTY",
      "GONE",
      "toString",
    ]);
  });
});

describe("results", () => {
  it("have the exit codes that scripts rely on", () => {
    expect([
      exitCodeOf("resolved"),
      exitCodeOf("unverified"),
      exitCodeOf("refused"),
      exitCodeOf("declined"),
      exitCodeOf("rolled-back"),
      exitCodeOf("interrupted"),
    ]).toEqual([0, 1, 10, 11, 12, 130]);
  });

  it("never call a signal, a timeout or an interrupt a success", () => {
    const end = { exitCode: 0, signal: null, timedOut: false, interrupted: false };
    expect(blockWord(end)).toBe("ok");
    expect(blockWord({ ...end, timedOut: true })).toBe("timed-out");
    expect(blockWord({ ...end, interrupted: true })).toBe("interrupted");
    expect(blockWord({ ...end, exitCode: null, signal: "SIGKILL" })).toBe("killed");
    expect(blockWord({ ...end, exitCode: 3 })).toBe("failed");
    expect([1, 2, 3, 4, 5, 9].map(retryDelayMs)).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
  });
});
