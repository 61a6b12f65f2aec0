import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isoTime } from "../../base/kernel/clock.ts";
import type { ShellRecord } from "../../base/model/record.ts";
import type { PlaceRecord } from "../../base/ports/record-store.ts";
import { type EmbeddedStore, openEmbedded } from "./embedded.ts";

const now = 1_800_000_000_000;
let store: EmbeddedStore;
beforeEach(() => {
  store = openEmbedded({ path: ":memory:", clock: { now: () => now } });
});
afterEach(() => store.close());

const one: PlaceRecord = (sessions) =>
  sessions[0] === undefined
    ? { kind: "begin", reason: "first" }
    : { kind: "join", session: sessions[0].id, reason: "within-gap" };

const take = (key: string, facts: Partial<ShellRecord> = {}) =>
  store.records.takeIn(
    {
      source: "test",
      records: [
        {
          key,
          textMac: "a".repeat(64),
          environment: null,
          record: {
            id: "",
            command: "make check",
            startedAt: isoTime(now),
            durationMs: null,
            exitCode: null,
            cwd: "/srv",
            shell: "bash",
            host: "web-1",
            user: "sam",
            terminal: "pts/1:7",
            source: "record",
            session: null,
            note: false,
            redactions: 0,
            ...facts,
          },
        },
      ],
    },
    one,
    now,
  );

const output = { text: "boom\n", bytes: 5, leftOut: 0, fullScreen: false };
const edit = {
  path: "/etc/app.conf",
  diff: "--- a\n+++ b\n",
  knownFrom: "snapshot",
  note: null,
  beforeCopy: "x",
  afterCopy: null,
} as const;

describe("a command that record stored when it started", () => {
  it("is finished by the hook's copy of it, stays one record, and stays a record", () => {
    const id = take("bash.7.1#3").added[0]?.id ?? "";
    const again = take("bash.7.1#3", { source: "hook", exitCode: 2, durationMs: 40, cwd: "/tmp" });
    expect(again.added).toEqual([]);
    const records = store.records.sessions()[0]?.records ?? [];
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ id, source: "record", exitCode: 2, durationMs: 40, cwd: "/tmp" });
  });

  it("does not change any more once it has ended", () => {
    take("bash.7.1#3");
    take("bash.7.1#3", { exitCode: 0, durationMs: 40 });
    expect(take("bash.7.1#3", { source: "hook", exitCode: 1, durationMs: 41 }).known).toBe(1);
    expect(store.records.sessions()[0]?.records[0]).toMatchObject({ exitCode: 0, durationMs: 40 });
  });
});

it("a command whose hook's copy came before it is one record, of record, that ended as the hook says", () => {
  const id = take("bash.7.1#3", { source: "hook", exitCode: 2, durationMs: 40 }).added[0]?.id ?? "";
  expect(take("bash.7.1#3").added).toEqual([]);
  const records = store.records.sessions().flatMap((session) => session.records);
  expect(records).toMatchObject([{ id, source: "record", exitCode: 2, durationMs: 40 }]);
});

describe("what is kept beside a record", () => {
  it("is found by the record's key and by its session", () => {
    take("bash.7.1#3");
    const found = store.kept.find("bash.7.1#3");
    expect(store.kept.keep(found?.record ?? "", { output, edits: [edit] }, now)).toBe(true);
    expect(store.kept.ofSession(found?.session ?? "").get(found?.record ?? "")).toEqual({
      output,
      edits: [edit],
    });
  });

  it("goes with its record", () => {
    take("bash.7.1#3");
    const found = store.kept.find("bash.7.1#3") ?? { record: "", session: "" };
    store.kept.keep(found.record, { output, edits: [edit] }, now);
    store.records.forget([found.record]);
    expect(store.kept.find("bash.7.1#3")).toBeNull();
    expect(store.kept.ofSession(found.session).size).toBe(0);
    expect(store.kept.keep(found.record, { output }, now)).toBe(false);
  });

  it("is gone with a discarded record, whose key is free again", () => {
    take("bash.7.1#3");
    const found = store.kept.find("bash.7.1#3") ?? { record: "", session: "" };
    store.kept.discard(found.record);
    expect(store.records.counts()).toEqual({ sessions: 0, records: 0 });
    expect(take("bash.7.1#3").added).toHaveLength(1);
  });

  it("is pruned by its age while the record stays", () => {
    take("bash.7.1#3");
    const found = store.kept.find("bash.7.1#3") ?? { record: "", session: "" };
    store.kept.keep(found.record, { output, edits: [edit] }, now);
    store.kept.prune(now + 1);
    expect(store.kept.ofSession(found.session).size).toBe(0);
    expect(store.records.counts().records).toBe(1);
  });
});
