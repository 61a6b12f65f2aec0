import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { GuardSentence } from "../../base/model/runbook.ts";
import { evaluateGuard, guardOnLine, valuesOf } from "./guards.ts";

const sentence = (text: string, negated = false): GuardSentence => {
  const [, name = "", op = ">", number = "", unit = ""] =
    /^(.*?) (>=|<=|!=|>|<|=) ([\d.]+)(.*)$/.exec(text) ?? [];
  return GuardSentence.parse({
    text,
    name,
    op,
    number: Number(number),
    unit: unit === "" ? null : unit,
    word: null,
    negated,
    line: 1,
  });
};
const word = (text: string, op: "is" | "is not" = "is"): GuardSentence => {
  const [name = "", value = ""] = text.split(` ${op} `);
  return GuardSentence.parse({
    text,
    name,
    op,
    number: null,
    unit: null,
    word: value,
    negated: false,
    line: 1,
  });
};

const cases = z.array(z.object({ guard: z.string(), line: z.string(), holds: z.boolean().nullable() })).parse(
  readFileSync(new URL("../../../test/fixtures/patterns/guards.jsonl", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line)),
);

describe("guards", () => {
  it.each(cases)("$guard on: $line", ({ guard, line, holds }) => {
    const result = guardOnLine(sentence(guard), line);
    // What is no measurement of this name does not hold; whether it is false or unknown is told apart only where it can be.
    expect(result.holds === true).toBe(holds === true);
    if (holds !== null && result.holds !== null) expect(result.holds).toBe(holds);
    expect(result.why).not.toBe("");
  });

  it("names values by the words next to them", () => {
    expect(valuesOf("CRITICAL: CPU usage 97.3% > 90% on web-03 for 5m")).toMatchObject({
      CPU: { value: 97.3, unit: "%" },
    });
    expect(valuesOf("cpu=20 mem=95 state=degraded")).toEqual({
      cpu: { value: 20, unit: null },
      mem: { value: 95, unit: null },
      state: { value: "degraded", unit: null },
    });
  });

  it("a value that is not there is no yes, also for a sentence that says not to run", () => {
    expect(evaluateGuard(sentence("CPU > 90%"), {}).holds).toBe(null);
    expect(evaluateGuard(sentence("CPU > 90%", true), {}).holds).toBe(null);
  });

  it("a sentence that says not to run holds when its condition does not", () => {
    const values = { CPU: { value: 97, unit: "%" } };
    expect(evaluateGuard(sentence("CPU > 90%"), values).holds).toBe(true);
    expect(evaluateGuard(sentence("CPU > 90%", true), values).holds).toBe(false);
  });

  it("compares units of one kind and refuses others", () => {
    const values = { latency: { value: 1.2, unit: "s" }, disk: { value: "91%", unit: null } };
    expect(evaluateGuard(sentence("latency > 500ms"), values).holds).toBe(true);
    expect(evaluateGuard(sentence("latency > 500MB"), values).holds).toBe(null);
    expect(evaluateGuard(sentence("disk > 85%"), values).holds).toBe(true);
  });

  it("words are compared without regard to case", () => {
    expect(guardOnLine(word("status is degraded"), "replica set status: DEGRADED").holds).toBe(true);
    expect(guardOnLine(word("status is degraded"), "status=ok").holds).toBe(false);
    expect(guardOnLine(word("status is not degraded", "is not"), "status=ok").holds).toBe(true);
    expect(guardOnLine(word("status is degraded"), "nothing here").holds).toBe(null);
  });

  it("a name that turns the measure round is another measure", () => {
    expect(evaluateGuard(sentence("disk > 85%"), { "disk free": { value: 91, unit: "%" } }).holds).toBe(null);
    expect(evaluateGuard(sentence("CPU > 90%"), { "1": { value: 97, unit: "%" } }).holds).toBe(null);
  });

  it("keys of a line never reach an object's own machinery", () => {
    expect(Object.getPrototypeOf(valuesOf("__proto__=x constructor=y 5 __proto__ 7"))).toBe(Object.prototype);
    expect(evaluateGuard(sentence("toString > 1"), {}).holds).toBe(null);
    expect(guardOnLine(sentence("a > 1constructor"), "a 5").holds).not.toBe(true);
  });
});
