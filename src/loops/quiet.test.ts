import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EmbeddedStore, openEmbedded } from "../adapters/graph/embedded.ts";
import { createLocks } from "../adapters/graph/locks.ts";
import { createJournal } from "../adapters/journal/journal.ts";
import { createShelf } from "../adapters/shelf/shelf.ts";
import { loadInstallKey } from "../base/config/install-key.ts";
import { isoTime } from "../base/kernel/clock.ts";
import type { Notice } from "../base/ports/notifier.ts";
import { createRedactor } from "../base/redact/redactor.ts";
import { createPlacement } from "../core/history/place-record.ts";
import { draftClosedSessions } from "./draft.ts";
import type { DraftDeps } from "./draft-deps.ts";
import { draftQuietPatterns } from "./quiet.ts";

let folder = "";
let now = Date.parse("2026-03-02T02:00:00Z");
let store: EmbeddedStore;
let deps: DraftDeps;
let told: Notice[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reifier-quiet-"));
  mkdirSync(join(folder, "runbooks", "drafts"), { recursive: true, mode: 0o700 });
  now = Date.parse("2026-03-02T02:00:00Z");
  told = [];
  const clock = { now: () => now };
  store = openEmbedded({ path: join(folder, "graph.db"), clock });
  const key = loadInstallKey(join(folder, "key"));
  deps = {
    records: store.records,
    operator: store.operator,
    shelf: createShelf({ workspace: folder, clock }),
    journal: createJournal({
      path: join(folder, "audit", "audit.jsonl"),
      key,
      locks: createLocks(folder),
      clock,
    }),
    notifier: { tell: (notice) => Promise.resolve(void told.push(notice)), clear: () => Promise.resolve() },
    redactor: createRedactor((text) => key.mac("redaction", text)),
    files: { changedSince: () => ({}), workTrees: () => [], definitions: () => [] },
    narrator: null,
    clock,
    host: "web-1",
    draftWhen: "incident",
    syntax: () => null,
  };
  store.operator.addEvidence([
    {
      source: "app.log",
      at: now,
      level: "error",
      message: "payment gateway refused the certificate",
      pattern: "p-1",
      times: 3,
    },
  ]);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const drafts = (): string[] => readdirSync(join(folder, "runbooks", "drafts"));

function typed(...commands: string[]): void {
  const records = commands.map((command, i) => ({
    key: `bash.1.1#${i}`,
    textMac: `m${i}`,
    environment: null,
    record: {
      id: "",
      command,
      startedAt: isoTime(now + i * 1_000),
      durationMs: 10,
      exitCode: 0,
      cwd: "/srv/app",
      shell: "bash" as const,
      host: "web-1",
      user: "ana",
      terminal: "pts/0:1",
      source: "hook" as const,
      session: null,
      note: false,
      redactions: 0,
    },
  }));
  store.records.takeIn({ source: "spool", records }, createPlacement(300_000), now);
}

describe("an error that went away by itself", () => {
  it("is asked about once, word for word, when it stayed away for ten minutes", async () => {
    now += 599_000;
    expect(await draftQuietPatterns(deps)).toEqual([]);
    now += 2_000;
    expect(await draftQuietPatterns(deps)).toHaveLength(1);
    expect(await draftQuietPatterns(deps)).toEqual([]);
    const [name = ""] = drafts();
    expect(name).toBe("incident_20260302.md");
    expect(readFileSync(join(folder, "runbooks", "drafts", name), "utf8")).toContain(
      "I saw no shell commands. Did you fix this via GUI?",
    );
    expect(told).toMatchObject([
      { kind: "draft", text: expect.stringContaining("Did you fix this via GUI?") },
    ]);
  });
  it("of a log that says something new each time is asked about for the most frequent errors only", async () => {
    const storm = Array.from({ length: 3_000 }, (_, i) => ({
      source: "app.log",
      at: now + i,
      level: "error",
      message: `error number ${i}`,
      pattern: `p-storm-${i}`,
      times: i === 2_500 ? 9 : 1,
    }));
    store.operator.addEvidence(storm);
    now += 700_000;
    expect(await draftQuietPatterns(deps)).toHaveLength(20);
    const texts = drafts().map((name) => readFileSync(join(folder, "runbooks", "drafts", name), "utf8"));
    expect(texts.filter((text) => text.includes("error number 2500"))).toHaveLength(1);
    expect(await draftQuietPatterns(deps)).toEqual([]);
  });
  it("is not asked about when somebody worked in a shell meanwhile", async () => {
    typed("systemctl restart app");
    now += 700_000;
    expect(await draftQuietPatterns(deps)).toEqual([]);
  });
});

describe("a closed session", () => {
  it("is drafted once, under the day and what was done, and told to people", async () => {
    typed(
      "tail -n 20 /var/log/app.log",
      "rm /var/cache/app.lock",
      "systemctl start app",
      "systemctl status app",
    );
    store.records.closeOpen(now + 60_000);
    const [drafted] = await draftClosedSessions(deps);
    expect(drafted).toMatchObject({
      reason: "error-in-window",
      says: expect.stringContaining(
        "I noticed a flurry of activity. I've drafted runbooks/drafts/incident_20260302",
      ),
    });
    expect(await draftClosedSessions(deps)).toEqual([]);
    expect(drafts()).toHaveLength(1);
  });
  it("is rewritten when late commands come, as long as no person touched the draft", async () => {
    typed("rm /var/cache/app.lock");
    store.records.closeOpen(now + 60_000);
    await draftClosedSessions(deps);
    typed("rm /var/cache/app.lock", "systemctl start app");
    store.records.closeOpen(now + 60_000);
    await draftClosedSessions(deps);
    expect(drafts()).toHaveLength(1);
    expect(readFileSync(join(folder, "runbooks", "drafts", drafts()[0] ?? ""), "utf8")).toContain(
      "systemctl start app",
    );
  });
  it("is left alone when it was no incident work", async () => {
    store.operator.prune(now + 1);
    typed("ls", "cd /srv/app", "git status");
    store.records.closeOpen(now + 60_000);
    expect(await draftClosedSessions(deps)).toMatchObject([
      { path: null, reason: expect.stringMatching(/only-noise|nothing-changed|only-own-work/) },
    ]);
    expect(drafts()).toEqual([]);
  });
});
