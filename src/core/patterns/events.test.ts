import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createEventReader, type UnderstoodEvent } from "./events.ts";

const fixture = (name: string): unknown[] =>
  readFileSync(new URL(`../../../test/fixtures/patterns/${name}.jsonl`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

const read = (lines: readonly string[]): UnderstoodEvent[] => {
  const reader = createEventReader();
  return [...lines.flatMap((line) => reader.push(line)), ...reader.flush()];
};

describe("events", () => {
  const fresh = z
    .array(
      z.object({
        n: z.string(),
        lines: z.array(z.string()),
        want: z.array(z.tuple([z.number(), z.number()])),
        err: z.array(z.boolean()),
      }),
    )
    .parse(fixture("fresh-events"));

  it.each(fresh)(
    "finds where each event of $n begins and ends, and which are errors",
    ({ lines, want, err }) => {
      const events = read(lines);
      expect(events.map((event) => event.lines)).toEqual(want);
      expect(events.map((event) => event.error)).toEqual(err);
    },
  );

  const blocks = z
    .array(
      z.object({
        format: z.string(),
        lines: z.array(z.string()),
        events: z.number(),
        key: z.string().nullable(),
      }),
    )
    .parse(fixture("events"));

  it.each(blocks)("groups a $format block into $events event(s)", ({ lines, events, key }) => {
    const found = read(lines);
    expect(found.length).toBe(events);
    if (key !== null) expect(found.map((event) => event.key ?? "").join("\n")).toContain(key);
  });

  const lines = z
    .array(
      z.object({ format: z.string(), error: z.boolean(), level: z.string().nullable(), line: z.string() }),
    )
    .parse(fixture("errors"));

  it.each(lines)("tells error=$error, level=$level: $line", ({ line, error, level }) => {
    expect(read([line]).map((event) => [event.error, event.level])).toEqual([[error, level]]);
  });

  it("every line belongs to exactly one event, in order, whatever the lines are", () => {
    const any = fc.array(
      fc.oneof(
        fc.string(),
        fc.constantFrom(
          ...lines.map(({ line }) => line),
          "",
          "\tat a.B.c(B.java:1)",
          "Traceback (most recent call last):",
          "  File",
        ),
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(any, (texts) => {
        const found = read(texts);
        let next = 1;
        for (const {
          lines: [first, last],
        } of found) {
          expect(first).toBe(next);
          expect(last).toBeGreaterThanOrEqual(first);
          next = last + 1;
        }
        expect(next).toBe(texts.length + 1);
      }),
    );
  });

  it("does not let a trace grow without end", () => {
    const found = read(["java.lang.Error: x", ...Array.from({ length: 5000 }, () => "\tat a.B.c(B.java:1)")]);
    expect(found.length).toBeGreaterThanOrEqual(5);
    expect(Math.max(...found.map(({ lines: [first, last] }) => last - first))).toBeLessThan(1000);
  });

  it("reads the time of a header with its zone, and a year that is not said from the clock handed in", () => {
    expect(read(["[Wed Mar 11 09:12:44.003123 2026] [core:error] [pid 1] x"])[0]?.time).toBe(
      "2026-03-11T09:12:44.003Z",
    );
    expect(read(["11/Mar/2026:09:12:44 +0100 x"])[0]?.time).toBe("2026-03-11T08:12:44.000Z");
    expect(read(["Dec 31 23:59:58 h p: x"])[0]?.time).toBe(null);
    const reader = createEventReader({ now: Date.UTC(2026, 0, 1, 0, 0, 5) });
    expect([...reader.push("Dec 31 23:59:58 h p: x"), ...reader.flush()][0]?.time).toBe(
      "2025-12-31T23:59:58.000Z",
    );
  });
});
