import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codeBlocks } from "./blocks.ts";

const fixtures = join(import.meta.dirname, "../../../test/fixtures/runbook");
interface Expected {
  kind: string;
  language: string | null;
  info: string;
  code: string;
  heading_path: string[];
  lines: [number, number];
  attributes: Record<string, unknown>;
  unclosed?: boolean;
}
const expected: { files: { file: string; blocks: Expected[]; end_line_not_compared?: boolean }[] } =
  JSON.parse(readFileSync(join(fixtures, "expected.json"), "utf8"));

describe("the sample files", () => {
  it("covers every sample", () => {
    expect(expected.files.map(({ file }) => file).toSorted()).toEqual(
      readdirSync(join(fixtures, "md")).toSorted(),
    );
  });

  it.each(expected.files)("finds the blocks of $file", ({ file, blocks, end_line_not_compared: loose }) => {
    const found = codeBlocks(readFileSync(join(fixtures, "md", file), "utf8"));
    const trim = (code: string): string => (loose ? code.replace(/\n+$/, "") : code);
    expect(
      found.map((one) => ({ ...one, code: trim(one.code), lines: loose ? one.lines[0] : one.lines })),
    ).toEqual(
      blocks.map((one) => ({
        kind: one.kind,
        language: one.language,
        info: one.info,
        code: trim(one.code),
        headingPath: one.heading_path,
        attributes: one.attributes,
        lines: loose ? one.lines[0] : one.lines,
      })),
    );
  });
});
