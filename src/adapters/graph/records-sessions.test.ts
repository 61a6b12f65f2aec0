import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { gapMs, incoming, place, start, typed } from "../../../test/fixtures/graph/incoming.ts";
import { isoTime } from "../../base/kernel/clock.ts";
import type { IncomingRecord, RecordStore } from "../../base/ports/record-store.ts";
import { type EmbeddedStore, openEmbedded } from "./embedded.ts";

describe("sessions in the record store", () => {
  let store: EmbeddedStore;
  let records: RecordStore;
  beforeEach(() => {
    store = openEmbedded({ path: ":memory:", clock: { now: () => start } });
    records = store.records;
  });
  afterEach(() => store.close());

  const take = (items: readonly IncomingRecord[], now = start + 1_000) =>
    records.takeIn({ source: "spool", records: items }, place, now);
  const commands = () => records.sessions().map((session) => session.records.map((record) => record.command));

  describe("closing", () => {
    it("closes after more than the gap, not at it", () => {
      take([incoming("ls", start)]);
      expect(records.closeIdle(start + 100 + gapMs, gapMs)).toEqual([]);
      const id = records.sessions()[0]?.id;
      expect(records.closeIdle(start + 101 + gapMs, gapMs)).toEqual([id]);
      expect(records.session(id ?? "")?.session.endedAt).toBe(isoTime(start + 100));
      expect(records.closeIdle(start + 101 + gapMs, gapMs)).toEqual([]);
    });

    it("closes with the last shell of that user and host only", () => {
      take([incoming("a", start), incoming("b", start, { user: "root" })]);
      records.takeIn(
        { source: "spool", records: [], shellsEnded: [{ host: "web-1", user: "sam", at: start + 5 }] },
        place,
        start + 10,
      );
      expect(records.sessions({ open: true }).map((session) => session.user)).toEqual(["root"]);
      expect(records.sessions({ open: false }).map((session) => session.user)).toEqual(["sam"]);
    });

    it("closes all or the named one by hand", () => {
      take([incoming("a", start), incoming("b", start, { user: "root" })]);
      const [first, second] = records.sessions().map((session) => session.id);
      expect(records.closeOpen(start, first)).toEqual([first]);
      expect(records.closeOpen(start)).toEqual([second]);
    });

    it("reopens for a late record, and hands the session to the scribe again with its draft", () => {
      take([incoming("a", start)]);
      const [id = ""] = records.closeOpen(start + 1);
      records.markDraft(id, "drafted", { path: "runbooks/drafts/x.md", kept: 1, noise: 0 });
      expect(records.undrafted()).toEqual([]);
      expect(take([incoming("late", start + 60_000)]).reopened).toEqual([id]);
      expect(records.session(id)).toMatchObject({
        draftState: "none",
        session: { endedAt: null, draft: "runbooks/drafts/x.md" },
      });
      records.closeOpen(start + 1);
      expect(records.undrafted().map((stored) => stored.session.id)).toEqual([id]);
    });
  });

  it("keeps a session closed that only the command that closed it comes late for", () => {
    take([incoming("a", start)]);
    const [id = ""] = records.closeOpen(start);
    const taken = take([incoming("reifier sessions end", start + 500)]);
    expect(taken).toMatchObject({ added: [{ session: id }], reopened: [] });
    expect(records.sessions({ open: true })).toEqual([]);
  });

  it("finds the long session again behind many younger ones", () => {
    take([incoming("long", start, { durationMs: 3_600_000 })]);
    for (let n = 0; n < 30; n++) take([typed(`untimed ${n}`, null)], start + n * 60_000);
    const { added } = take([incoming("after", start + 3_700_000)]);
    expect(records.session(added[0]?.session ?? "")?.session.records[0]?.command).toBe("long");
  });

  it("gives undrafted sessions oldest first, closed ones only", () => {
    take([incoming("new", start + 10 * gapMs), incoming("old", start), incoming("open", start + 20 * gapMs)]);
    records.closeIdle(start + 12 * gapMs, gapMs);
    expect(records.undrafted().map((stored) => stored.session.records[0]?.command)).toEqual(["old", "new"]);
  });

  it("keeps a note, and offers a skipped session to the scribe again", () => {
    take([incoming("a", start)]);
    const [id = ""] = records.closeOpen(start);
    records.markDraft(id, "skipped", { path: null, kept: 0, noise: 1 });
    records.note(id, "the lock was stale");
    expect(records.undrafted()[0]?.session).toMatchObject({
      note: "the lock was stale",
      counts: { noise: 1 },
    });
    expect(() => records.note("s-none", "x")).toThrow("there is no session s-none");
  });

  it("upgrades a record whose session is older than every session that a placement looks at", () => {
    const [old] = take([typed("make", start - 100 * gapMs)]).added;
    for (let n = 0; n < 80; n++) take([incoming(`later ${n}`, start + n * 2 * gapMs)]);
    const key = { ...incoming("make", start - 100 * gapMs), record: { ...incoming("make", null).record } };
    take(
      [
        {
          ...key,
          record: { ...key.record, startedAt: isoTime(start - 100 * gapMs + 500), durationMs: 60_000 },
        },
      ],
      start + 200 * gapMs,
    );
    expect(records.session(old?.session ?? "")?.session.records).toMatchObject([
      { source: "hook", durationMs: 60_000 },
    ]);
    expect(records.sessions().map((session) => session.records.length)).toEqual(
      Array.from({ length: 81 }, () => 1),
    );
  });

  it("gives the scribe at most 50 sessions at a time", () => {
    take(Array.from({ length: 60 }, (_, n) => incoming(`n ${n}`, start + n * 2 * gapMs)));
    records.closeOpen(start);
    expect(records.undrafted()).toHaveLength(50);
  });

  it("joins the variables of the shells of a session", () => {
    take([
      { ...incoming("a", start), environment: ["PATH", "APP_HOME"] },
      { ...incoming("b", start), environment: ["PATH", "LANG"] },
    ]);
    const id = records.sessions()[0]?.id ?? "";
    expect(records.session(id)?.environment).toEqual(["APP_HOME", "LANG", "PATH"]);
  });

  it("never cuts a text at a NUL", () => {
    take([incoming("printf 'a\0b'", start)]);
    expect(commands()).toEqual([["printf 'a\ufffdb'"]]);
  });

  describe("forgetting", () => {
    it("deletes a record, or a session with its records", () => {
      const { added } = take([incoming("a", start), incoming("b", start), incoming("c", start)]);
      expect(records.forget([added[0]?.id ?? ""])).toBe(1);
      expect(commands()).toEqual([["b", "c"]]);
      expect(records.forget([added[0]?.session ?? "", "c-none"])).toBe(2);
      expect(records.counts()).toEqual({ sessions: 0, records: 0 });
    });

    it("does not bring it back when the same entry, or the history file's, is read later", () => {
      const one = incoming("export TOKEN=x", start);
      const { added } = take([one]);
      records.forget([added[0]?.id ?? ""]);
      take([one]);
      take([typed("export TOKEN=x", null)]);
      expect(records.counts().records).toBe(0);
    });
  });

  it("prunes closed sessions that ended before a time, never an open one", () => {
    take([incoming("old", start), incoming("new", start + 10 * gapMs)]);
    expect(records.prune(start + gapMs)).toBe(0);
    records.closeIdle(start + 20 * gapMs, gapMs);
    expect(records.prune(start + gapMs)).toBe(1);
    expect(commands()).toEqual([["new"]]);
    expect(records.counts()).toEqual({ sessions: 1, records: 1 });
  });

  it("does not take in again from a history file what was pruned", () => {
    const line = typed("ls", start);
    take([line, incoming("df", start)]);
    records.closeOpen(start);
    records.prune(start + 20 * gapMs);
    expect(take([line])).toMatchObject({ added: [], known: 1 });
    expect(records.counts().records).toBe(0);
  });

  it("says when the last record was, and null for none", () => {
    expect(records.lastRecordAt()).toBeNull();
    take([incoming("a", start), typed("b", null)]);
    expect(records.lastRecordAt()).toBe(isoTime(start));
  });
});
