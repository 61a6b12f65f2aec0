import { describe, expect, it } from "vitest";
import { nearestName } from "./nearest.ts";

const known = ["sessions", "status", "confirm", "patrol", "sessionGapSeconds"];

describe("nearestName", () => {
  it("finds a name with a letter too many, too few, wrong or swapped", () => {
    expect(nearestName("sesions", known)).toBe("sessions");
    expect(nearestName("sstatus", known)).toBe("status");
    expect(nearestName("confurm", known)).toBe("confirm");
    expect(nearestName("patorl", known)).toBe("patrol");
  });
  it("does not mind upper and lower case", () => {
    expect(nearestName("sessiongapseconds", known)).toBe("sessionGapSeconds");
  });
  it("says nothing for a word that is far from all", () => {
    expect(nearestName("kubernetes", known)).toBeNull();
    expect(nearestName("x", known)).toBeNull();
    expect(nearestName("", known)).toBeNull();
  });
});
