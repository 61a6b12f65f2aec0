import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import type { Question } from "../../base/ports/approver.ts";
import { createTerminalApprover } from "./terminal.ts";

/** A terminal in line mode: what is typed arrives when somebody reads, as on a real one. */
class Terminal extends EventEmitter {
  isTTY = true;
  raw: boolean[] = [];
  screen = "";
  setRawMode(raw: boolean): void {
    this.raw.push(raw);
  }
  resume(): void {}
  pause(): void {}
  write(text: string): void {
    this.screen += text;
    this.emit("written", text);
  }
}

const question = (extra: Partial<Question> = {}): Question => ({
  runbook: "fix-db-lockup",
  title: "Fix DB Lockup",
  risk: "medium",
  match: { line: "ERROR deadlock \u001b[2K at 5432", pattern: "p-1", kind: "exact", score: 1 },
  guards: [
    {
      guard: "Only do this if CPU > 90%",
      holds: true,
      name: "CPU",
      value: 97,
      unit: "%",
      why: "from the alert",
    },
  ],
  inputs: { PID: "42\u202e; rm" },
  steps: [
    {
      number: 1,
      role: "fix",
      code: "systemctl restart db\necho '\u001b]0;x\u0007done'",
      risk: "medium",
      verdict: "confirm",
      reason: "restarts a service",
    },
    { number: 2, role: "verify", code: "pg_isready", risk: "low", verdict: "allow", reason: "reads only" },
  ],
  lastResults: ["resolved"],
  sandbox: "bubblewrap",
  ...extra,
});

const approverOf = (terminal: Terminal, extra: { yes?: boolean; timeoutMs?: number } = {}) =>
  createTerminalApprover({
    input: terminal,
    output: terminal,
    yes: extra.yes ?? false,
    timeoutMs: extra.timeoutMs ?? 5_000,
    user: "eva",
    color: false,
  });

/** Types when the prompt is there. */
function answering(keys: string | null, event: "data" | "end" = "data"): Terminal {
  const terminal = new Terminal();
  terminal.on("written", (text: string) => {
    if (text.endsWith(": ")) setTimeout(() => terminal.emit(event, keys), 5);
  });
  return terminal;
}

describe("the screen", () => {
  it("shows every command in full, why it matched, each guard's value, inputs, verify and rollback", async () => {
    const terminal = answering("n\n");
    await approverOf(terminal).ask(question());
    for (const text of [
      "Fix DB Lockup",
      "fix-db-lockup",
      "systemctl restart db",
      "pg_isready",
      "CPU = 97%",
      "exact match (1.00)",
      "restarts a service",
      "resolved",
      "cannot be undone",
      "bubblewrap",
    ]) {
      expect(terminal.screen).toContain(text);
    }
  });

  it("names the policy's rules that are switched off here, why a person is asked and how often it was seen", async () => {
    const terminal = answering("n\n");
    await approverOf(terminal).ask(
      question({
        match: {
          line: "ERROR deadlock",
          pattern: "deadlock <word>",
          kind: "exact",
          score: 1,
          why: "the same message; 3 of 4 runs for this error verified, the best of 2 runbooks",
          count: 10_000,
        },
        switchedOff: [{ id: "service-stop", reason: "this host is\u001b[2K rebuilt nightly" }],
        autonomy: "too-few-runs: 3 of 5 verified runs",
      }),
    );
    for (const text of [
      "rule off service-stop: this host is\\x1b[2K rebuilt nightly",
      "the best of 2 runbooks",
      "(10000 times)",
      "too-few-runs: 3 of 5 verified runs",
    ]) {
      expect(terminal.screen).toContain(text);
    }
  });

  it("before a rollback shows the steps that undo, and what for, in place of what has run already", async () => {
    const terminal = answering("n\n");
    const undo = question({
      title: "Roll back: Fix DB Lockup",
      rollbackBecause: "step-failed 2",
      steps: [
        {
          number: 5,
          role: "rollback",
          code: "systemctl start old-db",
          risk: "medium",
          verdict: "confirm",
          reason: "starts a service",
        },
      ],
    });
    await approverOf(terminal).ask(undo);
    const { screen } = terminal;
    expect(screen).toContain("why      step-failed 2: these steps undo what was begun");
    expect(screen).toMatch(/Will run\n {2}5\. medium risk.*\n {5}│ systemctl start old-db\n/);
    expect(screen).not.toMatch(/nothing|Verified by|Rolled back by/);
  });

  it("writes control characters out, so that nothing can hide", async () => {
    const terminal = answering("n\n");
    await approverOf(terminal).ask(question());
    expect(terminal.screen).toContain("\\x1b[2K");
    expect(terminal.screen).toContain("\\x1b]0;x\\x07done");
    expect(terminal.screen).toContain("\\u202e");
    expect(terminal.screen).not.toMatch(/[\u001b\u0007\u202e]/);
  });
});

