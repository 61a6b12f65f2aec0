import { describe, expect, it } from "vitest";
import { guard, run, useStory } from "../fixtures/execution/story.ts";
import { runbook, step } from "../fixtures/execution/workspace.ts";

const { root, workspace, traced, mark, change } = useStory();

describe("the story of a run", () => {
  it("goes guard, diagnose, question, fix, verify, and leaves events, audit, memory and report", async () => {
    const place = workspace();
    const asked = runbook([
      step(1, change("verify"), { role: "verify" }),
      step(2, change("fix")),
      step(3, mark("diagnose"), { role: "diagnose" }),
      step(4, "test -d /tmp", { role: "guard" }),
    ]);
    const outcome = await run(place, asked);
    expect(outcome).toMatchObject({ result: "resolved", reason: "verified", exitCode: 0 });
    expect(traced()).toEqual(["diagnose", "fix", "verify"]);
    expect(outcome.types.filter((type) => type !== "step.output")).toEqual([
      "run.start",
      "step.start",
      "step.end",
      "step.start",
      "step.end",
      "step.start",
      "step.end",
      "step.start",
      "step.end",
      "run.end",
    ]);
    expect(place.questions).toHaveLength(1);
    expect(place.questions[0]).toMatchObject({ risk: "medium", runbook: "fix-it" });
    const audit = place.deps.journal.read().map((line) => line.type);
    expect(audit).toEqual([
      "run.start",
      "step.start",
      "step.end",
      "step.start",
      "step.end",
      "run.confirmed",
      "step.start",
      "step.end",
      "step.start",
      "step.end",
      "run.end",
    ]);
    expect(place.deps.journal.verify().ok).toBe(true);
    expect(await place.deps.graph.runStats("fix-it")).toMatchObject({
      runs: 1,
      verified: 1,
      lastResult: "resolved",
    });
    expect(place.incidents()[0]).toContain("**Result**: resolved");
    expect(outcome.incident).toMatch(/^incidents\/INC-\d{8}-\d{6}\.md$/);
  });

  it("leaves two reports for two runs of one second, each under the id of its file", async () => {
    const place = workspace();
    const at = Date.parse("2026-03-02T02:11:09.000Z");
    const deps = { ...place.deps, clock: { ...place.deps.clock, now: () => at } };
    const asked = runbook([step(1, change("fix"))]);
    const one = await run({ ...place, deps }, asked);
    const two = await run({ ...place, deps }, asked);
    expect([one.incident, two.incident]).toEqual([
      "incidents/INC-20260302-021109.md",
      "incidents/INC-20260302-021109-2.md",
    ]);
    const own = place.incidents().map((text) => /^id: "(.+)"$/m.exec(text)?.[1]);
    expect(own.toSorted()).toEqual(["INC-20260302-021109", "INC-20260302-021109-2"]);
    expect(place.incidents().join()).toContain("# INC-20260302-021109-2: Fix it");
  });

  it("before the yes runs only what looks, and nothing after a no", async () => {
    const place = workspace({ answer: () => ({ kind: "no", reason: "declined" }) });
    const asked = runbook([
      step(1, mark("looks"), { role: "diagnose" }),
      step(2, change("changes"), { role: "diagnose" }),
      step(3, change("fix")),
    ]);
    expect(await run(place, asked)).toMatchObject({ result: "declined", reason: "declined", exitCode: 11 });
    expect(traced()).toEqual(["looks"]);
    expect((await place.deps.graph.runStats("fix-it")).runs).toBe(0);
  });

  it("where nobody could be asked nothing is declined and no report is left", async () => {
    const place = workspace({ answer: () => ({ kind: "unasked", reason: "no-terminal" }) });
    expect(await run(place, runbook([step(1, change("fix"))]))).toMatchObject({
      result: "declined",
      exitCode: 11,
      incident: null,
    });
    expect(traced()).toEqual([]);
  });

  it("without a verify step is unverified; with a failing one too", async () => {
    const place = workspace({
      answer: (question) =>
        question.title.startsWith("Roll back")
          ? { kind: "no", reason: "declined" }
          : { kind: "yes", by: "eva", how: "typed" },
    });
    expect(await run(place, runbook([step(1, change("fix"))]))).toMatchObject({
      result: "unverified",
      reason: "no-verify-step",
      exitCode: 1,
    });
    const failing = runbook([step(1, change("fix")), step(2, "false", { role: "verify", retries: 2 })]);
    expect(await run(place, failing)).toMatchObject({ result: "unverified", reason: "verify-failed 2" });
    expect(
      place.deps.journal.read({ type: "step.start" }).filter((line) => line.data["step"] === 2),
    ).toHaveLength(3);
  });

  it("verify may succeed at a later try", async () => {
    const place = workspace();
    const verify = `test -e ${root()}/second || { touch ${root()}/second; false; }`;
    expect(
      await run(place, runbook([step(1, change("fix")), step(2, verify, { role: "verify", retries: 1 })])),
    ).toMatchObject({ result: "resolved" });
  });

  it("a failing diagnosis is recorded and the run goes on", async () => {
    const place = workspace();
    const asked = runbook([
      step(1, "exit 7", { role: "diagnose" }),
      step(2, change("fix")),
      step(3, "true", { role: "verify" }),
    ]);
    expect(await run(place, asked)).toMatchObject({ result: "resolved" });
    expect(place.incidents()[0]).toContain("exit 7");
  });

  it("a failing fix stops the run with the step's own code", async () => {
    const place = workspace();
    const asked = runbook([
      step(1, "bash -c 'exit 9'"),
      step(2, change("never")),
      step(3, "true", { role: "verify" }),
    ]);
    expect(await run(place, asked)).toMatchObject({
      result: "failed",
      reason: "step-failed 1",
      exitCode: 12,
    });
    expect(place.events.find((event) => event.type === "step.end")).toMatchObject({
      exitCode: 9,
      signal: null,
    });
    expect(traced()).toEqual([]);
  });
});

