import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createShadowCopies } from "./shadow-copies.ts";

const key = new Uint8Array(32).fill(7);
const at = 1_800_000_000_000;
let folder = "";
let shadow: ReturnType<typeof createShadowCopies>;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "shadow-")), "shadow");
  shadow = createShadowCopies({ folder, key });
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true }));

const copy = (path: string, text: string | null, facts: object = {}) =>
  shadow.keep({ path, text, takenAt: at, changedAt: at - 60_000, pid: null, ...facts });
const command = { start: at + 1_000, end: at + 2_000, pid: 7 };

describe("sealed copies", () => {
  it("say nothing on disk of the path or the text, and are the owner's alone", () => {
    copy("/etc/secret-name.conf", "password-canary ".repeat(50));
    const [name = ""] = readdirSync(folder);
    expect(name).not.toContain("secret-name");
    const bytes = readFileSync(join(folder, name), "latin1");
    expect(bytes).not.toContain("canary");
    expect(bytes).not.toContain("secret-name");
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it("open under the key alone, and not when a bit was changed", () => {
    const name = copy("/etc/a", "text ü\n");
    expect(shadow.open(name)).toEqual({ text: "text ü\n" });
    expect(createShadowCopies({ folder, key: new Uint8Array(32).fill(8) }).open(name)).toBeNull();
    const bytes = readFileSync(join(folder, name));
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(join(folder, name), bytes);
    expect(shadow.open(name)).toBeNull();
    expect(shadow.open("../../key")).toBeNull();
  });

  it("tell the text that a file had when a command began", () => {
    copy("/etc/a", "old", { takenAt: at - 500_000 });
    copy("/etc/a", "then");
    copy("/etc/a", "later", { takenAt: at + 5_000, changedAt: at + 4_000 });
    expect(shadow.before("/etc/a", command)).toMatchObject({ text: "then", from: "shadow" });
    expect(shadow.before("/etc/b", command)).toBeNull();
  });

  it("tell it also when the copy is younger, but the file older than the command", () => {
    copy("/etc/a", "unchanged", { takenAt: at + 5_000, changedAt: at });
    expect(shadow.before("/etc/a", command)?.text).toBe("unchanged");
  });

  it("prefer the snapshot that this shell made for this command", () => {
    copy("/etc/a", "read before");
    copy("/etc/a", "before this one", { takenAt: at + 1_001, pid: 7 });
    copy("/etc/a", "another shell's", { takenAt: at + 1_000, pid: 8 });
    expect(shadow.before("/etc/a", command)).toMatchObject({ text: "before this one", from: "snapshot" });
  });

  it("know that there was no file", () => {
    const name = copy("/etc/new", null, { pid: 7, takenAt: at + 1_000 });
    expect(shadow.before("/etc/new", command)).toMatchObject({ text: null });
    expect(shadow.open(name)).toBe("absent");
  });

  it("are not made again of a file that did not change", () => {
    expect(copy("/etc/a", "x", { takenAt: at + 10 })).toBe(copy("/etc/a", "x", { takenAt: at + 20 }));
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it("go by file and by age, the oldest first", () => {
    copy("/etc/a", "1");
    copy("/etc/a", "2", { changedAt: at - 30_000 });
    copy("/etc/b", "3", { takenAt: at + 9_000, changedAt: at + 8_000 });
    expect(shadow.forget(["/etc/a"])).toBe(2);
    shadow.prune(at + 9_001);
    expect(readdirSync(folder)).toEqual([]);
  });
});
