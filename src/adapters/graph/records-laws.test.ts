import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gapMs, incoming, place, start, typed } from "../../../test/fixtures/graph/incoming.ts";
import type { IncomingRecord, RecordStore } from "../../base/ports/record-store.ts";
import { openEmbedded } from "./embedded.ts";

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
