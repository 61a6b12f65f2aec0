import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unifiedDiff } from "./unified-diff.ts";

describe("unifiedDiff", () => {
  it("says nothing of equal texts", () => {
    expect(unifiedDiff("/x", "a\n", "a\n")).toBeNull();
    expect(unifiedDiff("/x", null, null)).toBeNull();
  });

  it("shows a new file against /dev/null", () => {
    expect(unifiedDiff("/x", null, "a\n")).toBe("--- /dev/null\n+++ /x\n@@ -0,0 +1,1 @@\n+a\n");
  });

  it("gives up on texts that have nothing in common", () => {
    const text = (word: string) => Array.from({ length: 9_000 }, (_, i) => `${word} ${i * 7}\n`).join("");
    expect(unifiedDiff("/x", text("a"), text("b"))).toBe("too-different");
  });

  it("is what patch(1) needs to make the second text of the first", () => {
    const folder = mkdtempSync(join(tmpdir(), "diff-"));
    const line = fc.constantFrom("a", "b", "c", "", "  x = 1;", "ü 文");
    const text = fc
      .array(line, { maxLength: 30 })
      .chain((lines) =>
        fc.constantFrom("\n", "").map((end) => (lines.length === 0 ? "" : lines.join("\n") + end)),
      );
    try {
      fc.assert(
        fc.property(text, text, (before, after) => {
          const path = join(folder, "file");
          const diff = unifiedDiff(path, before, after);
          if (diff === null) return;
          writeFileSync(path, before);
          execFileSync("patch", ["--silent", "--force", path], { input: diff });
          // patch removes a file that becomes empty.
          expect(after === "" ? "" : readFileSync(path, "utf8")).toBe(after);
        }),
        { numRuns: 60 },
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
