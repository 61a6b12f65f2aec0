import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { busyGuard, Operating } from "../../test/support/operating.ts";
import { isoTime } from "../base/kernel/clock.ts";
import type { Alert, PatternMatch } from "../base/model/alert.ts";
import type { Execution } from "../base/model/execution.ts";
import { expireSuggestions, type OperateDeps, raise } from "./operate.ts";

let room: Operating;
beforeEach(async () => {
  room = await Operating.open({
    id: "db-lockup",
    title: "Fix DB Lockup",
    example: "deadlock detected in orders",
  });
});
afterEach(() => room.close());

const match = (): PatternMatch => ({ pattern: room.pattern.id, kind: "exact", score: 1, values: {} });

const alert = (facts: Partial<Alert> = {}): Alert => ({
  id: "a-1",
  source: "app.log",
  title: null,
  message: "deadlock detected in orders",
  severity: null,
  labels: {},
  values: {},
  startsAt: isoTime(room.now),
  ...facts,
});

const ran = (id: string, result: Execution["result"], at: number): Promise<void> =>
  room.store.graph.recordExecution({
    id,
    runbook: "db-lockup",
    digest: "d",
    pattern: room.pattern.id,
    suggestion: null,
    startedAt: isoTime(at),
    endedAt: result === null ? null : isoTime(at + 1_000),
    result,
    reason: null,
    by: "ana",
  });

describe("raise", () => {
  it("opens one suggestion, tells people, and puts it into the audit", async () => {
    const raised = await raise(room.deps, alert(), match(), 1);
    expect(raised).toMatchObject({ kind: "suggested", runbook: "db-lockup" });
    expect(room.told).toMatchObject([
      {
        kind: "suggestion",
        text: expect.stringMatching(/^Execute 'Fix DB Lockup'\? reifier confirm g-\w{6}$/),
      },
    ]);
    expect(room.deps.journal.read({ type: "suggestion.opened" })).toHaveLength(1);
    expect(room.store.operator.suggestions("open")).toMatchObject([
      { title: "Fix DB Lockup", count: 1, risk: "medium" },
    ]);
  });
  it("counts what comes again while one is open", async () => {
    await raise(room.deps, alert(), match(), 1);
    expect(await raise(room.deps, alert(), match(), 9_999)).toMatchObject({ kind: "counted" });
    expect(room.store.operator.suggestions("open")).toMatchObject([{ count: 10_000 }]);
    expect(room.told).toHaveLength(1);
  });
  it("is quiet about a line that is older than the limit", async () => {
    const old = alert({ startsAt: isoTime(room.now - 601_000) });
    expect(await raise(room.deps, old, match(), 1)).toMatchObject({ kind: "quiet", reason: "too-old" });
  });
  it("is quiet where no linked runbook is approved room.now", async () => {
    const unapproved = { ...room.deps, approved: () => Promise.resolve(new Map()) };
    expect(await raise(unapproved, alert(), match(), 1)).toMatchObject({
      kind: "quiet",
      reason: "no-approved-runbook",
    });
  });
  it("is quiet while the runbook runs, and about lines from before it healed", async () => {
    await ran("x-1", null, room.now);
    expect(await raise(room.deps, alert(), match(), 1)).toMatchObject({
      kind: "quiet",
      reason: "runbook-is-running",
    });
    await ran("x-1", "resolved", room.now);
    expect(await raise(room.deps, alert({ startsAt: isoTime(room.now - 5_000) }), match(), 1)).toMatchObject({
      reason: "handled-meanwhile",
    });
    room.now += 60_000;
    expect(await raise(room.deps, alert(), match(), 1)).toMatchObject({ kind: "suggested" });
  });
  it("stops suggesting a fix that failed twice in a row for this pattern", async () => {
    await ran("x-1", "unverified", room.now - 50_000);
    await ran("x-2", "failed", room.now - 20_000);
    expect(await raise(room.deps, alert(), match(), 1)).toMatchObject({
      kind: "quiet",
      reason: "failed-twice",
    });
  });
  it("holds back a runbook whose guard does not hold, and says so once a minute in the audit", async () => {
    room.guards = [busyGuard];
    const low = alert({ values: { CPU: { value: 12, unit: "%" } } });
    expect(await raise(room.deps, low, match(), 1)).toMatchObject({
      kind: "quiet",
      reason: "guard-does-not-hold",
    });
    await raise(room.deps, low, match(), 1);
    expect(room.deps.journal.read({ type: "suggestion.not-applicable" })).toHaveLength(1);
    expect(
      await raise(room.deps, alert({ values: { CPU: { value: 97, unit: "%" } } }), match(), 1),
    ).toMatchObject({ kind: "suggested" });
  });
  it("takes a guard's value from what was measured within the last minute", async () => {
    room.guards = [busyGuard];
    room.store.operator.measure("CPU", { value: 12, unit: "%" }, "metrics.log", room.now - 59_000);
    expect(await raise(room.deps, alert(), match(), 1)).toMatchObject({ reason: "guard-does-not-hold" });
    room.now += 2_000;
    const raised = await raise(room.deps, alert(), match(), 1);
    expect(raised).toMatchObject({ kind: "suggested" });
    expect(room.store.operator.suggestions("open")).toMatchObject([{ guards: [{ holds: null }] }]);
  });
});