describe("the answer", () => {
  it.each([
    ["y\n", "yes"],
    ["Y\r", "yes"],
    ["\n", "declined"],
    ["n\n", "declined"],
    ["yes please\n", "declined"],
    ["fix-db-lockup\n", "declined"],
  ])("medium risk: %j is %s", async (keys, expected) => {
    const answer = await approverOf(answering(keys)).ask(question());
    expect(answer.kind === "yes" ? "yes" : answer.reason).toBe(expected);
  });

  it.each([
    ["fix-db-lockup\n", "yes"],
    ["y\n", "declined"],
    ["FIX-DB-LOCKUP\n", "declined"],
    ["\n", "declined"],
  ])("high risk: %j is %s", async (keys, expected) => {
    const answer = await approverOf(answering(keys)).ask(question({ risk: "high" }));
    expect(answer.kind === "yes" ? "yes" : answer.reason).toBe(expected);
  });

  it("end of input and silence are no", async () => {
    expect(await approverOf(answering(null, "end")).ask(question())).toEqual({
      kind: "no",
      reason: "end-of-input",
    });
    expect(await approverOf(new Terminal(), { timeoutMs: 30 }).ask(question())).toEqual({
      kind: "no",
      reason: "timeout",
    });
  });

  it("a y typed before the question could be read is thrown away", async () => {
    const terminal = new Terminal();
    const asked = approverOf(terminal, { timeoutMs: 200 }).ask(question());
    terminal.emit("data", "y\n");
    expect(await asked).toEqual({ kind: "no", reason: "timeout" });
  });

  it("without a terminal nobody was asked", async () => {
    const piped = Object.assign(new Terminal(), { isTTY: false });
    expect(await approverOf(piped).ask(question())).toEqual({ kind: "unasked", reason: "no-terminal" });
    expect(await approverOf(piped).askValue("CPU", { secret: false })).toBeNull();
  });

  it("--yes answers low and medium, never high", async () => {
    const terminal = new Terminal();
    const approver = approverOf(terminal, { yes: true });
    expect(await approver.ask(question({ risk: "low" }))).toEqual({ kind: "yes", by: "eva", how: "flag" });
    expect(await approver.ask(question())).toMatchObject({ kind: "yes" });
    expect(await approver.ask(question({ risk: "high" }))).toEqual({
      kind: "unasked",
      reason: "high-risk-needs-a-person",
    });
  });
});

describe("a value", () => {
  it("is read as typed; a secret in raw mode with the keys of a line", async () => {
    expect(await approverOf(answering("97%\n")).askValue("CPU", { secret: false })).toBe("97%");
    const terminal = answering("hunterX\u007f2\r");
    expect(await approverOf(terminal).askValue("password", { secret: true })).toBe("hunter2");
    expect(terminal.raw).toEqual([true, false]);
    expect(terminal.screen).not.toContain("hunter");
  });

  it("is null when the person gives up", async () => {
    expect(await approverOf(answering("abc\u0003")).askValue("password", { secret: true })).toBeNull();
    expect(await approverOf(answering("\n")).askValue("CPU", { secret: false })).toBeNull();
  });
});
