import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isoTime } from "../../base/kernel/clock.ts";
import type { ShellRecord } from "../../base/model/record.ts";
import type { SessionExtent } from "../../base/ports/record-store.ts";
import { createPlacement } from "./place-record.ts";

const gapMs = 300_000;
const place = createPlacement(gapMs);
const noon = Date.UTC(2026, 2, 2, 12);

const record = (at: number | null, durationMs: number | null = null, command = "ls"): ShellRecord => ({
  id: "",
  command,
  startedAt: at === null ? null : isoTime(at),
  durationMs,
  exitCode: 0,
  cwd: null,
  shell: "bash",
  host: "web-1",
  user: "sam",
  terminal: null,
  source: "hook",
  session: null,
  note: false,
  redactions: 0,
});
const session = (id: string, start: number, end: number, closed = false): SessionExtent => ({
  id,
  start,
  end,
  closed,
});
const batch = { session: null, arrivedAt: noon };

describe("a record's session", () => {
  it("is a new one for the first record", () => {
    expect(place([], record(noon), batch)).toEqual({ kind: "begin", reason: "first" });
  });
  it("goes on at exactly 300 s after the latest end, and begins anew one millisecond later", () => {
    const known = [session("a", noon, noon + 5_000)];
    expect(place(known, record(noon + 5_000 + gapMs), batch)).toMatchObject({ kind: "join", session: "a" });
    expect(place(known, record(noon + 5_001 + gapMs), batch)).toEqual({ kind: "begin", reason: "gap" });
  });
  it("counts the duration of a long command that comes late", () => {
    const known = [session("a", noon, noon)];
    expect(place(known, record(noon - 3_600_000, 3_500_000), batch)).toMatchObject({
      kind: "join",
      session: "a",
    });
  });
  it("is opened again by a late record within the gap", () => {
    const known = [session("a", noon, noon + 1_000, true)];
    const late = { kind: "reopen", session: "a", reason: "late-record" };
    expect(place(known, record(noon + 60_000), batch)).toEqual(late);
  });
  it("is not opened again by the command that closed it", () => {
    const known = [session("a", noon, noon + 1_000, true)];
    expect(place(known, record(noon + 500, 900, "reifier sessions end"), batch)).toMatchObject({
      kind: "join",
    });
  });
  it.each([
    "mv ~/.reifier/runbooks/drafts/incident_*.md ~/.reifier/runbooks/approved/",
    "git mv runbooks/drafts/a.md runbooks/approved",
    "mv drafts/a.md workspace/runbooks/retired/",
    "npx reifier pending",
    "npm start -- sessions end",
    "node dist/main.js sessions end",
  ])("is not opened again by what a person does with its draft: %s", (command) => {
    const known = [session("a", noon, noon + 1_000, true)];
    expect(place(known, record(noon + 500, 900, command), batch)).toMatchObject({ kind: "join" });
  });
  it("is opened again by another move", () => {
    const known = [session("a", noon, noon + 1_000, true)];
    expect(place(known, record(noon + 500, 900, "mv app.conf /srv/approved"), batch)).toMatchObject({
      kind: "reopen",
    });
  });
  it("is the nearest of several", () => {
    const known = [session("b", noon + 1_000_000, noon + 1_100_000), session("a", noon, noon + 750_000)];
    expect(place(known, record(noon + 990_000), batch)).toMatchObject({ session: "b" });
    expect(place(known, record(noon + 760_000), batch)).toMatchObject({ session: "a" });
  });
  it("is that of its arrival batch for a record without a time", () => {
    const known = [session("a", noon, noon)];
    expect(place(known, record(null), batch)).toEqual({ kind: "begin", reason: "gap" });
    expect(place(known, record(null), { session: "a", arrivedAt: noon })).toMatchObject({
      kind: "join",
      session: "a",
      reason: "same-batch",
    });
  });

  /** Records into sessions, as the store does it. */
  const partition = (starts: readonly number[]): number[][] => {
    const sessions: { extent: SessionExtent; starts: number[] }[] = [];
    for (const start of starts) {
      const extents = sessions.map((each) => each.extent).sort((a, b) => b.start - a.start);
      const found = place(extents, record(start), batch);
      const into =
        found.kind === "begin" ? undefined : sessions.find((each) => each.extent.id === found.session);
      if (into === undefined) {
        sessions.push({ extent: session(String(sessions.length), start, start), starts: [start] });
      } else {
        into.starts.push(start);
        into.extent = session(
          into.extent.id,
          Math.min(into.extent.start, start),
          Math.max(into.extent.end, start),
        );
      }
    }
    return sessions
      .map((each) => each.starts.sort((a, b) => a - b))
      .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
  };

  it("partitions the records, and arriving out of order within the gap changes nothing", () => {
    const steps = fc.array(
      fc.oneof(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: gapMs + 1, max: gapMs * 9 })),
    );
    fc.assert(
      fc.property(steps, fc.array(fc.integer({ min: -3, max: 3 })), (gaps, shifts) => {
        let time = noon;
        const starts = gaps.map((gap) => {
          time += gap;
          return time;
        });
        const sessions = partition(starts);
        expect(sessions.flat()).toEqual(starts);
        for (const [index, each] of sessions.entries()) {
          const before = sessions[index - 1]?.at(-1);
          if (before !== undefined) expect((each[0] ?? 0) - before).toBeGreaterThan(gapMs);
        }
        const shuffled = starts
          .map((start, index) => ({ start, order: index + (shifts[index] ?? 0) * 1.1 }))
          .sort((a, b) => a.order - b.order)
          .map(({ start }) => start);
        expect(partition(shuffled)).toEqual(sessions);
      }),
    );
  });
});
