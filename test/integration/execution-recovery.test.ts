import { describe, expect, it } from "vitest";
import { endTree } from "../../src/adapters/execution/process-tree.ts";
import { executeRunbook } from "../../src/loops/execute.ts";
import { abortExecution, recoverInterrupted } from "../../src/loops/execute-recover.ts";
import { guard, input, run, useStory } from "../fixtures/execution/story.ts";
import { runbook, step } from "../fixtures/execution/workspace.ts";

const { workspace, traced, mark, change } = useStory();

describe("rollback", () => {
  const asked = (onVerifyFail: "offer" | "rollback") =>
    runbook(
      [
        step(1, change("fix-a"), { name: "a" }),
        step(2, change("fix-b"), { name: "b" }),
        step(3, "false", { role: "verify" }),
        step(4, change("undo-a"), { role: "rollback", reverts: "a" }),
        step(5, change("undo-b"), { role: "rollback", reverts: "b" }),
      ],
      { onVerifyFail },
    );

  it("runs in reverse order where it was approved so", async () => {
    const place = workspace();
    expect(await run(place, asked("rollback"))).toMatchObject({
      result: "rolled-back",
      reason: "verify-failed 3",
      exitCode: 12,
    });
    expect(traced()).toEqual(["fix-a", "fix-b", "undo-b", "undo-a"]);
    expect(place.questions).toHaveLength(1);
  });

  it("is offered else, and left when the person says no", async () => {
    const place = workspace({
      answer: (question) =>
        question.title.startsWith("Roll back")
          ? { kind: "no", reason: "declined" }
          : { kind: "yes", by: "eva", how: "typed" },
    });
    expect(await run(place, asked("offer"))).toMatchObject({ result: "unverified" });
    expect(place.questions[1]?.steps.map((one) => one.number)).toEqual([5, 4]);
    expect(traced()).toEqual(["fix-a", "fix-b"]);
  });

  it("undoes only what was begun, and a failing one is a failure", async () => {
    const place = workspace();
    const half = runbook([
      step(1, "bash -c false", { name: "a" }),
      step(2, change("fix-b"), { name: "b" }),
      step(3, change("undo-a"), { role: "rollback", reverts: "a" }),
      step(4, change("undo-b"), { role: "rollback", reverts: "b" }),
    ]);
    expect(await run(place, half)).toMatchObject({ result: "rolled-back", reason: "step-failed 1" });
    expect(traced()).toEqual(["undo-a"]);
    const broken = runbook([step(1, "bash -c false"), step(2, "bash -c 'exit 4'", { role: "rollback" })]);
    expect(await run(place, broken)).toMatchObject({ result: "failed", reason: "rollback-failed 2" });
  });
});

describe("from, only and dry-run", () => {
  const written = () =>
    runbook([
      step(1, mark("look"), { role: "diagnose" }),
      step(2, change("fix")),
      step(3, `: c; ${mark("verify")}`, { role: "verify" }),
    ]);

  it("run what was chosen", async () => {
    const asked = written();
    const place = workspace();
    expect(await run(place, asked, { from: 3 })).toMatchObject({ result: "resolved" });
    expect(await run(place, asked, { only: 2 })).toMatchObject({
      result: "unverified",
      reason: "verify-not-selected",
    });
    expect(traced()).toEqual(["verify", "fix"]);
  });

  it("a dry run shows everything, runs nothing, needs no approval and leaves no trace", async () => {
    const place = workspace();
    const dry = runbook([...written().steps, step(4, "no_such_program_here --now")], {
      env: ["NOT_SET"],
      inputs: { POD: input() },
      guards: [guard()],
    });
    const outcome = await executeRunbook(place.deps, place.request(dry, { dryRun: true }));
    expect(outcome).toMatchObject({
      result: "dry-run",
      exitCode: 0,
      reason: "missing-programs: no_such_program_here",
      incident: null,
    });
    expect(place.events.map((event) => event.type)).toEqual([
      "run.start",
      "step.start",
      "step.start",
      "step.start",
      "step.start",
      "run.end",
    ]);
    expect(place.events[0]).toMatchObject({ dryRun: true, inputs: { POD: "‹asked›" } });
    expect(traced()).toEqual([]);
    expect(place.deps.journal.read()).toEqual([]);
  });
});

