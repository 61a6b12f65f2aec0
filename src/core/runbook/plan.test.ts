import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Runbook, Step } from "../../base/model/runbook.ts";
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

  it("waits for the yes where it would wait longer than it has before it", () => {
    const sleeps = (...argvs: string[][]) =>
      runsBeforeYes(
        step(1, { role: "diagnose" }),
        argvs.map((argv) => verdict({ argv })),
      );
    expect(sleeps(["sleep", "5"], ["sleep", "0.5"])).toMatchObject({ before: true });
    for (const long of [
      [["sleep", "10"]],
      [
        ["sleep", "6"],
        ["sleep", "4s"],
      ],
      [["sleep", "1m"]],
      [["sleep", "infinity"]],
    ])
      expect(sleeps(...long)).toEqual({ before: false, reason: "waits-too-long" });
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
