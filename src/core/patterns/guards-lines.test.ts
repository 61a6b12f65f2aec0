import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { GuardSentence } from "../../base/model/runbook.ts";
import { mentionOf } from "./guard-names.ts";
import { guardOnLine } from "./guards.ts";

const Case = z.object({ guard: z.string(), line: z.string(), holds: z.boolean().nullable() });
const path = new URL("../../../test/fixtures/patterns/guard-lines.jsonl", import.meta.url);
const cases = readFileSync(path, "utf8")
  .trim()
  .split("\n")
  .map((line) => Case.parse(JSON.parse(line)));

const condition =
  /^(.+?) (>=|<=|!=|>|<|=|is not|is) (?:([-+]?\d[\d,_]*(?:\.\d+)?(?:e[-+]?\d+)?) ?(\S.*)?|([\w./-]+))$/i;

/** The sentence as the runbook's reader understands it; that room has its own tests. */
function sentence(text: string): GuardSentence {
  const bare = text.replace(/^(?:Only do this if|Do not run if) /, "");
  const [, name = "", op = "is", number, unit, word] = condition.exec(bare) ?? [];
  const isWord = op.startsWith("is");
  return GuardSentence.parse({
    text,
    name,
    op,
    number: isWord || number === undefined ? null : Number(number.replaceAll(/[,_]/g, "")),
    unit: unit ?? null,
    word: isWord ? (word ?? number ?? "") : null,
    negated: text.startsWith("Do not"),
    line: 1,
  });
}

describe("guards on lines of logs", () => {
  it.each(cases)("$guard on: $line", ({ guard, line, holds }) => {
    const result = guardOnLine(sentence(guard), line);
    expect(result, result.why).toMatchObject({ holds });
    if (holds === null) expect(result.why).not.toBe("");
  });

  it("finds every line that one of them can be read from", () => {
    for (const { guard, line, holds } of cases) {
      if (holds === null) continue;
      expect(mentionOf([sentence(guard).name])?.test(line), `${guard} on: ${line}`).toBe(true);
    }
  });
});
