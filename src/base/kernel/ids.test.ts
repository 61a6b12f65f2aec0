import { describe, expect, it } from "vitest";
import { newId, newShortId } from "./ids.ts";

describe("newId", () => {
  it("sorts by the time it was made", () => {
    const ids = [1_700_000_000_000, 1_700_000_000_001, 1_800_000_000_000].map((now) => newId("s", now));
    expect([...ids].sort()).toEqual(ids);
  });
  it("is a prefix and 26 characters, never the same twice", () => {
    const made = new Set(Array.from({ length: 1_000 }, () => newId("s", 1)));
    expect(made.size).toBe(1_000);
    for (const id of made) expect(id).toMatch(/^s-[0-9A-HJKMNP-TV-Z]{26}$/);
  });
});

describe("newShortId", () => {
  it("is short enough to type", () => {
    expect(newShortId("g")).toMatch(/^g-[0-9A-HJKMNP-TV-Z]{6}$/);
  });
});
