import { describe, expect, it } from "vitest";
import { createNewKinds } from "./patrol-kinds.ts";

describe("kinds of errors that nobody linked", () => {
  it("are kept up to so many new ones an hour; those that were kept go on to count", () => {
    const kinds = createNewKinds(2);
    expect(["a", "b", "c", "a"].map((one) => kinds.keeps(one, 5_000_000))).toEqual([true, true, false, true]);
    expect(kinds.keeps("c", 5_000_000 + 3_600_000)).toBe(true);
  });
  it("take a bounded amount of memory", () => {
    const kinds = createNewKinds(Number.POSITIVE_INFINITY);
    for (let n = 0; n < 50_000; n++) kinds.keeps(`p-${n}`, 1);
    expect(kinds.keeps("p-49999", 1)).toBe(true);
  });
});
