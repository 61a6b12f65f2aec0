import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeFolder } from "./make-folder.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reifier-folder-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("makeFolder", () => {
  it("makes what is missing, with its mode, and says whether it was there", () => {
    const path = join(folder, "a/b/c");
    expect(makeFolder(path, 0o700)).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(makeFolder(path, 0o700)).toBe(false);
  });
  it("takes a link to a folder as one", () => {
    symlinkSync(folder, join(folder, "link"));
    expect(makeFolder(join(folder, "link"))).toBe(false);
  });
  it("throws where a part is a file, or where the system has no room for a new name", () => {
    writeFileSync(join(folder, "file"), "");
    expect(() => makeFolder(join(folder, "file"))).toThrow(/EEXIST/);
    expect(() => makeFolder(join(folder, "file/w"))).toThrow(/EEXIST/);
    expect(() => makeFolder("/proc/nothing/w")).toThrow(/ENOENT/);
  });
});
