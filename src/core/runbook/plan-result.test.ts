import { describe, expect, it } from "vitest";
import { blockWord, exitCodeOf, retryDelayMs } from "./plan-result.ts";

describe("results", () => {
  it("have the exit codes that scripts rely on", () => {
    expect([
      exitCodeOf("resolved"),
      exitCodeOf("unverified"),
      exitCodeOf("refused"),
      exitCodeOf("declined"),
      exitCodeOf("rolled-back"),
      exitCodeOf("interrupted"),
    ]).toEqual([0, 1, 10, 11, 12, 130]);
  });

  it("never call a signal, a timeout or an interrupt a success", () => {
    const end = { exitCode: 0, signal: null, timedOut: false, interrupted: false };
    expect(blockWord(end)).toBe("ok");
    expect(blockWord({ ...end, timedOut: true })).toBe("timed-out");
    expect(blockWord({ ...end, interrupted: true })).toBe("interrupted");
    expect(blockWord({ ...end, exitCode: null, signal: "SIGKILL" })).toBe("killed");
    expect(blockWord({ ...end, exitCode: 3 })).toBe("failed");
    expect([1, 2, 3, 4, 5, 9].map(retryDelayMs)).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
  });
});
