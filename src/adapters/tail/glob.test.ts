import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { expandGlob, globDepth, globRoot, namePattern } from "./glob.ts";

const root = mkdtempSync(join(tmpdir(), "glob-"));
for (const path of ["a.log", "b.log", "b.log.1", ".hidden.log", "x/c.log", "x/y/d.log", "x/y/[e].log"]) {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), "");
}
afterAll(() => rmSync(root, { recursive: true }));
const found = async (glob: string): Promise<string[]> =>
  (await expandGlob(join(root, glob))).map((path) => path.slice(root.length + 1));

describe("globs", () => {
  it.each([
    ["*.log", ["a.log", "b.log"]],
    ["{a,x/c}.log", []],
    ["{a,b}.log", ["a.log", "b.log"]],
    ["[!a].log", ["b.log"]],
    ["?.log", ["a.log", "b.log"]],
    [".*.log", [".hidden.log"]],
    ["*/c.log", ["x/c.log"]],
    ["**/*.log", ["a.log", "b.log", "x/c.log", "x/y/[e].log", "x/y/d.log"]],
    ["b.log*", ["b.log", "b.log.1"]],
    ["nothing/*.log", []],
    ["x", []],
    ["a.log", ["a.log"]],
  ])("%s", async (glob, files) => {
    expect(await found(glob)).toEqual(files);
  });

  it("what is no glob character is itself", () => {
    expect(namePattern("a+(b).$c").test("a+(b).$c")).toBe(true);
    expect(namePattern("a.b").test("axb")).toBe(false);
    expect(namePattern("a{b").test("a{b")).toBe(true);
  });

  it("the directory to watch is the part before the first pattern", () => {
    expect(globRoot("/var/log/*/a.log")).toBe("/var/log");
    expect(globRoot("/var/log/a.log")).toBe("/var/log");
    expect(globRoot("/*.log")).toBe("/");
  });

  it("only the directories that a pattern names are looked into", () => {
    expect(globDepth("/var/log/a.log")).toBe(0);
    expect(globDepth("/var/log/*.log")).toBe(0);
    expect(globDepth("/var/log/*/a.log")).toBe(1);
    expect(globDepth("/var/log/*/*/a.log")).toBe(2);
    expect(globDepth("/var/log/**/a.log")).toBe(8);
  });
});