describe("interruption", () => {
  it("ends the tree, and is neither success nor failure", async () => {
    const place = workspace();
    const controller = new AbortController();
    const asked = runbook([
      step(1, `: c; ${mark("begun")}; sleep 300 & setsid sleep 301 & wait`),
      step(2, change("never")),
    ]);
    place.approve(asked);
    const request = place.request(asked, {
      signal: controller.signal,
      onEvent: (event) => event.type === "step.start" && setTimeout(() => controller.abort(), 300),
    });
    const outcome = await executeRunbook(place.deps, request);
    expect(outcome).toMatchObject({ result: "interrupted", reason: "interrupted-at-step 1", exitCode: 130 });
    expect(traced()).toEqual(["begun"]);
    expect(await endTree({ environment: `REIFIER_EXECUTION=${outcome.execution}`, session: null })).toEqual(
      [],
    );
  });

  it("comes from another process through abort", async () => {
    const place = workspace();
    const asked = runbook([step(1, ": c; sleep 300")]);
    place.approve(asked);
    const running = executeRunbook(place.deps, place.request(asked));
    const other = workspace();
    for (;;) {
      const [execution] = await other.deps.graph.executions({ running: true });
      if (execution !== undefined) {
        expect(await abortExecution(other.deps, execution.id)).toBe("asked");
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await running).toMatchObject({ result: "interrupted" });
    await expect(abortExecution(other.deps, "x-none")).rejects.toMatchObject({ exitCode: 2 });
  });

  it("one changing run at a time; the other waits and says so", async () => {
    const first = workspace();
    const second = workspace();
    const slow = runbook([step(1, `: c; ${mark("slow-1")}; sleep 0.7; ${mark("slow-2")}`)], { id: "slow" });
    const quick = runbook([step(1, change("quick"))], { id: "quick" });
    first.approve(slow);
    first.approve(quick);
    const running = executeRunbook(first.deps, first.request(slow));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await executeRunbook(second.deps, second.request(quick));
    await running;
    expect(traced()).toEqual(["slow-1", "slow-2", "quick"]);
    expect(second.said.join()).toContain("waiting for slow");
  });
});

describe("a suggestion", () => {
  const written = () => runbook([step(1, change("fix"))]);
  const suggestion = {
    id: "g-1",
    kind: "run" as const,
    title: "Fix it",
    runbook: "fix-it",
    pattern: "p-1",
    line: "ERROR x",
    count: 1,
    values: {},
    guards: [],
    risk: "medium" as const,
    createdAt: new Date().toISOString(),
    expiresAt: new Date(Date.now() + 60_000).toISOString(),
  };

  it("is run at most once, over two terminals", async () => {
    const asked = written();
    const place = workspace();
    const { id } = place.deps.operator.openSuggestion(suggestion, "web-1");
    const one = { ...suggestion, id };
    expect(await run(place, asked, { suggestion: one })).toMatchObject({ result: "unverified" });
    expect(place.deps.operator.suggestion(id)?.state).toBe("answered");
    expect(await run(place, asked, { suggestion: one })).toMatchObject({
      result: "refused",
      reason: "suggestion-not-open",
    });
    expect(traced()).toEqual(["fix"]);
  });

  it("is closed by a no, and stays open where nobody was asked", async () => {
    const asked = written();
    const place = workspace({ answer: () => ({ kind: "unasked", reason: "no-terminal" }) });
    const { id } = place.deps.operator.openSuggestion(suggestion, "web-1");
    await run(place, asked, { suggestion: { ...suggestion, id } });
    expect(place.deps.operator.suggestion(id)?.state).toBe("open");
    const no = workspace({ answer: () => ({ kind: "no", reason: "timeout" }) });
    await run(no, asked, { suggestion: { ...suggestion, id } });
    expect(no.deps.operator.suggestion(id)?.state).toBe("declined");
  });
});

describe("recovery", () => {
  it("finds nothing to do after runs that ended", async () => {
    const place = workspace();
    await run(place, runbook([step(1, change("fix"))]));
    expect(await recoverInterrupted(place.deps)).toEqual([]);
  });
});
