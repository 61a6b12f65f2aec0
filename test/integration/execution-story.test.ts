import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { endTree } from "../../src/adapters/execution/process-tree.ts";
import type { Runbook, RunbookInput } from "../../src/base/model/runbook.ts";
import { type ExecuteRequest, executeRunbook } from "../../src/loops/execute.ts";
import { abortExecution, recoverInterrupted } from "../../src/loops/execute-recover.ts";
import { openWorkspace, runbook, step, type Workspace } from "../fixtures/execution/workspace.ts";

let root = "";
let open: Workspace[] = [];

beforeEach(() => {
  root = mkdtempSync("/tmp/reifier-story-");
});
afterEach(() => {
  for (const workspace of open) workspace.close();
  open = [];
  rmSync(root, { recursive: true, force: true });
});

function workspace(
  ...person: Parameters<typeof openWorkspace> extends [string, ...infer Rest] ? Rest : never
): Workspace {
  const made = openWorkspace(root, ...person);
  open.push(made);
  return made;
}

async function run(place: Workspace, asked: Runbook, extra: Partial<ExecuteRequest> = {}) {
  if (place.deps.ledger.current(asked.id)?.digest !== asked.digest) place.approve(asked);
  const outcome = await executeRunbook(place.deps, place.request(asked, extra));
  return { ...outcome, result: outcome.result, types: place.events.map((event) => event.type) };
}

