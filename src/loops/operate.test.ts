import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EmbeddedStore, openEmbedded } from "../adapters/graph/embedded.ts";
import { createLocks } from "../adapters/graph/locks.ts";
import { createJournal } from "../adapters/journal/journal.ts";
import { loadInstallKey } from "../base/config/install-key.ts";
import { isoTime } from "../base/kernel/clock.ts";
import type { Alert, PatternMatch } from "../base/model/alert.ts";
import type { Execution } from "../base/model/execution.ts";
import { type GuardSentence, Runbook } from "../base/model/runbook.ts";
import type { Journal } from "../base/ports/journal.ts";
import type { Notice } from "../base/ports/notifier.ts";
import { createRedactor } from "../base/redact/redactor.ts";
import { learnPattern } from "../core/patterns/learn.ts";
import { expireSuggestions, type OperateDeps, raise } from "./operate.ts";

const pattern = learnPattern("deadlock detected in orders");
const match: PatternMatch = { pattern: pattern.id, kind: "exact", score: 1, values: {} };
const guard: GuardSentence = {
  text: "Only do this if CPU > 90%",
  name: "CPU",
  op: ">",
  number: 90,
  unit: "%",
  word: null,
  negated: false,
  line: 3,
};

let folder = "";
let now = Date.parse("2026-03-02T02:00:00Z");
let store: EmbeddedStore;
let journal: Journal;
let told: Notice[] = [];
let guards: GuardSentence[] = [];

const runbook = (): Runbook =>
  Runbook.parse({
    id: "db-lockup",
    title: "Fix DB Lockup",
    declaredStatus: null,
    owner: null,
    severity: null,
    symptoms: [],
    alerts: [],
    inputs: {},
    cwd: null,
    env: [],
    onVerifyFail: "offer",
    autonomy: "confirm",
    sandbox: null,
    sourceSessions: [],
    guards,
    steps: [],
    digest: "d",
    digestWithoutGuards: "d",
  });

const deps = (): OperateDeps => ({
  graph: store.graph,
  operator: store.operator,
  journal,
  redactor: createRedactor(() => "mac"),
  notifier: { tell: (notice) => Promise.resolve(void told.push(notice)), clear: () => Promise.resolve() },
  clock: { now: () => now },
  host: "db-1",
  maxAgeSeconds: 600,
  suggestionTtlSeconds: 86_400,
  approved: () => Promise.resolve(new Map([["db-lockup", { runbook: runbook(), risk: "medium" as const }]])),
});

const alert = (facts: Partial<Alert> = {}): Alert => ({
  id: "a-1",
  source: "app.log",
  title: null,
  message: "deadlock detected in orders",
  severity: null,
  labels: {},
  values: {},
  startsAt: isoTime(now),
  ...facts,
});

