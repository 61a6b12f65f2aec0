import {
  chmodSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readRegularFile, writeFileAtomic } from "./atomic-file.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reifier-files-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("writeFileAtomic", () => {
  it("replaces a file whole, private by default, and leaves nothing beside it", () => {
    const path = join(folder, "a");
    writeFileSync(path, "old, and longer");
    writeFileAtomic(path, "new");
    expect(readFileSync(path, "utf8")).toBe("new");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["a"]);
  });
  it("keeps the old file when the new one cannot be written", () => {
    const path = join(folder, "missing", "a");
    expect(() => writeFileAtomic(path, "new")).toThrow(/ENOENT/);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("readRegularFile", () => {
  it("reads a file and says its mode and how many names it has", () => {
    const path = join(folder, "a");
    writeFileSync(path, "text");
    chmodSync(path, 0o640);
    linkSync(path, join(folder, "b"));
    expect(readRegularFile(path)).toEqual({ text: "text", mode: 0o640, links: 2 });
  });
  it("never follows a symlink and never reads a folder", () => {
    writeFileSync(join(folder, "a"), "text");
    symlinkSync(join(folder, "a"), join(folder, "link"));
    expect(() => readRegularFile(join(folder, "link"))).toThrow(/ELOOP/);
    expect(() => readRegularFile(folder)).toThrow(/not a regular file/);
  });
});