const trace = () => join(root, "trace");
const traced = () => (existsSync(trace()) ? readFileSync(trace(), "utf8").split("\n").slice(0, -1) : []);
const mark = (word: string) => `echo ${word} >> ${trace()}`;
const change = (word: string) => `: change; ${mark(word)}`;
const guard = (text = "Only do this if CPU > 90%") => ({
  text,
  name: "CPU",
  op: ">" as const,
  number: 90,
  unit: "%",
  word: null,
  negated: false,
  line: 3,
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
    const verify = `test -e ${root}/second || { touch ${root}/second; false; }`;
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

describe("what may not run", () => {
  it("is refused: not approved, changed since, objected to, denied", async () => {
    const place = workspace();
    const asked = runbook([step(1, change("fix"))]);
    const plain = (extra: Partial<ExecuteRequest> = {}, which = asked) =>
      executeRunbook(place.deps, place.request(which, extra));
    expect(await plain()).toMatchObject({ result: "refused", reason: "not-approved", exitCode: 10 });
    place.approve(asked);
    expect(await plain({}, runbook([step(1, change("other"))]))).toMatchObject({
      reason: "changed-since-approval",
    });
    expect(await plain({ objections: ["fix-it.md is a symlink"] })).toMatchObject({
      result: "refused",
      reason: "not-runnable: fix-it.md is a symlink",
    });
    const poison = runbook([step(1, "rm -rf /")]);
    place.approve(poison);
    expect(await plain({}, poison)).toMatchObject({
      result: "refused",
      reason: "denied-by-policy: step 1, deletes-everything",
    });
    expect(traced()).toEqual([]);
    expect(place.incidents()).toEqual([]);
    expect(place.deps.journal.read({ type: "run.end" }).map((line) => line.data["result"])).toEqual([
      "refused",
      "refused",
      "refused",
      "refused",
    ]);
  });

  it("is what the policy denies in the directory that a block really left", async () => {
    const place = workspace();
    const judge: typeof place.deps.judge = (code, context) =>
      place.deps
        .judge(code, context)
        .map((one) =>
          context.cwd === "/usr" && code.includes("here") ? { ...one, verdict: "deny", risk: "high" } : one,
        );
    const asked = runbook([
      step(1, `: c; cd "$(echo /usr)"; ${mark("moved")}`),
      step(2, change("here")),
      step(3, change("back"), { role: "rollback" }),
    ]);
    place.approve(asked);
    const outcome = await executeRunbook({ ...place.deps, judge }, place.request(asked));
    expect(outcome).toMatchObject({
      result: "rolled-back",
      reason: "denied-where-it-stands 2",
      exitCode: 12,
    });
    expect(traced()).toEqual(["moved", "back"]);
    expect(place.deps.journal.read({ type: "step.denied" })[0]?.data).toMatchObject({ step: 2, cwd: "/usr" });
  });

  it("is refused when it was retired while the question stood", async () => {
    const asked = runbook([step(1, change("fix"))]);
    const place = workspace({
      answer: () => {
        place.deps.ledger.add({
          runbook: "fix-it",
          digest: asked.digest,
          title: "",
          by: "eva",
          how: "command",
          at: "2026-03-02T02:12:09.000Z",
          autonomy: false,
          act: "retire",
        });
        return { kind: "yes", by: "eva", how: "typed" };
      },
    });
    expect(await run(place, asked)).toMatchObject({ result: "refused", reason: "not-approved" });
    expect(traced()).toEqual([]);
  });

  it("names a --set that nobody asked for, a step that is not there, a cycle, a variable that is missing", async () => {
    const place = workspace();
    const asked = runbook([step(1, change("fix"))], { inputs: { POD: input({ required: false }) } });
    await expect(run(place, asked, { sets: { POT: "x" } })).rejects.toMatchObject({
      exitCode: 2,
      hint: "did you mean POD?",
    });
    await expect(run(place, asked, { only: 9 })).rejects.toMatchObject({
      exitCode: 2,
      hint: "its steps are: 1",
    });
    await expect(run(place, runbook([step(1, "true", { name: "a", needs: ["a"] })]))).rejects.toThrow(
      "a -> a",
    );
    await expect(run(place, runbook([step(1, "true")], { env: ["PGHOST"] }))).rejects.toThrow("PGHOST");
    expect(traced()).toEqual([]);
  });
});

describe("inputs", () => {
  it("reach blocks as variables, whatever they hold; a missing one is asked, then exit 2 naming it", async () => {
    const asked = runbook([step(1, `: c; printf '%s\\n' "$POD" >> ${trace()}`)], {
      inputs: { POD: input() },
    });
    for (const value of [`; touch ${root}/pwned`, `$(touch ${root}/pwned)`, "-rf"]) {
      await run(workspace(), asked, { sets: { POD: value } });
      expect(traced().at(-1)).toBe(value);
    }
    await run(workspace({ value: () => "asked" }), asked);
    expect(traced().at(-1)).toBe("asked");
    await expect(run(workspace(), asked)).rejects.toMatchObject({
      exitCode: 2,
      message: "the input POD has no value: it has no default",
    });
    expect(existsSync(join(root, "pwned"))).toBe(false);
  });

  it("a secret comes from a file and shows up nowhere", async () => {
    const secretFile = join(root, "secret");
    writeFileSync(secretFile, "correct-horse-7\n", { mode: 0o600 });
    const asked = runbook(
      [step(1, ': c; echo "pw=$TOKEN"; printf %s "$TOKEN" | base64; test "$TOKEN" = correct-horse-7')],
      { inputs: { TOKEN: input({ secret: true }) } },
    );
    const place = workspace();
    await expect(run(place, asked, { sets: { TOKEN: "correct-horse-7" } })).rejects.toThrow(
      "may not stand in a command line",
    );
    // The digest stands for the text here: a runbook that holds its own secret is another matter.
    const outcome = await run(place, asked, { sets: { TOKEN: `@${secretFile}` } });
    expect(outcome.reason).toBe("no-verify-step");
    const everything =
      JSON.stringify(place.events) + place.incidents().join() + JSON.stringify(place.deps.journal.read());
    const output = place.events
      .filter((event) => event.type === "step.output")
      .map((event) => event.text)
      .join("");
    expect(output).toContain("pw=");
    expect(output).not.toContain("correct-horse-7");
    expect(output).not.toContain(Buffer.from("correct-horse-7").toString("base64"));
    expect(everything).toContain("‹secret›");
  });

  it("are captured from a block before, by stdout or by $RUNBOOK_OUTPUT", async () => {
    const place = workspace();
    const asked = runbook(
      [
        step(1, "echo ' 4711 '", { role: "diagnose", capture: "FOUND" }),
        step(2, 'echo OTHER=9 >> "$RUNBOOK_OUTPUT"', { role: "diagnose" }),
        step(3, change('"$PID/$FOUND/$OTHER"')),
      ],
      { inputs: { PID: input({ from: "capture FOUND" }) } },
    );
    await run(place, asked);
    expect(traced()).toEqual(["4711/4711/9"]);
    const empty = runbook([
      step(1, "true", { role: "diagnose", capture: "FOUND" }),
      step(2, change("$FOUND")),
    ]);
    expect(await run(place, empty)).toMatchObject({ result: "failed", reason: "capture-empty 1" });
    expect(traced()).toHaveLength(1);
  });

  it("start in their own directory, counted from the runbook's", async () => {
    const place = workspace();
    await run(place, { ...runbook([step(1, change('"$PWD"'), { cwd: "lib" })]), cwd: "/usr" });
    expect(traced()).toEqual(["/usr/lib"]);
  });

  it("carry on as the block before left them: what it unset is unset, and its temporary place is its own", async () => {
    const place = workspace();
    await run(
      place,
      runbook([
        step(1, "uptime", { role: "diagnose" }),
        step(2, ": c; export A=7 B=8"),
        step(3, ": c; unset A; export -n B"),
        step(4, `: c; rm "$(mktemp)"; ${mark('"${A-none} ${B-none} ${TMPDIR-none}"')}`),
      ]),
    );
    expect(traced()).toEqual(["none none none"]);
  });

  it("carry on with variables and directory from block to block", async () => {
    const place = workspace();
    await run(place, runbook([step(1, ": c; export A=7; cd /usr; exit 0"), step(2, change('"$A $PWD"'))]));
    expect(traced()).toEqual(["7 /usr"]);
  });
});

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
    const other = openWorkspace(root);
    open.push(other);
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
