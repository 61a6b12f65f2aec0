import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { cleanLines, secretLines, survives } from "../../../test/fixtures/redact/corpus.ts";
import * as fourthLines from "../../../test/fixtures/redact/fourth-lines.ts";
import * as lines from "../../../test/fixtures/redact/lines.ts";
import * as moreLines from "../../../test/fixtures/redact/more-lines.ts";
import * as thirdLines from "../../../test/fixtures/redact/third-lines.ts";
import { createRedactor } from "./redactor.ts";

const mac = (text: string): string => createHmac("sha256", "test key").update(text).digest("hex");

const redacted = (row: { line: string; command: boolean }): string => {
  const redactor = createRedactor(mac);
  return (row.command ? redactor.command(row.line) : redactor.text(row.line)).text;
};

test("of at least 98 % of the planted secrets no five characters survive", () => {
  const rows = [lines, moreLines, thirdLines, fourthLines].flatMap(secretLines);
  const missed = rows.flatMap((row) => {
    const out = redacted(row);
    return row.secrets
      .filter((secret) => survives(secret, out) !== null)
      .map(() => ({ line: row.line, out }));
  });
  const total = rows.reduce((sum, row) => sum + row.secrets.length, 0);
  expect(total).toBeGreaterThanOrEqual(190);
  expect(missed.length / total, JSON.stringify(missed, null, 1)).toBeLessThanOrEqual(0.02);
});

test("at most 2 % of clean lines are altered", () => {
  const rows = [lines, moreLines, thirdLines, fourthLines].flatMap(
    ({ cleanCommands: commands, cleanTexts: texts }) => cleanLines({ commands, texts }),
  );
  const altered = rows.filter((row) => redacted(row) !== row.line);
  expect(rows.length).toBeGreaterThanOrEqual(110);
  expect(altered.length / rows.length, JSON.stringify(altered, null, 1)).toBeLessThanOrEqual(0.02);
});

test("what was redacted once stays as it is, also for a redactor that has seen nothing", () => {
  for (const row of [lines, moreLines, thirdLines, fourthLines].flatMap(secretLines)) {
    const once = redacted(row);
    expect(redacted({ ...row, line: once })).toBe(once);
  }
});
