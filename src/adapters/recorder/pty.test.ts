import { describe, expect, it } from "vitest";
import { loadPty } from "./pty.ts";

describe("loadPty", () => {
  it("loads the optional package", async () => {
    expect(typeof (await loadPty()).spawn).toBe("function");
  });

  it.each([
    ["is not installed", () => Promise.reject(new Error("Cannot find package"))],
    ["is another package", () => Promise.resolve({})],
  ])("says what to type when it %s", async (_, load) => {
    await expect(loadPty(load)).rejects.toMatchObject({
      code: "PTY_MISSING",
      exitCode: 2,
      hint: expect.stringContaining("npm install --include=optional"),
    });
  });
});
