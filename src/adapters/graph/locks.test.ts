import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLocks } from "./locks.ts";

describe("locks", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "reifier-locks-"));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it("runs the work and returns its answer", () => {
    expect(createLocks(directory).within("journal", 0, () => 42)).toBe(42);
    expect(statSync(join(directory, "journal.lock")).mode & 0o777).toBe(0o600);
  });

  it("lets go when the work throws", () => {
    const locks = createLocks(directory);
    expect(() =>
      locks.within("journal", 0, () => {
        throw new Error("broken");
      }),
    ).toThrow("broken");
    expect(createLocks(directory).within("journal", 0, () => true)).toBe(true);
  });

  it("lets the same holder in again, and lets go with the outer one", () => {
    const locks = createLocks(directory);
    locks.within("shelf", 0, () => {
      locks.within("shelf", 0, () => undefined);
      expect(() => createLocks(directory).within("shelf", 10, () => undefined)).toThrow(
        expect.objectContaining({ code: "LOCKED", exitCode: 1 }),
      );
    });
    createLocks(directory).within("shelf", 0, () => undefined);
  });

  it("waits at most as long as it is told", () => {
    createLocks(directory).within("journal", 0, () => {
      const started = performance.now();
      expect(() => createLocks(directory).within("journal", 200, () => undefined)).toThrow("journal");
      expect(performance.now() - started).toBeGreaterThan(150);
    });
  });

  it("keeps names apart", () => {
    const other = createLocks(directory);
    createLocks(directory).within("journal", 0, () => {
      expect(other.within("approvals", 0, () => "in")).toBe("in");
    });
  });

  it("gives a long-held lock once, also to the same process, until it is released", () => {
    const locks = createLocks(directory);
    const held = locks.hold("daemon");
    expect(held).not.toBeNull();
    expect(locks.hold("daemon")).toBeNull();
    expect(createLocks(directory).hold("daemon")).toBeNull();
    const run = locks.hold("run");
    expect(run).not.toBeNull();
    held?.release();
    held?.release();
    const next = createLocks(directory).hold("daemon");
    expect(next).not.toBeNull();
    next?.release();
    run?.release();
  });

  it("says what to do when the directory is missing", () => {
    expect(() => createLocks(join(directory, "none")).hold("daemon")).toThrow(
      expect.objectContaining({ code: "STORE_UNWRITABLE", exitCode: 2 }),
    );
  });
});
