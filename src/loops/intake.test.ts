import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EmbeddedStore, openEmbedded } from "../adapters/graph/embedded.ts";
import { createLocks } from "../adapters/graph/locks.ts";
import { createJournal } from "../adapters/journal/journal.ts";
import { loadInstallKey } from "../base/config/install-key.ts";
import { isoTime } from "../base/kernel/clock.ts";
import { Runbook } from "../base/model/runbook.ts";
import { createRedactor } from "../base/redact/redactor.ts";
import { readAlertPayload } from "../core/patterns/alert-payload.ts";
import { learnPattern } from "../core/patterns/learn.ts";
import { takeIncoming } from "./intake.ts";
import type { PatrolDeps } from "./patrol.ts";

const runbook = Runbook.parse({
  id: "disk-full",
  title: "Make room",
  declaredStatus: null,
  owner: null,
  severity: null,
  symptoms: [],
  alerts: ["DiskFull"],
  inputs: {},
  cwd: null,
  env: [],
  onVerifyFail: "offer",
  autonomy: "confirm",
  sandbox: null,
  sourceSessions: [],
  guards: [],
  steps: [],
  digest: "d",
  digestWithoutGuards: "d",
});

let folder = "";
let now = 0;
let store: EmbeddedStore;
let deps: PatrolDeps;
let cleared: string[] = [];

const clock = { now: () => now };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "reifier-intake-"));
  now = Date.parse("2026-03-02T02:00:00Z");
  cleared = [];
  store = openEmbedded({ path: join(folder, "graph.db"), clock });
  const key = loadInstallKey(join(folder, "key"));
  deps = {
    graph: store.graph,
    operator: store.operator,
    journal: createJournal({ path: join(folder, "audit.jsonl"), key, locks: createLocks(folder), clock }),
    notifier: { tell: () => Promise.resolve(), clear: (id) => Promise.resolve(void cleared.push(id)) },
    redactor: createRedactor((text) => key.mac("redaction", text)),
    clock,
    zoneMinutes: 0,
    log: { info: () => undefined, warn: () => undefined },
    host: "db-1",
    maxAgeSeconds: 600,
    suggestionTtlSeconds: 86_400,
    approved: () => Promise.resolve(new Map([[runbook.id, { runbook, risk: "medium" as const }]])),
  };
  const pattern = learnPattern("DiskFull");
  await store.graph.recordPattern(pattern);
  await store.graph.saveRunbook({
    id: runbook.id,
    title: runbook.title,
    path: "runbooks/approved/disk-full.md",
    status: "approved",
    digest: "d",
    approvedBy: null,
    approvedAt: null,
    commands: [],
  });
  await store.graph.link(pattern.id, runbook.id);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Facts {
  readonly state?: "firing" | "resolved";
  readonly device?: string;
  readonly name?: string;
  readonly startsAt?: string;
}

/** One alert as Alertmanager sends it. */
const alertmanager = ({
  state = "firing",
  device = "sda1",
  name = "DiskFull",
  startsAt = isoTime(now),
}: Facts = {}) => ({
  status: state,
  labels: { alertname: name, instance: "db-1", device },
  annotations: { description: `${device} of db-1 has 3% left` },
  startsAt,
  fingerprint: `${name}-${device}`,
});

async function send(...alerts: readonly object[]): Promise<string[]> {
  const payload = readAlertPayload({ version: "4", alerts });
  if (payload.kind === "unknown") throw new Error(payload.why);
  return (await takeIncoming(deps, payload.alerts)).map(({ outcome }) => outcome);
}

async function sendOwn(body: object): Promise<string[]> {
  const payload = readAlertPayload(body);
  if (payload.kind === "unknown") throw new Error(payload.why);
  return (await takeIncoming(deps, payload.alerts)).map(({ outcome }) => outcome);
}

const open = () => store.operator.suggestions("open");