describe("guards", () => {
  it("that do not hold make the run not applicable", async () => {
    const place = workspace();
    const alert = {
      id: "a",
      source: "s",
      title: null,
      message: "CPU 12%",
      severity: null,
      labels: {},
      values: { CPU: { value: 12, unit: "%" } },
      startsAt: "2026-03-02T02:11:09.000Z",
    };
    const asked = runbook([step(1, change("fix"))], { guards: [guard()] });
    const outcome = await run(place, asked, { alert });
    expect(outcome).toMatchObject({ result: "not-applicable", exitCode: 1 });
    expect(outcome.reason).toContain("guard-does-not-hold");
    expect(place.questions).toEqual([]);
    expect(traced()).toEqual([]);
  });

  it("take the alert's value, else one measured within a minute, else --set, else the person's word", async () => {
    const asked = runbook([step(1, change("fix"))], { guards: [guard()] });
    const said = workspace({ value: () => "95%" });
    await run(said, asked);
    expect(said.events[0]).toMatchObject({ guards: [{ holds: true, value: 95 }] });
    expect(JSON.stringify(said.events[0])).toContain("as told by eva");
    const set = workspace();
    await run(set, asked, { sets: { cpu: "96 %" } });
    expect(set.events[0]).toMatchObject({ guards: [{ holds: true, value: 96 }] });
    set.deps.operator.measure("CPU", { value: 50, unit: "%" }, "app.log", Date.now() - 59_000);
    expect(await run(set, asked, { sets: { CPU: "96%" } })).toMatchObject({ result: "not-applicable" });
    const nobody = workspace();
    nobody.deps.operator.measure("CPU", { value: 99, unit: "%" }, "app.log", Date.now() - 61_000);
  });

  it("that cannot be told do not hold", async () => {
    const place = workspace();
    const outcome = await run(place, runbook([step(1, change("fix"))], { guards: [guard()] }));
    expect(outcome).toMatchObject({ result: "not-applicable" });
    expect(outcome.reason).toContain("guard-not-evaluable");
  });

  it("as blocks: exit 1 is not applicable, before the yes or after it", async () => {
    const place = workspace();
    const early = runbook([step(1, "false", { role: "guard" }), step(2, change("fix"))]);
    expect(await run(place, early)).toMatchObject({
      result: "not-applicable",
      reason: "guard-block-failed 1",
    });
    expect(place.questions).toEqual([]);
    const late = runbook([step(1, "bash -c false", { role: "guard" }), step(2, change("fix"))]);
    expect(await run(place, late)).toMatchObject({ result: "not-applicable" });
    expect(place.questions).toHaveLength(1);
    expect(traced()).toEqual([]);
  });
});
