import { describe, expect, it } from "vitest";
import type { ElsewhereRunbook } from "../base/ports/shared-graph.ts";
import {
  elsewhereFinder,
  elsewherePatterns,
  elsewhereRecord,
  elsewhereWords,
  knowledgeOf,
} from "./graph-elsewhere.ts";

const told = (facts: Partial<ElsewhereRunbook> = {}): ElsewhereRunbook => ({
  ...{ workspace: "w-2", host: "web-2", id: "fix-lock", title: "Fix the lock", digest: "d-1" },
  ...{ approvedBy: "sam", approvedAt: Date.parse("2026-03-01T09:00:00.000Z"), lastResult: "resolved" },
  ...{ verified: 5, failed: 1 },
  ...facts,
});

describe("what other hosts told, in words", () => {
  it("names the host, who approved it and how it went there", () => {
    expect(elsewhereWords(knowledgeOf(told()), null)).toBe(
      "elsewhere: web-2 approved 'Fix the lock' (fix-lock, by sam, 2026-03-01; 5 of 6 runs verified there)",
    );
    expect(elsewhereWords(knowledgeOf(told()), "d-1")).toContain("the same steps as here");
    expect(
      elsewhereWords(knowledgeOf(told({ approvedBy: null, approvedAt: null, verified: 0, failed: 0 })), null),
    ).toContain("by somebody; never run there");
  });

  it("lets nothing that another host wrote move the cursor or hide", () => {
    const words = elsewhereWords(
      knowledgeOf(told({ title: "\u001b[2Jx\u202e", host: "a\nb", id: "\u001b]0;t\u0007" })),
      null,
    );
    expect(words).not.toMatch(/[\u0000-\u001f\u202e]/);
  });

  it("adds to a why only what the very same steps did elsewhere", () => {
    const others = [
      told(),
      told({ host: "web-3", verified: 1, failed: 0 }),
      told({ digest: "d-2", verified: 90 }),
    ];
    const record = elsewhereRecord({ runbook: () => others }, "fix-lock", "d-1");
    expect(record).toBe("elsewhere (web-2, web-3) 6 of 7 runs verified, not counted here");
    expect(
      elsewhereRecord({ runbook: () => [told({ verified: 0, failed: 0 })] }, "fix-lock", "d-1"),
    ).toBeNull();
  });

  it("makes one row of a pattern that several hosts know", () => {
    const pattern = (host: string) => ({
      ...{ workspace: `w-${host}`, host, id: "p-1", name: "n", template: "t", example: "e", seen: 3 },
      lastSeenAt: 0,
    });
    expect(elsewherePatterns({ patterns: () => [pattern("a"), pattern("b")] })).toMatchObject([
      { id: "p-1", seenOn: [{ host: "a", seen: 3, lastSeenAt: "1970-01-01T00:00:00.000Z" }, { host: "b" }] },
    ]);
  });

  it("says of a line which hosts saw its error and what they approved, also where it is unknown here", () => {
    const example = "could not create lock file /var/cache/app.lock";
    const pattern = { ...{ workspace: "w-2", host: "web-2", id: "p-1", name: "n", template: "t" }, example };
    const find = elsewhereFinder({
      patterns: () => [{ ...pattern, seen: 14, lastSeenAt: 0 }],
      runbooksFor: () => [told()],
    });
    const lines = ["elsewhere: seen 14 on web-2", expect.stringContaining("web-2 approved 'Fix the lock'")];
    expect(find(`2026-03-02T02:00:00Z ERROR app: ${example}`, null)).toMatchObject({
      ...{ pattern: "p-1", kind: "exact" },
      lines,
    });
    expect(find("whatever it says", "p-1")?.lines).toEqual(lines);
    expect(find("the coffee machine is empty", null)).toBeNull();
    expect(find(example, "p-of-this-host")).toBeNull();
  });
});