const ran = (id: string, result: Execution["result"], at: number): Promise<void> =>
  store.graph.recordExecution({
    id,
    runbook: "db-lockup",
    digest: "d",
    pattern: pattern.id,
    suggestion: null,
    startedAt: isoTime(at),
    endedAt: result === null ? null : isoTime(at + 1_000),
    result,
    reason: null,
    by: "ana",
  });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "reifier-operate-"));
  now = Date.parse("2026-03-02T02:00:00Z");
  told = [];
  guards = [];
  const clock = { now: () => now };
  store = openEmbedded({ path: join(folder, "graph.db"), clock });
  journal = createJournal({
    path: join(folder, "audit", "audit.jsonl"),
    key: loadInstallKey(join(folder, "key")),
    locks: createLocks(folder),
    clock,
  });
  await store.graph.recordPattern(pattern);
  await store.graph.saveRunbook({
    id: "db-lockup",
    title: "Fix DB Lockup",
    path: "runbooks/approved/db-lockup.md",
    status: "approved",
    digest: "d",
    approvedBy: null,
    approvedAt: null,
    commands: [],
  });
  await store.graph.link(pattern.id, "db-lockup");
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("raise", () => {
  it("opens one suggestion, tells people, and puts it into the audit", async () => {
    const raised = await raise(deps(), alert(), match, 1);
    expect(raised).toMatchObject({ kind: "suggested", runbook: "db-lockup" });
    expect(told).toMatchObject([
      {
        kind: "suggestion",
        text: expect.stringMatching(/^Execute 'Fix DB Lockup'\? reifier confirm g-\w{6}$/),
      },
    ]);
    expect(journal.read({ type: "suggestion.opened" })).toHaveLength(1);
    expect(store.operator.suggestions("open")).toMatchObject([
      { title: "Fix DB Lockup", count: 1, risk: "medium" },
    ]);
  });
  it("counts what comes again while one is open", async () => {
    await raise(deps(), alert(), match, 1);
    expect(await raise(deps(), alert(), match, 9_999)).toMatchObject({ kind: "counted" });
    expect(store.operator.suggestions("open")).toMatchObject([{ count: 10_000 }]);
    expect(told).toHaveLength(1);
  });
  it("is quiet about a line that is older than the limit", async () => {
    const old = alert({ startsAt: isoTime(now - 601_000) });
    expect(await raise(deps(), old, match, 1)).toMatchObject({ kind: "quiet", reason: "too-old" });
  });
  it("is quiet where no linked runbook is approved now", async () => {
    const unapproved = { ...deps(), approved: () => Promise.resolve(new Map()) };
    expect(await raise(unapproved, alert(), match, 1)).toMatchObject({
      kind: "quiet",
      reason: "no-approved-runbook",
    });
  });
  it("is quiet while the runbook runs, and about lines from before it healed", async () => {
    await ran("x-1", null, now);
    expect(await raise(deps(), alert(), match, 1)).toMatchObject({
      kind: "quiet",
      reason: "runbook-is-running",
    });
    await ran("x-1", "resolved", now);
    expect(await raise(deps(), alert({ startsAt: isoTime(now - 5_000) }), match, 1)).toMatchObject({
      reason: "handled-meanwhile",
    });
    now += 60_000;
    expect(await raise(deps(), alert(), match, 1)).toMatchObject({ kind: "suggested" });
  });
  it("stops suggesting a fix that failed twice in a row for this pattern", async () => {
    await ran("x-1", "unverified", now - 50_000);
    await ran("x-2", "failed", now - 20_000);
    expect(await raise(deps(), alert(), match, 1)).toMatchObject({ kind: "quiet", reason: "failed-twice" });
  });
  it("holds back a runbook whose guard does not hold, and says so once a minute in the audit", async () => {
    guards = [guard];
    const low = alert({ values: { CPU: { value: 12, unit: "%" } } });
    expect(await raise(deps(), low, match, 1)).toMatchObject({
      kind: "quiet",
      reason: "guard-does-not-hold",
    });
    await raise(deps(), low, match, 1);
    expect(journal.read({ type: "suggestion.not-applicable" })).toHaveLength(1);
    expect(await raise(deps(), alert({ values: { CPU: { value: 97, unit: "%" } } }), match, 1)).toMatchObject(
      { kind: "suggested" },
    );
  });
  it("takes a guard's value from what was measured within the last minute", async () => {
    guards = [guard];
    store.operator.measure("CPU", { value: 12, unit: "%" }, "metrics.log", now - 59_000);
    expect(await raise(deps(), alert(), match, 1)).toMatchObject({ reason: "guard-does-not-hold" });
    now += 2_000;
    const raised = await raise(deps(), alert(), match, 1);
    expect(raised).toMatchObject({ kind: "suggested" });
    expect(store.operator.suggestions("open")).toMatchObject([{ guards: [{ holds: null }] }]);
  });
});

describe("expireSuggestions", () => {
  it("closes a suggestion whose time is over and audits it", async () => {
    await raise(deps(), alert(), match, 1);
    now += 86_401_000;
    await expireSuggestions(deps());
    expect(store.operator.suggestions("open")).toEqual([]);
    expect(journal.read({ type: "suggestion.expired" })).toHaveLength(1);
  });
});

