import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFrontmatter } from "./frontmatter.ts";
import { applySplices, setFrontmatter, setFrontmatterKeys } from "./splice.ts";

const folder = join(import.meta.dirname, "../../../test/fixtures/runbook/roundtrip");
const { cases }: { cases: { file: string; key: string; value: string; result_sha256: string }[] } =
  JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));
const sample = (file: string): string => readFileSync(join(folder, file), "utf8");

describe("changing a person's front matter", () => {
  it.each(cases)("sets $key of $file and no other byte", ({ file, key, value, result_sha256: hash }) => {
    const text = sample(file);
    const result = applySplices(text, setFrontmatter(text, key, value));
    expect(createHash("sha256").update(result).digest("hex")).toBe(hash);
  });

  it.each(["human.md", "human-crlf.md"])(
    "adds a new key before the closing line of %s and takes it back",
    (file) => {
      const text = sample(file);
      const result = applySplices(text, setFrontmatter(text, "status", "approved"));
      const newline = file.includes("crlf") ? "\r\n" : "\n";
      expect(result).toContain(`ref: *a${newline}status: "approved"${newline}---${newline}`);
      expect(result.replace(`status: "approved"${newline}`, "")).toBe(text);
    },
  );

  it("sets scalars of every style", () => {
    for (const key of [
      "title",
      "severity",
      "created",
      "last_verified",
      "version",
      "on_call",
      "enabled",
      "empty",
      "zeta",
    ]) {
      const text = sample("human.md");
      const result = applySplices(text, setFrontmatter(text, key, "new: value # x"));
      expect(readFrontmatter(result).values.get(key)).toBe("new: value # x");
    }
  });

  it("refuses a value that it cannot replace in place", () => {
    for (const key of ["anchor", "long", "alerts"]) {
      expect(() => setFrontmatter(sample("human.md"), key, "x")).toThrow(/SPLICE|single value|several lines/);
    }
    expect(() => setFrontmatter("---js\n{}\n---\n", "a", 1)).toThrow();
    expect(() => setFrontmatter("---\n{a: 1}\n---\n", "b", 1)).toThrow(/braces/);
  });

  it("gives a file without front matter one, behind its byte order mark", () => {
    const text = "\ufeff# T\r\n";
    expect(applySplices(text, setFrontmatter(text, "id", "x"))).toBe(
      '\ufeff---\r\nid: "x"\r\n---\r\n\r\n# T\r\n',
    );
  });

  it("fills empty front matter", () => {
    const text = "---\n---\n# T";
    expect(applySplices(text, setFrontmatter(text, "id", "x"))).toBe('---\nid: "x"\n---\n# T');
  });

  it("changes several keys as one stretch", () => {
    const text = "---\nid: x\nstatus: draft\ntitle: T\n---\n";
    const result = applySplices(text, setFrontmatterKeys(text, { status: "approved", digest: "abc" }));
    expect(result).toBe('---\nid: x\nstatus: "approved"\ntitle: T\ndigest: "abc"\n---\n');
  });

  it("says what was set, for any value and any body", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.string(),
        fc.constantFrom("\n", "\r\n"),
        (value, body, newline) => {
          const text = ["---", "a: 1 # kept", "status: draft", "---", body].join(newline);
          const result = applySplices(text, setFrontmatter(text, "status", value));
          expect(readFrontmatter(result).values.get("status")).toBe(value);
          expect(result.endsWith(`${newline}---${newline}${body}`)).toBe(true);
          expect(result.startsWith(`---${newline}a: 1 # kept${newline}status: `)).toBe(true);
        },
      ),
    );
  });
});