describe("alerts handed in from outside", () => {
  it("the name of the rule finds the runbook, and the description is what people read", async () => {
    expect(await send(alertmanager())).toEqual(["suggested"]);
    expect(open()).toMatchObject([{ runbook: "disk-full", line: "sda1 of db-1 has 3% left", count: 1 }]);
  });

  it("the same alert sent again is a count, not a second suggestion", async () => {
    const alert = alertmanager();
    expect(await send(alert, alert)).toEqual(["suggested", "counted"]);
    expect(await send(alert)).toEqual(["counted"]);
    expect(open()).toMatchObject([{ count: 3 }]);
  });

  it("what nobody has a runbook for is remembered and suggests nothing", async () => {
    expect(await send(alertmanager({ name: "Unheard" }))).toEqual(["no-match"]);
    expect(store.operator.evidence(0, now + 1)).toHaveLength(1);
    expect(open()).toEqual([]);
  });

  it("a resolved alert closes its suggestion, in the audit and at the prompts too", async () => {
    const startsAt = isoTime(now);
    await send(alertmanager({ startsAt }));
    const [suggestion] = open();
    now += 60_000;
    expect(await send(alertmanager({ state: "resolved", startsAt }))).toEqual(["resolved"]);
    expect(open()).toEqual([]);
    expect(store.operator.suggestion(suggestion?.id ?? "")?.state).toBe("resolved");
    expect(cleared).toEqual([suggestion?.id]);
    expect(deps.journal.read({ type: "suggestion.closed" })).toMatchObject([
      { subject: suggestion?.id, data: { reason: "alert-resolved" } },
    ]);
  });

  it("while another disk still fires the suggestion stays", async () => {
    expect(await send(alertmanager({ device: "sda1" }), alertmanager({ device: "sdb1" }))).toEqual([
      "suggested",
      "counted",
    ]);
    expect(await send(alertmanager({ state: "resolved", device: "sda1" }))).toEqual(["others-still-fire"]);
    expect(open()).toHaveLength(1);
    expect(await send(alertmanager({ state: "resolved", device: "sdb1" }))).toEqual(["resolved"]);
    expect(open()).toEqual([]);
  });

  it("a resolved alert leaves a suggestion alone that is being run, and one that was never heard of changes nothing", async () => {
    await send(alertmanager());
    store.operator.claim(open()[0]?.id ?? "", "x-1");
    expect(await send(alertmanager({ state: "resolved" }))).toEqual(["nothing-open"]);
    expect(store.operator.suggestions("running")).toHaveLength(1);
    expect(await send(alertmanager({ state: "resolved", device: "sdz9" }))).toEqual(["unknown-alert"]);
  });

  it("an occurrence that a person declined or that is over is not suggested again; a new one is", async () => {
    const first = alertmanager();
    await send(first);
    store.operator.answer(open()[0]?.id ?? "", "declined");
    expect(await send(first)).toEqual(["repeated"]);
    now += 5_000;
    const second = alertmanager();
    expect(await send(second)).toEqual(["suggested"]);
    await send({ ...second, status: "resolved" });
    expect(await send(second)).toEqual(["repeated"]);
    now += 5_000;
    expect(await send(alertmanager())).toEqual(["suggested"]);
  });

  it("what an alert manager says is so now is suggested however long ago it began; an old alert of our own shape is not", async () => {
    const startsAt = isoTime(now - 7_200_000);
    expect(await send(alertmanager({ startsAt }))).toEqual(["suggested"]);
    expect(await sendOwn({ message: "DiskFull", startsAt })).toEqual(["too-old"]);
  });

  it("our own shape is closed by the same id or the same words with status resolved", async () => {
    expect(await sendOwn({ message: "DiskFull" })).toEqual(["suggested"]);
    expect(await sendOwn({ message: "DiskFull", status: "resolved" })).toEqual(["resolved"]);
    expect(await sendOwn({ id: "a-1", message: "DiskFull" })).toEqual(["suggested"]);
    expect(await sendOwn({ id: "a-1", message: "over", status: "ok" })).toEqual(["resolved"]);
    expect(open()).toEqual([]);
  });

  it("a time ahead of this machine's clock counts as now", async () => {
    expect(await sendOwn({ message: "DiskFull", startsAt: "2099-01-01T00:00:00Z" })).toEqual(["suggested"]);
    expect(store.operator.evidence(now, now + 1)).toHaveLength(1);
  });

  it("a secret in an alert is stored nowhere", async () => {
    await send({
      ...alertmanager(),
      annotations: { description: "login with password=hunter2hunter2 failed" },
    });
    expect(JSON.stringify([open(), store.operator.evidence(0, now + 1)])).not.toContain("hunter2hunter2");
  });

  it("remembers a bounded number of alerts", async () => {
    for (let round = 0; round < 4; round++)
      await send(
        ...Array.from({ length: 300 }, (_, i) => alertmanager({ name: "Other", device: `i${round}-${i}` })),
      );
    expect(JSON.parse(store.operator.position("intake:handed") ?? "[]")).toHaveLength(1_000);
  });
});
