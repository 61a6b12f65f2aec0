import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openWorkspace, runbook, step, type Workspace } from "../../test/fixtures/execution/workspace.ts";
import { isoTime } from "../base/kernel/clock.ts";
import type { AlertClaim } from "../base/ports/alert-claims.ts";
import type { Notice } from "../base/ports/notifier.ts";
import { createAutonomy } from "./autonomy.ts";
import type { DeskDeps } from "./autonomy-deps.ts";
import { createDesk } from "./autonomy-desk.ts";
import type { OperateDeps } from "./operate-deps.ts";

let root = "";
let place: Workspace;
let now = 0;
let paused = false;
let told: Notice[] = [];
let claim: AlertClaim = "claimed";
let claimed: string[] = [];

const fix = runbook([step(1, "touch never")], { autonomy: "auto" });

/** Everything but the run itself: no case here may come so far. */
function desk(change: Partial<OperateDeps> = {}) {
  const { deps } = place;
  const operate: OperateDeps = {
    graph: deps.graph,
    operator: deps.operator,
    journal: deps.journal,
    notifier: { tell: (notice) => Promise.resolve(void told.push(notice)), clear: () => Promise.resolve() },
    redactor: deps.redactor,
    clock: { now: () => now },
    host: "web-1",
    maxAgeSeconds: 600,
    suggestionTtlSeconds: 600,
    approved: () =>
      Promise.resolve(new Map([[fix.id, { runbook: fix, risk: "medium" as const, verdicts: [] }]])),
    ...change,
  };
  const autonomy = createAutonomy({
    journal: deps.journal,
    ledger: deps.ledger,
    clock: { now: () => now },
    paused: () => paused,
    settings: () => ({ enabled: true, minVerifiedRuns: 2, minConfidence: 0.3, maxPerHour: 3 }),
  });
  const never = (): never => {
    throw new Error("it ran");
  };
  const made: DeskDeps = {
    operating: () => Promise.resolve(operate),
    operator: deps.operator,
    approving: never,
    executing: never,
    claims: {
      claimAlert: (key) => {
        claimed.push(key);
        return Promise.resolve(claim);
      },
    },
    locks: deps.locks,
    clock: { now: () => now },
    log: deps.log,
    paused: () => paused,
    decideNow: (question) => autonomy.decideNow(question),
    say: () => undefined,
  };
  return createDesk(made);
}

const open = (): void => {
  place.deps.operator.openSuggestion(
    {
      id: "g-1",
      kind: "run",
      title: "Fix it",
      runbook: fix.id,
      pattern: "p-1",
      line: "ERROR broken",
      count: 1,
      values: {},
      guards: [],
      risk: "medium",
      createdAt: isoTime(now),
      expiresAt: isoTime(now + 600_000),
      match: { kind: "exact", score: 1, evidence: "signature" },
      autonomy: "trusted: 2 verified runs, confidence 0.425",
      alert: { id: "a-9", startsAt: "2026-03-02T02:00:00.000Z" },
      host: "web-1",
      lastSeenAt: isoTime(now),
    },
    "web-1",
  );
};

function verifiedRun(n: number): void {
  const { journal } = place.deps;
  const data = { runbook: fix.id, digest: fix.digest, pattern: null };
  journal.append({ actor: "eva", type: "run.start", subject: `x-${n}`, data });
  journal.append({
    actor: "eva",
    type: "run.end",
    subject: `x-${n}`,
    data: { result: "resolved", reason: "verified" },
  });
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "reifier-desk-"));
  place = openWorkspace(root);
  now = Date.now();
  paused = false;
  told = [];
  claim = "claimed";
  claimed = [];
  place.deps.ledger.add({
    runbook: fix.id,
    digest: fix.digest,
    title: fix.title,
    by: "eva",
    how: "command",
    at: isoTime(now),
    autonomy: true,
    act: "approve",
  });
  verifiedRun(1);
  verifiedRun(2);
  open();
});
afterEach(() => {
  place.close();
  rmSync(root, { recursive: true, force: true });
});

/** The word that the desk leaves, after it told people. */
async function word(change: Partial<OperateDeps> = {}): Promise<string | undefined> {
  const made = desk(change);
  made.look();
  await vi.waitFor(() => expect(told).not.toEqual([]), { timeout: 10_000 });
  await made.stop();
  expect(place.deps.operator.suggestion("g-1")?.state).toBe("open");
  expect(told).toMatchObject([{ kind: "suggestion", id: "g-1" }]);
  expect(place.deps.journal.read({ type: "autonomy.declined" })).toHaveLength(1);
  return place.deps.operator.suggestion("g-1")?.suggestion.autonomy?.split(":", 1)[0];
}

describe("the desk leaves to people", () => {
  it("what another host has claimed, or whose claim nobody could answer", async () => {
    claim = "taken";
    expect(await word()).toBe("claimed-elsewhere");
    expect(claimed).toEqual(["a-9 2026-03-02T02:00:00.000Z"]);
  });
  it("what no graph server could be asked about", async () => {
    claim = "away";
    expect(await word()).toBe("graph-away");
  });
  it("what would have to wait for another run; nothing is claimed for it", async () => {
    const turn = place.deps.locks.hold("run");
    expect(await word()).toBe("busy");
    expect(claimed).toEqual([]);
    turn?.release();
  });
  it("what was not seen within the last minute", async () => {
    now += 60_001;
    expect(await word()).toBe("stale");
  });
  it("what was seen later than now, by a clock that was set back", async () => {
    now -= 60_001;
    expect(await word()).toBe("stale");
  });
  it("what is not approved any more", async () => {
    expect(await word({ approved: () => Promise.resolve(new Map()) })).toBe("not-approved");
  });
  it("everything while the operator is paused", async () => {
    paused = true;
    expect(await word()).toBe("paused");
  });
  it("what a failure has taken the trust from meanwhile", async () => {
    const { journal } = place.deps;
    journal.append({
      actor: "eva",
      type: "run.start",
      subject: "x-3",
      data: { runbook: fix.id, digest: fix.digest, pattern: "p-2" },
    });
    journal.append({
      actor: "eva",
      type: "run.end",
      subject: "x-3",
      data: { result: "failed", reason: "step-exit 1" },
    });
    expect(await word()).toBe("too-few-runs");
  });
});
