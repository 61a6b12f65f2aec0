import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EmbeddedStore, openEmbedded } from "../adapters/graph/embedded.ts";
import { createLocks } from "../adapters/graph/locks.ts";
import { createJournal } from "../adapters/journal/journal.ts";
import { loadInstallKey } from "../base/config/install-key.ts";
import { createLogger } from "../base/kernel/logger.ts";
import { Runbook } from "../base/model/runbook.ts";
import type { LogLine } from "../base/ports/log-source.ts";
import { createRedactor } from "../base/redact/redactor.ts";
import { learnPattern } from "../core/patterns/learn.ts";
import { createPatrol, type PatrolDeps } from "./patrol.ts";
import { takeAlert } from "./take-alert.ts";

const symptom = "could not acquire lock /var/cache/app.lock: held by pid 7";
const noted = Runbook.parse({
  id: "app-lock",
  title: "Stale lock",
  declaredStatus: null,
  owner: null,
  severity: null,
  symptoms: [symptom],
  alerts: [],
  inputs: {},
  cwd: null,
  env: [],
  onVerifyFail: "offer",
  autonomy: "confirm",
  sandbox: null,
  sourceSessions: [],
  guards: [
    {
      text: "Only do this if CPU > 90%",
      name: "CPU",
      op: ">",
      number: 90,
      unit: "%",
      word: null,
      negated: false,
      line: 3,
    },
  ],
  steps: [],
  digest: "d",
  digestWithoutGuards: "d",
});

let folder = "";
let now = Date.parse("2026-03-02T02:00:00Z");
let store: EmbeddedStore;
let deps: PatrolDeps;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "reifier-patrol-"));
  now = Date.parse("2026-03-02T02:00:00Z");
  const clock = { now: () => now };
  store = openEmbedded({ path: join(folder, "graph.db"), clock });
  const key = loadInstallKey(join(folder, "key"));
  deps = {
    graph: store.graph,
    operator: store.operator,
    journal: createJournal({
      path: join(folder, "audit", "audit.jsonl"),
      key,
      locks: createLocks(folder),
      clock,
    }),
    notifier: { tell: () => Promise.resolve(), clear: () => Promise.resolve() },
    redactor: createRedactor((text) => key.mac("redaction", text)),
    log: createLogger(
      () => undefined,
      clock,
      (text) => text,
    ),
    clock,
    zoneMinutes: 0,
    host: "web-1",
    maxAgeSeconds: 600,
    suggestionTtlSeconds: 86_400,
    approved: () => Promise.resolve(new Map([["app-lock", { runbook: noted, risk: "medium" as const }]])),
  };
  const pattern = learnPattern(symptom);
  await store.graph.recordPattern(pattern);
  await store.graph.saveRunbook({
    id: "app-lock",
    title: "Stale lock",
    path: "runbooks/approved/app-lock.md",
    status: "approved",
    digest: "d",
    approvedBy: null,
    approvedAt: null,
    commands: [],
  });
  await store.graph.link(pattern.id, "app-lock");
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const lines = (...texts: string[]): LogLine[] =>
  texts.map((text, offset) => ({
    file: "/var/log/app.log",
    source: "app.log",
    text,
    offset,
    truncated: false,
  }));
const bare = (pid: number): string =>
  `2026-03-02T02:00:00Z ERROR app: could not acquire lock /var/cache/app.lock: held by pid ${pid}`;

async function patrol(...texts: string[]): Promise<void> {
  const patrol = createPatrol(deps);
  await patrol.refresh();
  await patrol.take(lines(...texts));
  await patrol.settle("all");
}

