import { describe, expect, it } from "vitest";
import type { Verdict } from "../../base/model/verdict.ts";
import { judgeInOrder } from "./judge-in-order.ts";

/** Denies `rm` behind `cd /` or with `D=/` exported; one verdict for each line. */
function judge(code: string): Verdict[] {
  let bad = false;
  let at = 0;
  return code.split("\n").map((line) => {
    const span: [number, number] = [at, at + line.length];
    at += line.length + 1;
    bad = /^cd \//.test(line) || /^export D=\//.test(line) || (bad && !/^cd /.test(line));
    const denied = bad && line.startsWith("rm ");
    return {
      command: code,
      verdict: denied ? "deny" : "allow",
      risk: denied ? "high" : "low",
      rule: denied ? "tree" : "fine",
      category: "test",
      reason: "test",
      span,
      argv: line.split(" "),
      safer: null,
    };
  });
}

const context = { nonEmpty: [], cwd: "/srv" };
const words = (...codes: readonly string[]): string[][] => {
  const next = judgeInOrder(judge);
  return codes.map((code) => next({ code, cwd: null }, context).map(({ verdict }) => verdict));
};

describe("blocks judged behind each other", () => {
  it.each(["cd /", "export D=/"])("a denied whole is denied in two blocks: %s", (first) => {
    expect(words(first, "ls\nrm -rf *")).toEqual([["allow"], ["allow", "deny"]]);
  });

  it("the places are the block's own", () => {
    const next = judgeInOrder(judge);
    next({ code: "cd /", cwd: null }, context);
    expect(next({ code: "ls\nrm -rf *", cwd: null }, context).map(({ span }) => span)).toEqual([
      [0, 2],
      [3, 11],
    ]);
  });

  it("a directory that only seems to be left does not soften what stands by itself", () => {
    const strict = (code: string): Verdict[] =>
      judge(code).map((one) => (code.startsWith("rm") ? { ...one, verdict: "deny", risk: "high" } : one));
    const next = judgeInOrder(strict);
    next({ code: "cd x", cwd: null }, context);
    expect(next({ code: "rm -rf *", cwd: null }, context)[0]?.verdict).toBe("deny");
  });

  it("a block with a directory of its own does not start where the one before ended", () => {
    const next = judgeInOrder(judge);
    next({ code: "cd /", cwd: null }, context);
    expect(next({ code: "rm -rf *", cwd: "/srv" }, context)[0]?.verdict).toBe("allow");
  });
});
