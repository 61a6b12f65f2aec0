import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { gapMs, incoming, place, start, typed } from "../../../test/fixtures/graph/incoming.ts";
import { isoTime } from "../../base/kernel/clock.ts";
import type { IncomingRecord, PlaceRecord, RecordStore } from "../../base/ports/record-store.ts";
import { type EmbeddedStore, openEmbedded } from "./embedded.ts";

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
});