describe("after a run", () => {
  const lines = (): OperateDeps => ({ ...deps(), coolDownMs: 60_000 });

  it("log lines are counted for a minute, an alert that began later is asked about", async () => {
    await ran("x-1", "resolved", now - 11_000);
    expect(await raise(lines(), alert(), match, 1)).toMatchObject({ reason: "cool-down" });
    expect(await raise(deps(), alert(), match, 1)).toMatchObject({ kind: "suggested" });
    now += 61_000;
    expect(await raise(lines(), alert(), match, 1)).toMatchObject({ kind: "counted" });
  });
  it("an alert that still fires long after a verified run is asked about again", async () => {
    const firing = alert({ startsAt: isoTime(now - 60_000) });
    await ran("x-1", "resolved", now - 30_000);
    expect(await raise(deps(), firing, match, 1)).toMatchObject({ reason: "handled-meanwhile" });
    now += 301_000;
    expect(await raise(deps(), firing, match, 1)).toMatchObject({ kind: "suggested" });
  });
  it("that nothing verified says nothing against the runbook", async () => {
    for (const id of ["x-1", "x-2", "x-3"])
      await store.graph.recordExecution({
        id,
        runbook: "db-lockup",
        digest: "d",
        pattern: pattern.id,
        suggestion: null,
        startedAt: isoTime(now - 90_000),
        endedAt: isoTime(now - 89_000),
        result: "unverified",
        reason: "no-verify-step",
        by: "ana",
      });
    expect(await raise(deps(), alert(), match, 1)).toMatchObject({ kind: "suggested" });
  });
  it("says once that a fix is not suggested any more, and that it flaps", async () => {
    await ran("x-1", "failed", now - 50_000);
    await ran("x-2", "failed", now - 20_000);
    await raise(deps(), alert(), match, 1);
    await raise(deps(), alert(), match, 1);
    expect(told).toMatchObject([{ kind: "execution", text: expect.stringContaining("failed twice") }]);
    expect(journal.read({ type: "suggestion.stopped" })).toHaveLength(1);
    for (const [i, minutes] of [30, 20, 10].entries()) await ran(`y-${i}`, "resolved", now - minutes * 1_000);
    await raise(deps(), alert(), match, 1);
    expect(store.operator.suggestions("open")).toMatchObject([
      { why: expect.stringContaining("flapping: resolved 3 times within the hour") },
    ]);
  });
});

describe("a no", () => {
  it("holds for ten minutes of log lines, and for alerts that began before it", async () => {
    const lines = { ...deps(), coolDownMs: 60_000 };
    const raised = await raise(lines, alert(), match, 1);
    if (raised.kind !== "suggested") throw new Error(raised.kind);
    store.operator.answer(raised.suggestion, "declined");
    now += 1_000;
    expect(await raise(lines, alert(), match, 1)).toMatchObject({ reason: "declined-lately" });
    expect(await raise(deps(), alert({ startsAt: isoTime(now - 2_000) }), match, 1)).toMatchObject({
      reason: "declined-lately",
    });
    now += 600_000;
    expect(await raise(lines, alert(), match, 1)).toMatchObject({ kind: "suggested" });
  });
});

describe("a question", () => {
  it("is one for each host; an offer that a line turns into a question is told", async () => {
    store.operator.openSuggestion(
      {
        id: "g-offer",
        kind: "run",
        title: "Fix DB Lockup",
        runbook: "db-lockup",
        pattern: pattern.id,
        line: null,
        count: 1,
        values: {},
        guards: [],
        risk: "medium",
        createdAt: isoTime(now),
        expiresAt: isoTime(now + 60_000),
      },
      "db-1",
    );
    expect(await raise(deps(), alert({ labels: { instance: "localhost:9100" } }), match, 1)).toMatchObject({
      kind: "suggested",
      suggestion: "g-offer",
    });
    expect(told).toHaveLength(1);
    expect(await raise(deps(), alert({ labels: { instance: "db-2:9100" } }), match, 1)).toMatchObject({
      kind: "suggested",
    });
    expect(
      store.operator
        .suggestions("open")
        .map(({ host }) => host)
        .sort(),
    ).toEqual(["db-1", "db-2"]);
  });
  it("about another host is not measured by the lines of this one", async () => {
    guards = [guard];
    store.operator.measure("CPU", { value: 12, unit: "%" }, "metrics.log", now);
    const elsewhere = alert({ labels: { host: "db-2" } });
    expect(await raise(deps(), elsewhere, match, 1)).toMatchObject({ kind: "suggested" });
    expect(store.operator.suggestions("open")).toMatchObject([{ guards: [{ holds: null }] }]);
  });
  it("keeps the labels of its alert but those that hold a secret", async () => {
    await raise(
      deps(),
      alert({ labels: { team: "shop", token: "ghp_0123456789abcdefghijklmnopqrstuvwxyzAB" } }),
      match,
      1,
    );
    expect(store.operator.suggestions("open")[0]?.labels).toEqual({ team: "shop" });
  });
});
