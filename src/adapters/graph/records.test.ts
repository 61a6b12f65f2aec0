import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isoTime } from "../../base/kernel/clock.ts";
import type { ShellRecord } from "../../base/model/record.ts";
import type { IncomingRecord, PlaceRecord, RecordStore } from "../../base/ports/record-store.ts";
import { createPlacement } from "../../core/history/place-record.ts";
import { type EmbeddedStore, openEmbedded } from "./embedded.ts";

const start = Date.parse("2026-03-02T02:11:00.000Z");
const gapMs = 300_000;
const place = createPlacement(gapMs);

let counter = 0;
const incoming = (command: string, at: number | null, facts: Partial<ShellRecord> = {}): IncomingRecord => {
  counter++;
  const source = facts.source ?? "hook";
  return {
    key: `${source}-${counter}`,
    textMac: `mac of ${command}`,
    environment: null,
    record: {
      id: "",
      command,
      startedAt: at === null ? null : isoTime(at),
      durationMs: source === "hook" ? 100 : null,
      exitCode: source === "hook" ? 0 : null,
      cwd: source === "hook" ? "/srv" : null,
      shell: "bash",
      host: "web-1",
      user: "sam",
      terminal: source === "hook" ? "pts/0:10157" : null,
      source,
      session: null,
      note: false,
      redactions: 0,
      ...facts,
    },
  };
};
const typed = (command: string, at: number | null) => incoming(command, at, { source: "history" });

