import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readTextFile } from "./read-text-file.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "read-"));
});
afterEach(() => rmSync(folder, { recursive: true }));
const file = (name: string, bytes: string | Uint8Array): string => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};

describe("readTextFile", () => {
  it("reads a text, byte order mark, carriage returns and all", () => {
    expect(readTextFile(file("a", "\ufeffü\r\nb"))).toMatchObject({ kind: "text", text: "\ufeffü\r\nb" });
    expect(readTextFile(file("empty", ""))).toMatchObject({ kind: "text", text: "" });
  });

  it("says that there is no file", () => {
    expect(readTextFile(join(folder, "none"))).toEqual({ kind: "absent" });
    expect(readTextFile(join(file("a", "x"), "below"))).toEqual({ kind: "absent" });
  });

  it.each([
    ["NUL bytes", new Uint8Array([65, 0, 66]), "binary"],
    ["no UTF-8", new Uint8Array([65, 0xff, 66]), "binary"],
    ["more than 1 MiB", new Uint8Array(1024 * 1024).fill(65), "too-large"],
  ])("leaves out %s", (_, bytes, why) => {
    expect(readTextFile(file("a", bytes))).toMatchObject({ kind: "left-out", why });
  });

  it("opens no link, folder, pipe or device, also not through a linked folder", () => {
    const left = { kind: "left-out", why: "not-a-regular-file" };
    symlinkSync(file("a", "x"), join(folder, "link"));
    expect(readTextFile(join(folder, "link"))).toMatchObject(left);
    mkdirSync(join(folder, "folder"));
    expect(readTextFile(join(folder, "folder"))).toMatchObject(left);
    execFileSync("mkfifo", [join(folder, "pipe")]);
    expect(readTextFile(join(folder, "pipe"))).toMatchObject(left);
    expect(readTextFile("/dev/null")).toMatchObject(left);
    expect(readTextFile("/proc/self/status")).toMatchObject(left);
    symlinkSync("/proc/self", join(folder, "self"));
    expect(readTextFile(join(folder, "self", "status"))).toMatchObject(left);
  });
});