describe("expireSuggestions", () => {
  it("closes a suggestion whose time is over and audits it", async () => {
    await raise(room.deps, alert(), match(), 1);
    room.now += 86_401_000;
    await expireSuggestions(room.deps);
    expect(room.store.operator.suggestions("open")).toEqual([]);
    expect(room.deps.journal.read({ type: "suggestion.expired" })).toHaveLength(1);
  });
});

describe("after a run", () => {
  const lines = (): OperateDeps => ({ ...room.deps, coolDownMs: 60_000 });

  it("log lines are counted for a minute, an alert that began later is asked about", async () => {
    await ran("x-1", "resolved", room.now - 11_000);
    expect(await raise(lines(), alert(), match(), 1)).toMatchObject({ reason: "cool-down" });
    expect(await raise(room.deps, alert(), match(), 1)).toMatchObject({ kind: "suggested" });
    room.now += 61_000;
    expect(await raise(lines(), alert(), match(), 1)).toMatchObject({ kind: "counted" });
  });
  it("an alert that still fires long after a verified run is asked about again", async () => {
    const firing = alert({ startsAt: isoTime(room.now - 60_000) });
    await ran("x-1", "resolved", room.now - 30_000);
    expect(await raise(room.deps, firing, match(), 1)).toMatchObject({ reason: "handled-meanwhile" });
    room.now += 301_000;
    expect(await raise(room.deps, firing, match(), 1)).toMatchObject({ kind: "suggested" });
  });
  it("that nothing verified says nothing against the runbook", async () => {
    for (const id of ["x-1", "x-2", "x-3"])
      await room.store.graph.recordExecution({
        id,
        runbook: "db-lockup",
        digest: "d",
        pattern: room.pattern.id,
        suggestion: null,
        startedAt: isoTime(room.now - 90_000),
        endedAt: isoTime(room.now - 89_000),
        result: "unverified",
        reason: "no-verify-step",
        by: "ana",
      });
    expect(await raise(room.deps, alert(), match(), 1)).toMatchObject({ kind: "suggested" });
  });
  it("says once that a fix is not suggested any more, and that it flaps", async () => {
    await ran("x-1", "failed", room.now - 50_000);
    await ran("x-2", "failed", room.now - 20_000);
    await raise(room.deps, alert(), match(), 1);
    await raise(room.deps, alert(), match(), 1);
    expect(room.told).toMatchObject([{ kind: "execution", text: expect.stringContaining("failed twice") }]);
    expect(room.deps.journal.read({ type: "suggestion.stopped" })).toHaveLength(1);
    for (const [i, minutes] of [30, 20, 10].entries())
      await ran(`y-${i}`, "resolved", room.now - minutes * 1_000);
    await raise(room.deps, alert(), match(), 1);
    expect(room.store.operator.suggestions("open")).toMatchObject([
      { why: expect.stringContaining("flapping: resolved 3 times within the hour") },
    ]);
  });
});

