import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ReifierError } from "../../base/kernel/errors.ts";
import { type JudgeContext, judge } from "./judge.ts";
import { checkExamples, readPolicy, requireExamples } from "./policy-file.ts";

const shipped = { path: "blocklist.yaml", text: readFileSync("blocklist.yaml", "utf8") };
const context: JudgeContext = {
  declared: new Set(),
  cwd: "/srv/app",
  home: "/root",
  workspace: null,
  shell: "bash",
};
const own = (text: string) =>
  readPolicy([shipped, { path: "ws/blocklist.yaml", text: `schema: 1\n${text}` }]);
const failure = (text: string): ReifierError => {
  try {
    requireExamples(own(text));
  } catch (error) {
    if (error instanceof ReifierError) return error;
    throw error;
  }
  throw new Error("it was accepted");
};
const aRule = (more: string): string => `rules:
  - id: app-stop
    verdict: deny
    category: app
    reason: r
    when: {command: appctl, sub: [stop]}
${more}`;

describe("the shipped rules", () => {
  it("are read from their text where what was understood is not whole", () => {
    for (const understood of [
      null,
      {},
      { parsed: { schema: 1 } },
      { parsed: {}, lines: { rules: [], off: [] } },
    ])
      expect(readPolicy([{ ...shipped, understood }])).toEqual(readPolicy([shipped]));
  });
  it("each catches what it must and passes what it must", () => {
    expect(checkExamples(readPolicy([shipped]))).toEqual([]);
  });
});

describe("a workspace's rules", () => {
  it("tighten what was unknown or allowed", () => {
    const policy = own(aRule("    mustCatch: [appctl stop]\n    mustPass: [appctl status]\n"));
    requireExamples(policy);
    expect(judge("sudo appctl stop", policy, context).rule).toBe("app-stop");
  });

  it("may allow what is unknown, never what the shipped rules stop", () => {
    const policy = own(`rules:
  - id: ours
    verdict: allow
    risk: low
    category: app
    reason: prints only
    when: [{command: appctl, sub: [status]}, {command: rm}]
    mustCatch: [appctl status]
    mustPass: [appctl stop]
`);
    expect(judge("appctl status", policy, context)).toMatchObject({
      verdict: "allow",
      risk: "low",
      rule: "ours",
    });
    expect(judge("rm -rf /", policy, context).verdict).toBe("deny");
    expect(judge("rm -rf /opt/app", policy, context).verdict).toBe("confirm");
  });

  it("switch one off by its id with a reason, and say so", () => {
    const policy = own("off: [{id: git-history, reason: we own this fork}]\n");
    expect(policy.off).toEqual([
      { id: "git-history", reason: "we own this fork", file: "ws/blocklist.yaml", line: 2 },
    ]);
    expect(judge("git push -f", policy, context).verdict).toBe("confirm");
  });
});

describe("a broken policy stops everything, with file, line and the nearest name", () => {
  it.each([
    [
      "an unknown key",
      aRule("    mustcatch: [x]\n    mustPass: [y]\n"),
      "ws/blocklist.yaml:8: `mustcatch`",
      "mustCatch",
    ],
    [
      "an unknown key of a condition",
      aRule("    mustCatch: [x]\n    mustPass: [y]\n").replace("sub:", "subs:"),
      "ws/blocklist.yaml:7: `subs`",
      "sub",
    ],
    ["an unknown key at the top", "rule: []\n", "ws/blocklist.yaml:2: `rule`", "rules"],
    [
      "a bad verdict",
      aRule("    mustCatch: [x]\n    mustPass: [y]\n").replace("verdict: deny", "verdict: block"),
      "ws/blocklist.yaml:4: ",
      "allow, confirm, deny",
    ],
    [
      "an id twice",
      aRule("    mustCatch: [appctl stop]\n    mustPass: [y]\n").replace("app-stop", "git-history"),
      "`git-history` is already in blocklist.yaml:",
      "another id",
    ],
    [
      "an id to switch off that is not there",
      "off: [{id: git-histori, reason: r}]\n",
      "ws/blocklist.yaml:2: there is no rule `git-histori`",
      "git-history",
    ],
    ["a switch without a reason", "off: [{id: git-history}]\n", "ws/blocklist.yaml:2: off.0.reason", ""],
    ["a rule without examples", aRule(""), "ws/blocklist.yaml:3: ", ""],
    [
      "an example that is not caught",
      aRule("    mustCatch: [appctl start]\n    mustPass: [y]\n"),
      "ws/blocklist.yaml:3: rule `app-stop`: its own example `appctl start` is not caught",
      "correct",
    ],
    [
      "an example that is caught and must pass",
      aRule("    mustCatch: [appctl stop]\n    mustPass: [sudo appctl stop]\n"),
      "is not passed",
      "correct",
    ],
    ["YAML that is none", "rules: [\n", "ws/blocklist.yaml:", "YAML"],
    ["a key twice", "off: []\noff: []\n", "ws/blocklist.yaml:3: Map keys must be unique", "YAML"],
    [
      "an expression that is none",
      aRule("    mustCatch: [x]\n    mustPass: [y]\n").replace("sub: [stop]", "words: ['(']"),
      "is no regular expression",
      "escape",
    ],
  ])("%s", (_name, text, message, hint) => {
    const error = failure(text);
    expect(error.exitCode).toBe(2);
    expect(error.message).toContain(message);
    expect(error.hint).toContain(hint);
  });
});