describe("the patrol", () => {
  it("makes one suggestion of ten thousand lines of one kind, with their count", async () => {
    await patrol(
      "2026-03-02T02:00:00Z INFO host: CPU usage 97%",
      ...Array.from({ length: 10_000 }, (_unused, i) => bare(i + 1)),
    );
    expect(store.operator.suggestions("open")).toMatchObject([{ runbook: "app-lock", count: 10_000 }]);
    const [row] = (await store.graph.patterns()).filter((one) => one.runbooks.length > 0);
    expect(row).toMatchObject({ seen: 10_000 });
  });
  it("measures guards from lines that are no error", async () => {
    await patrol("2026-03-02T02:00:00Z INFO host: CPU usage 12%", bare(9));
    expect(store.operator.suggestions("open")).toEqual([]);
  });
  it("keeps warnings as evidence that they are, and learns no pattern from them", async () => {
    await patrol("2026-03-02T02:00:00Z WARNING metrics: CPU usage 100% process=report-worker");
    expect(store.operator.evidence(now - 1_000, now + 1_000)).toMatchObject([
      { level: "warn", message: "CPU usage 100% process=report-worker" },
    ]);
    expect((await store.graph.patterns()).map(({ runbooks }) => runbooks)).toEqual([["app-lock"]]);
  });
  it("tells an ordinary line of a known pattern from an error", async () => {
    await patrol(bare(7), bare(8).replace("ERROR", "INFO"));
    const levels = store.operator.evidence(0, now + 1_000).map(({ level }) => level);
    expect(new Set(levels)).toEqual(new Set(["error", "info"]));
  });
  it("keeps error lines as evidence, without their secrets, and ordinary lines not at all", async () => {
    await patrol(
      "2026-03-02T02:00:00Z INFO app: started",
      "2026-03-02T02:00:00Z ERROR app: login failed password=hunter2hunter2",
    );
    const evidence = store.operator.evidence(now - 1_000, now + 1_000);
    expect(evidence).toHaveLength(1);
    expect(evidence[0]?.message).toContain("login failed");
    expect(JSON.stringify(evidence)).not.toContain("hunter2");
  });
  it("keeps the beginning of an endless line, and its pattern is that of the whole line", async () => {
    const endless = `2026-03-02T02:00:00Z ERROR app: gateway gave up ${"and so on ".repeat(40_000)}`;
    await patrol(endless);
    const [kept] = store.operator.evidence(now - 1_000, now + 1_000);
    expect(kept?.message.length).toBeLessThan(6_000);
    expect(kept?.pattern).toBe(learnPattern(endless).id);
  });
  it("recognises a line with a secret by the pattern that was learned from its cleaned text", async () => {
    const line = (secret: string): string =>
      `2026-03-02T02:00:00Z ERROR db: login of app failed, password=${secret}`;
    const learned = learnPattern(deps.redactor.text(line("first1Secret2Value")).text);
    await store.graph.recordPattern(learned);
    await store.graph.link(learned.id, "app-lock");
    await patrol("2026-03-02T02:00:00Z INFO host: CPU usage 97%", line("other9Secret8Value"));
    expect(store.operator.suggestions("open")).toMatchObject([{ runbook: "app-lock", pattern: learned.id }]);
  });
  it("lets text of a log be text: nothing of it is a command, a path or markup anywhere", async () => {
    const nasty =
      "2026-03-02T02:00:00Z ERROR app: $(touch /tmp/reifier-owned) `id` \u001b[2J ```sh MATCH (n) DETACH DELETE n '); DROP TABLE record;--";
    await patrol(nasty, bare(3));
    expect(store.operator.evidence(now - 1_000, now + 1_000).length).toBe(2);
  });
});

describe("an alert that is handed in", () => {
  it("finds pattern and runbook, with its own values for the guards", async () => {
    const low = await takeAlert(deps, { message: bare(1), values: { CPU: { value: 12, unit: "%" } } });
    expect(low).toMatchObject({
      match: { kind: expect.stringMatching(/exact|similar/) },
      raised: { kind: "quiet", reason: "guard-does-not-hold" },
    });
    const high = await takeAlert(deps, { message: bare(2), values: { CPU: { value: 97, unit: "%" } } });
    expect(high.raised).toMatchObject({ kind: "suggested", runbook: "app-lock" });
  });
  it("says that nothing fits", async () => {
    expect(await takeAlert(deps, { message: "the coffee machine is empty" })).toMatchObject({
      match: null,
      raised: null,
    });
  });
});
