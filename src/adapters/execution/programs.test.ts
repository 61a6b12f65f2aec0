import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { missingPrograms } from "./programs.ts";
import { readSecretFile } from "./secret-file.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "reifier-programs-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe("missing programs", () => {
  it("are those that neither bash nor the PATH has", () => {
    writeFileSync(join(directory, "here"), "#!/bin/sh\n", { mode: 0o755 });
    writeFileSync(join(directory, "plain"), "", { mode: 0o644 });
    const names = ["cd", "here", "plain", "gone", "/bin/sh", "/no/such", "$UNKNOWN", "./relative"];
    expect(missingPrograms(names, directory)).toEqual(["plain", "gone", "/no/such"]);
    expect(missingPrograms(["here"], "relative/path")).toEqual(["here"]);
  });
});

describe("a secret's file", () => {
  it("gives its content without the last newline", () => {
    const path = join(directory, "secret");
    writeFileSync(path, "hunter2 \n", { mode: 0o600 });
    expect(readSecretFile(path)).toBe("hunter2 ");
  });

  it("is refused when others may read it, when it is empty, a link, or not there", () => {
    const path = join(directory, "secret");
    writeFileSync(path, "hunter2\n");
    chmodSync(path, 0o644);
    expect(() => readSecretFile(path)).toThrow("read by others");
    chmodSync(path, 0o600);
    writeFileSync(path, "\n");
    expect(() => readSecretFile(path)).toThrow("1 to 16384");
    symlinkSync(path, join(directory, "link"));
    expect(() => readSecretFile(join(directory, "link"))).toThrow("cannot be read");
    expect(() => readSecretFile(join(directory, "none"))).toThrow("cannot be read");
  });
});
