import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { edgeKey, type SightingEdge, summed } from "./sighting.ts";

const sighting = fc.record({
  pattern: fc.constantFrom("p-1", "p-2", "p 1"),
  host: fc.constantFrom("web-1", "1 web-1"),
  times: fc.nat(1_000),
  firstAt: fc.nat(1_000),
  lastAt: fc.nat(1_000),
});

describe("the sum of sightings", () => {
  it("has one row for each pattern on a host, with all that was counted between its first and its last", () => {
    fc.assert(
      fc.property(fc.array(sighting), (edges: SightingEdge[]) => {
        const rows = summed(edges);
        expect(new Set(rows.map(edgeKey)).size).toBe(rows.length);
        for (const row of rows) {
          const of = edges.filter(({ pattern, host }) => pattern === row.pattern && host === row.host);
          expect(row.times).toBe(of.reduce((sum, { times }) => sum + times, 0));
          expect(row.firstAt).toBe(Math.min(...of.map(({ firstAt }) => firstAt)));
          expect(row.lastAt).toBe(Math.max(...of.map(({ lastAt }) => lastAt)));
        }
        expect(rows.length).toBe(new Set(edges.map(edgeKey)).size);
      }),
    );
  });
});
