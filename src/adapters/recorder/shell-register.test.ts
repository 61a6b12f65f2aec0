import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ShellRegister } from "./shell-register.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "shells-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a shell's marker", () => {
  it("that was still being written is read again, and then once", () => {
    const shell = `bash.${process.pid}.1`;
    const path = join(folder, `${shell}.shell`);
    const file = { path, shell, pid: process.pid, kind: "marker" as const, name: shell };
    const markers = new Map([[shell, file]]);
    const register = new ShellRegister(process.getuid?.() ?? -1);
    const text = (): string => Buffer.from(register.meet(file, markers).marker ?? []).toString("latin1");
    writeFileSync(path, "", { mode: 0o600 });
    expect(text()).toBe("");
    writeFileSync(path, `shell=bash\0pid=${process.pid}\0`);
    expect(text()).not.toContain("tmux=");
    writeFileSync(path, `shell=bash\0pid=${process.pid}\0tmux=%3\0.\0`);
    expect(text()).toContain("tmux=%3");
    writeFileSync(path, "somebody else's words");
    expect(text()).toContain("tmux=%3");
  });
});