describe("a no", () => {
  it("holds for ten minutes of log lines, and for alerts that began before it", async () => {
    const lines = { ...room.deps, coolDownMs: 60_000 };
    const raised = await raise(lines, alert(), match(), 1);
    if (raised.kind !== "suggested") throw new Error(raised.kind);
    room.store.operator.answer(raised.suggestion, "declined");
    room.now += 1_000;
    expect(await raise(lines, alert(), match(), 1)).toMatchObject({ reason: "declined-lately" });
    expect(await raise(room.deps, alert({ startsAt: isoTime(room.now - 2_000) }), match(), 1)).toMatchObject({
      reason: "declined-lately",
    });
    room.now += 600_000;
    expect(await raise(lines, alert(), match(), 1)).toMatchObject({ kind: "suggested" });
  });
});

describe("a question", () => {
  it("is one for each host; an offer that a line turns into a question is room.told", async () => {
    room.store.operator.openSuggestion(
      {
        id: "g-offer",
        kind: "run",
        title: "Fix DB Lockup",
        runbook: "db-lockup",
        pattern: room.pattern.id,
        line: null,
        count: 1,
        values: {},
        guards: [],
        risk: "medium",
        createdAt: isoTime(room.now),
        expiresAt: isoTime(room.now + 60_000),
      },
      "db-1",
    );
    expect(
      await raise(room.deps, alert({ labels: { instance: "localhost:9100" } }), match(), 1),
    ).toMatchObject({
      kind: "suggested",
      suggestion: "g-offer",
    });
    expect(room.told).toHaveLength(1);
    expect(await raise(room.deps, alert({ labels: { instance: "db-2:9100" } }), match(), 1)).toMatchObject({
      kind: "suggested",
    });
    expect(
      room.store.operator
        .suggestions("open")
        .map(({ host }) => host)
        .sort(),
    ).toEqual(["db-1", "db-2"]);
  });
  it("about another host is not measured by the lines of this one", async () => {
    room.guards = [busyGuard];
    room.store.operator.measure("CPU", { value: 12, unit: "%" }, "metrics.log", room.now);
    const elsewhere = alert({ labels: { host: "db-2" } });
    expect(await raise(room.deps, elsewhere, match(), 1)).toMatchObject({ kind: "suggested" });
    expect(room.store.operator.suggestions("open")).toMatchObject([{ guards: [{ holds: null }] }]);
  });
  it("keeps the labels of its alert but those that hold a secret", async () => {
    await raise(
      room.deps,
      alert({ labels: { team: "shop", token: "ghp_0123456789abcdefghijklmnopqrstuvwxyzAB" } }),
      match(),
      1,
    );
    expect(room.store.operator.suggestions("open")[0]?.labels).toEqual({ team: "shop" });
  });
});

describe("a clock that was set back", () => {
  const hourMs = 3_600_000;
  const lines = (): OperateDeps => ({ ...room.deps, coolDownMs: 60_000 });

  it("makes no run and no answer of before silence what comes now", async () => {
    const raised = await raise(lines(), alert(), match(), 1);
    if (raised.kind !== "suggested") throw new Error(raised.kind);
    room.store.operator.answer(raised.suggestion, "declined");
    await ran("x-1", "resolved", room.now);
    room.now -= hourMs;
    expect(await raise(lines(), alert(), match(), 1)).toMatchObject({ kind: "suggested" });
  });
  it("lets no measurement of before hold a guard; what is measured now counts", async () => {
    room.guards = [busyGuard];
    room.store.operator.measure("CPU", { value: 97, unit: "%" }, "metrics.log", room.now);
    room.now -= hourMs;
    await raise(room.deps, alert(), match(), 1);
    expect(room.open()).toMatchObject([{ guards: [{ holds: null }] }]);
    room.store.operator.measure("CPU", { value: 12, unit: "%" }, "metrics.log", room.now);
    expect(await raise(room.deps, alert(), match(), 1)).toMatchObject({ reason: "guard-does-not-hold" });
  });
});