describe("the record store", () => {
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

  it("returns a session as the contract says, with the record as it came in", () => {
    const one = incoming("systemctl stop app", start);
    const { added } = take([one]);
    const session = records.sessions()[0];
    const id = expect.stringMatching(/^r-[0-9A-Z]{26}$/);
    expect(added).toEqual([{ ...one.record, id, session: session?.id }]);
    expect(session).toEqual({
      id: expect.stringMatching(/^s-[0-9A-Z]{26}$/),
      host: "web-1",
      user: "sam",
      startedAt: "2026-03-02T02:11:00.000Z",
      endedAt: null,
      records: added,
      terminals: ["pts/0:10157"],
      note: null,
      draft: null,
      counts: { records: 1, kept: 0, noise: 0 },
    });
  });

  it("keeps apart what is more than 300 s apart, counted from the latest end", () => {
    take([
      incoming("sleep 400", start, { durationMs: 400_000 }),
      incoming("exactly the gap", start + 700_000),
      incoming("one more", start + 1_000_101),
    ]);
    expect(commands()).toEqual([["one more"], ["sleep 400", "exactly the gap"]]);
  });

  it("tells another user's records apart from the same minute", () => {
    take([incoming("a", start), incoming("b", start, { user: "root" })]);
    expect(records.counts()).toEqual({ sessions: 2, records: 2 });
  });

  it("puts the records of one arrival batch without times into one session", () => {
    take([typed("a", null), typed("b", null)]);
    take([typed("c", null)], start + 10 * gapMs);
    expect(commands()).toEqual([["c"], ["a", "b"]]);
  });

  it("moves the cursor with the records, by source", () => {
    records.takeIn({ source: "spool", records: [], cursor: "17" }, place, start);
    expect(records.cursor("spool")).toBe("17");
    expect(records.cursor("history:/home/sam/.bash_history")).toBeNull();
  });

  it("stores nothing and moves no cursor when the placement of one record throws", () => {
    const refuse: PlaceRecord = (sessions, record, batch) => {
      if (record.command === "b") throw new Error("no place");
      return place(sessions, record, batch);
    };
    const intake = { source: "spool", records: [incoming("a", start), incoming("b", start)], cursor: "9" };
    expect(() => records.takeIn(intake, refuse, start)).toThrow("no place");
    expect(records.counts()).toEqual({ sessions: 0, records: 0 });
    expect(records.cursor("spool")).toBeNull();
  });

  describe("a command seen by hook and history file", () => {
    it("is one record when the history file comes second, with and without a time", () => {
      take([incoming("df -h", start), incoming("uptime", start + 5_000)]);
      expect(take([typed("df -h", start + 1_000), typed("uptime", null)])).toMatchObject({
        added: [],
        known: 2,
      });
      expect(records.counts().records).toBe(2);
    });

    it("is one record when the hook comes second, richer, with id and session kept", () => {
      const [old] = take([typed("df -h", start)]).added;
      take([incoming("df -h", start + 700)]);
      expect(records.sessions()[0]?.records).toEqual([
        {
          ...old,
          startedAt: isoTime(start + 700),
          durationMs: 100,
          exitCode: 0,
          cwd: "/srv",
          terminal: "pts/0:10157",
          source: "hook",
        },
      ]);
    });

    it("is as many records as it was typed times, where the file has times", () => {
      take([incoming("ls", start), incoming("ls", start + 10_000)]);
      take([typed("ls", start), typed("ls", start + 10_000), typed("ls", start + 10_000)]);
      expect(records.counts().records).toBe(3);
    });

    it("gets nothing from a file without times, however often that repeats its lines", () => {
      take([incoming("ls", start)]);
      take([typed("ls", null), typed("ls", null)]);
      expect(records.counts().records).toBe(1);
    });

    it("upgrades a line without a time that arrived up to ten minutes before it", () => {
      take([typed("ls", null), typed("df", null)], start + 1_000);
      take([incoming("ls", start)], start + 601_000);
      take([incoming("df", start)], start + 601_001);
      expect(records.sessions().flatMap((session) => session.records.map((record) => record.source))).toEqual(
        ["hook", "hook", "history"],
      );
    });

    it("is two records when the times are more than 2 s apart", () => {
      take([incoming("ls", start)]);
      take([typed("ls", start + 2_001)]);
      expect(records.counts().records).toBe(2);
    });

    it("takes the nearest of several by time", () => {
      take([incoming("ls", start), incoming("ls", start + 1_500)]);
      take([typed("ls", start + 1_500)]);
      take([typed("ls", start)]);
      expect(records.counts().records).toBe(2);
    });

    it("is not taken for an equal line that was in the file before it was typed", () => {
      take([typed("ls", null)], start - 60_000);
      take([incoming("ls", start)]);
      expect(commands()).toEqual([["ls", "ls"]]);
    });

    it("stays two when another user or host typed it", () => {
      take([incoming("ls", start)]);
      take([typed("ls", start)].map((one) => ({ ...one, record: { ...one.record, user: "root" } })));
      expect(records.counts().records).toBe(2);
    });

    it("moves the end of its session when the hook knows how long it took", () => {
      take([typed("make", start)]);
      take([incoming("make", start, { durationMs: 200_000 })]);
      take([incoming("next", start + 500_000)]);
      expect(commands()).toEqual([["make", "next"]]);
    });
  });

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

const arbitraryRecords = fc.array(
  fc.record({
    command: fc.constantFrom("ls", "df -h", "make"),
    at: fc.option(fc.integer({ min: 0, max: 3_000_000 }), { nil: null }),
    source: fc.constantFrom("hook" as const, "history" as const),
    user: fc.constantFrom("sam", "root"),
  }),
  { maxLength: 25 },
);

describe("laws of taking in", () => {
  const withStore = <T>(work: (records: RecordStore) => T): T => {
    const store = openEmbedded({ path: ":memory:", clock: { now: () => start } });
    try {
      return work(store.records);
    } finally {
      store.close();
    }
  };
  const toIncoming = (
    items: readonly { command: string; at: number | null; source: "hook" | "history"; user: string }[],
  ) =>
    items.map(({ command, at, source, user }) =>
      incoming(command, at === null && source === "history" ? null : start + (at ?? 0), { source, user }),
    );

  it("taking in again changes nothing, however it is cut into batches", () => {
    fc.assert(
      fc.property(arbitraryRecords, fc.nat(25), (items, cut) =>
        withStore((records) => {
          const all = toIncoming(items);
          records.takeIn({ source: "s", records: all }, place, start + 4_000_000);
          const before = records.sessions();
          const again = [...all.slice(cut), ...all.slice(0, cut), ...all];
          const taken = records.takeIn({ source: "s", records: again }, place, start + 5_000_000);
          expect(taken).toEqual({ added: [], known: again.length, reopened: [] });
          expect(records.sessions()).toEqual(before);
        }),
      ),
      { numRuns: 60 },
    );
  });

  it("the order of duplicates does not matter: hook first, history first or mixed give the same count", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ command: fc.constantFrom("ls", "make"), at: fc.nat(20).map((n) => n * 10_000) }),
          {
            maxLength: 12,
          },
        ),
        fc.infiniteStream(fc.nat()),
        (runs, chance) =>
          withStore((records) => {
            const both = runs.flatMap(({ command, at }, n) => {
              const when = start + at + n * 1_000_000;
              return [incoming(command, when), typed(command, when - (when % 1_000))];
            });
            const keyed = both.map((one) => ({ one, order: chance.next().value }));
            const shuffled = keyed.sort((a, b) => a.order - b.order).map(({ one }) => one);
            records.takeIn({ source: "s", records: shuffled }, place, start + 100_000_000);
            expect(records.counts().records).toBe(runs.length);
            expect(
              records.sessions().flatMap((session) => session.records.map((record) => record.source)),
            ).toEqual(runs.map(() => "hook"));
          }),
      ),
      { numRuns: 60 },
    );
  });

  it("what arrives in the order of its time is parted exactly at gaps of more than 300 s, however it is batched", () => {
    const steps = fc.array(
      fc.record({
        wait: fc.constantFrom(0, 1, 60_000, gapMs - 1, gapMs, gapMs + 1, 10 * gapMs),
        lasts: fc.constantFrom(0, 500, gapMs, 2 * gapMs),
      }),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(steps, fc.infiniteStream(fc.boolean()), (typedSteps, cuts) =>
        withStore((records) => {
          const expected: string[][] = [];
          let end = Number.NEGATIVE_INFINITY;
          let at = start;
          let batch: IncomingRecord[] = [];
          for (const [n, { wait, lasts }] of typedSteps.entries()) {
            // Measured from the latest end, so that the waits hit the gap exactly.
            at = Math.max(at, end) + (n === 0 ? 0 : wait);
            if (at - end > gapMs) expected.push([]);
            expected.at(-1)?.push(`step ${n}`);
            end = Math.max(end, at + lasts);
            batch.push(incoming(`step ${n}`, at, { durationMs: lasts }));
            if (!cuts.next().value) continue;
            records.takeIn({ source: "s", records: batch }, place, end);
            batch = [];
          }
          records.takeIn({ source: "s", records: batch }, place, end);
          const sessions = records
            .sessions()
            .map((session) => session.records.map((record) => record.command));
          expect(sessions.reverse()).toEqual(expected);
        }),
      ),
      { numRuns: 80 },
    );
  });

  it("every record is in exactly one session, whose extent holds it", () => {
    fc.assert(
      fc.property(arbitraryRecords, (items) =>
        withStore((records) => {
          const { added } = records.takeIn(
            { source: "s", records: toIncoming(items) },
            place,
            start + 4_000_000,
          );
          const sessions = records.sessions();
          const held = sessions.flatMap((session) => session.records.map((record) => record.id));
          expect(held.sort()).toEqual(added.map((record) => record.id).sort());
          for (const session of sessions) {
            for (const { startedAt, user } of session.records) {
              expect(user).toBe(session.user);
              if (startedAt !== null) expect(startedAt >= session.startedAt).toBe(true);
            }
          }
        }),
      ),
      { numRuns: 60 },
    );
  });
});
